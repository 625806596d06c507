#!/usr/bin/env bash
# Packages: pdfkit 0.20.2.
# Behaviour: `left` of a bookmark is counted from the right edge of its page, and is 0 where `top` alone is told.
# Seen: outline.addItem("a", { top: 0 }) leads to the point [width, height] of its page, { top: 0, left: 0 } too, and
#   { top: 0, left: width } to [0, height].
# Expected: the upper left corner, as `top` is counted from the upper edge, and x of everything else from the left.
# Here: a reader that is zoomed in scrolls to an empty margin at each bookmark. We say the width of the page as `left`.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2
cat > finding.js <<'END'
import assert from "node:assert"
import PDFDocument from "pdfkit"

const target = async (options) => {
  const document = new PDFDocument({ compress: false, size: [200, 100] })
  document.outline.addItem("a", options)
  document.end()
  const parts = []
  for await (const part of document) parts.push(part)
  const [, left, top] = /\/XYZ (\S+) (\S+) /.exec(Buffer.concat(parts).toString("latin1"))
  return [Number(left), Number(top)]
}
const found = [
  await target({ top: 0 }),
  await target({ top: 0, left: 0 }),
  await target({ top: 0, left: 200 })
]
console.log(found)
assert.deepStrictEqual(found, [
  [200, 100],
  [200, 100],
  [0, 100]
])
END
node finding.js
