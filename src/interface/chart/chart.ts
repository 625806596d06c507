/** From a description and a table to the numbers of a chart. */
import type * as Figure from "../../simulation/figure.ts"
import * as Bars from "./bars.ts"
import * as Curve from "./curve.ts"
import type { Data } from "./data.ts"
import * as Histogram from "./histogram.ts"
import type { Source } from "./select.ts"

/** Reads the rows once. Cost: a few objects a row. */
export const of = (figure: Figure.Chart, source: Source): Data => {
  switch (figure.kind) {
    case "line":
    case "dot":
      return Curve.of(figure, source)
    case "bar":
    case "stack":
      return Bars.of(figure, source)
    case "histogram":
      return Histogram.of(figure, source)
  }
}
