/** Tables for a paper, and for a spreadsheet. */
import { unzipSync } from "fflate"
import { parseHTML } from "linkedom"
import t from "tap"
import * as Format from "../../../src/interface/export/format.ts"
import * as Select from "../../../src/interface/export/select.ts"
import type { Table } from "../../../src/interface/export/table.ts"

const text = { type: "text", description: "anything", unit: "-" } as const
const real = { type: "real", description: "a number", unit: "1" } as const

const bytes = async (format: Format.Format, table: Table): Promise<Buffer> => {
  const encode = await Format.load(format)
  return Buffer.concat([...encode(table)].map((chunk) => Buffer.from(chunk as string)))
}

t.test("LaTeX says once what is the same in all rows, and parts what a page cannot hold", async (t) => {
  const columns = {
    width: { ...real, type: "integer", unit: "neurons", parameter: "width" },
    activation: { ...text, parameter: "activation" },
    letters: { ...real, type: "integer", unit: "letters" },
    m: real
  } as const
  const rows = Array.from({ length: 51 }, (_, k) => ({ width: k, activation: "relu", letters: 3, m: k / 3 }))
  const short = String(await bytes("latex", { name: "m", columns, rows: rows.slice(0, 50) }))
  t.match(
    short,
    /^% In the preamble: \\usepackage\{booktabs\}\n% In all rows: activation = relu\n\\begin\{tabular\}\{rrr\}/
  )
  t.match(short, "width / neurons & letters & m", "a unit that is the name again")
  t.match(short, "$1$ & $3$ & $0.333333$", "what came out stays, also where it is the same")
  const long = String(await bytes("latex", { name: "m", columns, rows }))
  t.match(long, /usepackage\{booktabs,longtable\}.*begin\{longtable\}.*endhead.*end\{longtable\}\n$/s)
  const chosen = Select.select(
    { name: "m", columns, rows },
    { columns: "activation,m", limit: 2, digits: 10 }
  )
  t.match(
    String(await bytes("latex", chosen)),
    "relu & $0.3333333333$",
    "columns that were asked for are there"
  )
})

const mixed: Table = {
  name: "mixed",
  columns: { label: text, n: { ...real, type: "integer" }, x: real, converged: { ...text, type: "boolean" } },
  rows: [
    { label: 'says "a & b" < c', n: 3, x: 0.1, converged: true },
    { label: "=1+1", n: null, x: Number.NaN, converged: false }
  ]
}

t.test("a workbook, as a reader of xlsx has it", async (t) => {
  const parts = unzipSync(await bytes("xlsx", mixed))
  const read = (path: string) => new TextDecoder().decode(parts[path])
  const { document } = parseHTML(`<html>${read("xl/worksheets/sheet1.xml").replace(/^<\?.*?\?>/, "")}</html>`)
  const rows = [...document.querySelectorAll("row")].map((row) =>
    [...row.querySelectorAll("c")].map((c) => [c.getAttribute("t") ?? "", c.textContent])
  )
  t.strictSame(rows, [
    [
      ["inlineStr", "label"],
      ["inlineStr", "n"],
      ["inlineStr", "x"],
      ["inlineStr", "converged"]
    ],
    [
      ["inlineStr", 'says "a & b" < c'],
      ["", "3"],
      ["", "0.1"],
      ["b", "1"]
    ],
    // A text, which nothing computes; nothing; and no number, which a sheet has not.
    [
      ["inlineStr", "=1+1"],
      ["", ""],
      ["", ""],
      ["b", "0"]
    ]
  ])
  const large: Table = {
    name: "large",
    columns: { n: { ...real, type: "integer" } },
    rows: [{ n: 2n ** 60n }]
  }
  t.match(
    new TextDecoder().decode(unzipSync(await bytes("xlsx", large))["xl/worksheets/sheet1.xml"]),
    '<t xml:space="preserve">1152921504606846976</t>'
  )
  t.strictSame(
    await bytes("xlsx", mixed),
    await bytes("xlsx", mixed),
    "the same bytes, whenever it is written"
  )
})
