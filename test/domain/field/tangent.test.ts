/** The tangent kernel beside quadrature and the gradients of finite networks. */
import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Lattice from "../../../src/domain/field/lattice.ts"
import type { NetworkShape } from "../../../src/domain/field/network.ts"
import * as Preactivation from "../../../src/domain/field/preactivation.ts"
import * as Tangent from "../../../src/domain/field/tangent.ts"
import * as Distribution from "../../../src/domain/random/distribution.ts"

const step = 1e-6

t.test("a derivative is the slope of its activation", async (t) => {
  for (const name of Activation.names) {
    const { value, derivative } = Activation.of(name)
    for (const z of [-3.1, -0.7, 0.2, 1.4, 5]) {
      const slope = (value(z + step, 0.3) - value(z - step, 0.3)) / (2 * step)
      t.ok(Math.abs(derivative(z, 0.3) - slope) < 1e-8 * Math.max(1, Math.abs(slope)), `${name} ${z}`)
    }
  }
})

t.test("the mean of two derivatives is their integral over a Gaussian", async (t) => {
  for (const name of Activation.names) {
    // relu' is no analytic function; gauss' is gauss, whose integral is a test of its own.
    if (name === "relu" || name === "gauss") continue
    const { derivative, derivatives } = Activation.of(name)
    for (const [q11, q22, q12] of [
      [1, 1, 0.5],
      [0.3, 2, -0.7],
      [2, 2, 2],
      [1.5, 0.2, 0],
      [0.4, 0.9, -0.6]
    ]) {
      const s = {
        value: (z: number) => derivative(z, 0),
        isSymmetric: false,
        growth: 1,
        degree: 1,
        strip: 1
      } as const
      const expected = Lattice.moments(Lattice.pair(q11, q22, q12), 4, s)[1][1]
      const value = derivatives(q11, q22, q12)
      t.ok(Math.abs(value - expected) < 1e-12, `${name} ${q11}, ${q22}, ${q12}: ${value}, not ${expected}`)
    }
  }
})

t.test("relu: two derivatives are both 1 in a wedge, however narrow", async (t) => {
  const { derivatives } = Activation.of("relu")
  for (const k of [0, 1, 5, 12, 20, 23, 24])
    t.equal(derivatives(1, 4, 2 * Math.cos((k * Math.PI) / 24)).toFixed(9), ((24 - k) / 48).toFixed(9))
  // q12 = -(1 - d) says an angle of pi - acos(1 - d), which is sqrt(2 d) (1 + d / 12 + ...).
  for (const d of [2 ** -10, 2 ** -20, 2 ** -40, 2 ** -52])
    for (const scale of [1, 2 ** -660, 2 ** 660]) {
      const wedge = Math.sqrt(2 * d) * (1 + d / 12 + (3 * d * d) / 160 + (5 * d ** 3) / 896)
      t.ok(
        Math.abs((2 * Math.PI * derivatives(scale, scale, (d - 1) * scale)) / wedge - 1) < 1e-14,
        `${d} ${scale}`
      )
      t.ok(
        Math.abs(derivatives(scale, scale, (1 - d) * scale) - 0.5 + wedge / 2 / Math.PI) < 1e-15,
        `${d} ${scale}`
      )
    }
})

const inputs = [
  [0.4, -1],
  [1.1, 0.3],
  [-0.7, 0.6]
]
const points = inputs.length

/** sum over parameters of df(x_a)/dp df(x_b)/dp of one network, [a][b] flat, by backpropagation. */
const gradients = (shape: NetworkShape, normal: Float64Array): Float64Array => {
  const { width: N, depth = 1, weightStd, biasStd } = shape
  const { value, derivative } = Activation.of(shape.activation)
  const q = inputs.map((x) => Preactivation.covariance(shape, x, x))
  const sizes = [inputs[0].length, ...new Array<number>(depth).fill(N), 1]
  let at = 0
  const take = (count: number) => {
    at += count
    return normal.subarray(at - count, at)
  }
  const layers = sizes.slice(1).map((size, l) => ({
    size,
    W: take(size * sizes[l]),
    b: take(size),
    scale: weightStd / Math.sqrt(sizes[l])
  }))
  // [layer][point]: values that go in, and the derivative of f by what comes out before the activation.
  const forward = inputs.map((x, a) => {
    const values = [x]
    const inner: Array<ReadonlyArray<number>> = []
    for (const [l, { size, W, b, scale }] of layers.entries()) {
      const before = values[l]
      const z = Array.from({ length: size }, (_, j) =>
        before.reduce((sum, v, k) => sum + scale * W[j * before.length + k] * v, biasStd * b[j])
      )
      inner.push(z)
      values.push(z.map((zj) => value(zj, q[a])))
    }
    const back: Array<ReadonlyArray<number>> = []
    back[depth] = [1]
    for (let l = depth - 1; l >= 0; l--) {
      const { W, scale, size } = layers[l + 1]
      back[l] = inner[l].map((z, k) => {
        let sum = 0
        for (let j = 0; j < size; j++) sum += scale * W[j * N + k] * back[l + 1][j]
        return derivative(z, q[a]) * sum
      })
    }
    return { values, back }
  })
  const dot = (x: ReadonlyArray<number>, y: ReadonlyArray<number>) =>
    x.reduce((sum, xc, c) => sum + xc * y[c], 0)
  const Theta = new Float64Array(points * points)
  for (let a = 0; a < points; a++)
    for (let b = 0; b < points; b++)
      for (const [l, { scale }] of layers.entries())
        Theta[a * points + b] +=
          dot(forward[a].back[l], forward[b].back[l]) *
          (biasStd ** 2 + scale ** 2 * dot(forward[a].values[l], forward[b].values[l]))
  return Theta
}

/** Means of {@link gradients} over networks, and their standard errors. */
const sampled = (shape: NetworkShape, networks: number, seed: number) => {
  const { width: N, depth = 1 } = shape
  const normal = new Float64Array(N * (inputs[0].length + 1) + (depth - 1) * N * (N + 1) + N + 1)
  const sums = new Float64Array(points * points)
  const squares = new Float64Array(points * points)
  for (let i = 0; i < networks; i++) {
    Distribution.normals([seed, 0], i, normal)
    gradients(shape, normal).forEach((Theta, ab) => {
      sums[ab] += Theta
      squares[ab] += Theta ** 2
    })
  }
  const mean = sums.map((sum) => sum / networks)
  return {
    mean,
    error: squares.map((square, ab) => Math.sqrt((square / networks - mean[ab] ** 2) / networks))
  }
}

// With one hidden layer the mean is exact at every width. Limit: 5 standard errors, 63 values: odds 4e-5 a run.
t.test("one hidden layer: the mean over networks of three neurons", async (t) => {
  for (const activation of Activation.names) {
    const shape: NetworkShape = {
      activation,
      width: 3,
      weightStd: activation === "gauss" ? 0.5 : 1.3,
      biasStd: 0.4,
      inputs
    }
    const { mean, error } = sampled(shape, 20000, 7)
    const Theta = Tangent.matrix(shape)
    for (let ab = 0; ab < mean.length; ab++)
      t.ok(
        Math.abs(mean[ab] - Theta[ab]) < 5 * error[ab],
        `${activation} ${ab}: ${mean[ab]} +- ${error[ab]}, not ${Theta[ab]}`
      )
  }
})

// 2 Theta(2 N) - Theta(N) has no 1/N; what is left, of order 1/N^2, is below 1e-3.
t.test("two and three hidden layers: means extrapolated from two widths", async (t) => {
  for (const activation of ["relu", "erf", "gelu"] as const)
    for (const depth of [2, 3]) {
      const shape = { activation, depth, weightStd: 1.3, biasStd: 0.4, inputs }
      const wide = sampled({ ...shape, width: 32 }, 1500, 8)
      const narrow = sampled({ ...shape, width: 16 }, 3000, 9)
      const Theta = Tangent.matrix(shape)
      for (let ab = 0; ab < Theta.length; ab++) {
        const value = 2 * wide.mean[ab] - narrow.mean[ab]
        const error = Math.hypot(2 * wide.error[ab], narrow.error[ab])
        t.ok(
          Math.abs(value - Theta[ab]) < 5 * error,
          `${activation} ${depth} ${ab}: ${value} +- ${error}, not ${Theta[ab]}`
        )
        t.ok(error < 0.05 * Math.abs(Theta[0]))
      }
    }
})
