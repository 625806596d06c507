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
  /** Mean cosine between all other letters, about -1 / letters where there is no order. */
  readonly other: number
  /** What the standard deviation of `inverse` would be, were letters paired at random with others. */
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
  const others: Array<number> = []
  for (let i = 0; i < letters.length; i++)
    for (let j = 0; j < i; j++) if (inverseOf[i] !== j) others.push(cosine(i, j))
  const other = average(others)
  const spread = average(others.map((each) => (each - other) ** 2))
  return {
    places: letters.map((letter, i) => ({
      letter,
      coordinates: Array.from({ length: shown }, (_, k) => coordinates[i][k] ?? 0),
      cosine: opposite[i]
    })),
    shares: Array.from({ length: shown }, (_, k) => shares[k] ?? 0),
    inverse: average(opposite),
    other,
    deviation: Math.sqrt(spread / (letters.length / 2))
  }
}

const dot = (a: Float64Array, b: Float64Array): number => a.reduce((sum, x, k) => sum + x * b[k], 0)

const average = (values: ReadonlyArray<number>): number =>
  values.reduce((sum, each) => sum + each, 0) / values.length
