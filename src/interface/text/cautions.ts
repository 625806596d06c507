/** What the rows of a run say against themselves, in sentences: the texts of columns named `caution`. */
import { plural } from "../../drawing/text.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import { caution } from "../../simulation/table.ts"
import * as Plain from "./plain.ts"

/** Texts of one table that are told. */
const most = 5

/** A line each text, with the rows that have it; none where no row has one. */
export const of = (reader: Reader.Reader): ReadonlyArray<string> =>
  Object.entries(reader.tables).flatMap(([table, { columns }]) => {
    if (columns[caution] === undefined) return []
    const found = new Map<string, number>()
    let count = 0
    for (const row of reader.rows(table)) {
      count++
      const text = row[caution]
      if (typeof text === "string") found.set(text, (found.get(text) ?? 0) + 1)
    }
    const lines = [...found]
      .sort(([, a], [, b]) => b - a)
      .map(([text, rows]) => `caution, ${rows} of ${plural(count, "row")} of ${table}: ${Plain.cell(text)}`)
    const more = lines.length - most
    return more > 0 ? [...lines.slice(0, most), `… ${plural(more, "other caution")} in ${table}`] : lines
  })
