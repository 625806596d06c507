/** PDF files as their readers see them: header, cross-reference table, page size, text. */
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { inflateSync } from "node:zlib"
import { create } from "fontkit"
import t from "tap"
import * as Pdf from "../../../src/interface/report/pdf.ts"
import * as Woff from "../../../src/interface/report/woff.ts"

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100" fill="currentColor">${content}</svg>`

/** What the streams of a file hold, unpacked. */
const streams = (bytes: Uint8Array): ReadonlyArray<Buffer> => {
  const file = Buffer.from(bytes)
  const found: Array<Buffer> = []
  for (let at = file.indexOf("stream\n"); at >= 0; at = file.indexOf("stream\n", at + 1)) {
    const end = file.indexOf("\nendstream", at)
    if (end < 0 || file.subarray(at - 3, at).toString() === "end") continue
    found.push(inflateSync(file.subarray(at + 7, end)))
  }
  return found
}

/** The text that a page in one font shows: the letters' numbers in that font, and what its map says that they are. */
const textOf = (bytes: Uint8Array): string => {
  const contents = streams(bytes).map((stream) => stream.toString("latin1"))
  const map = contents.find((content) => content.includes("beginbfrange"))!
  const letters = [.../\[(.*?)\]/.exec(map)![1]!.matchAll(/<(.*?)>/g)].map(([, units]) =>
    units!
      .split(" ")
      .map((unit) => String.fromCharCode(Number.parseInt(unit, 16)))
      .join("")
  )
  return contents
    .flatMap((content) => [...content.matchAll(/<([0-9a-f]{4})> Tj/g)])
    .map(([, glyph]) => letters[Number.parseInt(glyph!, 16)])
    .join("")
}

t.test("a file that is whole: every object stands where the table says", async (t) => {
  const bytes = await Pdf.of(svg('<rect width="50" height="50" fill="#d55e00"/>'), "A title", new Date(0))
  const file = Buffer.from(bytes).toString("latin1")
  t.match(file, /^%PDF-1\.\d\n/)
  t.match(file, /%%EOF\n?$/)
  const start = Number(/startxref\n(\d+)\n/.exec(file)![1])
  t.equal(file.slice(start, start + 4), "xref")
  const entries = [...file.slice(start).matchAll(/^(\d{10}) 00000 n/gm)].map(([, offset]) => Number(offset))
  t.ok(entries.length > 3)
  for (const [k, offset] of entries.entries()) t.ok(file.slice(offset).startsWith(`${k + 1} 0 obj`))
  t.match(file, /\/MediaBox \[0 0 150 75\]/, "200 by 100 pixels of 1/96 inch, in points of 1/72")
  t.match(file, /\/Count 1\b/, "one page")
})

t.test("the same picture and date give the same bytes", async (t) => {
  const once = () => Pdf.of(svg("<text x='9' y='9'>a</text>"), "t", new Date("2026-01-02T03:04:05Z"))
  t.strictSame(await once(), await once())
})

t.test("letters are in the file, and can be searched for and copied", async (t) => {
  const bytes = await Pdf.of(
    svg('<text x="9" y="9">σ_W ≤ κ₄ − 1 &lt; é ﬁ ō 结 &amp; x⁴</text>'),
    "t",
    new Date(0)
  )
  t.equal(
    textOf(bytes),
    "σ_W ≤ κ₄ − 1 < é ﬁ ō ? & x⁴",
    "none is spelled; what the font has not is a question mark"
  )
  const text =
    '<text x="9" y="9">a</text><text x="9" y="40" font-weight="bold">b</text><text x="9" y="80" font-style="italic">c</text>'
  const file = Buffer.from(await Pdf.of(svg(text), "t", new Date(0))).toString("latin1")
  const fonts = [...file.matchAll(/\/BaseFont \/[A-Z]{6}\+(\S+)/g)].map(([, name]) => name)
  t.strictSame(new Set(fonts), new Set(["DejaVuSans", "DejaVuSans-Bold", "DejaVuSans-Oblique"]))
  t.equal(file.match(/\/FontFile2 /g)!.length, 3, "each is in the file")
  t.notMatch(file, /\/Subtype \/Type1\b/, "and no other is asked of the reader")
})

t.test("a packed font is unpacked as the library that draws with it has it", async (t) => {
  const packed = readFileSync(
    fileURLToPath(import.meta.resolve("@fontsource/dejavu-sans/files/dejavu-sans-latin-400-normal.woff"))
  )
  const found = create(Woff.unpacked(packed))
  const expected = create(packed)
  t.equal(found.numGlyphs, expected.numGlyphs)
  for (const letter of "aé√κ")
    t.equal(
      found.glyphForCodePoint(letter.codePointAt(0)!).path.toSVG(),
      expected.glyphForCodePoint(letter.codePointAt(0)!).path.toSVG()
    )
  t.throws(
    () => Woff.unpacked(Buffer.from("wOF2 and more than forty-four bytes of something else")),
    TypeError
  )
})

t.test("what is no picture is refused in a sentence", async (t) => {
  await t.rejects(async () => Pdf.of("<svg></svg>", "t", new Date(0)), { message: /how large it is/ })
  await t.rejects(Pdf.of(svg("<g><text></g>"), "t", new Date(0)), { message: /cannot be drawn in PDF/ })
})
