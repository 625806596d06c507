/**
 * Moves that lead the same way without what does nothing. An exchange undoes an earlier one of the same neighbours where
 * nothing between the two depends on either: of its own kind, exchanges at the same place or next to it; of the other kind,
 * an exchange of two lines of which each ends on one of the two. All others can be made before or after it alike.
 */
import type * as Diagram from "./diagram.ts"
import * as Marks from "./marks.ts"
import * as Move from "./move.ts"

/** The moves that are left; they do what `moves` do to `start`, and all of them are allowed. About 0.1 us a move. */
export const shorten = (start: Diagram.Diagram, moves: ArrayLike<Move.Code>): ReadonlyArray<Move.Code> => {
  const all = new Uint32Array(moves)
  const marks = Marks.of(start)
  const memory = memoryFor(start.length, all.length)
  const left: Array<Move.Code> = []
  for (let from = 0; from < all.length; ) {
    let to = from
    while (to < all.length && Move.isExchange(all[to])) to++
    // Joins bound what undoes what. What a stretch of exchanges does stays the same, and so do all others.
    if (from < to) for (const move of settled(marks, all.subarray(from, to), memory)) left.push(move)
    if (to < all.length) {
      left.push(all[to])
      Marks.apply(marks, all[to])
    }
    from = to + 1
  }
  return left
}

/** What is left of a stretch of exchanges when nothing more of it undoes another. Leaves `marks` behind the stretch. */
const settled = (marks: Marks.Marks, stretch: Uint32Array, memory: Memory): Uint32Array => {
  for (let moves = stretch; ; ) {
    const fewer = exchanges(marks, moves, memory)
    if (fewer.length < moves.length) {
      moves = fewer
      continue
    }
    put(marks, memory)
    return fewer
  }
}

/** What stands in the place of a move that has been undone: no move has that number. */
const gone = 0xffff_ffff

/** Columns or rows while exchanges are made, by the places where they were at first: their order, and what each joins. */
interface Lines {
  readonly order: Uint16Array
  /** The inverse of the order, while it is needed. */
  readonly at: Uint16Array
  readonly ends: Uint16Array
  /** The last exchange that is kept at each place; -1 where there is none. */
  readonly here: Int32Array
  readonly pairs: Pairs
}

/** The last exchange that is kept of each pair of lines: an open hash table. */
interface Pairs {
  /** -1 where a slot is free. */
  readonly keys: Int32Array
  /** -1 where there is none. */
  readonly last: Int32Array
  /** Slots that are in use, less one: a power of two, less one. */
  mask: number
}

/** What all stretches of exchanges use, one after another. */
interface Memory {
  readonly columns: Lines
  readonly rows: Lines
  /** Those of the last pass, which the next one may read while it writes them anew: it writes no more than it has read. */
  readonly kept: Uint32Array
  /** Of each that is kept: its pair of lines, and the one before it at the same place and of the same pair. */
  readonly pairs: Int32Array
  readonly earlierHere: Int32Array
  readonly earlierPair: Int32Array
}

/** Slots for the pairs of so many exchanges. */
const slots = (n: number, moves: number): number => 2 ** Math.ceil(Math.log2(2 * Math.min(moves, n ** 2) + 1))

const memoryFor = (n: number, moves: number): Memory => {
  const size = slots(n, moves)
  const lines = (): Lines => ({
    order: new Uint16Array(n),
    at: new Uint16Array(n),
    ends: new Uint16Array(2 * n),
    here: new Int32Array(n),
    pairs: { keys: new Int32Array(size), last: new Int32Array(size), mask: 0 }
  })
  return {
    columns: lines(),
    rows: lines(),
    kept: new Uint32Array(moves),
    pairs: new Int32Array(moves),
    earlierHere: new Int32Array(moves),
    earlierPair: new Int32Array(moves)
  }
}

const begin = ({ order, ends, here, pairs }: Lines, now: Uint16Array, n: number, moves: number): void => {
  const size = slots(n, moves)
  for (let place = 0; place < n; place++) order[place] = place
  ends.set(now.subarray(0, 2 * n))
  here.fill(-1, 0, n)
  pairs.keys.fill(-1, 0, size)
  pairs.last.fill(-1, 0, size)
  pairs.mask = size - 1
}

/** Where a pair stands in the table, or would. */
const slotOf = ({ keys, mask }: Pairs, key: number): number => {
  // Fibonacci hashing: the high bits of the product are those that all bits of the key have a part in.
  let slot = (Math.imul(key, 0x9e37_79b1) >>> 7) & mask
  while (keys[slot] !== key && keys[slot] >= 0) slot = (slot + 1) & mask
  return slot
}

/** Of a stretch of exchanges alone: lines keep what they join, and change their order. */
const exchanges = (marks: Marks.Marks, moves: Uint32Array, memory: Memory): Uint32Array => {
  const { n } = marks
  const { columns, rows, kept, pairs, earlierHere, earlierPair } = memory
  begin(columns, marks.columns, n, moves.length)
  begin(rows, marks.rows, n, moves.length)
  const keyOf = (a: number, b: number) => (a < b ? a * n + b : b * n + a)
  let count = 0
  for (const move of moves) {
    const i = Move.placeOf(move)
    const j = i + 1 === n ? 0 : i + 1
    const own = Move.isRow(move) ? rows : columns
    const other = Move.isRow(move) ? columns : rows
    const a = own.order[i]
    const b = own.order[j]
    own.order[i] = b
    own.order[j] = a
    const pair = keyOf(a, b)
    const slot = slotOf(own.pairs, pair)
    const last = own.here[i]
    const before = (across: number, line: number) =>
      other.pairs.last[slotOf(other.pairs, keyOf(across, line))]
    const isUndone =
      last >= 0 &&
      pairs[last] === pair &&
      own.here[i === 0 ? n - 1 : i - 1] < last &&
      own.here[j] < last &&
      before(own.ends[2 * a], own.ends[2 * b]) < last &&
      before(own.ends[2 * a], own.ends[2 * b + 1]) < last &&
      before(own.ends[2 * a + 1], own.ends[2 * b]) < last &&
      before(own.ends[2 * a + 1], own.ends[2 * b + 1]) < last
    if (isUndone) {
      kept[last] = gone
      own.here[i] = earlierHere[last]
      own.pairs.last[slot] = earlierPair[last]
    } else {
      kept[count] = move
      pairs[count] = pair
      earlierHere[count] = last
      earlierPair[count] = own.pairs.last[slot]
      own.here[i] = count
      own.pairs.keys[slot] = pair
      own.pairs.last[slot] = count++
    }
  }
  let left = 0
  for (let k = 0; k < count; k++) if (kept[k] !== gone) kept[left++] = kept[k]
  return kept.subarray(0, left)
}

/** The marks with their lines in the order that exchanges left: each joins what it did, wherever that is now. */
const put = ({ n, columns, rows }: Marks.Marks, memory: Memory): void => {
  place(n, columns, memory.columns, memory.rows)
  place(n, rows, memory.rows, memory.columns)
}

const place = (n: number, marks: Uint16Array, own: Lines, other: Lines): void => {
  for (let i = 0; i < n; i++) other.at[other.order[i]] = i
  for (let i = 0; i < n; i++) {
    const line = own.order[i]
    marks[2 * i] = other.at[own.ends[2 * line]]
    marks[2 * i + 1] = other.at[own.ends[2 * line + 1]]
  }
}
