/**
 * A walk over rectangular diagrams that never grow: neighbouring columns or rows, drawn at random, are exchanged wherever
 * that is allowed, and every chance of a destabilisation is taken. Dynnikov's theorem says that a diagram of the unknot
 * can come to n = 2 that way; measured (scripts/bench), nothing more is needed to get there: a walk that prefers short
 * segments stays on plateaus that this one leaves.
 *
 * Plain typed arrays, about 20 ns a trial.
 */
import type { Key } from "../random/key.ts"
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"
import * as Segment from "./segment.ts"

/** Where a walk is; changed in place. */
export interface Walk extends Marks.Marks {
  /** Words of the generator. */
  readonly random: Uint32Array
  /** The moves so far, and how many. */
  log: Uint32Array
  logged: number
  /** Exchanges that were tried. */
  tried: number
  /** Circles that came off, and are in the diagram no longer. */
  circles: number
}

/** Moves that are not exchanges: each takes a column and a row, or two, and there are no more than n. */
const reserve = (n: number): number => 2 * n

/**
 * At the beginning of a walk, with what can be destabilised at once done. The same key walks the same way.
 *
 * @param room moves that it may make, about
 * @param spare the log of a walk that is over, to be used again where it is large enough
 */
export const make = (diagram: Diagram.Diagram, key: Key, room: number, spare?: Uint32Array): Walk => {
  const random = Uint32Array.from([key[0], key[1], 0x9e3779b9, 1])
  const length = room + reserve(diagram.length)
  const log =
    spare !== undefined && spare.length >= length ? spare.subarray(0, length) : new Uint32Array(length)
  const walk: Walk = { ...Marks.of(diagram), random, log, logged: 0, tried: 0, circles: 0 }
  // The generator's author draws twelve words before the first that counts.
  for (let word = 0; word < 12; word++) draw(random)
  settle(walk)
  return walk
}

/** The same from where moves have led, which stand in its log; with room for so many more. */
export const resume = (
  diagram: Diagram.Diagram,
  moves: ArrayLike<Move.Code>,
  key: Key,
  room: number
): Walk => {
  const marks = Marks.of(diagram)
  for (let i = 0; i < moves.length; i++) Marks.apply(marks, moves[i])
  const walk = make(Marks.diagram(marks), key, 0)
  const settled = walk.log.slice(0, walk.logged)
  walk.log = new Uint32Array(moves.length + room + reserve(diagram.length))
  walk.log.set(moves)
  walk.log.set(settled, moves.length)
  walk.logged += moves.length
  return walk
}

/** The next word of sfc32 (Doty-Humphrey, PractRand), which passes its tests, and is a few 32-bit operations. */
const draw = (random: Uint32Array): number => {
  const [a, b, c, count] = random
  const word = (a + b + count) >>> 0
  random[0] = b ^ (b >>> 9)
  random[1] = c + (c << 3)
  random[2] = ((c << 21) | (c >>> 11)) + word
  random[3] = count + 1
  return word
}

/** Whether there is anything left to do: n = 2 is a circle, and nothing less is a diagram. */
export const isOver = (walk: Walk): boolean => walk.n <= 2

/** Whether there is no room for more moves. */
export const isFull = (walk: Walk): boolean =>
  walk.logged >= walk.log.length - reserve(walk.columns.length / 2)

/** The moves so far. */
export const moves = ({ log, logged }: Walk): Uint32Array => log.subarray(0, logged)

/** Puts others that lead the same way in their place, with room for so many in all. */
export const rewrite = (walk: Walk, moves: ReadonlyArray<Move.Code>, room: number): void => {
  walk.log = new Uint32Array(room + reserve(walk.columns.length / 2))
  walk.log.set(moves)
  walk.logged = moves.length
}

/** Tries so many exchanges, fewer where the walk is over or full before. */
export const run = (walk: Walk, trials: number): void => {
  const { columns, rows, random, log } = walk
  const room = log.length - reserve(columns.length / 2)
  let [a, b, c, count] = random
  let { n, logged } = walk
  let trial = 0
  for (; trial < trials && n > 2 && logged < room; trial++) {
    const word = (a + b + count) | 0
    count = (count + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + word) | 0
    const isRow = word & 1
    const here = isRow ? rows : columns
    const there = isRow ? columns : rows
    const i = ((word >>> 16) * n) >>> 16
    const j = i + 1 === n ? 0 : i + 1
    const p = here[2 * i]
    const q = here[2 * i + 1]
    const r = here[2 * j]
    const s = here[2 * j + 1]
    const low = Math.min(p, q)
    const span = Math.abs(p - q)
    // Whether r and s are on different sides of p and q.
    if ((r - low) >>> 0 < span !== (s - low) >>> 0 < span) continue
    // Neighbours that share a line are joined as soon as they meet, so that here all four differ; but circles in n = 3.
    if (p === r || p === s || q === r || q === s) continue
    const pFar = there[2 * p] ^ there[2 * p + 1] ^ i
    const qFar = there[2 * q] ^ there[2 * q + 1] ^ i
    const rFar = there[2 * r] ^ there[2 * r + 1] ^ j
    const sFar = there[2 * s] ^ there[2 * s + 1] ^ j
    here[2 * i] = r
    here[2 * i + 1] = s
    here[2 * j] = p
    here[2 * j + 1] = q
    there[2 * p] = pFar
    there[2 * p + 1] = j
    there[2 * q] = qFar
    there[2 * q + 1] = j
    there[2 * r] = rFar
    there[2 * r + 1] = i
    there[2 * s] = sFar
    there[2 * s + 1] = i
    log[logged++] = isRow * Move.rows + i
    const before = i === 0 ? n - 1 : i - 1
    const behind = j + 1 === n ? 0 : j + 1
    if (pFar === behind || qFar === behind || rFar === before || sFar === before) {
      walk.logged = logged
      settle(walk)
      n = walk.n
      logged = walk.logged
    }
  }
  random.set([a, b, c, count])
  walk.logged = logged
  walk.tried += trial
}

/**
 * Tries exchanges as {@link run} does; one that makes segments longer by g in all is made with probability
 * exp(-g / temperature), so that what belongs together comes together. About 80 ns a trial.
 */
export const tighten = (walk: Walk, trials: number, temperature: number): void => {
  const { random, columns, rows } = walk
  for (let trial = 0; trial < trials && !isOver(walk) && !isFull(walk); trial++) {
    walk.tried++
    const word = draw(random)
    const i = ((word >>> 16) * walk.n) >>> 16
    const move = (word & 1) * Move.rows + i
    if (!Marks.mayExchange(walk, move)) continue
    const growth = Segment.growth(walk, move)
    if (growth > 0 && draw(random) >= 2 ** 32 * Math.exp(-growth / temperature)) continue
    Marks.apply(walk, move)
    walk.log[walk.logged++] = move
    const here = Move.isRow(move) ? rows : columns
    const j = after(i, walk.n)
    if (meet(here, i === 0 ? walk.n - 1 : i - 1, i) || meet(here, j, after(j, walk.n))) settle(walk)
  }
}

const after = (place: number, n: number): number => (place + 1 === n ? 0 : place + 1)

/** Whether two lines have marks in one line across. */
const meet = (here: Uint16Array, i: number, j: number): boolean => {
  const [p, q, r, s] = [here[2 * i], here[2 * i + 1], here[2 * j], here[2 * j + 1]]
  return p === r || p === s || q === r || q === s
}

/** Takes every destabilisation and every circle that there is. */
const settle = (walk: Walk): void => {
  while (walk.n > 2) {
    const move = Marks.smaller(walk)
    if (move === undefined) return
    walk.log[walk.logged++] = move
    if (move >= Move.off) walk.circles++
    Marks.apply(walk, move)
  }
}
