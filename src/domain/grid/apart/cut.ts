/**
 * Where a diagram is visibly in two pieces. A stretch of neighbouring lines has some lines across that lead from it to the
 * other lines: bridges, always an even number of them.
 *
 *     no bridge     the link is split: its piece inside the stretch and the one outside are on two sides of a sphere
 *     two bridges   it is a connected sum: the sphere meets it twice. Each piece is closed by a line of its own, which joins the
 *                   halves of both bridges, so that n columns come apart into n1 + n2 = n + 2
 *
 * Rows are points of the axis of an open book and columns are arcs on its pages, or the other way round: a sphere that meets
 * the axis at both ends of a stretch, and each page in an arc, meets a bridge in one point and nothing else. In what order
 * the lines across are does not matter therefore. A diagram of a split link or of a sum comes to one in which that is
 * visible by exchanges and destabilisations: Dynnikov, Arc-presentations of links: monotonic simplification (Fund. Math. 190,
 * 2006).
 */
import * as Link from "../link.ts"
import type * as Marks from "../marks.ts"

/** Lines `from` to `to - 1` of one kind are inside, 0 <= from < to <= n; the others are outside. */
export interface Cut {
  /** None for a split link, two for a connected sum. */
  readonly bridges: 0 | 2
  readonly of: "columns" | "rows"
  readonly from: number
  readonly to: number
}

/** Lines are numbered as before; the one that closes a piece is the last inside, and outside in the place of the stretch. */
export interface Pieces {
  readonly inside: Link.Link
  readonly outside: Link.Link
}

/** Lines of each piece of a sum: with one that closes it, less than three are a circle. */
const least = 3

/**
 * A cut of a diagram in which nothing can be destabilised; undefined where there is none. One without bridges comes first, else
 * one by which the smaller piece is largest. About n^2 additions.
 */
export const find = ({ n, columns, rows }: Marks.Marks): Cut | undefined => {
  let best: Cut | undefined
  let most = least - 1
  for (const kind of ["columns", "rows"] as const) {
    const here = { columns, rows }[kind]
    const there = { columns: rows, rows: columns }[kind]
    for (let from = 1; from < n; from++) {
      let bridges = 0
      for (let line = from; line < n; line++) {
        for (let end = 2 * line; end < 2 * line + 2; end++) {
          const across = here[end]
          const far = there[2 * across] ^ there[2 * across + 1] ^ line
          bridges += from <= far && far < line ? -1 : 1
        }
        const to = line + 1
        if (bridges === 0) return { bridges, of: kind, from, to }
        const smaller = Math.min(to - from, n - to + from)
        if (bridges === 2 && smaller > most) {
          most = smaller
          best = { bridges, of: kind, from, to }
        }
      }
    }
  }
  return best
}

/** So that lines of a kind are rows, and back. */
const turns: Readonly<Record<Cut["of"], (link: Link.Link) => Link.Link>> = {
  rows: (link) => link,
  columns: Link.turned
}

/** Both pieces, with their components as they were. */
export const make = (link: Link.Link, cut: Cut): Pieces => {
  const turn = turns[cut.of]
  const { inside, outside } = byRows(turn(link), cut)
  return { inside: turn(inside), outside: turn(outside) }
}

const byRows = (link: Link.Link, { bridges, from, to }: Cut): Pieces => {
  const isInside = (row: number) => from <= row && row < to
  const isOutside = (row: number) => !isInside(row)
  const removed = to - from - bridges / 2
  const within = (holds: (row: number) => boolean, place: (row: number) => number): Link.Link =>
    link
      .filter(({ enters, leaves }) => holds(enters) || holds(leaves))
      .map((column) => ({ ...column, enters: place(column.enters), leaves: place(column.leaves) }))
  return {
    inside: within(isInside, (row) => (isInside(row) ? row - from : to - from)),
    outside: within(isOutside, (row) => (row < from ? row : isInside(row) ? from : row - removed))
  }
}
