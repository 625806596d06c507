/** Ways to sum products of outputs, against the products written out. */
import type * as Gram from "../../src/domain/field/gram.ts"
import * as Tuples from "../../src/domain/field/tuples.ts"
import * as Distribution from "../../src/domain/random/distribution.ts"

export interface Case {
  readonly points: number
  readonly order: number
  readonly batch: number
  readonly from: number
  readonly count: number
}

/** One to nine points, counts about the lengths of chunks and of windows, every way that rows and columns divide. */
export const cases: ReadonlyArray<Case> = [2, 4, 6, 8].flatMap((order) =>
  [1, 2, 3, 4, 5, 6, 7, 9]
    .filter((points) => Tuples.count(points, order) < 3000)
    .flatMap((points) => [
      { points, order, batch: 5, from: 2, count: 1 },
      { points, order, batch: 333, from: 17, count: 193 }
    ])
)

/** Standard normal outputs, none alike. */
export const outputs = ({ points, batch }: Case): Float32Array => {
  const normal = new Float64Array(points * batch)
  Distribution.normals([1, 2], points, normal)
  return Float32Array.from(normal)
}

export interface Comparison {
  /** The largest error in units of 2^-53 times the sum of the products' sizes; no rounding of the witness in it. */
  readonly error: number
  /** The smallest change, in the same units, of any sum by taking another tuple, or by forgetting the last network. */
  readonly blunder: number
}

/** Sums in f64 with the rounding of each addition carried along (Neumaier), products rounded n - 1 times. */
export const compare = (gram: Gram.Gram, one: Case): Comparison => {
  const { points, order, batch, from, count } = one
  const f = outputs(one)
  const sums = gram.sums(f, batch, from, count)
  let error = 0
  let blunder = Infinity
  const exact = Tuples.multisets(points, order).map((tuple) => {
    let sum = 0
    let lost = 0
    let size = 0
    let product = 0
    for (let i = from; i < from + count; i++) {
      product = 1
      for (const a of tuple) product *= f[a * batch + i]
      const next = sum + product
      lost += Math.abs(sum) >= Math.abs(product) ? sum - next + product : product - next + sum
      sum = next
      size += Math.abs(product)
    }
    return { sum: sum + lost, unit: size * 2 ** -53, product }
  })
  exact.forEach(({ sum, unit, product }, t) => {
    error = Math.max(error, Math.abs(sums[t] - sum) / unit)
    blunder = Math.min(blunder, Math.abs(product) / unit)
    exact.forEach((other, u) => {
      if (u !== t) blunder = Math.min(blunder, Math.abs(other.sum - sum) / unit)
    })
  })
  return { error: sums.length === exact.length ? error : Infinity, blunder }
}

export const label = ({ points, order, count }: Case): string =>
  `${order} of ${points} points, ${count} networks`
