/** The rows of a table that answer what is asked, where its simulation says which they are. */
import type { Cell, Row } from "../../simulation/table.ts"
import { cell } from "./table.ts"

interface Rows {
  readonly rows: Iterable<Row>
  readonly count: number
}

export interface Answers<Table> {
  readonly table: Table
  /** Whether rows that do not answer are left out: then the count is of those that do. */
  readonly isSome: boolean
}

/**
 * Those with one of these values in each of the columns; all rows, where none has, or nothing is said.
 *
 * @param answers of the simulation (contract.ts)
 */
export const of = <Table extends Rows>(
  table: Table,
  answers: Readonly<Record<string, ReadonlyArray<Cell>>> = {}
): Answers<Table> => {
  const wanted = Object.entries(answers)
  const isOne = (row: Row) => wanted.every(([column, values]) => values.includes(cell(row, column)))
  if (wanted.length === 0) return { table, isSome: false }
  let count = 0
  for (const row of table.rows) if (isOne(row)) count++
  if (count === 0 || count === table.count) return { table, isSome: false }
  const rows = {
    *[Symbol.iterator]() {
      for (const row of table.rows) if (isOne(row)) yield row
    }
  }
  return { table: { ...table, rows, count }, isSome: true }
}
