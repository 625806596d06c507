import type { Origin } from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import type { Certificate, Step } from "./certificate.ts"

/**
 * Judges what a search of rectangular diagrams claims. It shares no code with the search or with what draws diagrams: it
 * works on plain arrays, in time proportional to the moves, and compares the drawing with the diagram arc by arc.
 */
export type Verdict = { readonly valid: true } | { readonly valid: false; readonly reason: string }

export type Columns = ReadonlyArray<readonly [number, number]>

/**
 * Whether the columns draw the diagram that the certificate is about, every move is legal, and the last one leaves a circle;
 * if not, the first fault.
 *
 * @param meanwhile called before each step; what it throws ends the check
 */
export const check = (certificate: Certificate, meanwhile: () => void = () => {}): Verdict => {
  const { from, columns, places, steps } = certificate
  const fault =
    faultOfColumns(columns) ??
    faultOfDrawing(from, columns, places) ??
    faultOfSteps(columns, steps, meanwhile)
  return fault === undefined ? { valid: true } : { valid: false, reason: `${fault}.` }
}

/** Two marks in every row: the columns have two by their form. */
export const faultOfColumns = (columns: Columns): string | undefined => {
  const n = columns.length
  const marks = Array.from({ length: n }, () => 0)
  for (const [x, column] of columns.entries()) {
    if (column[0] === column[1]) return `Column ${x} has both marks in row ${column[0]}`
    for (const row of column) {
      if (!(row in marks)) return `Column ${x} has a mark in row ${row}, and there are ${n} rows`
      marks[row]++
    }
  }
  const wrong = marks.findIndex((count) => count !== 2)
  return wrong < 0 ? undefined : `Row ${wrong} has ${marks[wrong]} marks`
}

/** A diagram by its arcs: the other end of each end `4 crossing + port`, ports counterclockwise, 0 and 2 below. */
interface Arcs {
  readonly mates: ReadonlyArray<number>
  readonly circles: number
}

/** What a certificate is about; a sentence where it is nothing. */
const arcsOf = (from: Origin): Arcs | string => {
  const crossings: Array<ReadonlyArray<number>> = []
  let circles = 0
  if ("word" in from) {
    const { word, strands } = from
    if (!(Number.isInteger(strands) && strands >= 1 && strands <= 2 ** 20))
      return `${strands} is no number of strands`
    // Arcs are numbered as they begin; arc i begins at the foot of strand i and at its head ends again.
    const arc = Array.from({ length: strands }, (_, strand) => strand)
    let arcs = strands
    for (const letter of word) {
      const left = Math.abs(letter) - 1
      if (!(Number.isInteger(letter) && letter !== 0 && left + 1 < strands))
        return `${letter} is no letter on ${strands} strands`
      const [a, b, c, d] = [arc[left], arc[left + 1], arcs++, arcs++]
      crossings.push(letter > 0 ? [b, d, c, a] : [a, b, d, c])
      arc[left] = c
      arc[left + 1] = d
    }
    circles = arc.filter((last, strand) => last === strand).length
    const ends = new Map(arc.map((last, strand) => [last, strand]))
    return joined(
      crossings.map((crossing) => crossing.map((each) => ends.get(each) ?? each)),
      circles
    )
  }
  return joined(from.crossings, from.circles)
}

const joined = (crossings: ReadonlyArray<ReadonlyArray<number>>, circles: number): Arcs | string => {
  const open = new Map<number, number>()
  const mates: Array<number> = []
  for (const [i, crossing] of crossings.entries())
    for (const [port, arc] of crossing.entries()) {
      const end = 4 * i + port
      const other = open.get(arc)
      if (other === undefined) open.set(arc, end)
      else if (other < 0) return `Arc ${arc} has more than two ends`
      else {
        mates[end] = other
        mates[other] = end
        open.set(arc, -1)
      }
    }
  const loose = [...open].find(([, end]) => end >= 0)
  return loose === undefined ? { mates, circles } : `Arc ${loose[0]} has one end`
}

/** Whether the columns, over the rows, draw this diagram. */
export const faultOfDrawing = (
  from: Origin,
  columns: Columns,
  places: Certificate["places"]
): string | undefined => {
  const arcs = arcsOf(from)
  if (typeof arcs === "string") return arcs
  const n = columns.length
  if (4 * places.length !== arcs.mates.length)
    return `${places.length} crossings have a place, and the diagram has ${arcs.mates.length / 4}`
  const rows: Array<Array<number>> = columns.map(() => [])
  for (const [x, column] of columns.entries()) for (const row of column) rows[row].push(x)
  const crosses = (x: number, y: number) =>
    Math.min(...columns[x]) < y && y < Math.max(...columns[x]) && rows[y][0] < x && x < rows[y][1]
  const at = new Map<number, number>()
  for (const [i, [x, y, way]] of places.entries()) {
    if (!(x in columns && y in rows && crosses(x, y))) return `Crossing ${i + 1} stands where nothing crosses`
    if (at.has(x * n + y)) return `Crossing ${i + 1} stands where another does`
    if (way !== 0 && way !== 2) return `Crossing ${i + 1} is turned by ${way}`
    at.set(x * n + y, i)
  }
  let all = 0
  for (let x = 0; x < n; x++) for (let y = 0; y < n; y++) if (crosses(x, y)) all++
  if (all !== places.length) return `The columns draw ${all} crossings, and ${places.length} have a place`

  /** From crossing i to the right (0), up, left or down, to the next crossing: its end there. */
  const follow = (i: number, way: number): number => {
    let [x, y] = places[i]
    let to = way
    for (;;) {
      x += to === 0 ? 1 : to === 2 ? -1 : 0
      y += to === 1 ? 1 : to === 3 ? -1 : 0
      const next = at.get(x * n + y)
      if (next !== undefined) return 4 * next + ((to + 2 - places[next][2] + 4) % 4)
      const isCorner = columns[x].includes(y)
      if (isCorner && to % 2 === 0) to = columns[x][0] + columns[x][1] - y > y ? 1 : 3
      else if (isCorner) to = rows[y][0] + rows[y][1] - x > x ? 0 : 2
    }
  }
  for (let end = 0; end < arcs.mates.length; end++) {
    const i = Math.floor(end / 4)
    const found = follow(i, (places[i][2] + end) % 4)
    if (found !== arcs.mates[end])
      return `The arc at place ${(end % 4) + 1} of crossing ${i + 1} goes elsewhere in the drawing`
  }
  const circles = circlesOf(columns, rows, new Set(places.flatMap(([x, y]) => [x, n + y])))
  return circles === arcs.circles
    ? undefined
    : `The columns draw ${circles} circles that cross nothing, and the diagram has ${arcs.circles}`
}

/** Components of which no column and no row (after all columns) crosses anything. */
const circlesOf = (
  columns: Columns,
  rows: ReadonlyArray<ReadonlyArray<number>>,
  crossing: ReadonlySet<number>
): number => {
  const n = columns.length
  const seen = new Set<number>()
  let circles = 0
  for (let start = 0; start < n; start++) {
    if (seen.has(start)) continue
    let isFree = true
    let row = columns[start][0]
    for (let x = start; !seen.has(x); x = rows[row][0] + rows[row][1] - x) {
      seen.add(x)
      row = columns[x][0] + columns[x][1] - row
      if (crossing.has(x) || crossing.has(n + row)) isFree = false
    }
    if (isFree) circles++
  }
  return circles
}

/** Whether every move is legal, and two columns are left. */
const faultOfSteps = (
  columns: Columns,
  steps: ReadonlyArray<Step>,
  meanwhile: () => void
): string | undefined => {
  const left = replayed(columns, steps, meanwhile)
  if (typeof left === "string") return left
  return left.length === 2 ? undefined : `The steps end with ${left.length} columns, not with 2`
}

/** The columns that legal moves leave, the lower row of each first; a sentence where one is not legal. */
export const replayed = (
  columns: Columns,
  steps: ReadonlyArray<Step>,
  meanwhile: () => void
): Columns | string => {
  /** The lines across that each column, and each row, has its marks in. */
  const lines = { columns: columns.map((pair) => [...pair]), rows: columns.map((): Array<number> => []) }
  for (const [x, pair] of columns.entries()) for (const row of pair) lines.rows[row].push(x)
  for (const [i, step] of steps.entries()) {
    meanwhile()
    const reason = replay(lines, step)
    if (reason !== undefined) return `Step ${i + 1}, ${step.join(" ")}, is not legal: ${reason}`
  }
  return lines.columns.map(([a, b]) => [Math.min(a, b), Math.max(a, b)])
}

type Lines = Array<Array<number>>

const across = { columns: "rows", rows: "columns" } as const

/** Makes a step, or says why it cannot be made. */
const replay = (lines: { columns: Lines; rows: Lines }, [move, of, at]: Step): string | undefined => {
  const [here, there] = [lines[of], lines[across[of]]]
  const n = here.length
  if (!(Number.isInteger(at) && at >= 0 && at < n)) return `there is no place ${at} among ${n}`
  if (n <= 2) return "a circle has no move left"
  const next = at + 1 === n ? 0 : at + 1
  const [one, other] = [here[at], here[next]]
  const shared = one.filter((line) => other.includes(line))
  switch (move) {
    case "exchange": {
      if (shared.length > 0) return "the two have marks in one line"
      const isBetween = (line: number) => Math.min(...one) < line && line < Math.max(...one)
      if (isBetween(other[0]) !== isBetween(other[1]))
        return "the marks of one lie on different sides of the other's"
      for (const [lists, from, to] of [
        [one, at, next],
        [other, next, at]
      ] as const)
        for (const line of lists) there[line][there[line].indexOf(from)] = to
      here[at] = other
      here[next] = one
      return undefined
    }
    case "join": {
      if (shared.length !== 1) return `the two have marks in ${shared.length} common lines, not in one`
      const [kept, gone] = [Math.min(at, next), Math.max(at, next)]
      const pair = [...one, ...other].filter((line) => line !== shared[0])
      for (const line of pair)
        there[line] = there[line].map((place) => (place === gone || place === kept ? kept : place))
      here[kept] = pair
      here.splice(gone, 1)
      there.splice(shared[0], 1)
      const close = (list: Lines, without: number) => {
        for (const ends of list) for (const end of [0, 1]) if (ends[end] > without) ends[end]--
      }
      close(here, shared[0])
      close(there, gone)
      return undefined
    }
    default:
      return nothingLeft(move, "move")
  }
}
