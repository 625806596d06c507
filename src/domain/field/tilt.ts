/**
 * Importance sampling of neurons whose activation is an exponential, ln s(z) linear in z (gauss): products of their
 * values are log-normal, and draws of the plain law p see little of their means.
 *
 * The product of the values at a tuple T is exp(Z_T) up to a constant, Z_T = sum_{a in T} z_a. Under the tilted law
 *
 *     dp_T / dp = exp(Z_T - Var Z_T / 2),   which is p with each z_a shifted by Cov(z_a, Z_T),
 *
 * it has no variance at all beside its weight dp / dp_T. One law serves neighbouring tuples, as the product at T has the
 * second moment exp |T - C|^2 over its squared mean under p_C, |T - C|^2 = Var(Z_T - Z_C). So a few centres C_1 ... C_K
 * are chosen among the tuples such that each tuple is within {@link reach} of one or of the plain law, and a neuron is
 * drawn from the mixture of all, with the weight of the mixture:
 *
 *     p_mix = (1 - rate) p + (rate / K) sum_k p_Ck,   w = dp / dp_mix <= 1 / (1 - rate)
 *
 * (the balance heuristic with a defensive part). A weighted product is at most K / rate of its mean at a centre. The
 * neurons of a network remain independent, and the network's weight is the product of theirs; with a rate of 1 / (N + 1)
 * it is at most e, and every partition of a tuple among neurons is met by tilts of some of them. Where every tuple is
 * within reach of the plain law there are no tilts, and all is as without.
 *
 * Source: Veach and Guibas, Optimally combining sampling techniques (SIGGRAPH 1995); Hesterberg, Weighted average
 * importance sampling and defensive mixture distributions (Technometrics 37, 1995).
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"
import * as Activation from "./activation/list.ts"
import type { Neuron } from "./network.ts"
import * as Preactivation from "./preactivation.ts"
import * as Tuples from "./tuples.ts"

export interface Tilts {
  /** The K centres; none where the plain law does. */
  readonly centres: ReadonlyArray<Tuples.Tuple>
  /** [centre][point]: Cov(z_a, Z_C). */
  readonly shifts: Float64Array
  /** [centre]: Var Z_C / 2. */
  readonly halves: Float64Array
}

/** The standard deviation of Z_T - Z_C at most, while there are fewer centres than {@link most}. */
const reach = 1
const most = 256

/** Centres by farthest points: each is the tuple that is farthest from the plain law and from those before. */
const cover = (neuron: Neuron, order: number): ReadonlyArray<Tuples.Tuple> => {
  const { inputs, weightStd, biasStd } = neuron
  const scale = weightStd / Math.sqrt(inputs[0].length)
  const vectors = inputs.map((x) => [...x.map((xc) => scale * xc), biasStd])
  const tuples = Array.from({ length: order / 2 }, (_, k) =>
    Tuples.multisets(inputs.length, 2 * k + 2)
  ).flat()
  const at = tuples.map((tuple) => vectors[0].map((_, c) => tuple.reduce((sum, a) => sum + vectors[a][c], 0)))
  const centres: Array<Tuples.Tuple> = []
  const away = at.map((t) => t.reduce((sum, tc) => sum + tc * tc, 0))
  while (centres.length < most) {
    Interruption.look()
    let farthest = 0
    for (let t = 1; t < away.length; t++) if (away[t] > away[farthest]) farthest = t
    if (!(away[farthest] > reach ** 2)) break
    centres.push(tuples[farthest])
    const centre = at[farthest]
    for (let t = 0; t < away.length; t++) {
      let square = 0
      for (let c = 0; c < centre.length; c++) square += (at[t][c] - centre[c]) ** 2
      away[t] = Math.min(away[t], square)
    }
  }
  return centres
}

/** Var Z_C / 2 at most: exponents of products stay within what a double holds. */
const widest = 300

/** Why products of `order` values cannot be sampled, as a sentence; undefined where they can. */
export const refusal = (neuron: Neuron, order: number): string | undefined =>
  of(neuron, order).halves.some((half) => half > widest)
    ? `Products of ${order} values of ${neuron.activation} at these inputs leave the range of numbers when they are drawn; use exact, or smaller inputs or deviations.`
    : undefined

const none: Tilts = { centres: [], shifts: new Float64Array(0), halves: new Float64Array(0) }

/** Plans ask for the same neuron again and again; a few are kept. */
const kept = new Map<string, Tilts>()

/**
 * The tilts for products of 2, 4, ... `order` values.
 *
 * Cost: (tuples of those orders) (dimensions) K.
 */
export const of = (neuron: Neuron, order: number): Tilts => {
  if (Activation.of(neuron.activation).logarithm === undefined) return none
  const { weightStd, biasStd, inputs } = neuron
  const name = JSON.stringify([neuron.activation, weightStd, biasStd, inputs, order])
  const found = kept.get(name)
  if (found !== undefined) return found
  const points = inputs.length
  const q = Preactivation.covariances(neuron)
  const centres = cover(neuron, order)
  const shifts = Float64Array.from(
    centres.flatMap((tuple) => inputs.map((_, a) => tuple.reduce((sum, b) => sum + q[a * points + b], 0)))
  )
  const halves = Float64Array.from(
    centres,
    (tuple, k) => tuple.reduce((sum, b) => sum + shifts[k * points + b], 0) / 2
  )
  if (kept.size >= 16) kept.delete(kept.keys().next().value ?? "")
  const made = { centres, shifts, halves }
  kept.set(name, made)
  return made
}

/** Draws: neurons of {@link make}, with the weight of each neuron or of each network. */
export interface Weighted {
  /** [point][network][neuron]: s(z). */
  readonly values: Float64Array
  /** [network][neuron], or [network]. */
  readonly weights: Float64Array
}

/** Whose weights are asked for, and how often a neuron is tilted. */
const rates = {
  neuron: (centres: number, _width: number): number => centres / (centres + 1),
  network: (_centres: number, width: number): number => 1 / (width + 1)
} as const

/**
 * What turns inputs z of neurons of the plain law into draws of the mixture, `of` neurons each with a weight of its own, or
 * of networks.
 *
 *     weigh(key, from, count, fields): neurons of networks `from` to `from + count` from their z,
 *     fields [point][network][neuron]; which neuron is tilted how are the words (network, neuron) of `key`
 *
 * Cost: points + K exponentials a neuron.
 *
 * @throws RangeError for an activation that has no tilts, and fields of another size
 */
export const make = (
  neuron: Neuron,
  width: number,
  { centres, shifts, halves }: Tilts,
  of: keyof typeof rates
): ((key: Key, from: number, count: number, fields: ArrayLike<number>) => Weighted) => {
  const { logarithm } = Activation.of(neuron.activation)
  if (logarithm === undefined) throw new RangeError(`Neurons of ${neuron.activation} are not tilted.`)
  const { inputs } = neuron
  const points = inputs.length
  const q = inputs.map((x) => Preactivation.covariance(neuron, x, x))
  const K = centres.length
  const rate = rates[of](K, width)
  const tilted = rate * 2 ** 32
  const factors = centres.flat()
  const ends = centres.map((_, k) => centres.slice(0, k + 1).flat().length)
  const share = { neuron: 1, network: width }[of]
  const words = new Uint32Array(width + (width & 1))
  const z = new Float64Array(points)
  /** 1 / w of the neuron whose inputs are in z. */
  const density = (): number => {
    let sum = 0
    for (let k = 0, at = 0; k < K; k++) {
      let exponent = -halves[k]
      for (; at < ends[k]; at++) exponent += z[factors[at]]
      sum += Math.exp(exponent)
    }
    return 1 - rate + (rate / K) * sum
  }
  return (key, from, count, fields) => {
    const all = count * width
    if (fields.length !== points * all)
      throw new RangeError(
        `${points} inputs and ${count} networks of ${width} neurons are not ${fields.length}.`
      )
    const values = new Float64Array(points * all)
    const weights = new Float64Array(all / share).fill(1)
    for (let i = 0; i < count; i++) {
      Interruption.look()
      Threefry.fill(key[0], key[1], from + i, 0, words)
      for (let j = 0; j < width; j++) {
        const at = i * width + j
        const shift = words[j] < tilted ? points * Math.floor((words[j] / tilted) * K) : -1
        for (let a = 0; a < points; a++) {
          z[a] = fields[a * all + at] + (shift < 0 ? 0 : shifts[shift + a])
          values[a * all + at] = Math.exp(logarithm(z[a], q[a]))
        }
        weights[Math.floor(at / share)] /= density()
      }
    }
    return { values, weights }
  }
}
