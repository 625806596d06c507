/**
 * Attention by locality-sensitive hashing, the Reformer's: a letter sees the letters whose queries fall into the same
 * bucket, in any of several rounds of hashing.
 *
 *     bucket_r(q) = argmax([q R_r; -q R_r])          R_r: d x buckets/2 normals, for each head and round
 *     sort the letters by (bucket, place), cut them into chunks of `chunk`; i sees j in round r when their buckets
 *     are equal and their chunks are the same or neighbours
 *     out_i = sum over the j seen in any round of softmax_j(q_i . q_j / |q_j|) v_j
 *
 * Each round has its own softmax, with logarithm z_r of its denominator; rounds are combined with the weights
 * softmax_r(z_r). A pair that several rounds see counts in the first of them, so that the sum runs over the union, as
 * equation 7 of the source has it by its N_ij: with more rounds the result approaches full attention, and with one
 * bucket it is full attention. A letter sees itself only if there is no other.
 *
 * More than 16 buckets are made as pairs of two such hashes, of about the square root of as many values each, as the
 * authors' program has it: else the hashes of a word would cost length^2.
 *
 * Padding falls into a bucket of its own behind all others: it moves no letter to another chunk and no letter sees it.
 *
 * Source: Kitaev, Kaiser, Levskaya, "Reformer: the efficient transformer" (2001.04451), section 2. Liberties: letters
 * also look one chunk ahead, since a word is read at once and not from left to right; the first and the last chunk are
 * no neighbours. Cost: sorting rounds * length letters, and products of rounds * length * 3 chunk * d, where full
 * attention has length^2 d.
 */
import type { Arrays, Tensor } from "./array.ts"
import { flip, hidden, lastResort, unit } from "./attention.ts"

export interface Hashing {
  readonly rounds: number
  /** Letters in a chunk; buckets hold as many on average. */
  readonly chunk: number
}

/** Buckets of a word of `length` places. */
export const buckets = ({ chunk }: Hashing, length: number): number => length / chunk

/**
 * What the number of buckets is a product of, all even: itself up to 16, else two factors as near to each other as can
 * be, where there are two.
 */
const factorsOf = (buckets: number): ReadonlyArray<number> => {
  if (buckets <= 16) return [buckets]
  for (let a = 2 * Math.floor(Math.sqrt(buckets) / 2); a > 2; a -= 2)
    if (buckets % (2 * a) === 0) return [a, buckets / a]
  return [buckets]
}

/** Columns of all rotations of one round. */
const columnsOf = (buckets: number): number => factorsOf(buckets).reduce((sum, factor) => sum + factor, 0) / 2

/** Shape of the rotations that a layer of attention needs: (heads, d, rounds * columns), columns = buckets / 2 up to 16 buckets. */
export const rotationShape = (
  hashing: Hashing,
  length: number,
  heads: number,
  d: number
): ReadonlyArray<number> => [heads, d, hashing.rounds * columnsOf(buckets(hashing, length))]

/**
 * @param q queries (batch, heads, length, d); length a multiple of `chunk`, an even one or `chunk` itself
 * @param v values of the same shape
 * @param mask 1 at letters and 0 at padding (batch, length)
 * @param rotations of {@link rotationShape}; not read where there is one bucket
 * @returns (batch, heads, length, d); at padding, values that mean nothing
 * @throws RangeError when the chunks do not fit the length
 */
export const hashed = (
  arrays: Arrays,
  q: Tensor,
  v: Tensor,
  mask: Tensor,
  rotations: Tensor,
  hashing: Hashing
): Tensor => {
  const [batch, heads, length, d] = q.shape as [number, number, number, number]
  const { rounds, chunk } = hashing
  const chunks = length / chunk
  if (chunks !== 1 && chunks % 2 !== 0)
    throw new RangeError(`Words of ${length} places cannot be cut into an even number of chunks of ${chunk}.`)
  const hash = bucketsOf(arrays, arrays.stop(q), mask, rotations, rounds, chunks)
  const { sorted, back } = order(arrays, hash)

  const tiles = [batch, heads, rounds, chunks]
  const near = neighbours(arrays, arrays.reshape(sorted, [...tiles, chunk]))
  const reach = near.shape.at(-1)!
  /** The vectors of the letters at `places`, one row a place. */
  const pick = (vectors: Tensor, places: Tensor, count: number): Tensor => {
    const table = arrays.reshape(vectors, [batch * heads * length, d])
    const rows = arrays.gather(table, offset(arrays, places, batch * heads, rounds, length, true))
    return arrays.reshape(rows, [...tiles, count, d])
  }
  const keys = pick(unit(arrays, q), near, reach)
  const scores = arrays.matmul(pick(q, sorted, chunk), flip(arrays, keys))
  const codes = codesOf(arrays, hash, back, chunk, chunks)
  const shown = arrays.add(scores, shadow(arrays, codes, sorted, tiles, chunk))
  const out = arrays.matmul(arrays.softmax(shown, -1), pick(v, near, reach))

  const rows = arrays.reshape(out, [batch * heads * rounds * length, d])
  const unsorted = arrays.gather(rows, offset(arrays, back, batch * heads, rounds, length, false))
  // One round needs no weight.
  if (rounds === 1) return arrays.reshape(unsorted, [batch, heads, length, d])
  const z = arrays.reshape(arrays.logSumExp(shown, -1), [batch, heads, rounds, length])
  const share = arrays.softmax(arrays.gatherAlong(z, back, 3), 2)
  const weighted = arrays.multiply(
    arrays.reshape(share, [batch, heads, rounds, length, 1]),
    arrays.reshape(unsorted, [batch, heads, rounds, length, d])
  )
  return arrays.sum(weighted, [2])
}

/** The bucket of every letter in every round, int32 (batch, heads, rounds, length); padding's is `chunks`. */
const bucketsOf = (
  arrays: Arrays,
  q: Tensor,
  mask: Tensor,
  rotations: Tensor,
  rounds: number,
  chunks: number
): Tensor => {
  const [batch, heads, length] = q.shape as [number, number, number]
  const shape = [batch, heads, rounds, length]
  const letters = arrays.broadcast(arrays.reshape(mask, [batch, 1, 1, length]), shape)
  const behind = arrays.constant(Int32Array.of(chunks), [])
  const isLetter = arrays.less(arrays.scalar(0), letters)
  if (chunks === 1) return arrays.where(isLetter, arrays.constant(Int32Array.of(0), []), behind)
  const turned = arrays.matmul(q, rotations)
  const rotated = arrays.reshape(turned, [batch, heads, length, rounds, columnsOf(chunks)])
  let column = 0
  let bucket: Tensor | undefined
  for (const factor of factorsOf(chunks)) {
    const half = arrays.slice(rotated, -1, column, column + factor / 2)
    const value = argmax(arrays, arrays.concatenate([half, arrays.negate(half)], -1))
    const before = bucket && arrays.multiply(bucket, arrays.constant(Int32Array.of(factor), []))
    bucket = before === undefined ? value : arrays.add(before, value)
    column += factor / 2
  }
  return arrays.where(isLetter, arrays.transpose(bucket!, [0, 1, 3, 2]), behind)
}

/** The first place of the largest entry of the last axis, int32. */
const argmax = (arrays: Arrays, a: Tensor): Tensor => {
  const size = a.shape.at(-1)!
  const countdown = arrays.constant(
    Float32Array.from({ length: size }, (_, i) => size - i),
    [size]
  )
  const top = arrays.equal(a, arrays.largest(a, [-1], true))
  const first = arrays.largest(arrays.where(top, countdown, arrays.scalar(0)), [-1])
  return arrays.cast(arrays.subtract(arrays.scalar(size), first), "int32")
}

/** The place of each letter in order of (bucket, place), and where each place went: both (batch, heads, rounds, length). */
const order = (arrays: Arrays, hash: Tensor): { readonly sorted: Tensor; readonly back: Tensor } => {
  const length = hash.shape.at(-1)!
  const factor = arrays.constant(Int32Array.of(length), [])
  const sorted = arrays.argsort(arrays.add(arrays.multiply(hash, factor), arrays.iota(length)))
  return { sorted, back: arrays.argsort(sorted) }
}

/**
 * Places (batch, heads, rounds, ...) in words of `length` as rows of a table whose rows run over (group, place), where
 * every group of batch and heads is `shared` by its rounds, or over (group, round, place).
 */
const offset = (
  arrays: Arrays,
  places: Tensor,
  groups: number,
  rounds: number,
  length: number,
  shared: boolean
): Tensor => {
  const start = Int32Array.from(
    { length: groups * rounds },
    (_, i) => (shared ? Math.floor(i / rounds) : i) * length
  )
  const count = places.shape.reduce((product, n) => product * n, 1)
  const rows = arrays.add(
    arrays.reshape(places, [groups * rounds, count / (groups * rounds)]),
    arrays.constant(start, [groups * rounds, 1])
  )
  return arrays.reshape(rows, [count])
}

/**
 * Entries (..., chunks, chunk) with those of the chunk before in front and those of the chunk after behind; beyond the
 * ends comes the other end.
 */
const neighbours = (arrays: Arrays, tiles: Tensor): Tensor => {
  const chunks = tiles.shape.at(-2)!
  if (chunks === 1) return tiles
  const turned = (by: number): Tensor =>
    arrays.concatenate([arrays.slice(tiles, -2, by, chunks), arrays.slice(tiles, -2, 0, by)], -2)
  // With two chunks the one before is the one after.
  const parts = chunks === 2 ? [turned(1), tiles] : [turned(chunks - 1), tiles, turned(1)]
  return arrays.concatenate(parts, -1)
}

/**
 * One number for bucket and chunk of each letter, in each round, such that two letters see each other exactly when
 * theirs differ by at most 1: float32, exact below 2^24, of shape (batch, heads, rounds, length).
 */
const codesOf = (arrays: Arrays, hash: Tensor, back: Tensor, chunk: number, chunks: number): Tensor => {
  const length = back.shape.at(-1)!
  const chunkOf = Float32Array.from({ length }, (_, slot) => Math.floor(slot / chunk))
  const ofBucket = arrays.multiply(arrays.cast(hash, "float32"), arrays.scalar(2 * chunks))
  return arrays.add(ofBucket, arrays.gather(arrays.constant(chunkOf, [length]), back))
}

/**
 * What is added to scores (...tiles, chunk, reach): 0 where a letter sees another in this round and in none before,
 * {@link lastResort} where it sees itself, {@link hidden} elsewhere.
 */
const shadow = (
  arrays: Arrays,
  codes: Tensor,
  sorted: Tensor,
  tiles: ReadonlyArray<number>,
  chunk: number
): Tensor => {
  const rounds = tiles[2]!
  const length = codes.shape.at(-1)!
  /** A number of each letter, in sorted order, compared between the letters of a chunk and those it can reach. */
  const differences = (ofLetters: Tensor): Tensor => {
    const ofSlots = arrays.gatherAlong(ofLetters, sorted, 3)
    const own = arrays.reshape(ofSlots, [...tiles, chunk, 1])
    const near = neighbours(arrays, arrays.reshape(ofSlots, [...tiles, chunk]))
    return arrays.subtract(own, arrays.reshape(near, [...tiles, 1, near.shape.at(-1)!]))
  }
  const seesBy = (codes: Tensor): Tensor => {
    const difference = differences(codes)
    return arrays.less(arrays.multiply(difference, difference), arrays.scalar(4))
  }
  let seen = seesBy(codes)
  for (let earlier = 0; earlier < rounds - 1; earlier++) {
    const one = arrays.slice(codes, 2, earlier, earlier + 1)
    const before = seesBy(arrays.broadcast(one, codes.shape))
    const later = arrays.less(
      arrays.constant(Int32Array.of(earlier), []),
      arrays.reshape(arrays.iota(rounds), [rounds, 1, 1, 1])
    )
    seen = arrays.and(seen, arrays.not(arrays.and(before, later)))
  }
  const places = arrays.broadcast(arrays.cast(arrays.iota(length), "float32"), codes.shape)
  const itself = arrays.equal(differences(places), arrays.scalar(0))
  const visible = arrays.where(itself, arrays.scalar(lastResort), arrays.scalar(0))
  return arrays.where(seen, visible, arrays.scalar(hidden))
}
