/** "Knot or not?" on paper: rows of numbered diagrams, and the solutions at the foot. One picture. */
import { drawing, escaped } from "../../drawing/markup.ts"
import { plural } from "../../drawing/text.ts"
import type { Puzzle } from "./puzzle.ts"

/** A puzzle, as far as a sheet shows it. */
export interface Entry extends Pick<Puzzle, "crossings" | "answer"> {
  /** Draws it in a square. */
  readonly draw: (square: { readonly x: number; readonly y: number; readonly size: number }) => string
}

const [cell, picture, perRow, heading, number] = [150, 130, 6, 34, 18]
const margin = 24
const lineHeight = 18
const initials: Readonly<Record<Puzzle["answer"], string>> = { knot: "K", unknot: "U" }

/** Solutions that a line holds. */
const perLine = 18

/** After figures 14 to 16 of "Learning to Unknot" (2010.16263). */
export const svg = (rows: ReadonlyArray<ReadonlyArray<Entry>>, origin: string): string => {
  const parts: Array<string> = []
  const left = (x: number, y: number, text: string, more = "") =>
    parts.push(`<text x="${x}" y="${y}" text-anchor="start"${more}>${escaped(text)}</text>`)
  left(margin, margin + 20, "Knot or not?", ' font-size="24" font-weight="bold"')
  let top = margin + 34
  let count = 0
  for (const row of rows) {
    top += heading
    left(margin, top - 10, plural(row[0].crossings, "crossing"), ' font-weight="bold"')
    for (const [k, entry] of row.entries()) {
      const x = margin + cell * (k % perRow)
      const y = top + (cell + number) * Math.floor(k / perRow)
      parts.push(entry.draw({ x: x + (cell - picture) / 2, y, size: picture }))
      parts.push(`<text x="${x + cell / 2}" y="${y + picture + 16}">${++count}</text>`)
    }
    top += (cell + number) * Math.ceil(row.length / perRow)
  }
  const solutions = rows.flat().map(({ answer }, k) => `${k + 1} ${initials[answer]}`)
  top += heading
  left(margin, top, "Solutions: K is a knot, U the unknot.", ' font-size="11"')
  for (let from = 0; from < solutions.length; from += perLine) {
    top += lineHeight
    for (const [k, solution] of solutions.slice(from, from + perLine).entries())
      left(margin + ((cell * perRow) / perLine) * k, top, solution, ' font-size="11"')
  }
  top += lineHeight + 6
  left(margin, top, origin, ' font-size="9"')
  return drawing({ width: 2 * margin + cell * perRow, height: top + margin }, "Knot or not?", parts, 14)
}
