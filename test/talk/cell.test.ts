/** Cells as judgements read them: those that are missing are no numbers, and no text. */
import t from "tap"
import * as Cell from "../../src/talk/cell.ts"

const rows = [
  { name: "b", count: 3n, m: 0.5 },
  { name: null, count: 1, m: null },
  { name: "b", count: 2, m: 0.25 }
]

t.test("numbers and texts", async (t) => {
  t.same(
    rows.map((row) => Cell.number(row, "count")),
    [3, 1, 2]
  )
  t.ok(Number.isNaN(Cell.number(rows[1], "m")) && Number.isNaN(Cell.number(rows[1], "nothing")))
  t.same(
    rows.map((row) => Cell.text(row, "name")),
    ["b", "", "b"]
  )
  t.equal(Cell.text(rows[0], "count"), "")
})

t.test("rows by their cells", async (t) => {
  t.same(Cell.where(rows, { name: "b", count: 2 }), [rows[2]])
  t.same(Cell.grouped(rows, ["name"]), [[rows[0], rows[2]], [rows[1]]])
})

t.test("values of a column ascend, each once and without what is none", async (t) => {
  t.same(Cell.values(rows, "m"), [0.25, 0.5])
  t.equal(Cell.sum(rows, "count"), 6)
  t.equal(Cell.mean(rows, "count"), 2)
})
