#!/usr/bin/env bash
# Package: msgpackr 2.1.3.
# Behaviour: plain pack() writes a Float32Array or Int32Array as bytes, one for each number, cut to its lowest 8 bits;
#   there is no error and no warning.
# Seen: unpack(pack(Float32Array [0.5, 1.5, 300, -2])) is a Buffer that begins 00 01 2c fe.
# Expected: the array, or its 16 bytes, or an error. The documentation says that typed arrays need moreTypes, not
#   that they are destroyed without; structured clone and CBOR libraries keep them.
# Here: results cross threads as typed arrays. With new Packr({ moreTypes: true }) on both sides they arrive as they
#   were.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts msgpackr@2.1.3
cat > finding.js <<'END'
import assert from "node:assert"
import { Packr, pack, unpack } from "msgpackr"

const sent = new Float32Array([0.5, 1.5, 300, -2])
const plain = unpack(pack(sent))
const more = new Packr({ moreTypes: true })
const whole = more.unpack(more.pack(sent))
const first = [...plain.subarray(0, sent.length)]
console.log({ first, whole })
assert(Buffer.isBuffer(plain))
assert.deepStrictEqual(first, [0, 1, 300 % 256, 254])
assert.deepStrictEqual(whole, sent)
END
node finding.js
