/**
 * A combination of matchings of `ends` places, with polynomials of at most `width` coefficients before them, in memory that is
 * used again. A matching says of each place which other one it is joined to; one that is not in use is joined to itself.
 */
export interface Combination {
  ends: number
  width: number
  count: number
  /** Of matching a: its places, from `a * ends`. */
  partners: Uint8Array
  hashes: Int32Array
  /** Of matching a: where the first and the last coefficient stand in its row of `width`; between them they are set. */
  low: Int32Array
  high: Int32Array
  coefficients: Float64Array
  /** Of matching a: what its coefficients belong to beyond their places, for whoever keeps them. */
  rests: Uint8Array
  /** By hash, as open addressing has it: a matching and one more, or 0. */
  slots: Int32Array
}

/** No matchings of any number of ends below 256. */
export const make = (): Combination => ({
  ends: 0,
  width: 0,
  count: 0,
  partners: new Uint8Array(0),
  hashes: new Int32Array(0),
  low: new Int32Array(0),
  high: new Int32Array(0),
  coefficients: new Float64Array(0),
  rests: new Uint8Array(0),
  slots: new Int32Array(64)
})

/** Forgets all matchings. Cost: their number. */
export const clear = (of: Combination, ends: number, width: number): void => {
  const mask = of.slots.length - 1
  for (let a = 0; a < of.count; a++) {
    for (let i = of.hashes[a] & mask; of.slots[i] !== 0; i = (i + 1) & mask) of.slots[i] = 0
  }
  of.count = 0
  of.ends = ends
  of.width = width
}

/** The number of the matching that the first places of `partners` are; a new one has no coefficients. */
export const find = (of: Combination, partners: Uint8Array): number => {
  const { ends } = of
  let hash = 0
  for (let k = 0; k < ends; k++) hash = Math.imul(hash ^ partners[k], 0x01000193)
  hash ^= hash >>> 15
  const mask = of.slots.length - 1
  let slot = hash & mask
  for (; of.slots[slot] !== 0; slot = (slot + 1) & mask) {
    const a = of.slots[slot] - 1
    if (of.hashes[a] === hash && agree(of, a, partners)) return a
  }
  const a = of.count
  if (a === of.hashes.length || (a + 1) * ends > of.partners.length) grow(of)
  if ((a + 1) * of.width > of.coefficients.length)
    of.coefficients = larger(of.coefficients, new Float64Array(2 * (a + 8) * of.width))
  of.count++
  of.slots[slot] = of.count
  of.hashes[a] = hash
  of.low[a] = 0
  of.high[a] = -1
  for (let k = 0; k < ends; k++) of.partners[a * ends + k] = partners[k]
  if (2 * of.count > of.slots.length) rehash(of)
  return a
}

const agree = (of: Combination, a: number, partners: Uint8Array): boolean => {
  const from = a * of.ends
  for (let k = 0; k < of.ends; k++) if (of.partners[from + k] !== partners[k]) return false
  return true
}

/**
 * Adds `sign` times row a of one combination, shifted, to row b of another. All coefficients lie between -modulus/2 and
 * modulus/2 before and after; true if one had to be brought back there.
 */
export const add = (
  to: Combination,
  b: number,
  from: Combination,
  a: number,
  shift: number,
  sign: 1 | -1,
  modulus: number
): boolean => {
  const source = from.coefficients
  const sink = to.coefficients
  const first = a * from.width + from.low[a]
  const last = a * from.width + from.high[a]
  const offset = b * to.width + shift - a * from.width
  if (to.high[b] < to.low[b]) {
    for (let j = first; j <= last; j++) sink[j + offset] = sign * source[j]
    to.low[b] = from.low[a] + shift
    to.high[b] = from.high[a] + shift
    return false
  }
  reach(to, b, from.low[a] + shift, from.high[a] + shift)
  const half = modulus / 2
  let isOut = false
  for (let j = first; j <= last; j++) {
    let sum = sink[j + offset] + sign * source[j]
    if (sum > half) {
      sum -= modulus
      isOut = true
    } else if (sum < -half) {
      sum += modulus
      isOut = true
    }
    sink[j + offset] = sum
  }
  return isOut
}

/** Moves the coefficients of row a to other places. */
export const move = (of: Combination, a: number, by: number): void => {
  const row = a * of.width
  of.coefficients.copyWithin(row + of.low[a] + by, row + of.low[a], row + of.high[a] + 1)
  of.low[a] += by
  of.high[a] += by
}

/** Sets to 0 what row b has not between `low` and `high`. */
const reach = (of: Combination, b: number, low: number, high: number): void => {
  const row = b * of.width
  for (; of.low[b] > low; of.low[b]--) of.coefficients[row + of.low[b] - 1] = 0
  for (; of.high[b] < high; of.high[b]++) of.coefficients[row + of.high[b] + 1] = 0
}

const grow = (of: Combination): void => {
  const rows = 2 * of.count + 16
  of.partners = larger(of.partners, new Uint8Array(rows * of.ends))
  of.rests = larger(of.rests, new Uint8Array(rows))
  of.hashes = larger(of.hashes, new Int32Array(rows))
  of.low = larger(of.low, new Int32Array(rows))
  of.high = larger(of.high, new Int32Array(rows))
}

const larger = <A extends Uint8Array | Int32Array | Float64Array>(from: A, to: A): A => {
  to.set(from.subarray(0, Math.min(from.length, to.length)))
  return to
}

const rehash = (of: Combination): void => {
  const mask = 4 * of.slots.length - 1
  of.slots = new Int32Array(mask + 1)
  for (let a = 0; a < of.count; a++) {
    let slot = of.hashes[a] & mask
    while (of.slots[slot] !== 0) slot = (slot + 1) & mask
    of.slots[slot] = a + 1
  }
}
