#!/usr/bin/env bash
# Package: @jax-js/jax 0.1.25, any device.
# Behaviour: a program that is differentiated keeps its jitted functions as calls with the functions' own names,
#   with _jvp_peval (values) and _jvp_resid_t (slopes, backwards) after them.
# Seen: in makeJaxpr(grad(square)): jit [ name=square_jvp_peval ...] and jit [ name=square_jvp_resid_t ...].
# Expected: that a gradient is a flat program in which the functions can no longer be told. JAX's documentation
#   calls jit transparent to grad, and says nothing of names.
# Here: it makes a compiler possible that knows a softmax or a normalisation in a gradient by its name, and puts a
#   runtime's own, faster node in its place, which matching patterns of thirty primitives could not.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @jax-js/jax@0.1.25
cat > finding.js <<'END'
import assert from "node:assert"
import { defaultDevice, grad, init, jit, makeJaxpr, numpy as np } from "@jax-js/jax"

await init()
defaultDevice("cpu")
const square = jit(function square(x) {
  return x.ref.mul(x).sum()
})
const program = String(makeJaxpr(grad(square))(np.array([1, 2])).jaxpr)
console.log(program)
assert.deepStrictEqual([...program.matchAll(/name=(\w+)/g)].map(([, name]) => name), [
  "square_jvp_peval",
  "square_jvp_resid_t"
])
END
node finding.js
