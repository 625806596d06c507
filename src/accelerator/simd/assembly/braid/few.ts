/**
 * SMARTCOLLAPSE (domain/braid/collapse.ts) of at most 64 letters: a set of letters is a word of 64 bits, one for each place.
 * Which letters a generator has is written down once; what becomes of them is `alive`, the set of those that are left.
 */
import * as Draft from "./draft"

export const most: i32 = 64

/** By generator, with a border of one below and two above: a knot's word has no more generators than letters. */
const places: usize = memory.data(8 * 67, 16)

let alive: u64 = 0
let negative: u64 = 0
/** The generators that are left: from low to high - 1. */
let low: i32 = 1
let high: i32 = 1

export function collapse(): void {
  if (Draft.length == 0) return
  read()
  for (;;) {
    cancelInside()
    cancelAcross()
    let above: u64 = 0
    let below: u64 = 0
    while (high > low && isSingle(living(high - 1))) {
      above = living(--high)
      alive ^= above
    }
    while (low < high && isSingle(living(low))) {
      below = living(low++)
      alive ^= below
    }
    if (low == high || !(i32(joins(high - 1, above)) | i32(joins(low, below)))) break
  }
  compact()
}

function read(): void {
  const length = Draft.length
  low = 1
  high = Draft.strands
  for (let g = 0; g <= high; g++) store<u64>(places + (g << 3), 0)
  negative = 0
  for (let at = 0; at < length; at += 8) {
    negative |= <u64>i16x8.bitmask(v128.load(Draft.letters + (at << 1))) << at
  }
  for (let at = 0; at < length; at++) {
    const row = places + (abs(Draft.letter(at)) << 3)
    store<u64>(row, load<u64>(row) | (<u64>1 << at))
  }
  alive = <u64>-1 >>> (64 - length)
}

/** Inverse pairs that letters which commute with them separate. */
function cancelInside(): void {
  let kept = alive
  for (let left = kept; left != 0; left &= left - 1) {
    const bit = left & -left
    const letter = Draft.letter(<i32>ctz(left))
    const row = places + (abs(letter) << 3)
    const own = load<u64>(row)
    const inverse = own & (negative ^ <u64>(<i64>letter >> 63))
    const other = (own ^ inverse) | load<u64>(row - 8) | load<u64>(row, 8)
    const before = kept & (bit - 1)
    const last = inverse & before
    kept ^= last > (other & before) ? highest(last) | bit : 0
  }
  alive = kept
}

/** Inverse pairs that meet across the cyclic end. Which of them goes first does not matter. */
function cancelAcross(): void {
  let ready: u64 = 0
  for (let g = low; g < high; g++) ready |= meeting(g)
  while (ready != 0) {
    const g = low + <i32>ctz(ready)
    const own = living(g)
    alive ^= (own & -own) | highest(own)
    ready &= ready - 1
    ready |= meeting(g - 1) | meeting(g) | meeting(g + 1)
  }
}

/** A bit for the generator if its first and last letter {@link meets}. Generators that are gone have no letters. */
@inline
function meeting(g: i32): u64 {
  return <u64>meets(living(g), beside(g)) << (g - low)
}

/** Whether the first letter of `own` comes to the front of the word, the last one to its end, and they are inverse. */
@inline
function meets(own: u64, near: u64): bool {
  const first = own & -own
  return bool(i32(areInverse(first, highest(own))) & i32((near & (first - 1)) == 0) & i32(own > near))
}

/** Whether letters of an end's generator cancel now that the one at `gap`, of the generator that was beyond, is gone. */
function joins(g: i32, gap: u64): bool {
  if (gap == 0) return false
  const own = living(g)
  const near = beside(g)
  const before = own & (gap - 1)
  const after = own ^ before
  const last = highest(before)
  const next = after & -after
  const isFree = i32(before != 0) & i32(next != 0) & i32((near & (next - last)) == 0)
  return bool((isFree & i32(areInverse(last, next))) | i32(meets(own, near)))
}

/** To where words begin, which is never behind where this one does. */
function compact(): void {
  let to = Draft.home
  const from = to
  if (Draft.letters < from) memory.copy(from, Draft.letters, <usize>Draft.length << 1)
  const shift = low - 1
  for (let left = alive; left != 0; left &= left - 1) {
    const letter = <i32>load<i16>(from + (<usize>ctz(left) << 1))
    store<i16>(to, <i16>(letter - ((letter >> 31) | 1) * shift))
    to += 2
  }
  Draft.keep(<i32>popcnt(alive))
  Draft.widen(high - shift)
}

@inline
function living(g: i32): u64 {
  return load<u64>(places + (g << 3)) & alive
}

@inline
function beside(g: i32): u64 {
  const row = places + (g << 3)
  return (load<u64>(row - 8) | load<u64>(row, 8)) & alive
}

@inline
function isSingle(own: u64): bool {
  return own != 0 && (own & (own - 1)) == 0
}

@inline
function areInverse(one: u64, other: u64): bool {
  return ((negative & one) != 0) != ((negative & other) != 0)
}

/** Its highest bit; of 0 any. */
@inline
function highest(own: u64): u64 {
  return (<u64>1 << 63) >>> clz(own)
}
