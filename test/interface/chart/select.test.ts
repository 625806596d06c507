/** Which rows a figure is about, and what of them it keeps. */
import t from "tap"
import * as Select from "../../../src/interface/chart/select.ts"
import type { Column, Row } from "../../../src/simulation/table.ts"

t.test("of millions of rows only that is kept which is asked for, and what is swept", async (t) => {
  const columns: Readonly<Record<string, Column>> = {
    width: { type: "integer", description: "width", unit: "1", parameter: "width" },
    depth: { type: "integer", description: "depth", unit: "1", parameter: "depth" },
    part: { type: "text", description: "part", unit: "-" },
    z: { type: "real", description: "z", unit: "1" },
    note: { type: "text", description: "a long text", unit: "-" }
  }
  const rows = [
    { width: 5, depth: 1, part: "full", z: 0.5, note: "x" },
    { width: 6, depth: 1, part: "connected", z: 0.25, note: "y" },
    { width: 7, depth: 1, part: "full", z: null, note: "z" }
  ]
  const source: Select.Source = { columns, rows, swept: ["width"] }
  t.same(Select.rows(source, { part: "full" }), [rows[0], rows[2]], "whole rows unless told")
  t.same(Select.rows(source, { part: "full" }, ["z", "width"]), [
    { z: 0.5, width: 5 },
    { z: null, width: 7 }
  ])
})

t.test(
  "a swept value that stands on the axis itself needs no other place, and one that does not has its own",
  async (t) => {
    const columns: Readonly<Record<string, Column>> = {
      n: { type: "integer", description: "letters of words in training", unit: "1", parameter: "letters" },
      scramble: { type: "integer", description: "moves", unit: "1", parameter: "scramble" },
      letters: { type: "integer", description: "letters of words in the test", unit: "1" },
      solved: { type: "real", description: "share", unit: "1" }
    }
    const ofRows = (rows: ReadonlyArray<readonly [n: number, letters: number]>) =>
      rows.map(([n, letters]) => ({ n, scramble: 4 * n, letters, solved: 1 / letters }))
    const unplaced = (rows: ReadonlyArray<Row>) =>
      Select.unplaced({ columns, rows, swept: ["letters", "scramble"] }, rows, ["letters"], ["solved"])
    const one = [10, 30, 96].map((n) => [n, n] as const)
    t.same(unplaced(ofRows(one)), [], "each training is judged by words of its own length")
    t.same(unplaced(ofRows([...one, [96, 30]])), ["n"], "one of them by shorter words, too")
  }
)
