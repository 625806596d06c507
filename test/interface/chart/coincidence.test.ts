/** Series that lie on each other are told to. */
import t from "tap"
import * as Chart from "../../../src/interface/chart/chart.ts"
import type { Curve } from "../../../src/simulation/figure.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { source } from "../../support/chart.ts"

const curve: Curve = {
  kind: "dot",
  name: "m",
  title: "m against width",
  caption: "",
  table: "deviations",
  x: { column: "width", label: "width N", scale: "log" },
  y: { column: "m", label: "m", scale: "log" },
  series: ["net"]
}

t.test("clouds that lie on each other are said to, each mark on one of its own", async (t) => {
  const cloud = (net: string, values: ReadonlyArray<number>) =>
    [2, 4].flatMap((width) => values.map((m) => ({ net, width, m: m * width })))
  const notes = (...clouds: ReadonlyArray<ReadonlyArray<Row>>) =>
    Chart.of({ ...curve, kind: "dot" }, source(clouds.flat())).notes
  const some = cloud("a", [1, 2, 3])
  t.strictSame(notes(some, cloud("b", [3, 2, 1])), [
    "a and b lie on each other: the later ones are larger and hollow."
  ])
  t.strictSame(notes(some, cloud("b", [1.5, 2.5, 3.5])), [])
  t.strictSame(notes(some, cloud("b", [2, 2, 2])), [], "one mark of a is below three of b")
  t.strictSame(notes(cloud("a", [1, 9]), cloud("b", [1, 5, 7, 9])).length, 1, "all of the one with fewer")
})

t.test("series that lie on each other are said to", async (t) => {
  const rows = [2, 4, 8, 16].flatMap((width) => [
    { net: "a", width, m: 1 / width },
    { net: "b", width, m: 1 / width + 1e-6 },
    { net: "c", width, m: 2 / width }
  ])
  const data = Chart.of(curve, source(rows))
  t.strictSame(data.notes, ["a and b lie on each other: the later ones are larger and hollow."])
  t.strictSame(
    data.marks.filter(({ above }) => above !== undefined).map(({ series, above }) => [series, above]),
    [2, 4, 8, 16].map(() => [1, 1])
  )
  t.strictSame(Chart.of(curve, source(rows.filter(({ net }) => net !== "b"))).notes, [])
  const inOne = rows
    .map((row) => ({ ...row, nets: 10 }))
    .concat(rows.map((row) => ({ ...row, nets: 20, m: row.net === "b" ? 3 * row.m : row.m })))
  t.strictSame(Chart.of({ ...curve, facet: ["nets"] }, source(inOne)).notes, [
    "a and b lie on each other in the panel nets 10: the later ones are larger and hollow."
  ])
})
