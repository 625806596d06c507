import * as Grid from "../checker.ts"
import type { Certificate, Cut } from "./certificate.ts"

/**
 * Whether the columns draw the diagram that the certificate is about, every move and every cut is legal, and the pieces are those
 * that it names; if not, the first fault. It shares no code with the search.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = (certificate: Certificate, meanwhile: () => void = () => {}): Grid.Verdict => {
  const { from, columns, places } = certificate
  const fault =
    Grid.faultOfColumns(columns) ??
    Grid.faultOfDrawing(from, columns, places) ??
    faultOfParts(certificate, meanwhile)
  return fault === undefined ? { valid: true } : { valid: false, reason: `${fault}.` }
}

const faultOfParts = ({ columns, parts }: Certificate, meanwhile: () => void): string | undefined => {
  const open = [columns]
  for (const [i, part] of parts.entries()) {
    if (i >= open.length) return `Part ${i + 1} is no piece of a cut`
    const left = Grid.replayed(open[i], part.steps, meanwhile)
    if (typeof left === "string") return `Part ${i + 1}. ${left}`
    if ("cut" in part) {
      const pieces = cut(left, part.cut)
      if (typeof pieces === "string")
        return `The cut of part ${i + 1}, ${part.cut.join(" ")}, is not legal: ${pieces}`
      open.push(...pieces)
    } else if (!isSame(left, part.columns)) return `Part ${i + 1} ends with other columns than it says`
  }
  return open.length === parts.length ? undefined : `Of ${open.length} parts ${parts.length} are there`
}

const isSame = (one: Grid.Columns, other: Grid.Columns): boolean =>
  one.length === other.length &&
  one.every(([low, high], x) => low === Math.min(...other[x]) && high === Math.max(...other[x]))

/** The columns of both pieces; a sentence where there are none. */
const cut = (columns: Grid.Columns, [joined, of, from, to]: Cut): ReadonlyArray<Grid.Columns> | string => {
  const n = columns.length
  if (!(0 <= from && from < to && to <= n && to - from < n)) return `it is not of some ${of} of ${n}`
  const turn = turns[of]
  const lines = turn(columns)
  const marks = new Map<number, number>()
  for (const line of lines.slice(from, to).flat()) marks.set(line, (marks.get(line) ?? 0) + 1)
  const bridges = [...marks.keys()].filter((line) => marks.get(line) === 1)
  const wanted = { split: 0, sum: 2 }[joined]
  if (bridges.length !== wanted) return `${bridges.length} lines lead from inside to outside, not ${wanted}`
  const closing = bridges.length === 2 ? [[bridges[0], bridges[1]] as const] : []
  return [
    [...lines.slice(from, to), ...closing],
    [...lines.slice(0, from), ...closing, ...lines.slice(to)]
  ].map((piece) => {
    const used = [...new Set(piece.flat())].sort((a, b) => a - b)
    const numbered = piece.map(([a, b]) => [used.indexOf(a), used.indexOf(b)] as const)
    return turn(numbered)
  })
}

/** The lines of a kind by their marks, from the columns, and back. */
const turns: Readonly<Record<Cut[1], (lines: Grid.Columns) => Grid.Columns>> = {
  columns: (lines) => lines,
  rows: (lines) => across(lines)
}

/** The rows by their columns, and the other way round. */
const across = (lines: Grid.Columns): Grid.Columns => {
  const found: Array<Array<number>> = lines.map(() => [])
  for (const [i, pair] of lines.entries()) for (const line of pair) found[line].push(i)
  return found.map(([a, b]) => [a, b])
}
