/** What the rows of a run say against themselves, in sentences: the words of columns named `caution`, and what these mean. */
import { plural } from "../../drawing/text.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import { caution } from "../../simulation/table.ts"
import * as Plain from "./plain.ts"

/** Words of one table that are told. */
const most = 5

/** Of one table: its words, and the rows that have each; undefined where it has no such column. */
const counted = (reader: Reader.Reader, table: string) => {
  const found = new Map<string, number>()
  let rows = 0
  for (const row of reader.rows(table)) {
    rows++
    const word = row[caution]
    if (typeof word === "string") found.set(word, (found.get(word) ?? 0) + 1)
  }
  return { rows, found: [...found].sort(([, a], [, b]) => b - a) }
}

/**
 * A line each word, with the rows of each table that have it, and what it means there, once; none where no row has one. Runs
 * of old have sentences in the place of words.
 */
export const of = (reader: Reader.Reader): ReadonlyArray<string> => {
  const places = new Map<string, Array<string>>()
  const more: Array<string> = []
  for (const [table, { columns }] of Object.entries(reader.tables)) {
    const column = columns[caution]
    if (column === undefined) continue
    const { rows, found } = counted(reader, table)
    for (const [word, count] of found.slice(0, most)) {
      const meaning = Object.entries(column.words ?? {}).find(([each]) => each === word)?.[1]
      const said = [Plain.cell(word), ...(meaning === undefined ? [] : [Plain.line(meaning)])].join(": ")
      places.set(said, [...(places.get(said) ?? []), `${count} of ${plural(rows, "row")} of ${table}`])
    }
    if (found.length > most) more.push(`… ${plural(found.length - most, "other caution")} in ${table}`)
  }
  return [...[...places].map(([said, where]) => `caution, ${where.join(" and ")}, ${said}`), ...more]
}
