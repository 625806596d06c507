/** Powers of the width N with which figures fall. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import * as Statistics from "../statistics.ts"

/** The slope of the line through log y against log N, by what `of` has of a row. */
export const ofWidth = (
  rows: ReadonlyArray<Row>,
  of: (row: Row) => readonly [y: number, relativeError: number],
  weights: Statistics.Weights = "equal"
): Statistics.Estimate =>
  Statistics.slope(
    rows.map((row) => {
      const [y, error] = of(row)
      return { x: Math.log(Cell.number(row, "width")), y: Statistics.of(Math.log(y), error) }
    }),
    weights
  )
