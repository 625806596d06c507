"""The connected 4-point function of random networks by the direct estimator in PyTorch, for comparison with Skein's.

The best that a good engineer would write for this estimator: the sampler is that of sampling_torch.py. Its sums are
read off in blocks, whose scatter gives the standard error of every kappa4 = <f f f f> - sum_3 K K; K is a constant,
so it adds nothing to the error and is left out.

Speaks lines of JSON: {"activation", "width", "networks"} in; {"seconds", "networks", "standardErrors"} out, the last of
the 126 sorted tuples of 6 inputs in lexicographic order.
"""

import itertools
import json
import sys
import time

import torch

from sampling_torch import SETTING, Sampler

BLOCKS = 32


def main():
    samplers = {}
    for line in sys.stdin:
        job = json.loads(line)
        inputs, weight_std, bias_std = SETTING[job["activation"]]
        n = len(inputs)
        name = (job["activation"], job["width"])
        if name not in samplers:
            samplers[name] = Sampler(job["activation"], inputs, job["width"], weight_std, bias_std, True)
            with torch.no_grad():
                samplers[name].step()
        sampler = samplers[name]
        pairs = {pair: at for at, pair in enumerate(itertools.combinations_with_replacement(range(n), 2))}
        tuples = list(itertools.combinations_with_replacement(range(n), 4))
        rows = torch.tensor([pairs[t[:2]] for t in tuples])
        columns = torch.tensor([pairs[t[2:]] for t in tuples])
        steps = max(1, round(job["networks"] / sampler.batch / BLOCKS))
        means = []
        with torch.no_grad():
            start = time.perf_counter()
            for _ in range(BLOCKS):
                sampler.sums.zero_()
                for _ in range(steps):
                    sampler.step()
                means.append(sampler.sums[rows, columns] / (steps * sampler.batch))
            seconds = time.perf_counter() - start
            errors = torch.stack(means).std(dim=0) / BLOCKS**0.5
        networks = BLOCKS * steps * sampler.batch
        print(
            json.dumps({"seconds": seconds, "networks": networks, "standardErrors": errors.tolist()}), flush=True
        )


main()
