/** Attention written out in loops over f64, letter by letter: what the programs over arrays are tested against. */
import * as Distribution from "../../src/domain/random/distribution.ts"
import type { Key } from "../../src/domain/random/key.ts"

/** One vector a letter. */
export type Vectors = ReadonlyArray<ReadonlyArray<number>>

export const drawn = (key: Key, index: number, letters: number, d: number): Vectors => {
  const all = new Float64Array(letters * d)
  Distribution.normals(key, index, all)
  return Array.from({ length: letters }, (_, i) => Array.from(all.subarray(i * d, (i + 1) * d), Math.fround))
}

const dot = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): number =>
  a.reduce((sum, x, i) => sum + x * b[i], 0)

/** The mean of the values of `seen`, weighted by the exponentials of their scores. */
const average = (scores: ReadonlyMap<number, number>, v: Vectors): ReadonlyArray<number> => {
  const top = Math.max(...scores.values())
  let total = 0
  const sum = v[0].map(() => 0)
  for (const [j, score] of scores) {
    const weight = Math.exp(score - top)
    total += weight
    for (const [c, x] of v[j].entries()) sum[c] += weight * x
  }
  return sum.map((x) => x / total)
}

export const own = (q: Vectors, k: Vectors, v: Vectors): Vectors =>
  q.map((query) => average(new Map(k.map((key, j) => [j, dot(query, key) / Math.sqrt(query.length)])), v))

/** What each letter sees, by `sees`; itself where that is nothing. */
export const shared = (q: Vectors, v: Vectors, sees: (i: number, j: number) => boolean): Vectors =>
  q.map((query, i) => {
    const scores = new Map<number, number>()
    for (const [j, other] of q.entries()) {
      if (i !== j && sees(i, j)) scores.set(j, dot(query, other) / Math.sqrt(dot(other, other) + 1e-6))
    }
    return average(scores.size === 0 ? new Map([[i, 0]]) : scores, v)
  })

/** [x; -x] of the rotated query: the place of its largest entry. */
const hash = (query: ReadonlyArray<number>, rotations: Vectors): number => {
  const half = rotations[0].map((_, column) =>
    query.reduce((sum, x, row) => sum + x * rotations[row][column], 0)
  )
  const all = [...half, ...half.map((x) => -x)]
  return all.indexOf(Math.max(...all))
}

/**
 * Whether i sees j in one round. Buckets are numbered by the hashes of each of these rotations (d x values / 2), the
 * first counting most.
 */
export const round = (
  q: Vectors,
  rotations: ReadonlyArray<Vectors>,
  chunk: number
): ((i: number, j: number) => boolean) => {
  const buckets = q.map((query) =>
    rotations.reduce((sum, each) => sum * 2 * each[0].length + hash(query, each), 0)
  )
  const order = q.map((_, i) => i).sort((i, j) => buckets[i] - buckets[j] || i - j)
  const chunks = q.map((_, i) => Math.floor(order.indexOf(i) / chunk))
  return (i, j) => buckets[i] === buckets[j] && Math.abs(chunks[i] - chunks[j]) <= 1
}
