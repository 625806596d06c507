"""Writes test/golden/kernels.csv: kernels of infinite width by neural-tangents, on 50 configurations.

    python3 -m venv kernels && kernels/bin/pip install neural-tangents==0.6.5 jax==0.4.30 jaxlib==0.4.30
    kernels/bin/python test/support/kernels.py > test/golden/kernels.csv
"""

import random

import jax

jax.config.update("jax_enable_x64", True)

import jax.numpy as jnp
import neural_tangents as nt
import numpy as np
from neural_tangents import stax

activations = {
    "relu": stax.Relu,
    "erf": stax.Erf,
    "gelu": stax.Gelu,
    "cos": stax.Cos,
    "linear": stax.Identity,
}
dimensions = [1, 2, 3, 5, 10]
weight_stds = [0.6, 1, 2**0.5, 2]
bias_stds = [0, 0.1, 0.5, 1]
points = 4


def numbers(values):
    return " ".join(repr(float(value)) for value in values)


print(
    f"# neural-tangents {nt.__version__} with JAX {jax.__version__} in f64: Dense(_, W_std, b_std), the activation, so many "
    "times as there are hidden layers, and Dense(1, W_std, b_std). Points after each other; pairs of the lower triangle, row "
    "by row. Written by test/support/kernels.py."
)
print("activation;depth;weightStd;biasStd;dIn;inputs;K;Theta")
draw = random.Random(14)
for i, (name, activation) in enumerate(activations.items()):
    for k in range(10):
        depth = k % 4 + 1
        d = dimensions[(3 * k + i) % 5]
        weight_std = weight_stds[(k + i) % 4]
        bias_std = bias_stds[(k // 2 + 2 * i) % 4]
        x = [[round(draw.uniform(-2, 2), 3) for _ in range(d)] for _ in range(points)]
        dense = dict(W_std=weight_std, b_std=bias_std)
        hidden = [layer for _ in range(depth) for layer in (stax.Dense(1, **dense), activation())]
        _, _, kernel = stax.serial(*hidden, stax.Dense(1, **dense))
        found = kernel(jnp.array(x), None, ("nngp", "ntk"))
        pairs = np.tril_indices(points)
        row = [name, depth, weight_std, bias_std, d]
        row += [numbers(np.ravel(x)), numbers(np.asarray(found.nngp)[pairs]), numbers(np.asarray(found.ntk)[pairs])]
        print(*row, sep=";")
