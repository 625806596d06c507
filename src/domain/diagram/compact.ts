/** The lines of an orthogonal drawing on as little room as their order leaves, for pictures. */
import type * as Orthogonal from "./orthogonal.ts"

/** Sweeps over all lines: a drawing of hundreds of crossings comes to rest in some ten. */
const mostSweeps = 100

/**
 * Places of lines from 0 on, several at a place: first each as near to the beginning as the order allows, then moved for
 * as long as that makes strands shorter. A line is a stretch between two bends; where both lines that it leads to are on one
 * side, it goes there as far as there is room. Places without a line are left out.
 */
export const compact = ({ order, corners }: Orthogonal.Drawing): Uint32Array => {
  const { sequence, before } = sorted(order)
  const place = new Int32Array(order.length)
  for (const line of sequence)
    for (const next of order[line]) place[next] = Math.max(place[next], place[line] + 1)
  const ends = endsOf(corners, order.length)
  for (let sweep = 0, moves = 1; sweep < mostSweeps && moves > 0; sweep++) {
    moves = 0
    for (const line of sweep % 2 === 0 ? sequence.toReversed() : sequence) {
      const pull = ends[line].reduce((sum, end) => sum + Math.sign(place[end] - place[line]), 0)
      if (pull === 0) continue
      const to =
        pull > 0
          ? order[line].reduce((least, next) => Math.min(least, place[next] - 1), Number.POSITIVE_INFINITY)
          : before[line].reduce((most, last) => Math.max(most, place[last] + 1), Number.NEGATIVE_INFINITY)
      if (!Number.isFinite(to) || to === place[line]) continue
      place[line] = to
      moves++
    }
  }
  return packed(place, corners)
}

/** Lines in an order that keeps all constraints, and which ones each has before it. */
const sorted = (order: ReadonlyArray<ReadonlyArray<number>>) => {
  const before = order.map((): Array<number> => [])
  for (const [line, next] of order.entries()) for (const later of next) before[later].push(line)
  const entering = before.map(({ length }) => length)
  const sequence = [...order.keys()].filter((line) => entering[line] === 0)
  for (const line of sequence)
    for (const later of order[line]) if (--entering[later] === 0) sequence.push(later)
  return { sequence, before }
}

/** By line: those of its kind at the other ends of the lines that it meets at its bends. */
const endsOf = (
  corners: Orthogonal.Drawing["corners"],
  lines: number
): ReadonlyArray<ReadonlyArray<number>> => {
  const met = Array.from({ length: lines }, (): Array<number> => [])
  for (const { vertical, horizontal } of corners) {
    met[vertical].push(horizontal)
    met[horizontal].push(vertical)
  }
  return met.map((across, line) =>
    across.map((other) => (met[other][0] === line ? met[other][1] : met[other][0]))
  )
}

const packed = (place: Int32Array, corners: Orthogonal.Drawing["corners"]): Uint32Array => {
  const packed = new Uint32Array(place.length)
  for (const kind of ["vertical", "horizontal"] as const) {
    const lines = [...new Set(corners.map((corner) => corner[kind]))]
    const used = [...new Set(lines.map((line) => place[line]))].sort((a, b) => a - b)
    const number = new Map(used.map((each, k) => [each, k]))
    for (const line of lines) packed[line] = number.get(place[line])!
  }
  return packed
}
