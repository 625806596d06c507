/** The words of a key, as domain/random/stream.ts has them. */
let key0: i32 = 0
let key1: i32 = 0
let counter: i32 = 0
let at: i32 = 0
let spare: i32 = -1

const words: i32 = 64
const block: usize = memory.data(64 * 4, 16)

export function restart(first: i32, second: i32): void {
  key0 = first
  key1 = second
  counter = 0
  at = words
  spare = -1
}

/** Left rotation of y by r bits, then xor x. */
@inline
function turn(y: v128, x: v128, r: i32): v128 {
  return v128.xor(v128.or(i32x4.shl(y, r), i32x4.shr_u(y, 32 - r)), x)
}

/** Four counters at once. */
function fill(): void {
  const key2 = key0 ^ key1 ^ 0x1bd11bda
  let pairs = i32x4.add(i32x4.splat(counter + key1), i32x4(0, 1, 2, 3))
  for (let k = 0; k < words; k += 8) {
    let s0 = key0, s1 = key1, s2 = key2
    let x = i32x4.splat(s0)
    let y = pairs
    for (let n = 1; n <= 5; n++) {
      if (n & 1) {
        x = i32x4.add(x, y)
        y = turn(y, x, 13)
        x = i32x4.add(x, y)
        y = turn(y, x, 15)
        x = i32x4.add(x, y)
        y = turn(y, x, 26)
        x = i32x4.add(x, y)
        y = turn(y, x, 6)
      } else {
        x = i32x4.add(x, y)
        y = turn(y, x, 17)
        x = i32x4.add(x, y)
        y = turn(y, x, 29)
        x = i32x4.add(x, y)
        y = turn(y, x, 16)
        x = i32x4.add(x, y)
        y = turn(y, x, 24)
      }
      const s = s0
      s0 = s1; s1 = s2; s2 = s
      x = i32x4.add(x, i32x4.splat(s0))
      y = i32x4.add(y, i32x4.splat(s1 + n))
    }
    const to = block + (k << 2)
    v128.store(to, i32x4.shuffle(x, y, 0, 4, 1, 5))
    v128.store(to, i32x4.shuffle(x, y, 2, 6, 3, 7), 16)
    pairs = i32x4.add(pairs, i32x4.splat(4))
  }
  counter += words >> 1
  at = 0
}

/** How many words were drawn. */
export function drawn(): i32 {
  return 2 * counter - words + at
}

/** What is left of the last word, or -1. */
export function left(): i32 {
  return spare
}

@inline
export function next(): i32 {
  if (at == words) fill()
  return load<i32>(block + (at++ << 2))
}

function half(): i32 {
  if (spare >= 0) {
    const held = spare
    spare = -1
    return held
  }
  const word = next()
  spare = word >>> 16
  return word & 0xffff
}

/** From 0 to n - 1, for n up to 2^20. */
export function below(n: i32): i32 {
  if (n > 4096) return belowWide(n)
  let product = half() * n
  if ((product & 0xffff) < n) {
    const surplus = 0x10000 % n
    while ((product & 0xffff) < surplus) product = half() * n
  }
  return product >>> 16
}

function belowWide(n: i32): i32 {
  const surplus = <u32>((<u64>1 << 32) % <u64>n)
  let product = <u64>(<u32>next()) * <u64>n
  while (<u32>product < surplus) product = <u64>(<u32>next()) * <u64>n
  return <i32>(product >> 32)
}

/** The same from 16 bits at hand. */
@inline
export function belowBy(bits: i32, n: i32): i32 {
  const product = bits * n
  return i32((product & 0xffff) >= n) & i32(n <= 4096) ? product >>> 16 : belowRest(product, n)
}

function belowRest(product: i32, n: i32): i32 {
  if (n > 4096 || (product & 0xffff) < 0x10000 % n) return below(n)
  return product >>> 16
}

export function sign(): i32 {
  return half() < 0x8000 ? 1 : -1
}
