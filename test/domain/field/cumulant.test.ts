import t from "tap"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
import * as Kernel from "../../../src/domain/field/kernel.ts"
import * as Moment from "../../../src/domain/field/moment.ts"
import type { NetworkShape } from "../../../src/domain/field/network.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"

const line = [-1, -0.6, -0.2, 0.2, 0.6, 1]
const gauss: NetworkShape = {
  activation: "gauss",
  width: 1,
  weightStd: 1,
  biasStd: 1,
  inputs: line.map((x) => [0.01 * x])
}
const relu: NetworkShape = {
  activation: "relu",
  width: 1,
  weightStd: 1,
  biasStd: 0,
  inputs: [0.2, 0.4, 0.6, 0.8, 1, 1.2].map((x) => [x])
}
const erf: NetworkShape = {
  activation: "erf",
  width: 1,
  weightStd: 1,
  biasStd: 1,
  inputs: line.map((x) => [x])
}

const near = (
  t: { ok: (value: boolean, message: string) => boolean },
  value: number,
  expected: number,
  relative: number,
  what = ""
) => t.ok(Math.abs(value - expected) <= relative * Math.abs(expected), `${what} ${value} for ${expected}`)

const four = Tuples.rank(6, [0, 1, 4, 5])
const six = Tuples.rank(6, [0, 1, 2, 3, 4, 5])

// Figures of an independent calculation at the parameters of 2008.08601.
t.test("golden values of gauss and relu", async (t) => {
  near(t, Kernel.matrix(gauss)[5], 1.99980002, 1e-9)
  near(t, Cumulant.correlators(gauss, 4).connected[four], 160.750447998, 1e-11)
  near(t, Cumulant.correlators(gauss, 6).connected[six], 2438211.97949, 1e-11)
  near(t, Kernel.matrix(relu)[5], 0.12, 1e-14)
  near(t, Cumulant.correlators(relu, 4).connected[four], 0.36, 1e-13)
  near(t, Cumulant.correlators(relu, 6).connected[six], 3.8016, 1e-13)
  const five = { ...relu, width: 5 }
  near(t, Cumulant.correlators(five, 4).full[four], 0.144, 1e-13)
  near(t, Cumulant.correlators(five, 6).full[six], 0.497664, 1e-13)
})

t.test("amplitudes at coincident points: relu 5/N and 15/N + 44/N^2, erf at x = 1 0.0527/N", async (t) => {
  for (const width of [1, 7, 100]) {
    const one = { ...relu, width, inputs: [[0.7]] }
    const K = Kernel.matrix(one)[0]
    near(t, Cumulant.correlators(one, 4).full[0] / (3 * K ** 2) - 1, 5 / width, 1e-11)
    near(t, Cumulant.correlators(one, 6).full[0] / (15 * K ** 3) - 1, 15 / width + 44 / width ** 2, 1e-10)
    near(t, Cumulant.correlators(one, 6).connected[0] / (15 * K ** 3), 44 / width ** 2, 1e-12)
  }
  const one = { ...erf, inputs: [[1]] }
  near(t, Cumulant.correlators(one, 4).connected[0] / (3 * Kernel.matrix(one)[0] ** 2), 0.0527, 1e-3)
})

const worst = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  const scale = Math.max(...Array.from(b, Math.abs))
  return Math.max(...Array.from(a, (value, k) => Math.abs(value - b[k]))) / scale
}

/** The same neurons in another coordinate system: moments must not notice. */
const rotated = (shape: NetworkShape): NetworkShape => {
  const [c, s] = [Math.cos(0.7), Math.sin(0.7)]
  const turn = (x: ReadonlyArray<number>) => [c * x[0] - s * x[1], s * x[0] + c * x[1], ...x.slice(2)]
  return { ...shape, inputs: shape.inputs.map((x) => turn(x)) }
}

t.test("quadratures meet the closed form of C, and rotate with the inputs", async (t) => {
  const square = [
    [-0.5, 0.5],
    [0.5, 1],
    [1, -0.5],
    [1, 1]
  ]
  const corners = [
    [0.2, 0.2, 0.2],
    [1, 1, 0.2],
    [0.2, 1, 1],
    [1, 0.2, 1]
  ]
  const cases: ReadonlyArray<readonly [string, NetworkShape, number]> = [
    ["erf, d = 1", erf, 1e-13],
    ["erf, d = 1, no bias", { ...erf, biasStd: 0 }, 1e-13],
    ["erf, d = 2", { ...erf, inputs: square }, 1e-12],
    ["erf, d = 3, no bias", { ...erf, biasStd: 0, inputs: corners }, 1e-12],
    ["relu, d = 1, bias", { ...relu, biasStd: 0.5, inputs: erf.inputs }, 1e-13],
    ["relu, d = 2", { ...relu, inputs: square }, 1e-13],
    ["relu, d = 2, bias", { ...relu, biasStd: 1, weightStd: 1.3, inputs: square }, 1e-12],
    ["relu, d = 3", { ...relu, inputs: corners }, 1e-12]
  ]
  for (const [name, shape, tolerance] of cases) {
    const points = shape.inputs.length
    const C = Kernel.features(shape)
    const moments = Moment.moments(shape, 6)
    const pairs = Tuples.multisets(points, 2).map(([a, b]) => C[a * points + b])
    t.ok(worst(moments[1], pairs) < tolerance, name)
    if (shape.inputs[0].length === 1) continue
    const turned = Moment.moments(rotated(shape), 6)
    for (const order of [4, 6])
      t.ok(worst(turned[order - 1], moments[order - 1]) < 20 * tolerance, `${name}, rotated`)
  }
})

t.test("inputs on a line in three dimensions are inputs in one", async (t) => {
  for (const shape of [
    { ...erf, biasStd: 0.8 },
    { ...relu, biasStd: 0.8 },
    { ...gauss, biasStd: 0.8 }
  ]) {
    const along = { ...shape, inputs: shape.inputs.map(([x]) => [x, -x, x]) }
    for (const order of [4, 6])
      t.ok(worst(Cumulant.correlators(along, order).full, Cumulant.correlators(shape, order).full) < 1e-11)
  }
})

// Signs included: E relu^4 at one point is 3 q^2 / 2, E relu^6 is 15 q^3 / 2, in any number of dimensions.
t.test("relu at coincident points in three dimensions", async (t) => {
  const M = Moment.moments(
    {
      ...relu,
      inputs: [
        [1, 2, -1],
        [0, 1, 1],
        [2, 0, 0.1]
      ]
    },
    6
  )
  near(t, M[3][0], 1.5 * 2 ** 2, 1e-12)
  near(t, M[5][0], 7.5 * 2 ** 3, 1e-12)
})

t.test("what has no exact value is refused with the reason", async (t) => {
  const corners = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1e-6, 0]
  ]
  const biased = { ...relu, biasStd: 1, inputs: corners }
  t.match(Moment.refusal(biased, 4), /relu .* span 4 dimensions/)
  t.throws(() => Cumulant.correlators(biased, 4), /span 4 dimensions/)
  t.equal(Moment.refusal(biased, 2), undefined)
  t.equal(Cumulant.correlators(biased, 2).full.length, 10)
  const far = { ...erf, inputs: corners.map((x) => x.map((c) => 30 * c)) }
  t.match(Moment.refusal(far, 6), /erf would take \de\+\d+ multiplications/)
  t.throws(() => Cumulant.correlators(erf, 3), /n = 2, 4 or 6, not 3/)
  t.throws(() => Moment.moments(erf, 5), /not 5/)
  t.throws(() => Kernel.matrix({ ...erf, inputs: [[1], [1, 2]] }), /All inputs have 1 coordinates/)
  t.throws(() => Kernel.matrix({ ...erf, inputs: [] }), /at least one input/)
  t.throws(() => Kernel.matrix({ ...erf, inputs: [[Number.NaN]] }), /not a finite number/)
  t.throws(() => Kernel.matrix({ ...erf, weightStd: 0 }), /weightStd is a positive number, not 0/)
  t.throws(() => Kernel.matrix({ ...erf, biasStd: -1 }), /biasStd is zero or a positive number, not -1/)
})

t.test("relu at the origin without bias is silent, and opposite inputs are independent", async (t) => {
  const K = Kernel.matrix({ ...relu, inputs: [[0], [1], [-2]] })
  t.same([...K], [0, 0, 0, 0, 0.5, 0, 0, 0, 2])
})
