/** Which rows of a table are shown at the end of a run. */
import t from "tap"
import * as Answers from "../../../src/interface/export/answers.ts"
import * as Overview from "../../../src/interface/report/overview.ts"
import couplings from "../../../src/simulation/couplings/index.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { subject, table } from "../../support/subject.ts"

const row = (net: string, width: number): Row => ({ net, width, m: 1 / width, mError: 0.01 })
const rows = [row("relu", 2), row("erf", 2), row("relu", 4), row("erf", 4)]
const shown = (answers?: Parameters<typeof Answers.of>[1]) => {
  const { table: found, isSome } = Answers.of(table(rows), answers)
  return [[...found.rows].map((each) => `${each.net} ${each.width}`), found.count, isSome]
}

t.test("those that have one of the values in each of the columns, in their order", async (t) => {
  t.strictSame(shown({ net: ["erf"] }), [["erf 2", "erf 4"], 2, true])
  t.strictSame(shown({ net: ["erf", "relu"], width: [4] }), [["relu 4", "erf 4"], 2, true])
})

t.test("all of them where nothing is said, and where none or all are", async (t) => {
  const all = [["relu 2", "erf 2", "relu 4", "erf 4"], 4, false]
  t.strictSame(shown(), all)
  t.strictSame(shown({}), all)
  t.strictSame(shown({ net: ["gauss"] }), all)
  t.strictSame(shown({ net: ["relu", "erf"] }), all)
})

t.test("a page of several runs has these alone, and says of how many", async (t) => {
  const simulation = { ...subject(rows).simulation!, answers: { net: ["erf"] } }
  const { body } = Overview.chapter(subject(rows, { simulation }), [], 0, "r", {
    formats: ["svg"],
    figure: (name) => name
  })
  const page = Overview.of("page", [{ name: "r", simulation: "s", address: "r", body }])
  t.match(page, "2 of 4 rows")
  t.notMatch(page, /<td>relu/)
})

t.test("of couplings a row for each model that has some", async (t) => {
  const [first] = Object.values(couplings.tables)
  for (const column of Object.keys(couplings.answers ?? {})) t.ok(column in first!.columns, column)
  t.strictSame(couplings.answers?.model, ["M1", "M2", "M3"])
})
