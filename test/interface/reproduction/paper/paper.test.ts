/** Sheets of paper: texts broken into lines, tables over several sheets. */
import t from "tap"
import type { Block, Document, Text } from "../../../../src/interface/reproduction/content/block.ts"
import * as Lines from "../../../../src/interface/reproduction/paper/line.ts"
import * as Paper from "../../../../src/interface/reproduction/paper/paper.ts"
import * as Sheets from "../../../../src/interface/reproduction/paper/sheets.ts"
import * as Table from "../../../../src/interface/reproduction/paper/table.ts"
import * as Pdf from "../../../support/pdf.ts"

const { measure } = Sheets.of("t", new Date(0))
const style: Lines.Style = { face: "regular", size: 9, color: "#000" }
const textOf = (lines: ReadonlyArray<Lines.Line>): string =>
  lines.map((line) => line.map(({ text }) => text).join("")).join("|")
const rightOf = (line: Lines.Line): number => (line.at(-1)?.x ?? 0) + (line.at(-1)?.width ?? 0)

t.test("lines are no wider than asked, and hold all of it, in its looks", async (t) => {
  const text: Text = [
    { kind: "strong", text: "Claim. " },
    "accuracy of 90\u00a0% with the ",
    { kind: "link", text: "Reformer", to: "#a" },
    ", and so on; σ₁ κ₄ ± × Sułkowski; ",
    { kind: "standing", standing: "agrees" },
    ": ",
    "x".repeat(200)
  ]
  for (const width of [40, 80, 200, 480]) {
    const lines = Lines.broken(text, width, style, measure)
    t.ok(lines.every((line) => rightOf(line) <= width + 1e-6))
    t.equal(
      textOf(lines).replaceAll("|", "").replaceAll(" ", ""),
      `Claim.accuracyof90\u00a0%withtheReformer,andsoon;σ₁κ₄±×Sułkowski;agrees:${"x".repeat(200)}`
    )
    t.strictSame([...new Set(lines.flat().map(({ to }) => to))], [undefined, "#a"])
    for (const line of lines)
      for (const [k, { x }] of line.entries()) {
        const before = line[k - 1]
        if (before !== undefined) t.ok(Math.abs(before.x + before.width - x) < 1e-9, "none upon another")
      }
  }
  t.equal(textOf(Lines.broken(["a b"], 480, style, measure)), "a b")
  t.strictSame(Lines.broken([], 480, style, measure), [[]])
  t.equal(textOf(Lines.broken(["结 é"], 480, style, measure)), "? é")
})

const column = (name: string, kind: "text" | "word" | "number") => ({ name, kind })
type Columns = Table.Table["columns"]

const table = (columns: Columns, rows: ReadonlyArray<ReadonlyArray<string>>): Table.Table => ({
  kind: "table",
  columns,
  rows: rows.map((row) => row.map((cell) => [cell]))
})

t.test("columns take what they need, share what there is, and never more", async (t) => {
  const columns = [column("what", "text"), column("ours", "number"), column("why", "text")]
  const long = "so many words that no line of any sheet of paper holds all of them, ".repeat(4)
  for (const rows of [
    [["a", "1", "b"]],
    [["a", "1.2345(6)", long]],
    [[long, "1", long]],
    [["x".repeat(300), "1", "y".repeat(300)]]
  ]) {
    const found = Table.widths(table(columns, rows), Sheets.breadth, measure)
    t.ok(found.reduce((sum, each) => sum + each, 0) <= Sheets.breadth + 1e-6)
    t.ok(found.every((each) => each > 0))
  }
  const [, ours] = Table.widths(table(columns, [[long, "1.2345(6)e-9", long]]), Sheets.breadth, measure)
  t.ok(ours! >= measure("1.2345(6)e-9", { ...style, size: 7.5 }), "a number stays whole")
})

const document = (...blocks: ReadonlyArray<Block>): Document => ({
  title: "Sheets",
  lead: [],
  sections: [{ id: "a", title: "A section", blocks }]
})

t.test("a table goes on on the next sheet, with its head; no row is lost", async (t) => {
  const rows = Array.from({ length: 200 }, (_, k) => [
    `row ${k}.`,
    k % 7 === 0 ? "many words, ".repeat(30) : "few"
  ])
  const made = await Paper.of(
    document(table([column("name", "word"), column("words", "text")], rows)),
    new Date(0)
  )
  const { pages } = Pdf.read(made)
  t.ok(pages.length > 3)
  for (const page of pages) t.match(page, "name words")
  const text = pages.join(" ")
  for (const [name] of rows) t.equal(text.split(name!).length, 2, name)
  t.equal(text.split("many words,").length - 1, 30 * 29)
})

t.test("a row that no sheet has room for is on several; a heading stands with what follows", async (t) => {
  const huge = table([column("name", "word"), column("words", "text")], [["one", "words ".repeat(3000)]])
  const { pages } = Pdf.read(await Paper.of(document(huge), new Date(0)))
  t.ok(pages.length > 2)
  const count = (words: RegExp): number => pages.join(" ").match(words)!.length
  t.equal(count(/words/g) - count(/name words/g), 3000)
  for (let lines = 36; lines < 48; lines++) {
    const before = Array.from(
      { length: lines },
      (_, k): Block => ({ kind: "paragraph", text: [`line ${k}`] })
    )
    const after: Block = { kind: "paragraph", text: ["What follows."] }
    const told = Pdf.read(
      await Paper.of(document(...before, { kind: "heading", text: "A heading" }, after), new Date(0))
    )
    const page = told.pages.find((each) => each.includes("A heading"))!
    t.match(page, "What follows.")
  }
})

t.test("the same document gives the same bytes; whatever is in a text, a file is made", async (t) => {
  const odd = document(
    { kind: "list", items: [["\u0000\u202e<b>&amp;(\\)"], [""], []] },
    { kind: "commands", lines: ["./skein run x", "y".repeat(500)] },
    { kind: "aside", text: [{ kind: "link", text: "a (b)", to: "a (b)/ü.csv" }] }
  )
  const [a, b] = [await Paper.of(odd, new Date(0)), await Paper.of(odd, new Date(0))]
  t.strictSame(a, b)
  t.strictSame(Pdf.read(a).addresses, ["a%20(b)/%C3%BC.csv"])
})
