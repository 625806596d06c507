/** From a description and a table to the numbers of a chart. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type * as Figure from "../../simulation/figure.ts"
import { shows } from "../../simulation/table.ts"
import * as Bars from "./bars.ts"
import * as Coincidence from "./coincidence.ts"
import * as Curve from "./curve.ts"
import * as Data from "./data.ts"
import * as Histogram from "./histogram.ts"
import type { Source } from "./select.ts"
import * as Slices from "./slices.ts"

const drawn = (figure: Figure.Chart, source: Source): Data.Data => {
  switch (figure.kind) {
    case "line":
    case "dot":
      return Curve.of(figure, source)
    case "bar":
    case "stack":
      return Bars.of(figure, source)
    case "histogram":
      return Histogram.of(figure, source)
    case "slices":
      return Slices.of(figure, source)
    default:
      return nothingLeft(figure, "chart")
  }
}

/** Parameters that a study sweeps and that the rows of a run of old do not tell: what differs in them alone looks like one thing. */
const untold = (figure: Figure.Chart, { columns, swept }: Source): ReadonlyArray<string> => {
  const all = Object.values(columns)
  const missing = swept.filter((path) => !all.some((column) => shows(column, path)))
  return missing.length === 0
    ? []
    : [
        `The study sweeps ${missing.join(", ")} too, of which ${figure.table} has no column: rows that differ in nothing else are not told apart here.`
      ]
}

/** Reads the rows once. Cost: a few objects a row. */
export const of = (figure: Figure.Chart, source: Source): Data.Data => {
  const data = Coincidence.shown(Data.occupied(drawn(figure, source)))
  return { ...data, notes: [...data.notes, ...untold(figure, source)] }
}
