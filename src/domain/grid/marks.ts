/** A rectangular diagram as tables that moves change in place: what walks and whoever follows their moves stand on. */
import * as Diagram from "./diagram.ts"
import * as Move from "./move.ts"

/**
 * Rows of column x at 2 x and 2 x + 1, in any order, and columns of row y likewise. Moves keep directions: where the first of
 * every two is the one by which a walk along the link comes to the line, it stays so.
 */
export interface Marks {
  n: number
  readonly columns: Uint16Array
  readonly rows: Uint16Array
}

export const of = (diagram: Diagram.Diagram): Marks => ({
  n: diagram.length,
  columns: Uint16Array.from(diagram.flat()),
  rows: Uint16Array.from(Diagram.rows(diagram).flat())
})

export const diagram = ({ n, columns }: Marks): Diagram.Diagram =>
  Diagram.of(Array.from({ length: n }, (_, x) => [columns[2 * x], columns[2 * x + 1]]))

/** Whether neighbours may be exchanged: whether they {@link pass}. */
export const mayExchange = (marks: Marks, move: Move.Code): boolean => {
  const i = Move.placeOf(move)
  return pass(Move.isRow(move) ? marks.rows : marks.columns, i, i + 1 === marks.n ? 0 : i + 1)
}

/** Whether the marks of two lines are in four lines across, and those of one not on different sides of those of the other. */
export const pass = (here: Uint16Array, i: number, j: number): boolean => {
  const [p, q, r, s] = [here[2 * i], here[2 * i + 1], here[2 * j], here[2 * j + 1]]
  const low = Math.min(p, q)
  const span = Math.abs(p - q)
  return (r - low) >>> 0 < span === (s - low) >>> 0 < span && p !== r && p !== s && q !== r && q !== s
}

/** The first move that makes the diagram smaller, columns before rows; undefined where there is none. */
export const smaller = (marks: Marks): Move.Code | undefined => {
  for (const kind of [0, Move.rows]) {
    const here = kind === 0 ? marks.columns : marks.rows
    for (let i = 0; i < marks.n; i++) {
      const j = i + 1 === marks.n ? 0 : i + 1
      const [p, q, r, s] = [here[2 * i], here[2 * i + 1], here[2 * j], here[2 * j + 1]]
      const sharesP = p === r || p === s
      const sharesQ = q === r || q === s
      if (sharesP || sharesQ) return kind + i + (sharesP && sharesQ ? Move.off : Move.join)
    }
  }
  return undefined
}

/** Makes a move, which must be allowed: the judge is the checker. */
export const apply = (marks: Marks, move: Move.Code): void => {
  const i = Move.placeOf(move)
  const j = (i + 1) % marks.n
  if (Move.isExchange(move)) exchange(marks, Move.isRow(move), i, j)
  else shrink(marks, Move.isRow(move), i, j)
}

const exchange = (marks: Marks, isRow: boolean, i: number, j: number): void => {
  const here = isRow ? marks.rows : marks.columns
  const there = isRow ? marks.columns : marks.rows
  const p = here[2 * i]
  const q = here[2 * i + 1]
  const r = here[2 * j]
  const s = here[2 * j + 1]
  here[2 * i] = r
  here[2 * i + 1] = s
  here[2 * j] = p
  here[2 * j + 1] = q
  rename(there, p, i, j)
  rename(there, q, i, j)
  rename(there, r, j, i)
  rename(there, s, j, i)
}

/** In a line across, the mark in line `from` is one in line `to`. */
const rename = (there: Uint16Array, across: number, from: number, to: number): void => {
  there[2 * across + Number(there[2 * across] !== from)] = to
}

/** Makes neighbours i and j one, at the smaller place of the two, or takes both away where they are a circle. */
export const shrink = (marks: Marks, isRow: boolean, i: number, j: number): void => {
  const here = isRow ? marks.rows : marks.columns
  const there = isRow ? marks.columns : marks.rows
  const [p, q, r, s] = [here[2 * i], here[2 * i + 1], here[2 * j], here[2 * j + 1]]
  if ((p === r && q === s) || (p === s && q === r)) {
    drop(marks, here, there, Math.max(i, j), Math.max(p, q))
    drop(marks, here, there, Math.min(i, j), Math.min(p, q))
    return
  }
  const shared = p === r || p === s ? p : q
  const [own, other] = [p ^ q ^ shared, r ^ s ^ shared]
  const lines = q === shared ? [own, other] : [other, own]
  const [kept, gone] = i < j ? [i, j] : [j, i]
  here[2 * kept] = lines[0]
  here[2 * kept + 1] = lines[1]
  for (const line of lines)
    for (const end of [2 * line, 2 * line + 1]) if (there[end] === i || there[end] === j) there[end] = kept
  drop(marks, here, there, gone, shared)
}

/** Without a line of its kind, and one across, which no other mark names. */
const drop = (marks: Marks, here: Uint16Array, there: Uint16Array, gone: number, across: number): void => {
  here.copyWithin(2 * gone, 2 * gone + 2, 2 * marks.n)
  there.copyWithin(2 * across, 2 * across + 2, 2 * marks.n)
  marks.n--
  for (let end = 0; end < 2 * marks.n; end++) {
    if (here[end] > across) here[end]--
    if (there[end] > gone) there[end]--
  }
}

/**
 * The inverse of a join: the line at place i is split in two, i and i + 1, that share a new line across at the place
 * `across`; the one at i keeps what it had at its end `end`. The tables must have room for one line more.
 */
export const split = (marks: Marks, isRow: boolean, i: number, across: number, end: 0 | 1): void => {
  const here = isRow ? marks.rows : marks.columns
  const there = isRow ? marks.columns : marks.rows
  const { n } = marks
  for (let k = 0; k < 2 * n; k++) {
    if (here[k] >= across) here[k]++
    if (there[k] > i) there[k]++
  }
  here.copyWithin(2 * i + 2, 2 * i, 2 * n)
  there.copyWithin(2 * across + 2, 2 * across, 2 * n)
  const moved = here[2 * i + 1 - end]
  here[2 * i + 1 - end] = across
  here[2 * i + 2 + end] = across
  there[2 * across] = i
  there[2 * across + 1] = i + 1
  there[2 * moved + (there[2 * moved] === i ? 0 : 1)] = i + 1
  marks.n++
}
