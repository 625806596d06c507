/**
 * Networks of any depth to first order in 1/N: what the limit of infinite width leaves out.
 *
 * Given the layers before, the inputs of a layer's neurons are independent and Gaussian with a random covariance S,
 *
 *     S'_ab = biasStd^2 + (weightStd^2 / N) sum_j s(z_ja) s(z_jb),   z_j ~ N(0, S)
 *
 * which is known before the first layer, S = q. With F_ab(S) = E[s(z_a) s(z_b)] and S = K + (fluctuations of order N^-1/2),
 * the mean K + k / N and the covariance V / N of S go from layer to layer as
 *
 *     K'       = biasStd^2 + weightStd^2 F(K)
 *     k'_ab    = weightStd^2 (sum dF_ab/dS k + (1/2) sum d^2F_ab/dS dS V)
 *     V'_ab,cd = weightStd^4 (M_abcd - F_ab F_cd + sum dF_ab/dS dF_cd/dS V)
 *
 * up to terms of order 1/N^2, where M_abcd = E[s(z_a) s(z_b) s(z_c) s(z_d)] at K, and the sums go over the pairs of
 * points whose S enters, aa, bb and ab. S after the last layer is the covariance of the output given all before it, so
 * that, to first order,
 *
 *     G2 = K + k / N,   kappa4 = (V_ab,cd + V_ac,bd + V_ad,bc) / N,   G6 = sum_15 G2 G2 G2 + sum_15 kappa4 K
 *
 * while kappa6 is of second order. With one hidden layer k = 0, and V is exact.
 *
 * Source: Yaida, arXiv 1910.00019; Roberts, Yaida, Hanin, The Principles of Deep Learning Theory, arXiv 2106.10165,
 * chapter 4, who write V for the four-point vertex; derived anew here with S as the variable, for layers of one width.
 */

import { Uncomputable } from "../uncomputable.ts"
import type { Correlators } from "./activation/activation.ts"
import * as Activation from "./activation/list.ts"
import type { NetworkShape, Neuron } from "./network.ts"
import * as Network from "./network.ts"
import * as Preactivation from "./preactivation.ts"
import * as Tuples from "./tuples.ts"
import type { Variation } from "./variation.ts"
import * as Wick from "./wick.ts"

/** Pairs are those of `Tuples.multisets`. */
export interface FirstOrder {
  /** [a][b] flat, the limit of infinite width. */
  readonly K: Float64Array
  /** [pair]: k = N (G2 - K), without terms of order 1/N. */
  readonly correction: Float64Array
  /** [pair][pair] flat: V = N Cov(S_ab, S_cd), without terms of order 1/N. */
  readonly vertex: Float64Array
}

/** Below this part of a point's own variance, what is left of it beside others counts as none. */
const negligible = 1e-13

/** Vectors of the least dimension whose products are the covariances of `points`: Cholesky, the largest remainder first. */
const vectors = (
  K: Float64Array,
  count: number,
  points: ReadonlyArray<number>
): ReadonlyArray<ReadonlyArray<number>> => {
  const rest = points.map((a) => points.map((b) => K[a * count + b]))
  const found = points.map((): Array<number> => [])
  for (;;) {
    const share = rest.map((row, a) => row[a] / (K[points[a] * (count + 1)] || 1))
    const pivot = share.reduce((best, value, a) => (value > share[best] ? a : best), 0)
    if (share[pivot] <= negligible) return found
    const root = Math.sqrt(rest[pivot][pivot])
    const along = rest.map((row) => row[pivot] / root)
    for (const [a, row] of rest.entries()) {
      found[a].push(along[a])
      for (const b of points.keys()) row[b] -= along[a] * along[b]
    }
    rest[pivot].fill(0)
    for (const row of rest) row[pivot] = 0
  }
}

/** Neurons whose inputs have these covariances. */
const asNeuron = (
  activation: Activation.Name,
  K: Float64Array,
  count: number,
  points: ReadonlyArray<number>
): Neuron => {
  const inputs = vectors(K, count, points)
  const D = Math.max(1, inputs[0].length)
  return {
    activation,
    weightStd: 1,
    biasStd: 0,
    inputs: inputs.map((v) => Array.from({ length: D }, (_, c) => (v[c] ?? 0) * Math.sqrt(D)))
  }
}

/** The sets of at most four points that have all tuples of four between them. */
const quadruples = (count: number): ReadonlyArray<ReadonlyArray<number>> =>
  count <= 4
    ? [Array.from({ length: count }, (_, a) => a)]
    : Tuples.multisets(count, 4).filter((tuple) => new Set(tuple).size === 4)

/** M_abcd of all tuples of four, at the covariances K. Throws Uncomputable where they cannot be computed. */
const fourth = (activation: Activation.Name, K: Float64Array, count: number): Float64Array => {
  const M = new Float64Array(Tuples.count(count, 4))
  const { moments } = Activation.of(activation)
  for (const points of quadruples(count)) {
    const neuron = asNeuron(activation, K, count, points)
    const refused = moments.refusal(neuron, 4)
    if (refused !== undefined) throw new Uncomputable(refused)
    const found = moments.of(neuron, 4)[3]
    Tuples.multisets(points.length, 4).forEach((tuple, t) => {
      const at = tuple.map((a) => points[a])
      M[Tuples.rank(count, at)] = found[t]
    })
  }
  return M
}

/** What F_ab depends on: pairs of points, its derivatives by their S, and its second derivatives. */
interface Sensitivity {
  readonly pairs: ReadonlyArray<number>
  readonly first: ReadonlyArray<number>
  readonly second: ReadonlyArray<ReadonlyArray<number>>
}

const sensitivity = (a: number, b: number, count: number, by: Variation): Sensitivity => {
  const pair = (c: number, d: number) => Tuples.rank(count, [c, d])
  const cross = by.q12q12 / 4
  if (a === b)
    return {
      pairs: [pair(a, a)],
      first: [by.q11 + by.q22 + by.q12],
      second: [[by.q11q11 + by.q22q22 + by.q12q12 + 2 * (cross + by.q11q12 + by.q22q12)]]
    }
  return {
    pairs: [pair(a, a), pair(b, b), pair(a, b)],
    first: [by.q11, by.q22, by.q12],
    second: [
      [by.q11q11, cross, by.q11q12],
      [cross, by.q22q22, by.q22q12],
      [by.q11q12, by.q22q12, by.q12q12]
    ]
  }
}

const layer = (activation: Activation.Name, neuron: Neuron, before: FirstOrder): FirstOrder => {
  const { covariance, deep } = Activation.of(activation)
  const { variation } = deep
  if (variation === undefined) throw new RangeError(`How the kernel of ${activation} varies is not known.`)
  const { weightStd, biasStd, inputs } = neuron
  const count = inputs.length
  const { K, correction, vertex } = before
  const q = (a: number, b: number) => K[a * count + b]
  const pairs = Tuples.multisets(count, 2)
  const F = pairs.map(([a, b]) => covariance(q(a, a), q(b, b), q(a, b)))
  const M = fourth(activation, K, count)
  const all = pairs.map(([a, b]) => sensitivity(a, b, count, variation(q(a, a), q(b, b), q(a, b))))
  const V = (p: number, r: number) => vertex[p * pairs.length + r]
  const next = new Float64Array(K.length)
  pairs.forEach(([a, b], p) => {
    const value = biasStd ** 2 + weightStd ** 2 * F[p]
    next[a * count + b] = value
    next[b * count + a] = value
  })
  return {
    K: next,
    correction: Float64Array.from(all, ({ pairs: on, first, second }) => {
      let sum = 0
      on.forEach((p, i) => {
        sum += first[i] * correction[p]
        on.forEach((r, j) => {
          sum += (second[i][j] * V(p, r)) / 2
        })
      })
      return weightStd ** 2 * sum
    }),
    vertex: Float64Array.from(
      all.flatMap((one, p) =>
        all.map((other, r) => {
          const tuple = [...pairs[p], ...pairs[r]].sort((x, y) => x - y)
          let sum = M[Tuples.rank(count, tuple)] - F[p] * F[r]
          one.pairs.forEach((s, i) => {
            other.pairs.forEach((t, j) => {
              sum += one.first[i] * other.first[j] * V(s, t)
            })
          })
          return weightStd ** 4 * sum
        })
      )
    )
  }
}

/** What is known before the first layer. */
const start = (neuron: Neuron): FirstOrder => {
  const pairs = Tuples.count(neuron.inputs.length, 2)
  return {
    K: Preactivation.covariances(neuron),
    correction: new Float64Array(pairs),
    vertex: new Float64Array(pairs ** 2)
  }
}

/** A sweep asks for the same neuron at every width; a few are kept. */
const kept = new Map<string, FirstOrder | string>()

const computed = (neuron: Neuron): FirstOrder | string => {
  const { activation, weightStd, biasStd, inputs } = neuron
  const name = JSON.stringify([activation, weightStd, biasStd, inputs, Network.layers(neuron)])
  const found = kept.get(name)
  if (found !== undefined) return found
  let result: FirstOrder | string = start(neuron)
  try {
    for (let depth = 0; depth < Network.layers(neuron); depth++) result = layer(activation, neuron, result)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    result = error.message
  }
  if (kept.size >= 16) kept.delete(kept.keys().next().value ?? "")
  kept.set(name, result)
  return result
}

/** Why the first order is not known, as a sentence; undefined where it is. */
export const refusal = (neuron: Neuron): string | undefined => {
  const result = computed(neuron)
  return typeof result === "string" ? result : undefined
}

/**
 * At the output of the network.
 *
 * @throws Uncomputable with the sentence of {@link refusal}
 *
 * Cost: a layer asks for the one-neuron moments of every four points; those of relu, in up to four dimensions, and of
 * erf, gelu and tanh take up to some seconds each.
 */
export const of = (neuron: Neuron): FirstOrder => {
  const result = computed(neuron)
  if (typeof result === "string") throw new Uncomputable(result)
  return result
}

/**
 * G_n and kappa_n of all tuples of n = `order` inputs at the width of `shape`, without terms of order 1/N^2; kappa6, which is
 * of that order, is zero.
 *
 * @throws RangeError with the sentence of {@link refusal}
 */
export const correlators = (shape: NetworkShape, order: 2 | 4 | 6): Correlators => {
  const { width: N, inputs } = shape
  const { K, correction, vertex } = of(shape)
  const points = inputs.length
  const pairs = Tuples.count(points, 2)
  const pair = (a: number, b: number) => Tuples.rank(points, a < b ? [a, b] : [b, a])
  const G2 = K.map((value, ab) => value + correction[pair(Math.floor(ab / points), ab % points)] / N)
  const two = Wick.gaussian(G2, points, 2)
  if (order === 2) return { full: two, connected: two }
  const V = (a: number, b: number, c: number, d: number) => vertex[pair(a, b) * pairs + pair(c, d)]
  const four = Float64Array.from(
    Tuples.multisets(points, 4),
    ([a, b, c, d]) => (V(a, b, c, d) + V(a, c, b, d) + V(a, d, b, c)) / N
  )
  const gaussian = Wick.gaussian(K, points, order)
  const full = gaussian.slice()
  // The part of the pairings that is linear in the correction.
  const shorter = Wick.gaussian(K, points, order - 2)
  const splits = Wick.splits(points, order)
  const change = G2.map((value, ab) => value - K[ab])
  Wick.addSplits(splits, shorter, change, 1, full)
  if (order === 4) return { full: full.map((value, t) => value + four[t]), connected: four }
  Wick.addSplits(splits, four, K, 1, full)
  return { full, connected: new Float64Array(full.length) }
}
