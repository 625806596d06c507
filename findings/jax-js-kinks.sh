#!/usr/bin/env bash
# Package: @jax-js/jax 0.1.25, any device.
# Behaviour: at a kink the whole slope goes to the first argument, and power(x, 2) has no slope at 0.
# Seen: relu'(0) = 1, maximum(x, 0)' at 0 = 1, power(x, 2)' at 0 = NaN; the value of power there is right.
# Expected: 0, 1/2 and 0. JAX, whose interface this is, documents 0 for jax.nn.relu ("we take relu'(0) = 0"), shares
#   the slope of a maximum equally between arguments that tie, and differentiates x^2 to 2 x.
# Here: gradients of nets with relu differ from PyTorch's and JAX's where a bias starts at 0 and an input is 0, as
#   padding is; and one NaN in a gradient ends a training. We write squares as products.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @jax-js/jax@0.1.25
cat > finding.js <<'END'
import assert from "node:assert"
import { defaultDevice, grad, init, nn, numpy as np } from "@jax-js/jax"

await init()
defaultDevice("cpu")
const slopes = {
  relu: grad((x) => nn.relu(x))(np.array(0)).js(),
  maximum: grad((x) => np.maximum(x, 0))(np.array(0)).js(),
  power: grad((x) => np.power(x, 2))(np.array(0)).js(),
  product: grad((x) => x.ref.mul(x))(np.array(0)).js()
}
console.log(slopes)
assert.deepStrictEqual(slopes, { relu: 1, maximum: 1, power: Number.NaN, product: 0 })
END
node finding.js
