"""Where the constants of src/accelerator/simd/assembly, src/accelerator/gpu/kernel.ts and src/domain/field/activation come
from.

Polynomials by Remez's exchange, rational functions of erf and tanh and what erf is composed of by Lawson's iteration; prints
coefficients, lowest power first, and the largest error before rounding to f32. Needs numpy and scipy.
"""

import numpy as np
from numpy.polynomial import chebyshev, polynomial
from scipy.optimize import brentq
from scipy.special import erf, erfc


def remez(f, degree, a, b, weight=np.ones_like, n=4000):
    """The polynomial of least largest weighted error on [a, b]."""
    k = degree + 1
    x = 0.5 * (a + b) - 0.5 * (b - a) * np.cos(np.pi * np.arange(n) / (n - 1))
    powers, y, w = np.vander(x, k, increasing=True), f(x), weight(x)
    at = np.round((0.5 - 0.5 * np.cos(np.pi * np.arange(k + 1) / k)) * (n - 1)).astype(int)
    for _ in range(60):
        signs = (-1.0) ** np.arange(k + 1)
        system = np.column_stack([powers[at] * w[at, None], signs])
        c = np.linalg.solve(system, y[at] * w[at])[:k]
        error = (powers @ c - y) * w
        edges = np.flatnonzero(np.diff(np.sign(error))) + 1
        extrema = [part[np.argmax(np.abs(error[part]))] for part in np.split(np.arange(n), edges)]
        while len(extrema) > k + 1:
            extrema.pop(0 if abs(error[extrema[0]]) < abs(error[extrema[-1]]) else -1)
        if len(extrema) < k + 1 or list(at) == extrema:
            break
        at = np.array(extrema)
    return c, np.abs(error).max()


def rational(f, m, n, end, steps=3000):
    """f(x) = x P(z) / Q(z), z = x^2 <= end^2, of degrees m and n, least largest relative error.

    f goes to 1, and is meant to be cut there: towards the end it is lifted by 2.5e-7, so that with all rounding it is
    not below 1 at the end.
    """
    z = (0.5 - 0.5 * np.cos(np.pi * np.arange(3000) / 2999)) * end**2
    z[0] = 1e-12
    x = np.sqrt(z)
    y = f(x) * (1 + 2.5e-7 * (x / end) ** 16)
    basis = chebyshev.chebvander(2 * z / end**2 - 1, max(m, n))
    q, w, best = np.ones_like(z), np.ones_like(z), None
    for _ in range(steps):
        system = np.column_stack([x[:, None] * basis[:, : m + 1], -y[:, None] * basis[:, 1 : n + 1]])
        scale = np.sqrt(w) / (q * y)
        c = np.linalg.lstsq(system * scale[:, None], y * scale, rcond=1e-15)[0]
        numerator, denominator = c[: m + 1], np.concatenate([[1], c[m + 1 :]])
        q = basis[:, : n + 1] @ denominator
        error = np.abs(x * (basis[:, : m + 1] @ numerator) / (q * y) - 1)
        if (q > 0).all() and (best is None or error.max() < best[0]):
            best = (error.max(), numerator, denominator)
        w = w * (error / error.max() + 1e-3)
        w /= w.sum()
    error, numerator, denominator = best

    def powers(c):
        line, total = np.array([-1, 2 / end**2]), np.zeros(1)
        for power in chebyshev.cheb2poly(c)[::-1]:
            total = polynomial.polyadd(polynomial.polymul(total, line), [power])
        return total

    p, q = powers(numerator), powers(denominator)
    return p / q[0], q / q[0], error


def composed(m, end, steps=3000):
    """erf x = g(y), g(y) = (3 y^5 - 10 y^3 + 15 y) / 8, y = x P(x^2) of degree m on [0, end], least largest relative error.

    Errors of y count by the slope of g, which vanishes where erf goes to 1. x is scaled so that P begins with 1: returns P, the
    scale of x, and the error.
    """
    z = (0.5 - 0.5 * np.cos(np.pi * (np.arange(3000) + 0.5) / 3000)) * end**2
    x = np.sqrt(z)
    # 1 - g(1 - d) = (20 d^3 - 15 d^4 + 3 d^5) / 8, without the loss of digits.
    y = 1 - np.array([brentq(lambda d: (20 - 15 * d + 3 * d**2) * d**3 / 8 - erfc(v), 0, 1, xtol=1e-16) for v in x])
    weight = 15 / 8 * (1 - y**2) ** 2 / erf(x)
    basis = chebyshev.chebvander(2 * z / end**2 - 1, m) * x[:, None]
    w, best = np.ones_like(z), None
    for _ in range(steps):
        scale = np.sqrt(w) * weight
        c = np.linalg.lstsq(basis * scale[:, None], y * scale, rcond=1e-15)[0]
        found = basis @ c
        error = np.abs(found * (15 - 10 * found**2 + 3 * found**4) / 8 / erf(x) - 1).max()
        if best is None or error < best[0]:
            best = (error, c)
        off = np.abs((found - y) * weight)
        w = w * (off / off.max() + 1e-3)
        w /= w.sum()
    error, c = best
    line, total = np.array([-1, 2 / end**2]), np.zeros(1)
    for power in chebyshev.cheb2poly(c)[::-1]:
        total = polynomial.polyadd(polynomial.polymul(total, line), [power])
    unit = total[m] ** (1 / (2 * m + 1))
    return total / unit ** (2 * np.arange(m + 1) + 1), unit, error


def show(name, c, error):
    print(f"{name}: {[float(f'{x:.10g}') for x in c]}, error {error:.1e}")


half = np.pi / 2
show(
    "sin(pi y / 2) = y P(y^2), y <= 1",
    *remez(lambda z: half * np.sinc(np.sqrt(z) / 2), 4, 0, 1, lambda z: np.sqrt(z) + 1e-3),
)
for degree in (4, 5):
    show("cos(pi y / 2) = P(y^2), y <= 1", *remez(lambda z: np.cos(half * np.sqrt(z)), degree, 0, 1))
widest = ((np.sqrt(2) - 1) / (np.sqrt(2) + 1)) ** 2
for degree in (2, 3):
    show(
        "ln((1 + s) / (1 - s)) = s P(s^2), the argument within [sqrt(1/2), sqrt 2]",
        *remez(lambda z: 2 * np.arctanh(np.sqrt(z + 1e-30)) / np.sqrt(z + 1e-30), degree, 0, widest),
    )
for degree, most in ((6, 1 / 2), (3, 1 / 16)):
    show(f"2^y = P(y), |y| <= {most}", *remez(np.exp2, degree, -most, most, lambda y: 2.0**-y))

c, unit, error = composed(6, 3.92)
show(f"erf x = g(t P(t^2)), t = {unit:.10g} x, |x| <= 3.92: P", c, error)
p, q, error = rational(erf, 6, 4, 3.92)
show("erf x = x P(x^2) / Q(x^2), |x| <= 3.92: P", p, error)
show("    Q", q, error)
p, q, error = rational(np.tanh, 4, 4, 9.02)
show("tanh x = x P(x^2) / Q(x^2), |x| <= 9.02: P", p, error)
show("    Q", q, error)
