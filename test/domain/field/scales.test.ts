/** Kernels and exact functions where lengths and angles of inputs are extreme. */
import { readFileSync } from "node:fs"
import t from "tap"
import type * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Compensated from "../../../src/domain/field/compensated.ts"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
import * as Kernel from "../../../src/domain/field/kernel.ts"
import * as Moment from "../../../src/domain/field/moment.ts"
import type { Neuron } from "../../../src/domain/field/network.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"
import * as Kernels from "../../../src/domain/field/wide/kernels.ts"

type Vector = ReadonlyArray<number>

/**
 * [activation, biasStd, x, y, C] with weightStd 1: the formulas of C in src/domain/field/activation, those of any
 * textbook, by mpmath 1.3 at 1300 digits, with the numbers of the inputs taken as they stand in f64. Lengths from 1e-140
 * to 1e140, ratios of them from 1e-30 to 1e11, bias from 0 to 1e6; equal, parallel, opposite and nearly opposite inputs,
 * of one to three coordinates.
 */
const kernels = JSON.parse(
  readFileSync(new URL("../../golden/field-kernels.json", import.meta.url), "utf8")
) as ReadonlyArray<readonly [Activation.Name, number, Vector, Vector, number]>

t.test("kernels at any scale and angle, to 1e-13", async (t) => {
  for (const [activation, biasStd, x, y, expected] of kernels) {
    const C = Kernel.features({ activation, weightStd: 1, biasStd, inputs: [x, y] })
    const what = `${activation} ${biasStd} ${JSON.stringify([x, y])}: ${C[1]} for ${expected}`
    t.ok(Math.abs(C[1] - expected) <= 1e-13 * Math.abs(expected), what)
    t.equal(C[1], C[2])
  }
})

// E relu(z) relu(z') = E relu(-z) relu(-z'), and relu(z) - relu(-z) = z.
t.test(
  "relu's kernels of nearly opposite inputs and of their opposites add up to the covariance",
  async (t) => {
    for (const d of [1, 0.1, 1e-2])
      for (const x of [
        [1, 0.3, -0.7],
        [1, 0, 0]
      ]) {
        const y = [-1, d - 0.3, 0.7]
        const C = (a: Vector, b: Vector) =>
          Kernel.feature({ activation: "relu", weightStd: Math.sqrt(3), biasStd: 0, inputs: [x] }, a, b)
        const minus = (v: Vector) => v.map((vc) => -vc)
        const sum = 2 * C(x, y) - 2 * C(x, minus(y))
        t.ok(Math.abs(sum - Compensated.dot(x, y)) < 1e-14)
      }
  }
)

t.test("areas of parallelograms however thin, by their minors", async (t) => {
  const area = Compensated.area
  t.equal(area([3], [5]), 0)
  t.equal(area([1, 2, 3], [2, 4, 6]), 0)
  t.equal(area([0, 0, 0], [2, 4, 6]), 0)
  t.equal(area([1e100, 0, 0], [-1e100, 1e-200, 0]), 1e-100)
  t.equal(area([3, 1e-30, 0], [-1, 1e-30, 0]), 4e-30)
  for (const e of [1, 1e-3, 1e-8, 1e-15]) {
    const [x, y] = [
      [1, 0.3, -0.7],
      [-1, -0.3, 0.7 * (1 + e)]
    ]
    // Of the three minors two have the last coordinates.
    const rest = y[2] - 0.7
    t.ok(Math.abs(area(x, y) / (Math.hypot(1, 0.3) * rest) - 1) < 1e-14, `${e}`)
  }
})

t.test("products that cancel keep their digits", async (t) => {
  t.equal(Compensated.dot([1e8, 1, -1e8], [1e8, 1e-5, 1e8]), 1e-5)
  t.equal(Compensated.pair(1 + 2 ** -30, 1 - 2 ** -30, -1, 1), -(2 ** -60))
})

/**
 * [activation, biasStd, inputs, kappa4, kappa6] at width 1 with weightStd 1, of all tuples in the order of
 * `Tuples.multisets`, by mpmath 1.3 at 420 digits. relu in two dimensions: a product of relu(v_a . u) is positive on one arc
 * of the circle, on which the product of cosines is a sum of cosines, integrated term by term, times E[r^n] = 8 or 48.
 * gauss and cos: their moments as src/domain/field/activation has them.
 */
const cumulants = JSON.parse(
  readFileSync(new URL("../../golden/field-cumulants.json", import.meta.url), "utf8")
) as ReadonlyArray<
  readonly [Activation.Name, number, ReadonlyArray<Vector>, ReadonlyArray<number>, ReadonlyArray<number>]
>

t.test(
  "connected functions at any scale, to 1e-12 of each; of cos and gauss to rounding of the largest",
  async (t) => {
    for (const [activation, biasStd, inputs, four, six] of cumulants)
      for (const [order, expected] of [
        [4, four],
        [6, six]
      ] as const) {
        const { connected } = Cumulant.correlators(
          { activation, width: 1, weightStd: 1, biasStd, inputs },
          order
        )
        const rounding = activation === "relu" ? 0 : 1e-15 * Math.max(...expected.map(Math.abs))
        for (const [k, value] of connected.entries()) {
          const what = `${activation} ${biasStd} ${JSON.stringify(inputs)} ${order} ${k}: ${value} for ${expected[k]}`
          t.ok(Math.abs(value - expected[k]) <= 1e-12 * Math.abs(expected[k]) + rounding, what)
        }
      }
  }
)

// Without bias inputs at right angles see independent weights: M_1122 = C_11 C_22, and kappa4 = 2 C_11 C_22.
t.test("neurons that see orthogonal inputs, one much longer than the other", async (t) => {
  for (const activation of ["erf", "tanh", "relu"] as const)
    for (const [long, short] of [
      [10, 1e-12],
      [3, 1e-100]
    ]) {
      const inputs = [
        [long, 0],
        [0, short]
      ]
      const shape = { activation, width: 1, weightStd: 1, biasStd: 0, inputs }
      const C = Kernel.features(shape)
      const { connected } = Cumulant.correlators(shape, 4)
      const independent = 2 * C[0] * C[3] - 2 * C[1] ** 2
      t.ok(Math.abs(connected[2] / independent - 1) < 1e-12, `${activation} ${long} ${short}`)
    }
  // And where the bias is much less than the weights, and alone at the origin.
  const shape = { activation: "erf", width: 1, weightStd: 1, biasStd: 1e-13, inputs: [[5], [0]] } as const
  const C = Kernel.features(shape)
  const { connected } = Cumulant.correlators(shape, 4)
  t.ok(Math.abs(connected[4] / (6 * C[3] ** 2) - 1) < 1e-12)
  t.ok(Math.abs(connected[2] / (2 * C[0] * C[3]) - 1) < 1e-12)
})

// kappa4 = 2 sum_3 C C and kappa6 = 8 sum_15 C C C of a linear neuron.
t.test("where z is small erf and tanh are linear", async (t) => {
  for (const activation of ["erf", "tanh"] as const)
    for (const inputs of [[[1e-8]], [[1e-30, -2e-30]]]) {
      const shape = { activation, width: 1, weightStd: 1, biasStd: 0, inputs }
      const [C] = Kernel.features(shape)
      for (const [order, expected] of [
        [4, 6 * C ** 2],
        [6, 120 * C ** 3]
      ])
        t.ok(Math.abs(Cumulant.correlators(shape, order).connected[0] / expected - 1) < 1e-13)
    }
})

t.test("relu in three dimensions: inputs that are nearly opposite, and too nearly", async (t) => {
  const neuron = (e: number, other = 0): Neuron => ({
    activation: "relu",
    weightStd: 1,
    biasStd: 0,
    inputs: [
      [1, 0.2, 0.3],
      [-1, -0.2, e - 0.3],
      [0.2, 1, 0.5],
      [-0.2, -1, 0.3 + other]
    ]
  })
  for (const e of [0.1, 1e-2, 1e-3, 3e-4]) {
    const C = Kernel.features(neuron(e))
    const M = Moment.moments(neuron(e), 4)[1]
    for (const [k, [a, b]] of Tuples.multisets(4, 2).entries())
      t.ok(Math.abs(M[k] / C[4 * a + b] - 1) < 1e-12, `${e}: ${a}, ${b}`)
  }
  t.match(Moment.refusal(neuron(1e-5), 4), /inputs 1 and 2 are opposite but for an angle of 0.0000/)
  t.match(Moment.refusal(neuron(1e-3, -0.8 + 1e-3), 4), /are opposite but for an angle of 0.00/)
})

// relu's 4-point function of 1e200 is 1e800; that of 1e-200 was 0, and its distance from the Gaussian process 0 / 0.
t.test("inputs and weights beyond the numbers there are get a sentence", async (t) => {
  const neuron: Neuron = { activation: "relu", weightStd: 1, biasStd: 0, inputs: [[1], [0]] }
  const at = (x: number, order = 4, isDrawn = false) =>
    Kernel.refusal({ ...neuron, inputs: [[0], [x]] }, order, isDrawn)
  for (const x of [0, 1e70, 1e-70, -1]) t.equal(at(x), undefined)
  for (const x of [0, 1e45, 1e-45]) t.equal(at(x, 6), undefined)
  for (const x of [0, 1e25, 1e-25]) t.equal(at(x, 4, true), undefined)
  t.match(
    at(1e200),
    /4-point functions are 64-bit numbers, .* before layer 1 at input 2 is Infinity, not between/
  )
  t.match(at(1e-200), /at input 2 is 0, not between 1e-145 and 1e\+145/)
  t.match(at(1e60, 6), /at input 2 is 1e\+120, not between/)
  t.match(
    at(1e40, 2, true),
    /Networks are drawn in 32-bit numbers, .* is 1e\+80, not between 1e-60 and 1e\+60/
  )
  const heavy = { ...neuron, activation: "erf", weightStd: 1e100, inputs: [[1e-100]] } as const
  t.match(Kernel.refusal(heavy, 4), /the variance of the output at input 1 is \d.*e\+19/)
})

t.test("gauss whose moments are beyond all numbers is refused", async (t) => {
  const neuron: Neuron = { activation: "gauss", weightStd: 1, biasStd: 1, inputs: [[800], [801]] }
  t.match(Moment.refusal(neuron, 6), /gauss is as large as exp\(2.56e\+6\) on inputs 1-1-1-1/)
  t.equal(Moment.refusal({ ...neuron, inputs: [[5], [6]] }, 6), undefined)
})

// By mpmath at 500 digits, and by the kernels of wide networks, which go another way.
t.test(
  "large weights: gelu of opposite inputs, and deep networks of which rounding would leave nothing",
  async (t) => {
    const opposite = [
      [1, 0.3],
      [-1, -0.3]
    ]
    for (const [weightStd, expected] of [
      [1e3, -254.07071181523418],
      [1e6, -254071.31319322172],
      [1e20, -25407131319382310000]
    ]) {
      const neuron = { activation: "gelu", weightStd, biasStd: 0, inputs: opposite, depth: 1 } as const
      for (const K of [Kernel.matrix(neuron)[1], Kernels.of(neuron).K[1]])
        t.ok(Math.abs(K / expected - 1) < 1e-13, `${K} for ${expected}`)
    }
    const deep = (weightStd: number, depth: number) =>
      ({ activation: "erf", weightStd, biasStd: 1e-6, inputs: opposite, depth }) as const
    t.ok(Math.abs(Kernel.matrix(deep(1e3, 3))[1] / -999363.1768334153 - 1) < 1e-9)
    for (const [weightStd, depth] of [
      [1e6, 3],
      [1e20, 2]
    ] as const) {
      t.match(
        Kernel.refusal(deep(weightStd, depth), 2),
        /layers of this network make errors of .* of rounding/
      )
      t.throws(() => Kernels.of(deep(weightStd, depth)), /layers of this network make errors/)
    }
    t.equal(Kernel.refusal(deep(1e6, 1), 2), undefined)
  }
)

// Rounding of the inputs is the witness: a network of which it leaves nothing answers otherwise when an input moves by it.
t.test(
  "deep networks in chaos are computed, but for points that are nearly one, or nearly opposite",
  async (t) => {
    const of = (
      activation: "erf" | "tanh",
      weightStd: number,
      biasStd: number,
      inputs: ReadonlyArray<Vector>
    ) => Kernels.of({ activation, weightStd, biasStd, inputs, depth: 30 }).K
    const sets = [
      [
        [1, 0],
        [0.9, 0.4],
        [0, 1],
        [-0.8, 0.6]
      ],
      [
        [1, 0.3],
        [-1, -0.3]
      ]
    ]
    for (const activation of ["erf", "tanh"] as const)
      for (const weightStd of [2.5, 9.9])
        for (const inputs of sets) {
          const moved = inputs.map((x, k) => (k === 0 ? x : x.map((c) => c * (1 + 2 ** -51))))
          const others = of(activation, weightStd, 0.2, moved)
          for (const [k, K] of of(activation, weightStd, 0.2, inputs).entries())
            t.ok(Math.abs(others[k] / K - 1) < 1e-12, `${activation} ${weightStd}: ${K}, ${others[k]}`)
        }
    const near = [
      [1, 0],
      [1, 1e-6]
    ]
    for (const lost of [() => of("erf", 5, 1e-6, sets[1]), () => of("tanh", 9.9, 0.2, near)])
      t.throws(lost, /layers of this network make errors of .* of rounding/)
  }
)
