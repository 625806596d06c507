/**
 * Networks of one hidden layer with several outputs that share it, and with parameters of the last layer that need not
 * have mean zero:
 *
 *     f_i(x) = b_i + sum_j W_ij phi_j(x),   W_ij ~ N(weightMean, weightStd^2 / N),   b_i ~ N(biasMean, biasStd^2)
 *
 * What the law of W and b does not change under, no correlator of f does:
 *
 * - both means zero: rotations of the outputs. A sign of one output alone is one, so that a correlator in which an output
 *   stands an odd number of times vanishes, and with it all of odd order; those of even order are sums over pairings of
 *   Kronecker deltas.
 * - one of the means not zero: exchanges of outputs alone.
 *
 * A leg is an output at a point; there are outputs times points of them, and an n-point function is a multiset of n legs.
 *
 * Source: Maiti, Stoner, Halverson, Symmetry-via-Duality, arXiv 2106.00694.
 */
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import * as Activation from "./activation/list.ts"
import * as Kernel from "./kernel.ts"
import * as Moment from "./moment.ts"
import type { NetworkShape } from "./network.ts"
import * as Preactivation from "./preactivation.ts"
import * as Tuples from "./tuples.ts"
import * as Wick from "./wick.ts"

export interface Shape extends NetworkShape {
  readonly outputs: number
  readonly weightMean: number
  readonly biasMean: number
}

/** The output of a leg, from 0, and its point. */
export const legOf = (
  { inputs }: Shape,
  leg: number
): { readonly output: number; readonly point: number } => ({
  output: Math.floor(leg / inputs.length),
  point: leg % inputs.length
})

export const legs = ({ outputs, inputs }: Shape): number => outputs * inputs.length

/** Whether rotations of the outputs change nothing. */
export const isInvariant = ({ weightMean, biasMean }: Shape): boolean => weightMean === 0 && biasMean === 0

export type Reason = "odd order" | "odd output"

/** Why the n-point function of these legs vanishes where {@link isInvariant}; undefined where nothing says that it does. */
export const vanishes = (shape: Shape, tuple: Tuples.Tuple): Reason | undefined => {
  if (tuple.length % 2 === 1) return "odd order"
  const times = new Array<number>(shape.outputs).fill(0)
  for (const leg of tuple) times[legOf(shape, leg).output]++
  return times.some((count) => count % 2 === 1) ? "odd output" : undefined
}

/**
 * Outputs of networks `from` to `from + count` whose hidden layer is known, in f64. Network i draws the normals of sequence
 * i of `key`: output by output the weights of its N neurons, then the bias.
 *
 * @param features [point][network][neuron], as `Network.features` has them
 * @param out [leg][network]
 */
export const sample = (
  shape: Shape,
  key: Key,
  from: number,
  count: number,
  features: Float32Array | Float64Array,
  out: Float64Array
): void => {
  const { width, outputs, weightStd, biasStd, weightMean, biasMean, inputs } = shape
  const scale = weightStd / Math.sqrt(width)
  const normal = new Float64Array(outputs * (width + 1))
  for (let i = 0; i < count; i++) {
    Distribution.normals(key, from + i, normal)
    for (let output = 0; output < outputs; output++) {
      const first = output * (width + 1)
      for (let a = 0; a < inputs.length; a++) {
        const at = (a * count + i) * width
        let f = biasMean + biasStd * normal[first + width]
        for (let j = 0; j < width; j++) f += (weightMean + scale * normal[first + j]) * features[at + j]
        out[(output * inputs.length + a) * count + i] = f
      }
    }
  }
}

/** Turns the first two outputs into each other by an eighth of a turn; `values` as {@link sample} writes them. */
export const rotated = (shape: Shape, values: Float64Array): Float64Array => {
  const each = values.length / shape.outputs
  const turned = values.slice()
  for (let k = 0; k < each; k++) {
    turned[k] = Math.SQRT1_2 * (values[k] - values[each + k])
    turned[each + k] = Math.SQRT1_2 * (values[k] + values[each + k])
  }
  return turned
}

/** Why n-point functions of `order` are not known, as a sentence; undefined where they are. */
export const refusal = (shape: Shape, order: number): string | undefined => {
  if (order <= 2) return Kernel.refusal(shape)
  if (!isInvariant(shape))
    return "With means that are not zero the 3- and 4-point functions are not known in closed form."
  return order === 3 ? undefined : Moment.refusal(shape, 4)
}

/**
 * The n-point functions of all multisets of `order` <= 4 legs. With m(x) = biasMean + N weightMean E[phi(x)] and
 * S_ab = biasStd^2 + (weightStd^2 / N) sum_j phi_j(a) phi_j(b), the covariance of outputs given the hidden layer,
 *
 *     G_i(a) = m(a),   G_ij(a, b) = delta_ij K_ab + m(a) m(b) + N weightMean^2 Cov(phi(a), phi(b))
 *     G_ijkl(a, b, c, d) = sum_3 delta_ij delta_kl (K_ab K_cd + Cov(S_ab, S_cd))                 means zero
 *     Cov(S_ab, S_cd) = (weightStd^4 / N) (E[phi_a phi_b phi_c phi_d] - C_ab C_cd)
 *
 * @throws RangeError with the sentence of {@link refusal}, or where `order` is not 1 to 4
 */
export const exact = (shape: Shape, order: number): Float64Array => {
  if (![1, 2, 3, 4].includes(order)) throw new RangeError(`Several outputs have orders 1 to 4, not ${order}.`)
  const refused = refusal(shape, order)
  if (refused !== undefined) throw new RangeError(refused)
  const { width, weightStd, weightMean, biasMean, inputs } = shape
  const points = inputs.length
  const tuples = Tuples.multisets(legs(shape), order)
  if (order === 3) return new Float64Array(tuples.length)
  const { mean } = Activation.of(shape.activation)
  const phi = inputs.map((x) => mean(Preactivation.covariance(shape, x, x)))
  const m = phi.map((e) => biasMean + width * weightMean * e)
  if (order === 1) return Float64Array.from(tuples, ([leg]) => m[legOf(shape, leg).point])
  const C = Kernel.features(shape)
  const K = Kernel.matrix(shape)
  if (order === 2)
    return Float64Array.from(tuples, (tuple) => {
      const [one, other] = tuple.map((leg) => legOf(shape, leg))
      const [a, b] = [one.point, other.point]
      const shared = width * weightMean ** 2 * (C[a * points + b] - phi[a] * phi[b])
      return (one.output === other.output ? K[a * points + b] : 0) + m[a] * m[b] + shared
    })
  const M = Moment.moments(shape, 4)[3]
  const matchings = Wick.matchings(4)
  return Float64Array.from(tuples, (tuple) => {
    const all = tuple.map((leg) => legOf(shape, leg))
    const fourth =
      M[
        Tuples.rank(
          points,
          all.map(({ point }) => point).sort((p, q) => p - q)
        )
      ]
    let sum = 0
    for (const [first, second] of matchings) {
      const pairs = [first, second].map(([i, j]) => [all[i], all[j]])
      if (pairs.some(([p, q]) => p.output !== q.output)) continue
      const [ab, cd] = pairs.map(([p, q]) => p.point * points + q.point)
      sum += K[ab] * K[cd] + (weightStd ** 4 / width) * (fourth - C[ab] * C[cd])
    }
    return sum
  })
}
