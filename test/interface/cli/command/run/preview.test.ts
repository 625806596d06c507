import t from "tap"
import * as Preview from "../../../../../src/interface/cli/command/run/preview.ts"
import * as Columns from "../../../../../src/interface/cli/terminal/columns.ts"
import type { Table } from "../../../../../src/interface/export/table.ts"

const real = { type: "real", description: "", unit: "1" } as const

const table: Table = {
  name: "couplings",
  columns: {
    activation: { type: "text", description: "", unit: "-" },
    width: { type: "integer", description: "", unit: "1" },
    kappa4: { ...real, standardError: "kappa4StandardError" },
    kappa4StandardError: real,
    exact: real
  },
  rows: [
    { activation: "relu", width: 5, kappa4: 0.12344, kappa4StandardError: 0.0012, exact: 0.1234567891 },
    { activation: "erf", width: 1000, kappa4: -1e-7, kappa4StandardError: 3e-9, exact: null },
    { activation: "gauss", width: 50, kappa4: Number.NaN, kappa4StandardError: null, exact: 1e-12 }
  ]
}

t.test("sentences go on below themselves where a line ends", (t) => {
  const lines = [
    ["name", "type", "description"],
    ["width", "integer", "neurons in a hidden layer, of which there may be several"],
    ["net", '"relu", "erf", "tanh", "gelu" or "linear"', "activation"]
  ]
  t.equal(Columns.describe(lines, Number.POSITIVE_INFINITY), Columns.align(lines))
  t.equal(Columns.describe(lines, 200), Columns.align(lines))
  t.equal(
    Columns.describe(lines, 50),
    `name   type; description
width  integer; neurons in a hidden layer, of
       which there may be several
net    "relu", "erf", "tanh", "gelu" or "linear";
       activation
`
  )
  t.equal(Columns.describe([["a", "x".repeat(60)]], 20), `a  ${"x".repeat(60)}\n`, "a word is not cut")
  t.end()
})

t.test("values with their errors, aligned", (t) => {
  t.equal(
    Preview.format(table, 20),
    `activation  width       kappa4     exact
relu            5   0.1234(12)  0.123457
erf          1000  -1.00(3)e-7         -
gauss          50          NaN     1e-12
`
  )
  t.end()
})

t.test("a narrow terminal sees the first columns and the names of the others; few rows are taken", (t) => {
  let taken = 0
  const counted: Table = {
    ...table,
    rows: {
      *[Symbol.iterator]() {
        for (const row of table.rows) {
          taken++
          yield row
        }
      }
    }
  }
  t.equal(
    Preview.format(counted, 1, 30),
    "activation  width      kappa4\nrelu            5  0.1234(12)\ncolumns left out: exact\n"
  )
  t.ok(taken <= 2)
  t.end()
})

t.test("what is the same in all rows is said once", (t) => {
  const rows = [...table.rows].map((row) => ({ ...row, activation: "relu", exact: null }))
  t.equal(
    Preview.format({ ...table, rows }, 2),
    "width       kappa4\n    5   0.1234(12)\n 1000  -1.00(3)e-7\nin all of these: activation relu\n"
  )
  t.equal(
    Preview.format({ ...table, rows: [rows[0]!, rows[0]!] }, 20),
    "width      kappa4\n    5  0.1234(12)\n    5  0.1234(12)\nin all of these: activation relu\n",
    "what came out stays in its column"
  )
  t.match(
    Preview.format({ ...table, rows, count: 3 }, 2),
    /^in the first 2 rows: activation relu\n$/m,
    "of which others may say something else"
  )
  t.end()
})

t.test(
  "a headline: the settings that differ, labels, and what answers; lines no wider than the screen",
  (t) => {
    const columns = {
      ...table.columns,
      width: { ...table.columns.width!, parameter: "width" },
      nets: { type: "integer", description: "", unit: "1", parameter: "nets" }
    } as const
    const rows = [...table.rows].map((row) => ({ ...row, nets: 1_000_000 }))
    t.equal(
      Preview.format({ ...table, columns, rows }, 3, 30, ["exact", "activation"]),
      "activation  width     exact\nrelu            5  0.123457\nerf          1000         -\ngauss          50     1e-12\nin all of these: nets 1000000\n"
    )
    t.equal(
      Preview.format({ ...table, columns, rows }, 3, 20, ["exact", "activation"])
        .split("\n")
        .at(-2),
      "columns left out: e…"
    )
    t.end()
  }
)

t.test("alignment counts what is seen", (t) => {
  t.equal(
    Columns.align(
      [
        ["κ₄", "1"],
        ["漢字", "10"]
      ],
      ["left", "right"]
    ),
    "κ₄     1\n漢字  10\n"
  )
  t.end()
})
