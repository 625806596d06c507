"""Direct sampling of random networks in JAX on one core, for comparison with Skein's backends.

The same job as sampling_torch.py. The best that a good engineer would write: one network is a plain function, vmapped
over a batch; drawing, evaluation and sums are one jitted program that loops over its batches inside XLA
(lax.fori_loop), so that Python and dispatch cost nothing and the passes over a batch fuse. Normals are JAX's own, on
Threefry: XLA fuses and vectorises it, and on a CPU it takes half the time of the native generator (`unsafe_rbg`), and a
third of Box-Muller. The batch was tuned by hand: see BATCH. Sums are a product of matrices in f64.

XLA's threads are told to be one, and the process is bound to one core, as some of them do not listen.

Speaks lines of JSON: {"activation", "width", "networks", "accumulate"} in, {"seconds", "networks"} out.
"""

import json
import math
import os
import sys
import time

os.environ["JAX_PLATFORMS"] = "cpu"
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
if hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})

import jax  # noqa: E402
import jax.numpy as jnp  # noqa: E402
from jax import lax  # noqa: E402

jax.config.update("jax_enable_x64", True)

# Hidden neurons in a batch, over all its networks. The fastest of 2^11 to 2^18.
BATCH = 32768

SETTING = {
    "gauss": ([0.01 * x for x in (-1, -0.6, -0.2, 0.2, 0.6, 1)], 1.0, 1.0),
    "relu": ([0.2, 0.4, 0.6, 0.8, 1.0, 1.2], 1.0, 0.0),
    "erf": ([-1, -0.6, -0.2, 0.2, 0.6, 1], 1.0, 1.0),
}


def normals(key, *shape):
    return jax.random.normal(key, shape, jnp.float32)


def program(activation, width, accumulate):
    inputs, weight_std, bias_std = SETTING[activation]
    batch = max(1, BATCH // width)
    x = jnp.array([weight_std * x for x in inputs], jnp.float32)
    q = bias_std**2 + x * x
    scale = weight_std / math.sqrt(width) * (jnp.exp(-q) if activation == "gauss" else jnp.ones_like(q))
    s = {"relu": jax.nn.relu, "erf": lax.erf, "gauss": jnp.exp}[activation]
    first, second = jnp.triu_indices(len(inputs))

    def network(w, b, v, b1):
        return jax.vmap(lambda x, scale: scale * jnp.dot(s(w * x + b), v) + b1)(x, scale)

    def step(carry):
        key, sums = carry
        key, *keys = jax.random.split(key, 5)
        w, v = normals(keys[0], batch, width), normals(keys[1], batch, width)
        if bias_std > 0:
            b, b1 = bias_std * normals(keys[2], batch, width), bias_std * normals(keys[3], batch)
            f = jax.vmap(network)(w, b, v, b1)
        else:
            f = jax.vmap(network, in_axes=(0, None, 0, None))(w, jnp.float32(0), v, jnp.float32(0))
        if not accumulate:
            # Something has to be asked for, or XLA draws nothing.
            return key, sums + f.sum()
        f = f.astype(jnp.float64)
        pairs = f[:, first] * f[:, second]
        return key, sums + pairs.T @ pairs

    @jax.jit
    def run(key, steps):
        return lax.fori_loop(0, steps, lambda _, carry: step(carry), (key, jnp.zeros((21, 21))))

    return run, batch


def main():
    programs = {}
    key = jax.random.key(1)
    for line in sys.stdin:
        job = json.loads(line)
        name = (job["activation"], job["width"], job["accumulate"])
        if name not in programs:
            programs[name] = program(*name)
            programs[name][0](key, 1)[1].block_until_ready()
        run, batch = programs[name]
        steps = max(1, round(job["networks"] / batch))
        start = time.perf_counter()
        key, sums = run(key, steps)
        sums.block_until_ready()
        seconds = time.perf_counter() - start
        print(json.dumps({"seconds": seconds, "networks": steps * batch}), flush=True)


if __name__ == "__main__":
    main()
