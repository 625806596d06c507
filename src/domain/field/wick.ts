/** Moments of a Gaussian field by the theorem of Wick (Isserlis): sums over pairings. */
import * as Interruption from "../interruption.ts"
import * as Tuples from "./tuples.ts"

/**
 * `E[f_1 ... f_n] = sum over pairings of prod K_ab` of one tuple; zero for odd n.
 *
 * @param K [a][b], flat, the covariances of `points` points
 * @throws RangeError for more than 8 factors (8 have 105 pairings)
 */
export const pairings = (K: Float64Array, points: number, tuple: Tuples.Tuple): number => {
  if (tuple.length > 8) throw new RangeError(`Sums over pairings stop at 8 factors, not ${tuple.length}.`)
  if (tuple.length === 0) return 1
  let sum = 0
  for (let partner = 1; partner < tuple.length; partner++) {
    const rest = tuple.filter((_, position) => position !== 0 && position !== partner)
    sum += K[tuple[0] * points + tuple[partner]] * pairings(K, points, rest)
  }
  return sum
}

/** The ways to pair the positions 0 ... order - 1: 1, 3, 15 and 105 for order 2, 4, 6 and 8. */
export const matchings = (order: number): ReadonlyArray<ReadonlyArray<readonly [number, number]>> => {
  const of = (left: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<readonly [number, number]>> =>
    left.length === 0
      ? [[]]
      : left
          .slice(1)
          .flatMap((partner) =>
            of(left.filter((i) => i !== left[0] && i !== partner)).map((rest) => [
              [left[0], partner] as const,
              ...rest
            ])
          )
  return of(Array.from({ length: order }, (_, position) => position))
}

/** {@link pairings} of all tuples of `order` points, in the order of `Tuples.multisets`. */
export const gaussian = (K: Float64Array, points: number, order: number): Float64Array =>
  Float64Array.from(Tuples.multisets(points, order), (tuple) => {
    Interruption.look()
    return pairings(K, points, tuple)
  })

/** {@link gaussian}, prepared for many K. */
export const prepare = (points: number, order: number): ((K: Float64Array) => Float64Array) => {
  const tuples = Tuples.multisets(points, order)
  const ways = matchings(order)
  /** [tuple][matching][pair]: `a * points + b`. */
  const where = Int32Array.from(
    tuples.flatMap((tuple) => ways.flatMap((way) => way.map(([i, j]) => tuple[i] * points + tuple[j])))
  )
  return (K) => {
    const sums = new Float64Array(tuples.length)
    let at = 0
    for (let t = 0; t < sums.length; t++)
      for (let way = 0; way < ways.length; way++) {
        let product = 1
        for (let pair = 0; pair < order; pair += 2) product *= K[where[at++]]
        sums[t] += product
      }
    return sums
  }
}

/** The ways to take two factors out of a tuple: where the rest and the pair stand. */
export interface Splits {
  /** n (n - 1) / 2 for each tuple. */
  readonly each: number
  /** [tuple][split]: where the n - 2 factors stand among their `Tuples.multisets`. */
  readonly rest: Int32Array
  /** [tuple][split]: `a * points + b` of the pair. */
  readonly pair: Int32Array
}

/** All splits (n - 2) | 2 of all tuples of `order` points: 15 of each 6-tuple. */
export const splits = (points: number, order: number): Splits => {
  const tuples = Tuples.multisets(points, order)
  const each = (order * (order - 1)) / 2
  const rest = new Int32Array(tuples.length * each)
  const pair = new Int32Array(tuples.length * each)
  let at = 0
  for (const tuple of tuples) {
    Interruption.look()
    for (let i = 0; i < order; i++)
      for (let j = i + 1; j < order; j++, at++) {
        rest[at] = Tuples.rank(
          points,
          tuple.filter((_, position) => position !== i && position !== j)
        )
        pair[at] = tuple[i] * points + tuple[j]
      }
  }
  return { each, rest, pair }
}

/** `out[t] += scale * sum over the splits of tuple t of shorter[rest] * K[pair]`. */
export const addSplits = (
  { each, rest, pair }: Splits,
  shorter: ArrayLike<number>,
  K: Float64Array,
  scale: number,
  out: Float64Array
): void => {
  for (let t = 0; t < out.length; t++) {
    let sum = 0
    for (let at = t * each; at < (t + 1) * each; at++) sum += shorter[rest[at]] * K[pair[at]]
    out[t] += scale * sum
  }
}
