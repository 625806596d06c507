/** Rows through a file and back, without a run. */
import type { Row, Tables } from "../../simulation/table.ts"
import * as Database from "./database.ts"
import * as Finished from "./finished.ts"
import * as Rows from "./rows.ts"
import * as Table from "./table.ts"

/** In a folder that has no file yet: the rows as they are read again. Throws what a run would. */
export const through = (
  directory: string,
  tables: Tables,
  rows: Table.Rows
): Readonly<Record<string, ReadonlyArray<Row>>> => {
  Table.check(tables, rows)
  const database = Database.open(directory)
  try {
    Database.lay(database)
    Table.recreate(database, tables)
    const sums = Table.writer(database, tables)(0, rows)
    database.prepare("INSERT INTO _finished VALUES (?, ?, ?, ?)").run(...Finished.line(0, 1, sums))
    return Object.fromEntries(
      Object.entries(tables).map(([name, table]) => [name, [...Rows.rows(database, name, table)]])
    )
  } finally {
    Database.close(database)
  }
}
