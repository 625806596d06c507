/**
 * How much a file can hold. In one that somebody made for it, pages may lead to the same pages below them, level upon level,
 * so that a table of four kilobytes has more lines than anybody can count. Whoever reads all of a table counts along.
 */
import type { DatabaseSync, SQLInputValue } from "node:sqlite"
import { Altered } from "./fault.ts"

/** A line takes four bytes on its page at the least, and two that say where they are. */
const leastBytes = 6

/** A file may be long and take no room on the disk, where nothing is in it. */
const mostEver = 1e8

/** Lines that the pages of the file have room for. */
export const mostLines = (database: DatabaseSync): number => {
  const [pages, size] = ["page_count", "page_size"].map((name) =>
    Number(Object.values(database.prepare(`PRAGMA ${name}`).get()!)[0])
  )
  return Math.min(mostEver, Math.floor((pages! * size!) / leastBytes))
}

const refusal = (): Altered => new Altered("its pages lead in circles, as no run has it")

/** The lines of a table, or of several. Throws {@link Altered} where there are more than there is room for. */
export function* lines<A>(database: DatabaseSync, found: Iterable<A>): Generator<A> {
  const most = mostLines(database)
  let count = 0
  for (const line of found) {
    if (++count > most) throw refusal()
    yield line
  }
}

/** Throws {@link Altered} for more lines than there is room for. */
export const check = (database: DatabaseSync, found: number): void => {
  if (found > mostLines(database)) throw refusal()
}

/** How many lines a table of the engine has. Throws {@link Altered} like {@link lines}. */
export const count = (database: DatabaseSync, table: "_point" | "_finished"): number => {
  const select = database.prepare(`SELECT count(*) AS n FROM (SELECT 1 FROM ${table} LIMIT ?)`)
  const found = Number(select.get(mostLines(database) + 1)?.n)
  check(database, found)
  return found
}

/** Columns of a table, for a statement that reads all of it; {@link limit} has the value of its parameter. */
export const limited = (table: "_tally" | "_point" | "_crash" | "_uncomputable", columns: string): string =>
  `(SELECT ${columns} FROM ${table} LIMIT $most) AS ${table}`

export const limit = (database: DatabaseSync): Record<string, SQLInputValue> => ({
  $most: mostLines(database) + 1
})
