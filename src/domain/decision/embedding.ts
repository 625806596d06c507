/** What a classifier has learnt about letters: where it puts them, and whether inverse letters stand opposite. */
import * as Principal from "../stats/principal.ts"

export interface Place {
  readonly letter: number
  /** Along the first principal components. */
  readonly coordinates: ReadonlyArray<number>
  /** Of the angle to the inverse letter, seen from the mean of all letters: -1 is opposite. NaN at the mean itself. */
  readonly cosine: number
}

export interface Embedding {
  readonly places: ReadonlyArray<Place>
  /** Of the variance, by component. */
  readonly shares: ReadonlyArray<number>
  /** Mean cosine between a letter and its inverse. */
  readonly inverse: number
  /** What that mean would be on average, were letters paired by chance, each with any other; and its standard deviation. */
  readonly chance: number
  readonly deviation: number
}

/** Components that are told of. */
const shown = 3

/**
 * @param letters each with its inverse among them
 * @param vectors of the letters, of equal length
 * @throws RangeError for fewer than two letters, and for a letter without its inverse
 */
export const of = (letters: ReadonlyArray<number>, vectors: ReadonlyArray<ArrayLike<number>>): Embedding => {
  const { mean, coordinates, shares } = Principal.of(vectors)
  const centred = vectors.map((vector) => mean.map((m, k) => vector[k] - m))
  const cosine = (i: number, j: number) =>
    dot(centred[i], centred[j]) / Math.sqrt(dot(centred[i], centred[i]) * dot(centred[j], centred[j]))
  const inverseOf = letters.map((letter) => {
    const place = letters.indexOf(-letter)
    if (place < 0) throw new RangeError(`The letter ${letter} stands without its inverse.`)
    return place
  })
  const opposite = letters.map((_, i) => cosine(i, inverseOf[i]))
  return {
    places: letters.map((letter, i) => ({
      letter,
      coordinates: Array.from({ length: shown }, (_, k) => coordinates[i][k] ?? 0),
      cosine: opposite[i]
    })),
    shares: Array.from({ length: shown }, (_, k) => shares[k] ?? 0),
    inverse: opposite.reduce((sum, each) => sum + each, 0) / letters.length,
    ...byChance(letters.length, cosine)
  }
}

/**
 * Mean and standard deviation of the mean of c(i, j) over the pairs of a perfect matching drawn at random. A pair belongs
 * to it with probability 1 / (n - 1), two disjoint pairs with 1 / ((n - 1) (n - 3)); with T the sum over all pairs, Q that
 * of squares, and R_i that of the pairs of i, the products of disjoint pairs add up to T^2 + Q - sum R_i^2.
 */
const byChance = (
  n: number,
  c: (i: number, j: number) => number
): { readonly chance: number; readonly deviation: number } => {
  const sums = new Float64Array(n)
  let squares = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const value = c(i, j)
      sums[i] += value
      sums[j] += value
      squares += value * value
    }
  }
  const total = sums.reduce((sum, each) => sum + each, 0) / 2
  const mean = total / (n - 1)
  const disjoint = n === 2 ? 0 : total ** 2 + squares - sums.reduce((sum, each) => sum + each * each, 0)
  const square = squares / (n - 1) + (n === 2 ? 0 : disjoint / ((n - 1) * (n - 3)))
  const pairs = n / 2
  return { chance: mean / pairs, deviation: Math.sqrt(Math.max(0, square - mean ** 2)) / pairs }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, k) => sum + x * b[k], 0)
