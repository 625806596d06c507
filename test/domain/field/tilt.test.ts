/**
 * Tilted neurons of gauss: weights are densities, so that weighted means are those of the plain law. Closed forms of
 * moments are the witness; fixed keys, bounds of 5 standard errors, 30 means: odds 2e-5.
 */
import t from "tap"
import { gauss } from "../../../src/domain/field/activation/gauss.ts"
import * as Skewness from "../../../src/domain/field/estimator/skewness.ts"
import * as Network from "../../../src/domain/field/network.ts"
import * as Tilt from "../../../src/domain/field/tilt.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"

const shape = {
  activation: "gauss",
  width: 3,
  weightStd: 1,
  biasStd: 1,
  inputs: [
    [1.5, -0.5],
    [-1, 1]
  ]
} as const
const fields = (count: number): Float64Array => {
  const z = new Float64Array(shape.inputs.length * count * shape.width)
  Network.features({ ...shape, activation: "linear" }, [3, 4], 0, count, z)
  return z
}

t.test("weighted products have their means, and no rare, large values", async (t) => {
  const count = 20_000
  const tilts = Tilt.of(shape, 6)
  const { values, weights } = Tilt.make(shape, shape.width, tilts, "neuron")([5, 6], 0, count, fields(count))
  const all = count * shape.width
  const moments = gauss.moments.of(shape, 6)
  for (const order of [0, 2, 4, 6])
    Tuples.multisets(2, order).forEach((tuple, k) => {
      const exact = order === 0 ? 1 : moments[order - 1][k]
      let [sum, square] = [0, 0]
      for (let i = 0; i < all; i++) {
        const product = tuple.reduce((value, a) => value * values[a * all + i], weights[i]) / exact
        sum += product / all
        square += product ** 2 / all
      }
      const error = Math.sqrt((square - sum ** 2) / all)
      t.ok(Math.abs(sum - 1) < 5 * error, `${Tuples.label(tuple)}: ${sum} +- ${error}`)
      t.ok(error < 0.03, `${Tuples.label(tuple)}: ${error}`)
    })
  t.ok(weights.every((weight) => weight > 0 && weight <= tilts.centres.length + 1 + 1e-9))
})

t.test("networks have the product of their neurons' weights, at most e", async (t) => {
  const count = 20_000
  const { weights } = Tilt.make(shape, shape.width, Tilt.of(shape, 4), "network")(
    [5, 6],
    0,
    count,
    fields(count)
  )
  t.equal(weights.length, count)
  const mean = weights.reduce((sum, weight) => sum + weight, 0) / count
  t.ok(Math.abs(mean - 1) < 5 / Math.sqrt(count), `${mean}`)
  t.ok(Math.max(...weights) < Math.E)
})

t.test("draws depend on the network's number alone", async (t) => {
  const weigh = Tilt.make(shape, shape.width, Tilt.of(shape, 4), "neuron")
  const z = fields(2)
  const whole = weigh([5, 6], 0, 2, z)
  const second = z.filter((_, k) => k % 6 >= 3)
  t.same(weigh([5, 6], 1, 1, second).weights, whole.weights.slice(3))
})

t.test("where the plain law does, there are no tilts; where numbers end, there is a refusal", async (t) => {
  t.same(Tilt.of({ ...shape, biasStd: 0.1, inputs: [[0.1, 0]] }, 4).centres, [])
  t.same(Tilt.of({ ...shape, activation: "erf" }, 4).centres, [])
  t.equal(Tilt.refusal(shape, 6), undefined)
  t.match(Tilt.refusal({ ...shape, inputs: [[20, 0]] }, 6), /leave the range of numbers/)
  t.throws(() => Tilt.make({ ...shape, activation: "relu" }, 3, Tilt.of(shape, 2), "neuron"), /not tilted/)
})

// A linear network of infinite width has normal outputs: f^2, f^4, f^6 of a normal f have these skewnesses squared.
t.test("known skewness: powers of a normal number, and of chi-squared sums", async (t) => {
  const linear = { activation: "linear", weightStd: 1, biasStd: 0, inputs: [[1]] } as const
  const close = (found: number, exact: number, name: string) =>
    t.ok(Math.abs(found / exact - 1) < 1e-3, `${name}: ${found}, ${exact}`)
  // Central moments of f^2 with E f^2 = 1, 3, 15 ...: (15 - 9 + 2)^2 / (3 - 1)^3 = 8, and so on.
  const wide = { ...linear, width: 2 ** 20 }
  close(Skewness.of(wide, "direct", 2)[0].full, 8, "f^2")
  const [m1, m2, m3] = [3, 105, 10395]
  close(
    Skewness.of(wide, "direct", 4)[0].full,
    (m3 - 3 * m2 * m1 + 2 * m1 ** 3) ** 2 / (m2 - m1 ** 2) ** 3,
    "f^4"
  )
  const giant = { ...linear, width: 5, activation: "relu", inputs: [[1], [1e25], [1e-25]] } as const
  for (const estimator of ["direct", "rao-blackwell", "centred", "single-neuron"] as const)
    for (const order of [2, 4, 6]) {
      const [one, ...others] = Skewness.of(giant, estimator, order)
      for (const other of others) {
        close(other.full, one.full, `${estimator} ${order}, any scale`)
        close(other.connected, one.connected, `${estimator} ${order}, any scale, connected`)
      }
    }
  for (const width of [1, 2, 7])
    for (const estimator of ["rao-blackwell", "centred", "single-neuron"] as const)
      close(Skewness.of({ ...linear, width }, estimator, 2)[0].full, 8 / width, `chi-squared, ${width}`)
})
