/** What every activation of the list has to keep: its parts must not contradict each other. */
import t from "tap"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Preactivation from "../../../../src/domain/field/preactivation.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"

/** [q11, q22, q12] */
const covariances = [
  [0.7, 0.5, 0.3],
  [1.3, 0.4, -0.6],
  [0.2, 1.1, 0]
] as const

/** E[s(z_1) s(z_2)] by nothing but the definition: a sum over a square grid, exact to rounding where s is smooth. */
const byDefinition = (value: (z: number, q: number) => number, q11: number, q22: number, q12: number) => {
  const h = 1 / 16
  const along = q12 / Math.sqrt(q11)
  const across = Math.sqrt(q22 - along ** 2)
  let sum = 0
  for (let x = -12; x <= 12; x += h)
    for (let y = -12; y <= 12; y += h)
      sum +=
        Math.exp(-(x * x + y * y) / 2) * value(Math.sqrt(q11) * x, q11) * value(along * x + across * y, q22)
  return (sum * h * h) / (2 * Math.PI)
}

t.test("covariances are those of the values", async (t) => {
  for (const name of Activation.names) {
    const { value, covariance } = Activation.of(name)
    // Beside a kink the sum is good to h^2 / 12.
    const limit = name === "relu" ? 4e-4 : 1e-12
    for (const [q11, q22, q12] of covariances) {
      const [C, expected] = [covariance(q11, q22, q12), byDefinition(value, q11, q22, q12)]
      t.ok(Math.abs(C - expected) < limit, `${name} ${q12}: ${C} for ${expected}`)
      t.ok(Math.abs(C - covariance(q22, q11, q12)) < 1e-14, `${name}: either point first`)
    }
  }
})

t.test("moments of two factors are the covariances, in two dimensions with bias", async (t) => {
  const neuron = {
    weightStd: 1.2,
    biasStd: 0.6,
    inputs: [
      [0.4, -0.3],
      [1, 0.2],
      [-0.5, 0.9]
    ]
  }
  const q = (a: number, b: number) => Preactivation.covariance(neuron, neuron.inputs[a], neuron.inputs[b])
  for (const name of Activation.names) {
    const { covariance, between, moments } = Activation.of(name)
    t.equal(moments.refusal(neuron, 6), undefined)
    const [, M] = moments.of(neuron, 2)
    for (const [k, [a, b]] of Tuples.multisets(3, 2).entries()) {
      const C = covariance(q(a, a), q(b, b), q(a, b))
      t.ok(Math.abs(M[k] - C) < 1e-12, `${name} ${a}${b}: ${M[k]} for ${C}`)
      if (between !== undefined)
        t.ok(Math.abs(between(neuron, neuron.inputs[a], neuron.inputs[b]) - C) < 1e-14)
    }
  }
})

t.test("what gpu.js compiles is the value, to the precision of f32", async (t) => {
  for (const name of Activation.names) {
    const { single, value } = Activation.of(name)
    if (single === undefined) continue
    for (let z = -40; z <= 40; z += 1 / 64) {
      const error = Math.abs(single(z) - value(z, 1)) / Math.max(1, Math.abs(z))
      if (error > 2e-7) t.fail(`${name}(${z}) is off by ${error}`)
    }
    t.pass(name)
  }
})

t.test("homogeneous are those that say so, and kernels end as they say far away", async (t) => {
  for (const name of Activation.names) {
    const { value, covariance, isHomogeneous, couplings, refusal } = Activation.of(name)
    const scales = [-2, -0.3, 0.4, 1.7].every((z) => Math.abs(value(3 * z, 1) - 3 * value(z, 1)) < 1e-12)
    t.equal(scales, isHomogeneous, name)
    // y at distances 8 and 16: q22 = |y|^2, q12 = |y| / 2.
    const C = (y: number) => covariance(1, 1 + y ** 2, y / 2)
    if (refusal?.(1 + 16 ** 2) !== undefined) continue
    const [near, far] = [C(8), C(16)]
    const end = Math.abs(far) < 1e-9 ? "zero" : Math.abs(far / near - 1) < 0.1 ? "constant" : "grows"
    t.equal(end, couplings.far, `${name}: ${near}, ${far}`)
  }
})
