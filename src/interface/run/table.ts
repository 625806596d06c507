/** The result tables of a run, for those who show them or write them. */
import type * as Reader from "../../engine/journal/reader.ts"
import type { Row } from "../../simulation/table.ts"
import type { Table } from "../export/table.ts"

export interface ResultTable extends Table {
  readonly description: string
  readonly count: number
  /** Of these rows, those of unfinished points; they come last. */
  readonly unfinished: number
}

/**
 * Rows are read from the file again whenever they are asked for.
 *
 * @param more rows of unfinished points
 * @param points only rows of these
 */
export const of = (
  reader: Reader.Reader,
  name: string,
  more: ReadonlyArray<Row> = [],
  points?: ReadonlySet<number>
): ResultTable => {
  const { description, columns } = reader.tables[name]!
  return {
    name,
    description,
    columns,
    count: reader.count(name, points) + more.length,
    unfinished: more.length,
    rows: {
      *[Symbol.iterator]() {
        yield* reader.rows(name, points)
        yield* more
      }
    }
  }
}
