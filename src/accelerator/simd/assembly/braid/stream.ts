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

function fill(): void {
  const key2 = key0 ^ key1 ^ 0x1bd11bda
  for (let k = 0; k < words; k += 2) {
    let x = key0
    let y = counter + (k >> 1) + key1
    x += y
    y = rotl(y, 13) ^ x
    x += y
    y = rotl(y, 15) ^ x
    x += y
    y = rotl(y, 26) ^ x
    x += y
    y = rotl(y, 6) ^ x
    x += key1
    y += key2 + 1
    x += y
    y = rotl(y, 17) ^ x
    x += y
    y = rotl(y, 29) ^ x
    x += y
    y = rotl(y, 16) ^ x
    x += y
    y = rotl(y, 24) ^ x
    x += key2
    y += key0 + 2
    x += y
    y = rotl(y, 13) ^ x
    x += y
    y = rotl(y, 15) ^ x
    x += y
    y = rotl(y, 26) ^ x
    x += y
    y = rotl(y, 6) ^ x
    x += key0
    y += key1 + 3
    x += y
    y = rotl(y, 17) ^ x
    x += y
    y = rotl(y, 29) ^ x
    x += y
    y = rotl(y, 16) ^ x
    x += y
    y = rotl(y, 24) ^ x
    x += key1
    y += key2 + 4
    x += y
    y = rotl(y, 13) ^ x
    x += y
    y = rotl(y, 15) ^ x
    x += y
    y = rotl(y, 26) ^ x
    x += y
    y = rotl(y, 6) ^ x
    x += key2
    y += key0 + 5
    store<i32>(block + (k << 2), x)
    store<i32>(block + (k << 2), y, 4)
  }
  counter += words >> 1
  at = 0
}

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
export function belowBy(bits: i32, n: i32): i32 {
  const product = bits * n
  if (n <= 4096 && (product & 0xffff) >= n) return product >>> 16
  if (n > 4096 || (product & 0xffff) < 0x10000 % n) return below(n)
  return product >>> 16
}

export function sign(): i32 {
  return half() < 0x8000 ? 1 : -1
}
