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
import * as Moments from "../../domain/stats/moments.ts"
import type { SamplingKernel } from "../contract.ts"
import * as Basis from "./basis.ts"
import * as Point from "./config.ts"

export interface Tally {
  /** Over blocks, of vectors whose parts {@link parts} names. Empty where nothing is drawn. */
  readonly moments: Moments.Moments
  /** Comes with the first replicate. */
  readonly basis: Basis.Basis | null
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
  empty: { moments: Moments.empty, basis: null },
  combine: (a, b) => ({ moments: Moments.merge(a.moments, b.moments), basis: a.basis ?? b.basis }),
  sample: async (config, { key, from, to }, prepared) => {
    const basis = from === 0 ? Basis.of(config) : null
    if (prepared === undefined) return { moments: Moments.empty, basis }
    const { points, network, another, four, tested, six } = prepared
    const count = to - from
    const outputs = new Float32Array(2 * points * count)
    const others = new Float32Array(points * count)
    await network.sample(key, from, count, outputs)
    await another.sample(Key.child(key, 1), from, count, others)
    const fitted = outputs.subarray(0, points * count)
    const again = outputs.subarray(points * count)
    const size = Point.block(config)
    let moments = Moments.empty
    for (let at = 0; at < count; at += size) {
      Interruption.look()
      const some = Math.min(size, count - at)
      const means = (direct: Estimator, out: Float32Array) => {
        direct.add(out, count, at, some)
        return direct.take()
      }
      const connected = (direct: Estimator, out: Float32Array) => means(direct, out).subarray(direct.tuples)
      const vector = [
        connected(four, fitted),
        connected(tested, again),
        connected(tested, others),
        six === undefined ? [] : means(six, fitted)
      ]
      moments = Moments.merge(
        moments,
        Moments.of(some, Float64Array.from(vector.flatMap((part) => [...part])))
      )
    }
    return { moments, basis }
  }
}

export default kernel
