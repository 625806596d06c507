#!/usr/bin/env bash
# Package: @jax-js/jax 0.1.25, any device.
# Behaviour: argmax of numbers with a NaN among them is an index that does not exist.
# Seen: argmax([1, NaN, 3]) = 3, argmax([NaN, NaN]) = 2: the length.
# Expected: 1 and 0, the index of the first NaN, as numpy.argmax and jax.numpy.argmax give ("numpy" is the
#   interface's name).
# Here: an agent that plays its likeliest action, or a classifier its likeliest label, gets an action that is none,
#   instead of a NaN that shows.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts @jax-js/jax@0.1.25
cat > finding.js <<'END'
import assert from "node:assert"
import { defaultDevice, init, numpy as np } from "@jax-js/jax"

await init()
defaultDevice("cpu")
const places = [np.argmax(np.array([1, Number.NaN, 3])).js(), np.argmax(np.array([Number.NaN, Number.NaN])).js()]
console.log(places)
assert.deepStrictEqual(places, [3, 2])
END
node finding.js
