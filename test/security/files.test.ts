/** Text of a stranger in files is text there: in tables, papers, pictures, pages that describe an archive. */
import * as fc from "fast-check"
import { DOMParser } from "linkedom"
import t from "tap"
import { parse } from "yaml"
import { quoted } from "../../src/engine/shell.ts"
import * as CitationFile from "../../src/interface/archive/citation-file.ts"
import * as Draw from "../../src/interface/chart/draw.ts"
import { latex } from "../../src/interface/export/latex.ts"
import * as Markdown from "../../src/interface/export/markdown.ts"
import { csv, tsv } from "../../src/interface/export/separated.ts"
import type { Encoder } from "../../src/interface/export/table.ts"
import * as Pdf from "../../src/interface/report/pdf.ts"
import type { Subject } from "../../src/interface/report/subject.ts"

const marker = "marker"
const text = { type: "text", description: "anything", unit: "-" } as const
const written = (encode: Encoder, column: string, cells: ReadonlyArray<string>): string =>
  [
    ...encode({ name: "odd", columns: { [column]: text }, rows: cells.map((cell) => ({ [column]: cell })) })
  ].join("")

t.test("a spreadsheet computes no text, neither heading nor cell, and numbers stay numbers", (t) => {
  const cells = [
    `=${marker}`,
    `+${marker}`,
    "-1+1",
    `@${marker}`,
    `\t=${marker}`,
    "＝1",
    "-1 2 -1",
    "-1.5",
    "'=x",
    "a=b"
  ]
  for (const encode of [csv, tsv]) {
    const [heading, ...lines] = written(encode, `=${marker}`, cells).trimEnd().split(/\r?\n/)
    t.equal(heading, `'=${marker}`)
    const shown = [`'=${marker}`, `'+${marker}`, "'-1+1", `'@${marker}`]
    t.strictSame(lines.slice(0, 4), shown)
    t.match(lines[4], /^'/)
    t.strictSame(lines.slice(5), ["'＝1", "-1 2 -1", "-1.5", "''=x", "a=b"])
  }
  t.end()
})

t.test("a cell stays a cell", (t) => {
  t.equal(written(csv, 'a"b', ['x"\r\n,y']), '"a""b"\r\n"x""\r\n,y"\r\n')
  t.equal(written(tsv, "a\tb", ["x\r\n\ty"]), "a\\tb\nx\\r\\n\\ty\n")
  t.end()
})

t.test("LaTeX reads no command of a cell or heading", (t) => {
  const file = written(latex, "\\input{a}%", ["\\write18{x} ^^5cinput $&#_~ % \n\\end{tabular}"])
  t.notMatch(file, /\\(?:input|write)|\^\^/)
  t.equal(file.match(/\\end\{/g)?.length, 1)
  t.equal(file.match(/(?<!\\)%/g)?.length, 1, "the comment at its top")
  t.end()
})

t.test("Markdown has no link, element, picture or heading of a text", (t) => {
  const odd = "<b>[a](http://x) ![p](y) `c` **d** ~~e~~ | &amp; www.x.y \u001b[1m\u202e"
  t.equal(
    Markdown.escaped(odd),
    "\\<b>\\[a\\](http\\://x) !\\[p\\](y) \\`c\\` \\*\\*d\\*\\* \\~\\~e\\~\\~ \\| \\&amp; www\\.x.y \\\\u001b\\[1m\\\\u202e"
  )
  const begun = ["# a", "> a", "- a", "+ a", "12. a", "3) a", "===", "    a", "a - b"].map(Markdown.begun)
  t.strictSame(begun, ["\\# a", "\\> a", "\\- a", "\\+ a", "12\\. a", "3\\) a", "\\===", "a", "a - b"])
  t.equal(Markdown.begun("a\n# b"), "a<br># b")
  t.end()
})

const odd = `<script>${marker}</script>]]>"'&\u0000\u001b\u009b\u202e\ud800 currentColor`
const picture = Draw.svg(
  {
    kind: "bar",
    x: { label: odd, kind: "category", domain: [odd, "b"] },
    y: { label: odd, kind: "linear", domain: [0, 1] },
    series: [odd, "t"],
    facets: [odd, "u"],
    marks: [0, 1].flatMap((series) => [0, 1].map((facet) => ({ x: odd, y: 1, series, facet }))),
    lines: [],
    levels: [],
    notes: []
  },
  odd
)

t.test("a picture is XML, whatever its labels say", (t) => {
  t.notMatch(picture, /<script|<a[ >]|<image|href|\son[a-z]+=/)
  // What XML 1.0 has (production 2), without controls and marks of direction.
  t.notMatch(picture, /[^\t\n\u0020-\u007e\u00a0-\u2029\u202f-\u2065\u206a-\ud7ff\ue000-\ufffd]/u)
  const parsed = new DOMParser().parseFromString(picture, "image/svg+xml")
  t.equal(parsed.querySelector("title")?.textContent?.includes(`<script>${marker}</script>]]>"'&`), true)
  t.end()
})

t.test("a PDF shows text, and does nothing", async (t) => {
  const title = `a) /OpenAction << /S /URI /URI (x) >> ( \\${odd}`
  const bytes = [title, "a) /OpenAction (\\"].map((each) => Pdf.of(picture, each, new Date(0)))
  const [file, plain] = (await Promise.all(bytes)).map((each) => Buffer.from(each).toString("latin1"))
  t.notMatch(file, /\/(?:OpenAction|AA|JavaScript|JS|Launch|URI|Annots|EmbeddedFile)\b/)
  t.ok(plain!.includes("(a\\) /OpenAction \\(\\\\)"), "in its title all of it is a string")
})

t.test("what a citation says is a text of YAML", (t) => {
  const name = `a"\n- b: ${marker} #\u0085\u2028\u007f\u009b\ufeff\\`
  const manifest = { skein: name, commit: name, simulationVersion: 1, sessions: [] }
  const subject = { name, study: { simulation: name, seed: 1 }, manifest } as unknown as Subject
  const file = CitationFile.of(subject, { authors: [{ family: name }] })
  // biome-ignore lint/suspicious/noControlCharactersInRegex: what YAML cannot hold
  t.notMatch(file, /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff]/)
  const read = parse(file)
  t.equal(read.title, `${name}: results of the simulation ${name}`)
  t.equal(read.authors[0]["family-names"], name)
  t.end()
})

t.test("a word that people copy into a shell is one word, and can be seen", (t) => {
  t.equal(quoted("$(a) `b`; 'c'"), "'$(a) `b`; '\\''c'\\'''")
  t.equal(quoted("a\u001b\n'\\"), "$'a\\033\\012\\'\\\\'")
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (word) => /^[^\p{C}]*$/u.test(quoted(word))),
    { numRuns: 1000, seed: 7 }
  )
  t.end()
})
