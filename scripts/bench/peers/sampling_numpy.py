"""Direct sampling of random networks in NumPy, for comparison with Skein's backends.

The same job as sampling_torch.py. The best that a good engineer would write: f32 throughout, the ziggurat normals
of the fastest generator (SFC64) written in place, buffers allocated once and reused, ufuncs with out=, batches
that stay in the second-level cache, output weights contracted by einsum, the 4-point sums as one f64 product of
matrices. erf comes from SciPy where there is one, else from the rational approximation 7.1.26 of Abramowitz and
Stegun.

Speaks lines of JSON: {"activation", "width", "networks", "accumulate"} in, {"seconds", "networks"} out.
"""

import json
import math
import os
import sys
import time

os.environ["OPENBLAS_NUM_THREADS"] = "1"
os.environ["OMP_NUM_THREADS"] = "1"

import numpy as np  # noqa: E402

try:
    from scipy.special import erf
except ImportError:

    def erf(x, out):
        t = 1 / (1 + np.float32(0.3275911) * np.abs(x))
        p = ((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592
        return np.copysign(1 - p * t * np.exp(-x * x), x, out=out)


# Hidden neurons in a batch, over all its networks.
BATCH = 32768


class Sampler:
    def __init__(self, activation, inputs, width, weight_std, bias_std, accumulate):
        self.activation, self.accumulate = activation, accumulate
        self.batch = max(1, BATCH // width)
        n = len(inputs)
        shape = (self.batch, width)
        self.random = np.random.Generator(np.random.SFC64(1))
        self.bias_std = np.float32(bias_std)
        self.x = [np.float32(weight_std * x) for x in inputs]
        out_std = weight_std / math.sqrt(width)
        self.w, self.b, self.v, self.h = (np.empty(shape, np.float32) for _ in range(4))
        self.b1 = np.empty(self.batch, np.float32)
        self.f = np.empty((n, self.batch), np.float32)
        self.f64 = np.empty((n, self.batch))
        self.scale = np.array(
            [
                out_std * (math.exp(-(bias_std**2) - float(x) ** 2) if activation == "gauss" else 1)
                for x in self.x
            ],
            np.float32,
        )[:, None]
        self.first, self.second = np.triu_indices(n)
        self.left = np.empty((len(self.first), self.batch))
        self.right = np.empty((len(self.first), self.batch))
        self.sums = np.zeros((len(self.first), len(self.first)))

    def step(self):
        w, b, v, h, f = self.w, self.b, self.v, self.h, self.f
        draw = self.random.standard_normal
        draw(dtype=np.float32, out=w)
        draw(dtype=np.float32, out=v)
        biased = self.bias_std > 0
        if biased:
            draw(dtype=np.float32, out=b)
            np.multiply(b, self.bias_std, out=b)
            draw(dtype=np.float32, out=self.b1)
            np.multiply(self.b1, self.bias_std, out=self.b1)
        for a, x in enumerate(self.x):
            np.multiply(w, x, out=h)
            if biased:
                np.add(h, b, out=h)
            if self.activation == "relu":
                np.maximum(h, 0, out=h)
            elif self.activation == "erf":
                erf(h, out=h)
            else:
                np.exp(h, out=h)
            np.einsum("ij,ij->i", h, v, out=f[a])
        np.multiply(f, self.scale, out=f)
        if biased:
            np.add(f, self.b1, out=f)
        if self.accumulate:
            self.f64[...] = f
            np.take(self.f64, self.first, axis=0, out=self.left)
            np.take(self.f64, self.second, axis=0, out=self.right)
            np.multiply(self.left, self.right, out=self.left)
            self.sums += self.left @ self.left.T


SETTING = {
    "gauss": ([0.01 * x for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)], 1.0, 1.0),
    "relu": ([0.2, 0.4, 0.6, 0.8, 1.0, 1.2], 1.0, 0.0),
    "erf": ([-1, -0.6, -0.2, 0.2, 0.6, 1], 1.0, 1.0),
}


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
            samplers[name].step()
        sampler = samplers[name]
        steps = max(1, round(job["networks"] / sampler.batch))
        start = time.perf_counter()
        for _ in range(steps):
            sampler.step()
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "networks": steps * sampler.batch}), flush=True)


main()
