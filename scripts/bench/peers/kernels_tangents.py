"""Tangent kernels of infinite width by neural-tangents on one core, for comparison with Skein's.

The best that a good engineer would write: `kernel_fn` of stax under jit, compiled before it is timed, in f64, asked for the
tangent kernel alone. XLA's threads are told to be one, and the process is bound to one core, as some of them do not listen.

Speaks lines of JSON: {"activation", "depth", "points", "dimension"} in, {"seconds", "corner"} out: processor time, and the
kernel of the first two points, by which both are known to compute the same.
"""

import json
import os
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
from neural_tangents import stax  # noqa: E402

jax.config.update("jax_enable_x64", True)

ACTIVATION = {"relu": stax.Relu, "erf": stax.Erf, "gelu": stax.Gelu, "cos": stax.Cos}


def program(activation, depth, points, dimension):
    dense = dict(W_std=1.4, b_std=0.1)
    hidden = [layer for _ in range(depth) for layer in (stax.Dense(1, **dense), ACTIVATION[activation]())]
    _, _, kernel = stax.serial(*hidden, stax.Dense(1, **dense))
    run = jax.jit(lambda x: kernel(x, None, "ntk"))
    x = jnp.sin(jnp.arange(points * dimension, dtype=jnp.float64) ** 2).reshape(points, dimension)
    run(x).block_until_ready()
    return run, x


def main():
    programs = {}
    for line in sys.stdin:
        job = json.loads(line)
        name = (job["activation"], job["depth"], job["points"], job["dimension"])
        if name not in programs:
            programs[name] = program(*name)
        run, x = programs[name]
        start = time.process_time()
        theta = run(x)
        theta.block_until_ready()
        seconds = time.process_time() - start
        print(json.dumps({"seconds": seconds, "corner": float(theta[0, 1])}), flush=True)


if __name__ == "__main__":
    main()
