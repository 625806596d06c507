/** Several outputs: what must vanish vanishes, and what is exact agrees with networks drawn by the reference. */
import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Averages from "../../../src/domain/field/estimator/averages.ts"
import * as Network from "../../../src/domain/field/network.ts"
import * as Outputs from "../../../src/domain/field/outputs.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"

t.test("means of activations, by the trapezoid rule", async (t) => {
  for (const name of Activation.names) {
    const { mean, value } = Activation.of(name)
    for (const q of [0.2, 1, 2.5]) {
      const h = 1 / 512
      let sum = 0
      for (let k = -12 / h; k <= 12 / h; k++)
        sum += (h * Math.exp(-((h * k) ** 2) / 2) * value(Math.sqrt(q) * h * k, q)) / Math.sqrt(2 * Math.PI)
      t.ok(Math.abs(mean(q) - sum) < 1e-6, `${name} at ${q}: ${mean(q)}, ${sum}`)
    }
  }
})

const base: Outputs.Shape = {
  activation: "relu",
  width: 3,
  weightStd: 1.2,
  biasStd: 0.4,
  inputs: [[0.5], [-1]],
  outputs: 3,
  weightMean: 0,
  biasMean: 0
}

/** Means over networks and their standard errors, of all multisets of legs. */
const measured = (shape: Outputs.Shape, order: number, blocks = 100, each = 400) => {
  const averages = Averages.make(Outputs.legs(shape), [order])
  const features = new Float64Array(shape.inputs.length * each * shape.width)
  const values = new Float64Array(Outputs.legs(shape) * each)
  const found = Array.from({ length: blocks }, (_, b) => {
    Network.features(shape, [3, 4], b * each, each, features)
    Outputs.sample(shape, [5, 6], b * each, each, features, values)
    averages.add(values, each, 0, each)
    return averages.take().means[0]
  })
  return Array.from(found[0], (_, t) => {
    const mean = found.reduce((sum, block) => sum + block[t], 0) / blocks
    const scatter = found.reduce((sum, block) => sum + (block[t] - mean) ** 2, 0)
    return { mean, error: Math.sqrt(scatter / (blocks - 1) / blocks) }
  })
}

/** Root mean square of the distances from `exact` in standard errors. */
const distance = (found: ReturnType<typeof measured>, exact: ArrayLike<number>): number =>
  Math.sqrt(
    found.reduce((sum, { mean, error }, t) => sum + ((mean - exact[t]) / error) ** 2, 0) / found.length
  )

t.test("measured functions of all orders are the exact ones", async (t) => {
  for (const activation of ["relu", "gelu", "erf"] as const)
    for (const order of [1, 2, 3, 4]) {
      const shape = { ...base, activation }
      const rms = distance(measured(shape, order), Outputs.exact(shape, order))
      t.ok(rms < 1.7, `${activation}, n = ${order}: ${rms}`)
    }
})

t.test("with means, orders 1 and 2 are the exact ones, and what vanished is there", async (t) => {
  const shape = { ...base, weightMean: 0.3, biasMean: -0.2 }
  for (const order of [1, 2]) {
    const found = measured(shape, order)
    const rms = distance(found, Outputs.exact(shape, order))
    t.ok(rms < 1.7, `n = ${order}: ${rms}`)
    t.ok(distance(found, new Float64Array(found.length)) > 10)
  }
  t.match(Outputs.refusal(shape, 4), /means that are not zero/)
  t.throws(() => Outputs.exact(shape, 3), /means that are not zero/)
})

t.test(
  "what must vanish: exactly the functions whose exact value is zero for every activation",
  async (t) => {
    for (const order of [1, 2, 3, 4]) {
      const exact = Outputs.exact(base, order)
      for (const [at, tuple] of Tuples.multisets(Outputs.legs(base), order).entries())
        t.equal(Outputs.vanishes(base, tuple) !== undefined, exact[at] === 0, Tuples.label(tuple))
    }
  }
)

t.test("outputs at one point are a rotation's invariants: G_1111 = 3 G_1122", async (t) => {
  const legs = Outputs.legs(base)
  const exact = Outputs.exact(base, 4)
  const at = (...outputs: ReadonlyArray<number>) =>
    exact[
      Tuples.rank(
        legs,
        outputs.map((output) => output * base.inputs.length)
      )
    ]
  t.ok(Math.abs(at(0, 0, 0, 0) / (3 * at(0, 0, 1, 1)) - 1) < 1e-12)
  t.equal(at(0, 0, 1, 1), at(1, 1, 2, 2))
})

t.test("a rotation keeps lengths and turns the first two outputs alone", async (t) => {
  const values = Float64Array.from({ length: Outputs.legs(base) * 2 }, (_, k) => Math.cos(k))
  const turned = Outputs.rotated(base, values)
  for (let k = 0; k < 4; k++)
    t.ok(Math.abs(values[k] ** 2 + values[4 + k] ** 2 - turned[k] ** 2 - turned[4 + k] ** 2) < 1e-15)
  t.same(turned.subarray(8), values.subarray(8))
})
