#!/usr/bin/env bash
# Packages: svg-to-pdfkit 0.1.8 with pdfkit 0.20.2.
# Behaviour: colours in notations that are newer than SVG 1.1 become black, and its warningCallback is not called.
# Seen: hsl(0, 100%, 50%), rgb(255 0 0), rgb(255 0 0 / 1) and #ff0000ff fill with 0 0 0; #ff0000, rgb(255, 0, 0),
#   rgba(255, 0, 0, 1) and red fill with 1 0 0.
# Expected: red (CSS Color 4, which browsers draw in SVG), or a warning.
# Here: chart libraries write such colours (d3's interpolators hsl, its formatting 8 digits); a figure that is right
#   as SVG is a black one as PDF. We write colours as six digits.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
echo '{ "type": "module" }' > package.json
npm install --silent --no-audit --no-fund --ignore-scripts pdfkit@0.20.2 svg-to-pdfkit@0.1.8
cat > finding.js <<'END'
import assert from "node:assert"
import PDFDocument from "pdfkit"
import SVGtoPDF from "svg-to-pdfkit"

const warnings = []
const filled = async (color) => {
  const document = new PDFDocument({ compress: false })
  const shape = `<svg xmlns="http://www.w3.org/2000/svg"><rect width="9" height="9" fill="${color}"/></svg>`
  SVGtoPDF(document, shape, 0, 0, { warningCallback: (warning) => warnings.push(warning) })
  document.end()
  const parts = []
  for await (const part of document) parts.push(part)
  return /^(.*) scn$/m.exec(Buffer.concat(parts).toString("latin1"))[1]
}
for (const color of ["#ff0000", "rgb(255, 0, 0)", "rgba(255, 0, 0, 1)", "red"])
  assert.strictEqual(await filled(color), "1 0 0", color)
for (const color of ["hsl(0, 100%, 50%)", "rgb(255 0 0)", "rgb(255 0 0 / 1)", "#ff0000ff"]) {
  console.log(color, await filled(color))
  assert.strictEqual(await filled(color), "0 0 0", color)
}
assert.deepStrictEqual(warnings, [])
END
node finding.js
