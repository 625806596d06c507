/**
 * The worker's half: each replicate is a network at the inputs of the fit and at those of the test, and another, drawn
 * from a branch of the key, at those of the test.
 */

import type { Backend } from "../../accelerator/backend.ts"
import * as Direct from "../../domain/field/estimator/direct.ts"
import type { Estimator } from "../../domain/field/estimator/estimator.ts"
import * as Tuples from "../../domain/field/tuples.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Key from "../../domain/random/key.ts"
import type { Block } from "../../domain/stats/jackknife.ts"
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Basis from "./basis.ts"
import * as Point from "./config.ts"

export interface Tally {
  /** Over blocks, of vectors whose parts {@link parts} names. Empty where nothing is drawn. */
  readonly moments: Moments.Moments
  /** What couplings are made of, for their errors: the networks in order, 64 to 127 lots in a repeat. */
  readonly lots: ReadonlyArray<Lot>
  /** Comes with the first replicate. */
  readonly basis: Basis.Basis | null
}

/** Mean of kappa4 of all tuples, then of G6 where there is one, over networks that follow each other. */
export interface Lot extends Block {
  /** Its number in the repeat. */
  readonly at: number
}

/** Where the functions of all tuples stand in a vector: first of the tuples, and how many. */
export interface Parts {
  readonly kappa4: readonly [number, number]
  readonly sameNetworks: readonly [number, number]
  readonly independentNetworks: readonly [number, number]
  readonly G6: readonly [number, number]
  readonly kappa6: readonly [number, number]
}

export const parts = (config: Point.Config): Parts => {
  const points = Point.training(config).inputs.length
  const four = Tuples.count(points, 4)
  const six = config.order === 6 ? Tuples.count(points, 6) : 0
  return {
    kappa4: [0, four],
    sameNetworks: [four, four],
    independentNetworks: [2 * four, four],
    G6: [3 * four, six],
    kappa6: [3 * four + six, six]
  }
}

/** The part of a vector that a lot keeps. */
const kept = ({ kappa4, G6 }: Parts, vector: Float64Array): Float64Array => {
  const mean = new Float64Array(kappa4[1] + G6[1])
  mean.set(vector.subarray(kappa4[0], kappa4[0] + kappa4[1]))
  mean.set(vector.subarray(G6[0], G6[0] + G6[1]), kappa4[1])
  return mean
}

/** Those of `a`, then those of `b`; the last and the first may be parts of one. */
const joined = (a: ReadonlyArray<Lot>, b: ReadonlyArray<Lot>): ReadonlyArray<Lot> => {
  const last = a.at(-1)
  const first = b.at(0)
  if (last === undefined || first === undefined || last.at !== first.at) return [...a, ...b]
  const weight = last.weight + first.weight
  const mean = last.mean.map((value, k) => value + ((first.mean[k] - value) * first.weight) / weight)
  return [...a.slice(0, -1), { at: last.at, weight, mean }, ...b.slice(1)]
}

/** Undefined where nothing is drawn. */
const prepare = (config: Point.Config, backend: Backend) => {
  if (config.source === "exact") return undefined
  const fit = Point.training(config)
  const test = Point.testing(config)
  const both = { ...fit, inputs: [...fit.inputs, ...test.inputs] }
  return {
    points: test.inputs.length,
    network: backend.networks(both),
    another: backend.networks(test),
    four: Direct.make(fit, 4, backend.gram),
    tested: Direct.make(test, 4, backend.gram),
    six: config.order === 6 ? Direct.make(fit, 6, backend.gram) : undefined
  }
}

const kernel: SamplingKernel<Point.Config, Tally, ReturnType<typeof prepare>> = {
  kind: "sampling",
  prepare,
  empty: { moments: Moments.empty, lots: [], basis: null },
  combine: (a, b) => ({
    moments: Moments.merge(a.moments, b.moments),
    lots: joined(a.lots, b.lots),
    basis: a.basis ?? b.basis
  }),
  sample: async (config, { key, from, to }, prepared) => {
    const basis = from === 0 ? Basis.of(config) : null
    if (prepared === undefined) return { moments: Moments.empty, lots: [], basis }
    const { points, network, another, four, tested, six } = prepared
    const count = to - from
    const outputs = new Float32Array(2 * points * count)
    const others = new Float32Array(points * count)
    await network.sample(key, from, count, outputs)
    await another.sample(Key.child(key, 1), from, count, others)
    const fitted = outputs.subarray(0, points * count)
    const again = outputs.subarray(points * count)
    const size = Point.block(config)
    const lot = Point.lot(config)
    const named = parts(config)
    let moments = Moments.empty
    let lots: ReadonlyArray<Lot> = []
    for (let at = 0; at < count; at += size) {
      Interruption.look()
      const some = Math.min(size, count - at)
      const means = (direct: Estimator, out: Float32Array) => {
        direct.add(out, count, at, some)
        return direct.take()
      }
      const connected = (direct: Estimator, out: Float32Array) => means(direct, out).subarray(direct.tuples)
      const vector = Float64Array.from(
        [
          connected(four, fitted),
          connected(tested, again),
          connected(tested, others),
          six === undefined ? [] : means(six, fitted)
        ].flatMap((part) => [...part])
      )
      moments = Moments.merge(moments, Moments.of(some, vector))
      lots = joined(lots, [{ at: Math.floor((from + at) / lot), weight: some, mean: kept(named, vector) }])
    }
    return { moments, lots, basis }
  }
}

export default kernel
