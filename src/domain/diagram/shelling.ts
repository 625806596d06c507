/**
 * An order of the crossings of a connected diagram, of which no two arcs cut off a part ({@link Summands}), in which what is joined is
 * a disc at any time: each crossing is joined along neighbouring ends of the disc's boundary, so that nothing is enclosed. There
 * always is a next one: a crossing that would enclose something cuts the outside in parts, and in one of them there is a
 * crossing that encloses less.
 *
 * Greedy, from several crossings: the one that closes most arcs, of those the one after which others close most, of those the
 * first along the boundary.
 */
import * as Interruption from "../interruption.ts"

/**
 * A crossing as it is joined. On the boundary, read counterclockwise, the ends from place `from` on, `ports.length` of them,
 * lead to these ports of the crossing, which descend by one modulo 4; its other ports, counterclockwise, take their place.
 */
export interface Join {
  readonly crossing: number
  readonly from: number
  readonly ports: ReadonlyArray<number>
}

/**
 * The least order found, where so many ends on the boundary cost that, in units of which the search for one order takes one or
 * so a crossing: it does not take longer than what it is for.
 */
export const shelling = (
  mate: Uint32Array,
  piece: ReadonlyArray<number>,
  cost: (ends: number) => number
): ReadonlyArray<Join> => {
  let least = Number.POSITIVE_INFINITY
  let found: ReadonlyArray<Join> = []
  const starts = Math.min(piece.length, mostStarts)
  for (let k = 0; k < starts && k * piece.length < least; k++) {
    Interruption.look()
    const start = piece[Math.floor((k * piece.length) / starts)]
    const joins: Array<Join> = []
    let sum = 0
    for (const [join, ends] of joined(mate, start)) {
      joins.push(join)
      sum += cost(ends)
      if (sum >= least) break
    }
    if (sum >= least) continue
    least = sum
    found = joins
  }
  return found
}

const mostStarts = 64

/** The greedy order from a crossing on, with the ends on the boundary after each crossing. */
const joined = function* (mate: Uint32Array, start: number): Generator<[join: Join, ends: number]> {
  // Of each crossing, how many of its arcs lead to joined ones.
  const closing = new Uint8Array(mate.length / 4)
  const done = new Uint8Array(mate.length / 4)
  let boundary: Array<number> = []
  let next: Join | null = { crossing: start, from: 0, ports: [] }
  while (next !== null) {
    const { crossing, from, ports } = next
    done[crossing] = 1
    const opened = others(ports)
      .map((port) => 4 * crossing + port)
      .filter((dart) => mate[dart] >> 2 !== crossing)
    for (const dart of opened) closing[mate[dart] >> 2]++
    const kept = [...boundary.slice(from), ...boundary.slice(0, from)].slice(ports.length)
    boundary = [...opened, ...kept]
    yield [next, boundary.length]
    next = best(mate, boundary, closing, done)
  }
}

/** The ports that are not closed, counterclockwise from the one after the first that is. */
export const others = (closed: ReadonlyArray<number>): ReadonlyArray<number> => {
  const first = closed.length === 0 ? 0 : closed[0] + 1
  return Array.from({ length: 4 - closed.length }, (_, k) => (first + k) & 3)
}

const best = (
  mate: Uint32Array,
  boundary: ReadonlyArray<number>,
  closing: Uint8Array,
  done: Uint8Array
): Join | null => {
  let most = -1
  let found: Join | null = null
  for (let from = 0; from < boundary.length; from++) {
    const crossing = mate[boundary[from]] >> 2
    const count = closing[crossing]
    let promise = 64 * count
    for (let dart = 4 * crossing; dart < 4 * crossing + 4; dart++) {
      const neighbour = mate[dart] >> 2
      if (neighbour !== crossing && done[neighbour] === 0)
        promise += closing[neighbour] >= 2 ? 10 : 3 * closing[neighbour]
    }
    if (promise <= most || !isRun(mate, boundary, from, count)) continue
    most = promise
    const ports = Array.from({ length: count }, (_, k) => (mate[boundary[from]] - k) & 3)
    found = { crossing, from, ports }
  }
  return found
}

/** Whether so many ends from a place on lead to descending ports of one crossing. */
const isRun = (mate: Uint32Array, boundary: ReadonlyArray<number>, from: number, count: number): boolean => {
  const first = mate[boundary[from]]
  for (let k = 1; k < count; k++) {
    const dart = mate[boundary[(from + k) % boundary.length]]
    if (dart >> 2 !== first >> 2 || (dart & 3) !== ((first - k) & 3)) return false
  }
  return true
}
