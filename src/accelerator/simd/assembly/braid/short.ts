/**
 * The moves between two collapses (domain/braid/prior.ts) on words of up to 30 letters: generators are the bytes of one vector,
 * or two, signs the bits of an integer. Which moves come depends on the numbers of letters and strands alone, so all
 * are drawn before the first is made.
 *
 * BRAIDRELATION2 has no loop over places: the places that relation 2 fits are bits, turned so that the scan begins at bit 0.
 * A hit changes letters that the scan has left behind, so the next hit is the next of these bits. Only the last two places see
 * letters that the first two may have changed; if they fit now, the word is looked at once more.
 */
import * as Draft from "./draft"
import * as Stream from "./stream"

/** Letters after a move: two of them stand behind the last once more. */
const most: i32 = 30
/** As many in one vector. */
const mostInOne: i32 = 14

/** The moves to come, four bytes each: generator, whether negative, whether a stabilisation, and where the round begins. */
const plan: usize = memory.data(4 * 32, 16)
/** Generators, and after each move two of them once more. */
const held: usize = memory.data(32, 16)
let signs: i32 = 0

/** As many of the moves as there is room for. Answers how many. */
export function scramble(moves: i32): i32 {
  const made = draw(moves)
  if (made > 0) {
    unpack()
    make<u16>(make<u8>(0, made), made)
    pack()
  }
  return made
}

function draw(moves: i32): i32 {
  let length = Draft.length
  let strands = Draft.strands
  let made = 0
  for (; made < moves && length + 2 <= most; made++) {
    const word = Stream.next()
    const generators = strands - 1
    let sign = word & 1
    let isHigh = 1
    let generator = strands
    if (generators > 0) {
      const choice = Stream.belowBy(word & 0xffff, 4 * generators)
      sign = choice & 1
      isHigh = i32(choice >= 2 * generators)
      generator = isHigh ? strands : 1 + (choice >> 1)
    }
    strands += isHigh
    length += 2 - isHigh
    const start = Stream.belowBy(word >>> 16, length)
    store<i32>(plan + (made << 2), generator | (sign << 8) | ((isHigh ^ 1) << 16) | (start << 24))
  }
  return made
}

/** Makes moves number `k` and on while the word fits into one vector (T is u8) or two. Answers where it ended. */
function make<T>(k: i32, moves: i32): i32 {
  const isWide = sizeof<T>() > 1
  let n = Draft.length
  let strands = Draft.strands
  let all = (1 << n) - 1
  let minus = signs
  let low = v128.load(held)
  let high = v128.load(held, 16)
  for (; k < moves; k++) {
    const move = load<i32>(plan + (k << 2))
    const isLow = (move >> 16) & 1
    const sign = (move >> 8) & 1
    const start = move >>> 24
    const at = n + isLow
    if (!isWide && at >= mostInOne) break

    // Conjugation puts its letter before the word and the inverse behind it.
    const generator = i8x16.splat(<i8>move)
    const stays = i8x16.splat(<i8>(isLow - 1))
    const end = i8x16.splat(<i8>at)
    if (isWide) {
      high = i8x16.relaxed_laneselect(high, before(low, high), stays)
      high = v128.or(high, v128.and(generator, i8x16.eq(v128.load(lanes, 16), end)))
    }
    low = i8x16.relaxed_laneselect(low, before(generator, low), stays)
    low = v128.or(low, v128.and(generator, i8x16.eq(v128.load(lanes), end)))
    minus = (minus << isLow) | (sign & isLow) | ((sign ^ isLow) << at)
    n = at + 1
    strands += 1 - isLow
    all = (1 << n) - 1
    if (n < 3) continue

    const tail = all ^ (all >>> 2)
    let open = all
    do {
      const count = i8x16.splat(<i8>n)
      const inLow = v128.or(low, i8x16.relaxed_swizzle(low, i8x16.sub(v128.load(lanes), count)))
      let inHigh = high
      v128.store(held, inLow)
      if (isWide) {
        inHigh = v128.or(high, i8x16.relaxed_swizzle(low, i8x16.sub(v128.load(lanes, 16), count)))
        v128.store(held, inHigh, 16)
      }
      const nextLow = after(inLow, inHigh)
      const nextHigh = after(inHigh, inHigh)
      let near = i8x16.bitmask(areNear(low, nextLow, after(nextLow, nextHigh)))
      if (isWide) near |= i8x16.bitmask(areNear(high, nextHigh, after(nextHigh, nextHigh))) << 16
      const round = (<u64>minus << n) | <u64>minus
      const second = <i32>(round >>> 1)
      const third = <i32>(round >>> 2)
      const fits = near & ~((minus ^ second) & (third ^ second)) & all
      const scan = <i32>(((<u64>fits << n) | <u64>fits) >>> start) & open

      // From each hit on by three; two without a branch, as that many are usual.
      let left = scan
      let bit = left & -left
      let hits = bit
      left &= -(bit << 3)
      bit = left & -left
      hits |= bit
      left &= -(bit << 3)
      while (left != 0) {
        bit = left & -left
        hits |= bit
        left &= -(bit << 3)
      }
      const inner = hits & ~tail
      const isTouched = (inner & 3) != 0
      hits = isTouched ? inner : hits
      open = i32(isTouched) & mayFit(start, n, inner) ? tail & ~(7 * inner) & open : 0

      // a b c becomes |b| |a| |b|, with the signs of c b a.
      const turned = <u64>hits << start
      const h = fold(turned, n) & all
      const swapped = (minus ^ third) & h
      minus ^= (swapped ^ fold(<u64>swapped << 2, n)) & all
      const takesNext = fold(turned | (turned << 1), n) & all
      const takesLast = fold(<u64>h << 2, n) & all
      const lastLow = v128.load8_lane(held + n - 1, before(low, low), 0)
      if (isWide) {
        high = i8x16.relaxed_laneselect(before(low, high), high, spread(takesLast, 16))
        high = i8x16.relaxed_laneselect(nextHigh, high, spread(takesNext, 16))
      }
      low = i8x16.relaxed_laneselect(lastLow, low, spread(takesLast, 0))
      low = i8x16.relaxed_laneselect(nextLow, low, spread(takesNext, 0))
    } while (open != 0)
  }
  v128.store(held, low)
  v128.store(held, high, 16)
  signs = minus
  Draft.keep(n)
  Draft.widen(strands)
  return k
}

/** Whether generators would let relation 2 fit one of the last two places of a scan that begins with these hits. */
@inline
function mayFit(start: i32, n: i32, hits: i32): i32 {
  const first = generator(start)
  const second = generator(start + 1)
  const third = generator(start + 2)
  const newFirst = hits & 1 ? second : first
  const unless = hits & 2 ? third : second
  const newSecond = hits & 1 ? first : unless
  const last = generator(start < 1 ? n - 1 : start - 1)
  const lastButOne = generator(start < 2 ? n - 2 + start : start - 2)
  return (
    (i32(lastButOne == newFirst) & i32(abs(lastButOne - last) == 1)) |
    (i32(last == newSecond) & i32(abs(last - newFirst) == 1))
  )
}

@inline
function generator(at: i32): i32 {
  return load<i8>(held + at)
}

/** What went beyond bit n - 1 comes in at bit 0. */
@inline
function fold(bits: u64, n: i32): i32 {
  return <i32>(bits | (bits >>> n))
}

const lanes: usize = memory.data<i8>(
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15,
    16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31], 16)
const eights: usize = memory.data<i8>(
  [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 3, 3], 16)
const powers: usize = memory.data<i8>([1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128], 16)
const ones: usize = memory.data<i8>([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], 16)

/** Sixteen bits, from bit 0 or 16 on, as bytes 0 and -1. */
@inline
function spread(bits: i32, from: i32): v128 {
  const bytes = i8x16.relaxed_swizzle(i32x4.splat(bits), v128.load(eights + from))
  return i8x16.eq(v128.and(bytes, v128.load(powers)), v128.load(powers))
}

/** Bytes 1 to 16 of two vectors. */
@inline
function after(low: v128, high: v128): v128 {
  return i8x16.shuffle(low, high, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16)
}

/** Bytes 15 to 30 of two vectors. */
@inline
function before(low: v128, high: v128): v128 {
  return i8x16.shuffle(low, high, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30)
}

/** Where |a| = |c| and |b| is one more or less. */
@inline
function areNear(a: v128, b: v128, c: v128): v128 {
  return v128.and(i8x16.eq(a, c), i8x16.eq(i8x16.abs(i8x16.sub(a, b)), v128.load(ones)))
}

function unpack(): void {
  const from = Draft.letters
  const all = (1 << Draft.length) - 1
  const low = i8x16.narrow_i16x8_s(v128.load(from), v128.load(from, 16))
  const high = i8x16.narrow_i16x8_s(v128.load(from, 32), v128.load(from, 48))
  v128.store(held, v128.and(i8x16.abs(low), spread(all, 0)))
  v128.store(held, v128.and(i8x16.abs(high), spread(all, 16)), 16)
  signs = (i8x16.bitmask(low) | (i8x16.bitmask(high) << 16)) & all
}

function pack(): void {
  const to = Draft.home
  const minusLow = spread(signs, 0)
  const minusHigh = spread(signs, 16)
  const low = i8x16.sub(v128.xor(v128.load(held), minusLow), minusLow)
  const high = i8x16.sub(v128.xor(v128.load(held, 16), minusHigh), minusHigh)
  v128.store(to, i16x8.extend_low_i8x16_s(low))
  v128.store(to, i16x8.extend_high_i8x16_s(low), 16)
  v128.store(to, i16x8.extend_low_i8x16_s(high), 32)
  v128.store(to, i16x8.extend_high_i8x16_s(high), 48)
}
