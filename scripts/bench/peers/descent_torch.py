"""Random networks that learn by full-batch gradient descent in PyTorch on one thread, for comparison with Skein's.

The best that a good engineer would write, in three ways; batches are those that were quickest here.

vmap: torch.func.grad of one network's loss under torch.func.vmap, eager.
compiled: the same under torch.compile, which fuses what is done to an element (it needs a C++ compiler).
batched: no automatic differentiation: products of batches, and the derivatives by hand, in place.

Speaks lines of JSON: {"program", "activation", "width", "networks", "steps", "inputs", "targets", "rate", "weightStd",
"biasStd"} in; {"seconds", "loss"} out, loss being the mean of half the sum of squares at the end.
"""

import json
import math
import sys
import time

import torch

torch.set_num_threads(1)

VALUE = {"relu": torch.relu, "erf": torch.erf, "tanh": torch.tanh}
BATCH = {"vmap": 400, "compiled": 100, "batched": 100}


def slope(name, z, value):
    if name == "relu":
        return (z > 0).to(z.dtype)
    if name == "tanh":
        return 1 - value * value
    return torch.exp(-z * z) * (2 / math.sqrt(math.pi))


def automatic(job, x, y):
    act, w_std, b_std, rate = VALUE[job["activation"]], job["weightStd"], job["biasStd"], job["rate"]
    out_std = w_std / math.sqrt(job["width"])

    def loss(p):
        h = act(x @ p["w"].T * w_std + b_std * p["b"])
        return 0.5 * ((h @ p["v"] * out_std + b_std * p["c"] - y) ** 2).sum()

    gradient = torch.func.vmap(torch.func.grad(loss))

    def step(p):
        g = gradient(p)
        return {name: p[name] - rate * g[name] for name in p}

    return step, torch.func.vmap(loss)


def batched(job, x, y):
    name, w_std, b_std, rate = job["activation"], job["weightStd"], job["biasStd"], job["rate"]
    out_std = w_std / math.sqrt(job["width"])
    act, scaled = VALUE[name], (x[:, 0] * w_std)[None, None, :]
    columns = torch.stack([scaled[0, 0], torch.full((len(y),), b_std)], 1)

    def step(p):
        w, b, v, c = p["w"], p["b"], p["v"], p["c"]
        z = torch.addcmul(b_std * b[:, :, None], w, scaled)
        h = act(z)
        r = torch.bmm(v[:, None, :], h)[:, 0] * out_std + b_std * c[:, None] - y
        bent = slope(name, z, h)
        bent *= r[:, None, :]
        first = torch.matmul(bent, columns) * (rate * out_std * v[:, :, None])
        v -= (rate * out_std) * torch.bmm(h, r[:, :, None])[:, :, 0]
        w -= first[:, :, :1]
        b -= first[:, :, 1]
        c -= (rate * b_std) * r.sum(1)
        return p

    return step


steps_of = {}


def make(job):
    x, y = torch.tensor(job["inputs"]), torch.tensor(job["targets"])
    step, losses = automatic(job, x, y)
    if job["program"] == "compiled":
        step = torch.compile(step)
    if job["program"] == "batched":
        step = batched(job, x, y)
    return step, losses


def main():
    for line in sys.stdin:
        job = json.loads(line)
        name = (job["program"], job["activation"], job["width"])
        if name not in steps_of:
            steps_of[name] = make(job)
        step, losses = steps_of[name]
        size, width = BATCH[job["program"]], job["width"]
        total, done, start = 0.0, 0, time.process_time()
        while done < job["networks"]:
            p = {
                "w": torch.randn(size, width, 1),
                "b": torch.randn(size, width),
                "v": torch.randn(size, width),
                "c": torch.randn(size),
            }
            for _ in range(job["steps"]):
                p = step(p)
            total += losses(p).sum().item()
            done += size
        seconds = (time.process_time() - start) * job["networks"] / done
        print(json.dumps({"seconds": seconds, "loss": total / done}), flush=True)


main()
