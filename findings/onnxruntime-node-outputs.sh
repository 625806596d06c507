#!/usr/bin/env bash
# Package: onnxruntime-node 1.30.0, CPU.
# Behaviour: an output that is given its tensor is written there, and is copied into a new array at each run all the same.
# Seen: after run(feeds, { y: tensor }) the tensor is filled, and y of what run returns is another tensor, on memory of its own;
#   each run leaves the bytes of all outputs behind as garbage.
# Expected: that run returns the tensor that it was given, without a copy: preallocated outputs are there to save it.
# Here: a program cut into several sessions, with passes of our own in WebAssembly between them on memory that both see, lost
#   more by these copies (14 MB a run) than the passes won. A program is one session (src/accelerator/graph/session.ts).
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts onnxruntime-node@1.30.0
cat > finding.js <<'END'
import assert from "node:assert"
import { InferenceSession, Tensor } from "onnxruntime-node"

// y = Relu(x), 1048576 values each.
const model = Buffer.from(
  "CAo6PQoMCgF4EgF5IgRSZWx1Egdwcm9ncmFtWhEKAXgSDAoKCAESBgoECICAQGIRCgF5EgwKCggBEgYKBAiAgEBCBAoAEBU=",
  "base64"
)
const session = await InferenceSession.create(model)
const values = 1048576
const feeds = { x: new Tensor("float32", new Float32Array(values).fill(2), [values]) }
const tensor = new Tensor("float32", new Float32Array(values), [values])
const { y } = await session.run(feeds, { y: tensor })
console.log({ filled: tensor.data[0], same: y === tensor, sameMemory: y.data.buffer === tensor.data.buffer })
assert.strictEqual(tensor.data[0], 2)
assert.notStrictEqual(y, tensor)
assert.notStrictEqual(y.data.buffer, tensor.data.buffer)
const before = process.memoryUsage().arrayBuffers
const kept = []
for (let run = 0; run < 10; run++) kept.push(await session.run(feeds, { y: tensor }))
const each = (process.memoryUsage().arrayBuffers - before) / kept.length
console.log({ "bytes a run": each })
assert.ok(each > 3.9 * values)
END
node finding.js
