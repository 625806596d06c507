"""Direct sampling of random networks in PyTorch on one thread, or on a GPU with the argument `cuda`, for comparison
with Skein's backends.

One hidden layer, one output, one input coordinate: draw the networks, evaluate them on the inputs, accumulate
the 126 products of four outputs (as the 21 x 21 matrix of products of pairs) in f64.

The best that a good engineer would write: no_grad, f32, one thread, buffers allocated once and reused, in-place
normal_ (vectorised Box-Muller), batches of a tuned size that stay in cache, bias and weight fused by one add, output
weights contracted by a batched product, the 4-point sums as one f64 product of matrices. Scales are folded into the
inputs and into the result, so that no pass over the parameters is spent on them. The batch was tuned by hand: see
BATCH.

Speaks lines of JSON: {"activation", "width", "networks", "accumulate"} in, {"seconds", "networks"} out.
"""

import json
import math
import sys
import time

import torch

torch.set_num_threads(1)
DEVICE = sys.argv[1] if len(sys.argv) > 1 else "cpu"
torch.set_default_device(DEVICE)

# Hidden neurons in a batch, over all its networks: 131072 floats are 512 KiB a buffer, the fastest of 2^13, 2^15, 2^17.
# A GPU wants enough of them for all its threads: the fastest of 2^22, 2^24, 2^26.
BATCH = {"cpu": 131072, "cuda": 2**24}[DEVICE]


class Sampler:
    def __init__(self, activation, inputs, width, weight_std, bias_std, accumulate):
        self.activation, self.accumulate = activation, accumulate
        self.batch = max(1, BATCH // width)
        n = len(inputs)
        self.bias_std, self.out_std = bias_std, weight_std / math.sqrt(width)
        self.x = [weight_std * x for x in inputs]
        self.q = [bias_std**2 + x * x for x in self.x]
        self.w = torch.empty(self.batch, width)
        self.b = torch.empty(self.batch, width)
        self.v = torch.empty(self.batch, width)
        self.b1 = torch.empty(self.batch)
        self.h = torch.empty(self.batch, width)
        self.f = torch.empty(n, self.batch)
        self.f64 = torch.empty(n, self.batch, dtype=torch.float64)
        self.scale = torch.tensor(
            [self.out_std * (math.exp(-q) if activation == "gauss" else 1.0) for q in self.q]
        ).unsqueeze(1)
        first, second = torch.triu_indices(n, n)
        self.first, self.second = first, second
        self.left = torch.empty(len(first), self.batch, dtype=torch.float64)
        self.right = torch.empty(len(first), self.batch, dtype=torch.float64)
        self.sums = torch.zeros(len(first), len(first), dtype=torch.float64)

    def step(self):
        w, b, v, h, f = self.w, self.b, self.v, self.h, self.f
        w.normal_()
        v.normal_()
        biased = self.bias_std > 0
        if biased:
            b.normal_().mul_(self.bias_std)
            self.b1.normal_().mul_(self.bias_std)
        for a, x in enumerate(self.x):
            if biased:
                torch.add(b, w, alpha=x, out=h)
            else:
                torch.mul(w, x, out=h)
            if self.activation == "relu":
                h.relu_()
            elif self.activation == "erf":
                h.erf_()
            else:
                h.exp_()
            torch.linalg.vecdot(h, v, out=f[a])
        f.mul_(self.scale)
        if biased:
            f.add_(self.b1)
        if self.accumulate:
            self.f64.copy_(f)
            torch.index_select(self.f64, 0, self.first, out=self.left)
            torch.index_select(self.f64, 0, self.second, out=self.right)
            self.left.mul_(self.right)
            self.sums.addmm_(self.left, self.left.t())


SETTING = {
    "gauss": ([0.01 * x for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)], 1.0, 1.0),
    "relu": ([0.2, 0.4, 0.6, 0.8, 1.0, 1.2], 1.0, 0.0),
    "erf": ([-1, -0.6, -0.2, 0.2, 0.6, 1], 1.0, 1.0),
}


def wait():
    """A GPU is asked, and answers later."""
    if DEVICE == "cuda":
        torch.cuda.synchronize()


def main():
    samplers = {}
    for line in sys.stdin:
        job = json.loads(line)
        name = (job["activation"], job["width"], job["accumulate"])
        if name not in samplers:
            inputs, weight_std, bias_std = SETTING[job["activation"]]
            samplers[name] = Sampler(
                job["activation"], inputs, job["width"], weight_std, bias_std, job["accumulate"]
            )
            with torch.no_grad():
                samplers[name].step()
        sampler = samplers[name]
        steps = max(1, round(job["networks"] / sampler.batch))
        with torch.no_grad():
            wait()
            start = time.perf_counter()
            for _ in range(steps):
                sampler.step()
            wait()
            seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "networks": steps * sampler.batch}), flush=True)


if __name__ == "__main__":
    main()
