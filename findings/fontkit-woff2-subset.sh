#!/usr/bin/env bash
# fontkit 2.0.4 (what pdfkit embeds fonts with) cannot subset a WOFF2 font as soon as a letter is put together of others.
#
# Behaviour: of one font in two packings, WOFF and WOFF2, both are opened and both draw every letter alike; but encoding a
# subset (which is what a PDF embeds) of the WOFF2 one throws a RangeError from DataView.setUint16 where it holds a composite
# glyph, as most accented letters are. Of the WOFF one it works, and so it does for both while letters are simple.
# Why our users meet it: figures as PDF embed their font, and labels have accents: an `a` in the title works, an `é` fails.
# Source: seen with the packages below; the subset's encoder rewrites component numbers in the glyph's own bytes, which a WOFF2
# glyph (its outlines are transformed) does not have in that form.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm init -y >/dev/null
npm install --silent --no-audit --no-fund --ignore-scripts fontkit@2.0.4 @fontsource/dejavu-sans@5.3.0
cat >try.mjs <<'EOF'
import { openSync } from "fontkit"
const subset = (packing, text) => {
  const font = openSync(`node_modules/@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.${packing}`)
  const made = font.createSubset()
  for (const { id } of font.layout(text).glyphs) made.includeGlyph(id)
  try {
    return made.encode().length > 1000 ? "a font" : "nothing"
  } catch (error) {
    return error.constructor.name
  }
}
for (const text of ["a", "é"]) console.log(text, "woff:", subset("woff", text), "woff2:", subset("woff2", text))
EOF
found=$(node try.mjs)
echo "$found"
test "$found" = "a woff: a font woff2: a font
é woff: a font woff2: RangeError"
