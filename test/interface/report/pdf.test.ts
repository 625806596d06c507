/** PDF files as their readers see them: header, cross-reference table, page size, text. */
import { inflateSync } from "node:zlib"
import t from "tap"
import * as Pdf from "../../../src/interface/report/pdf.ts"

const svg = (content: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 100" width="200" height="100" fill="currentColor">${content}</svg>`

/** The text that the pages show, from the operators of their content streams. */
const textOf = (bytes: Uint8Array): string => {
  const file = Buffer.from(bytes)
  const shown: Array<string> = []
  for (let at = file.indexOf("stream\n"); at >= 0; at = file.indexOf("stream\n", at + 1)) {
    const end = file.indexOf("\nendstream", at)
    if (end < 0 || file.subarray(at - 3, at).toString() === "end") continue
    const content = inflateSync(file.subarray(at + 7, end)).toString("latin1")
    for (const [, hex] of content.matchAll(/<([0-9a-f]+)> Tj/g))
      shown.push(Buffer.from(hex!, "hex").toString("latin1"))
  }
  return shown.join("")
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

t.test("text: what the standard fonts lack is spelled, not garbled", async (t) => {
  const bytes = await Pdf.of(svg('<text x="9" y="9">σ ≤ κ − 1 &lt; é ﬁ ō 结 &amp;</text>'), "t", new Date(0))
  t.equal(textOf(bytes).replace(/\s+/g, " "), "sigma <= kappa - 1 < \u00e9 fi o ? &")
})

t.test("what is no picture is refused in a sentence", async (t) => {
  await t.rejects(async () => Pdf.of("<svg></svg>", "t", new Date(0)), { message: /how large it is/ })
  await t.rejects(Pdf.of(svg("<g><text></g>"), "t", new Date(0)), { message: /cannot be drawn in PDF/ })
})
