/** Estimators on given numbers: against their definitions written out, and unbiased by enumeration. */
import t, { type Test } from "tap"
import * as Conditional from "../../../../src/domain/field/estimator/conditional.ts"
import * as Direct from "../../../../src/domain/field/estimator/direct.ts"
import type { Estimator } from "../../../../src/domain/field/estimator/estimator.ts"
import * as Neuron from "../../../../src/domain/field/estimator/neuron.ts"
import * as Unbiased from "../../../../src/domain/field/estimator/unbiased.ts"
import * as Kernel from "../../../../src/domain/field/kernel.ts"
import * as Network from "../../../../src/domain/field/network.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"
import * as Wick from "../../../../src/domain/field/wick.ts"

const shape: Network.NetworkShape = {
  activation: "erf",
  width: 3,
  weightStd: 1.2,
  biasStd: 0.7,
  inputs: [[-1], [0.4], [0.9]]
}
const points = shape.inputs.length
const count = 300
const features = new Float32Array(points * count * shape.width)
Network.features(shape, [1, 2], 0, count, features)

const near = (t: Test, found: number, expected: number, name: string): void => {
  t.ok(Math.abs(found - expected) < 1e-11 * (1 + Math.abs(expected)), `${name}: ${found}, ${expected}`)
}

const allNear = (t: Test, found: Float64Array, expected: Float64Array, name: string): void => {
  for (let at = 0; at < found.length; at++) near(t, found[at], expected[at], `${name}, ${at}`)
}

const addTo = (sum: Float64Array, values: Float64Array, weight: number): void => {
  for (let at = 0; at < values.length; at++) sum[at] += weight * values[at]
}

/** S of one network, [a][b] flat. */
const covariance = (network: number): Float64Array =>
  Float64Array.from({ length: points * points }, (_, ab) => {
    const [a, b] = [Math.floor(ab / points), ab % points]
    let sum = 0
    for (let j = 0; j < shape.width; j++)
      sum +=
        features[(a * count + network) * shape.width + j] * features[(b * count + network) * shape.width + j]
    return shape.biasStd ** 2 + (shape.weightStd ** 2 / shape.width) * sum
  })

/** The table of definitions, network by network, without any algebra. */
const plain = (order: number, centred: boolean): Float64Array => {
  const K = Kernel.matrix(shape)
  const splits = Wick.splits(points, 6)
  const tuples = Tuples.count(points, order)
  const sum = new Float64Array(2 * tuples)
  for (let i = 0; i < count; i++) {
    const S = covariance(i)
    const D = S.map((value, ab) => value - K[ab])
    const gaussian = Wick.gaussian(K, points, order)
    let full: Float64Array<ArrayBufferLike> = Wick.gaussian(S, points, order)
    let kappa: Float64Array<ArrayBufferLike> = full.map((value, t) => value - gaussian[t])
    const four = Wick.gaussian(centred ? D : S, points, 4)
    if (order === 6 && !centred) {
      kappa = full.map((value, t) => value + 2 * gaussian[t])
      Wick.addSplits(splits, four, K, -1, kappa)
    }
    if (centred) {
      kappa = Wick.gaussian(D, points, order)
      full = kappa.map((value, t) => value + gaussian[t])
      if (order === 6) Wick.addSplits(splits, four, K, 1, full)
    }
    addTo(sum, full, 1 / count)
    addTo(sum.subarray(tuples), kappa, 1 / count)
  }
  return sum
}

t.test("rao-blackwell and centred are what their table says", async (t) => {
  for (const order of [4, 6])
    for (const centred of [false, true]) {
      const estimator = Conditional.make(shape, order, centred)
      estimator.add(features, count, 0, 170)
      estimator.add(features, count, 170, 130)
      const expected = plain(order, centred)
      allNear(t, estimator.take(), expected, `${order}, ${centred}`)
    }
})

// Three networks drawn from three given ones: the mean over all 27 ordered samples is what the population has.
t.test("products of means are freed of their bias exactly", async (t) => {
  const population = [
    [0.5, -1, 2],
    [1.5, 0.25, -0.75],
    [-0.3, 2, 1]
  ]
  const moments = (draws: ReadonlyArray<ReadonlyArray<number>>) =>
    [2, 4, 6].map((n) =>
      Float64Array.from(
        Tuples.multisets(points, n),
        (tuple) =>
          draws.reduce((sum, f) => sum + tuple.reduce((product, a) => product * f[a], 1), 0) / draws.length
      )
    )
  const splits = Wick.splits(points, 6)
  const unbiased = Unbiased.make(points, 6)
  const weights = { high: 15, split: 3, triple: 2 }
  const [C, M4, M6] = moments(population)
  const square = Unbiased.square(C, points)
  const four = M4.map((M, t) => 3 * M - Wick.gaussian(square, points, 4)[t])
  const triples = Wick.gaussian(square, points, 6)
  const six = M6.map((M, t) => 15 * M + 2 * triples[t])
  Wick.addSplits(splits, M4, square, -3, six)
  const means = [four, six].map(({ length }) => new Float64Array(length))
  for (const a of population)
    for (const b of population)
      for (const c of population) {
        const sample = moments([a, b, c])
        addTo(means[0], unbiased.four(3, sample[0], sample[1], 3), 1 / 27)
        addTo(means[1], unbiased.six(3, sample, weights), 1 / 27)
      }
  allNear(t, means[0], four, "four")
  allNear(t, means[1], six, "six")
  t.throws(() => unbiased.four(1, C, M4, 1), /two draws at least, not 1/)
  t.throws(() => unbiased.six(2, [C, M4, M6], weights), /three draws at least, not 2/)
})

t.test("renaming the inputs renames the values", async (t) => {
  const to = [2, 0, 1]
  const renamed = { ...shape, inputs: to.map((a) => shape.inputs[a]) }
  const deep = { ...shape, depth: 2 }
  const make: ReadonlyArray<
    readonly [string, (s: Network.NetworkShape, order: number) => Estimator, typeof shape]
  > = [
    ["direct", Direct.make, shape],
    ["rao-blackwell", (s, order) => Conditional.make(s, order, false), shape],
    ["centred", (s, order) => Conditional.make(s, order, true), shape],
    ["single-neuron", Neuron.make, shape],
    ["deep direct", (s, order) => Direct.make({ ...s, depth: 2 }, order), deep],
    ["deep rao-blackwell", (s, order) => Conditional.make({ ...s, depth: 2 }, order, false), deep]
  ]
  for (const [name, of, drawn] of make)
    for (const order of [2, 4, 6]) {
      const vectors = [shape, renamed].map((each) => {
        const estimator = of(each, order)
        const per = estimator.source === "outputs" ? 1 : shape.width
        const values = new Float32Array(points * 50 * per)
        const draw = estimator.source === "outputs" ? Network.sample : Network.features
        draw({ ...each, depth: drawn.depth ?? 1 }, [3, 4], 0, 50, values)
        estimator.add(values, 50, 0, 50)
        return estimator.take()
      })
      const size = vectors[0].length / 2
      Tuples.multisets(points, order).forEach((tuple, t_) => {
        const same = Tuples.rank(points, tuple.map((a) => to[a]).toSorted())
        for (const part of [0, size])
          near(t, vectors[1][part + t_], vectors[0][part + same], `${name} ${order} ${Tuples.label(tuple)}`)
      })
    }
})

t.test("what they cannot do is refused with a sentence", async (t) => {
  t.throws(() => Conditional.make(shape, 3, true), /n = 2, 4 and 6, not 3/)
  t.throws(() => Neuron.make(shape, 8), /n = 2, 4 and 6, not 8/)
  t.throws(() => Neuron.make({ ...shape, depth: 2 }, 4), /one hidden layer/)
  t.throws(() => Conditional.make({ ...shape, depth: 2 }, 4, true), /2-point function is known/)
  t.throws(() => Conditional.make(shape, 4, true).add(features, count, 200, 101), /not in a batch/)
  const deep = Conditional.make({ ...shape, depth: 2 }, 6, false)
  deep.add(features, count, 0, 2)
  t.throws(() => deep.take(), /block of 2 networks is too small/)
})
