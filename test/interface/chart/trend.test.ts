/** Figures about how something changes: where nothing can, there is nothing to draw. */
import t from "tap"
import * as Chart from "../../../src/interface/chart/chart.ts"
import * as Picture from "../../../src/interface/chart/picture.ts"
import type { Curve } from "../../../src/simulation/figure.ts"
import { figures } from "../../../src/simulation/kernels/figures.ts"
import { source } from "../../support/chart.ts"

const curve: Curve = {
  kind: "line",
  name: "m",
  title: "m against width",
  caption: "",
  table: "deviations",
  x: { column: "width", label: "width N", scale: "log" },
  y: { column: "m", label: "m", scale: "log" },
  facet: ["net"],
  trend: true
}

const row = (net: string, width: number, m: number) => ({ net, width, m })
const one = [row("relu", 2, 9), row("relu", 2, 8)]
const two = [...one, row("erf", 2, 0.5), row("erf", 4, 0.25)]

t.test("panels with a single x are left out and said, and the axes are those of the others", async (t) => {
  const { facets, marks, y, notes, why } = Chart.of(curve, source(two))
  t.strictSame(facets, ["erf"])
  t.strictSame(
    marks.map(({ x }) => x),
    [2, 4]
  )
  t.strictSame(y.domain, [0.25, 0.5])
  t.strictSame(notes, ["1 panel with a single value of width N (neurons) is left out."])
  t.equal(why, undefined)
  t.equal(
    Chart.of({ ...curve, trend: false }, source(two)).facets.length,
    2,
    "only where a figure is about changes"
  )
})

t.test("without any other panel there is no figure, and a sentence that says why", async (t) => {
  const picture = Picture.of(curve, () => source(one))
  t.equal(picture.svg, undefined)
  t.strictSame(picture.notes, ["It has a single value of width N (neurons), and nothing changes with it."])
  t.match(Picture.of(curve, () => source([])).notes[0], /^No row/, "which is another reason")
})

t.test("those of kernels are about changes with the depth and with weights", async (t) => {
  for (const figure of figures) t.match(figure, { trend: true }, figure.name)
})
