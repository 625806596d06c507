import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Erf from "../../../src/domain/field/erf.ts"
import * as Legendre from "../../../src/domain/field/legendre.ts"
import * as Network from "../../../src/domain/field/network.ts"
import * as Sequence from "../../../src/domain/random/sequence.ts"

t.test("the order of the draws: weights, bias, output weight of each neuron, output bias last", async (t) => {
  const inputs = [
    [0.3, -0.7],
    [1.1, 0.4]
  ]
  const normal = new Float64Array(13)
  Sequence.normals([3, 4], 8, normal)
  const out = new Float64Array(6)
  Network.sample({ activation: "erf", width: 3, weightStd: 1.5, biasStd: 0.5, inputs }, [3, 4], 7, 3, out)
  inputs.forEach((x, a) => {
    let f = 0.5 * normal[12]
    for (let j = 0; j < 3; j++) {
      const [w1, w2, b, W1] = normal.slice(4 * j, 4 * j + 4)
      const z = (1.5 / Math.SQRT2) * (w1 * x[0] + w2 * x[1]) + 0.5 * b
      f += (1.5 / Math.sqrt(3)) * W1 * Erf.erf(z)
    }
    t.ok(Math.abs(out[a * 3 + 1] - f) < 1e-14)
  })
  Network.sample({ activation: "relu", width: 2, weightStd: 1, biasStd: 0, inputs: [[2]] }, [3, 4], 8, 6, out)
  const relu = [0, 1].reduce(
    (f, j) => f + (normal[2 * j + 1] * Math.max(0, 2 * normal[2 * j])) / Math.SQRT2,
    0
  )
  t.ok(Math.abs(out[0] - relu) < 1e-14)
})

t.test(
  "deeper layers follow from the next multiple of four, layer by layer, weights before the bias",
  async (t) => {
    const shape = {
      activation: "erf",
      width: 2,
      depth: 3,
      weightStd: 1.5,
      biasStd: 0.5,
      inputs: [[0.3]]
    } as const
    const normal = new Float64Array(24)
    Sequence.normals([3, 4], 7, normal)
    const out = new Float64Array(1)
    const features = new Float64Array(2)
    Network.sample(shape, [3, 4], 7, 1, out)
    Network.features(shape, [3, 4], 7, 1, features)
    // Numbers 0 to 5 are the neurons' weight, bias, output weight; 6 the output bias; 7, 14 and 15 are left out.
    let phi = [0, 1].map((j) => Erf.erf(1.5 * normal[3 * j] * 0.3 + 0.5 * normal[3 * j + 1]))
    for (const start of [8, 16])
      phi = [0, 1].map((j) => {
        const [v0, v1, b] = normal.slice(start + 3 * j, start + 3 * j + 3)
        return Erf.erf((1.5 / Math.SQRT2) * (v0 * phi[0] + v1 * phi[1]) + 0.5 * b)
      })
    phi.forEach((value, j) => void t.ok(Math.abs(features[j] - value) < 1e-14))
    const f = (1.5 / Math.SQRT2) * (normal[2] * phi[0] + normal[5] * phi[1]) + 0.5 * normal[6]
    t.ok(Math.abs(out[0] - f) < 1e-14)
  }
)

t.test("depths that are none are refused", async (t) => {
  const shape = { activation: "relu", width: 2, weightStd: 1, biasStd: 0, inputs: [[1]] } as const
  for (const depth of [0, 1.5, 5])
    t.throws(() => Network.dimension({ ...shape, depth }), /1 to 4 hidden layers, not/)
  t.throws(() => Network.dimension({ ...shape, activation: "gauss", depth: 2 }), /one hidden layer, not 2/)
})

t.test("gauss is normalised: z = q gives 1", async (t) => {
  t.equal(Activation.of("gauss").value(2.5, 2.5), 1)
})

t.test("batches do not matter", async (t) => {
  const shape = { activation: "gauss", width: 4, weightStd: 1, biasStd: 1, inputs: [[0.1], [0.2]] } as const
  const all = new Float64Array(20)
  Network.sample(shape, [1, 1], 0, 10, all)
  const some = new Float64Array(8)
  Network.sample(shape, [1, 1], 3, 4, some)
  t.same([...some], [...all.slice(3, 7), ...all.slice(13, 17)])
})

t.test("shapes that are none are refused", async (t) => {
  const shape = { activation: "relu", width: 2, weightStd: 1, biasStd: 0, inputs: [[1]] } as const
  t.throws(() => Network.sample(shape, [0, 0], 0, 2, new Float64Array(3)), /do not fill 3 outputs/)
  t.throws(() => Network.sample({ ...shape, width: 1.5 }, [0, 0], 0, 1, new Float64Array(1)), /not 1.5/)
})

// Abramowitz and Stegun, table 7.1, and the asymptotic end.
t.test("erf", async (t) => {
  for (const [x, value] of [
    [0, 0],
    [0.5, 0.5204998778130465],
    [1, 0.8427007929497149],
    [2, 0.9953222650189527],
    [3, 0.9999779095030014],
    [7, 1]
  ]) {
    t.ok(Math.abs(Erf.erf(x) - value) < 2e-14, `erf(${x})`)
    t.equal(Erf.erf(-x), -Erf.erf(x))
  }
  t.ok(Math.abs(Erf.erf(3) - Erf.erf(3 - 1e-12)) < 1e-15, "the series and the fraction meet")
})

t.test("Gauss-Legendre: n nodes integrate powers up to 2 n - 1", async (t) => {
  const { nodes, weights } = Legendre.rule(16)
  for (let power = 0; power < 32; power++) {
    const sum = nodes.reduce((total, x, i) => total + weights[i] * x ** power, 0)
    t.ok(Math.abs(sum - (power % 2 === 0 ? 2 / (power + 1) : 0)) < 1e-14, `x^${power}`)
  }
})
