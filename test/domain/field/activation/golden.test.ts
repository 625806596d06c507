/** Values of another program, and the convergence of the quadrature where it is alone. */
import t from "tap"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Cumulant from "../../../../src/domain/field/cumulant.ts"
import * as Erf from "../../../../src/domain/field/erf.ts"
import * as Kernel from "../../../../src/domain/field/kernel.ts"
import * as Lattice from "../../../../src/domain/field/lattice.ts"
import * as Moment from "../../../../src/domain/field/moment.ts"
import type { NetworkShape } from "../../../../src/domain/field/network.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"

/** With weightStd of sqrt 2 and no bias, z_a = v_a . g. */
const points = [
  [1.1, 0],
  [0.3, 0.8],
  [-0.9, 0.5],
  [0.6, -1.2]
]

/*
 * By mpmath 1.3, to the digits printed:
 *
 *     from mpmath import *
 *     mp.dps = 20
 *     P = [-14, -7, -3, 0, 3, 7, 14]
 *     V = [(1.1, 0), (0.3, 0.8), (-0.9, 0.5), (0.6, -1.2)]
 *     def M(s, V): return quad(lambda x, y: npdf(x) * npdf(y) * fprod(s(a * x + b * y) for a, b in V), P, P)
 *     for s in (tanh, lambda z: z * ncdf(z), cos): print(M(s, V[:2]), M(s, V), M(s, V + V[:2]))
 */
const expected = {
  tanh: [0.1256379508122738, 0.04405868795758426, -0.03962751307799961],
  gelu: [0.1646241732001169, 0.001032373958944939, 0.0002182247219613379],
  cos: [0.3999121085385305, 0.2535721537836102, 0.2110076812241204]
} as const

t.test("moments of two, four and six factors", async (t) => {
  for (const [name, values] of Object.entries(expected)) {
    const activation = name as keyof typeof expected
    const M = Moment.moments({ activation, weightStd: Math.SQRT2, biasStd: 0, inputs: points }, 6)
    for (const [k, tuple] of [
      [0, 1],
      [0, 1, 2, 3],
      [0, 0, 1, 1, 2, 3]
    ].entries()) {
      const value = M[tuple.length - 1][Tuples.rank(4, tuple)]
      t.ok(Math.abs(value - values[k]) < 1e-13, `${name} ${tuple}: ${value}`)
    }
  }
})

const analytic = {
  erf: { value: Erf.erf, isSymmetric: true, growth: 1, degree: 0, strip: Infinity },
  tanh: { value: Math.tanh, isSymmetric: true, growth: 0, degree: 0, strip: Math.PI / 2 },
  gelu: {
    value: (z: number) => (z / 2) * (1 + Erf.erf(z * Math.SQRT1_2)),
    isSymmetric: false,
    growth: 0.5,
    degree: 1,
    strip: Infinity
  }
} as const

t.test("half the steps change nothing, in one to three dimensions, near and far", async (t) => {
  const frames = [
    [[1], [-0.6], [2]],
    [[6], [7.5]],
    points,
    [
      [3.5, 0.5],
      [-2, 3]
    ],
    [
      [1, 0.2, 0.4],
      [-0.3, 0.7, 0.5],
      [0.5, 1.5, -2]
    ]
  ]
  for (const [name, s] of Object.entries(analytic))
    for (const frame of frames)
      for (const order of frame[0].length === 3 ? [4] : [2, 6]) {
        const [coarse, fine] = [1, 2].map((finer) => Lattice.moments(frame, order, s, finer))
        for (let n = 2; n <= order; n += 2) {
          const size = Math.max(...fine[n - 1].map(Math.abs))
          const most = Math.max(...fine[n - 1].map((value, k) => Math.abs(value - coarse[n - 1][k])))
          t.ok(
            most < 2e-11 * size,
            `${name}, ${frame[0].length} dimensions, ${n} of ${order}: ${most / size}`
          )
        }
      }
})

t.test("steps for a function without poles are too long for tanh", async (t) => {
  const wrong = { ...analytic.tanh, strip: Infinity }
  const far = [[6], [7.5]]
  const [right, off] = [analytic.tanh, wrong].map((s) => Lattice.moments(far, 2, s)[1][1])
  t.ok(Math.abs(right - off) > 1e-6)
})

t.test("half of the lattice is not enough for gelu", async (t) => {
  const wrong = { ...analytic.gelu, isSymmetric: true }
  t.ok(Math.abs(Lattice.moments(points, 2, wrong)[1][1] - expected.gelu[0]) > 0.01)
})

t.test(
  "a kernel of tanh that would take too long is refused with the reason, and so are its functions",
  async (t) => {
    const shape: NetworkShape = {
      activation: "tanh",
      width: 5,
      weightStd: 1,
      biasStd: 1,
      inputs: [[1], [40]]
    }
    t.match(Kernel.refusal(shape), /kernel of tanh has no closed form.*standard deviation of 40/)
    t.equal(Kernel.refusal({ ...shape, inputs: [[1], [10]] }), undefined)
    t.equal(Kernel.refusal({ ...shape, activation: "gelu" }), undefined)
    t.match(Kernel.refusal({ ...shape, inputs: [[1]], depth: 2, weightStd: 40 }), /standard deviation of/)
    const space = [
      [9, 0, 0],
      [0, 9, 0],
      [0, 0, 9]
    ]
    t.match(Moment.refusal({ ...shape, inputs: space }, 6), /6-point function of tanh would take/)
    t.throws(() => Cumulant.correlators({ ...shape, inputs: space }, 6), RangeError)
  }
)

t.test("gelu of large variances is relu of them, not infinite", async (t) => {
  const [gelu, relu] = [Activation.of("gelu"), Activation.of("relu")]
  for (const q of [1e12, 1e16, 3.3e17, 1e30])
    for (const correlation of [1, 0.6, -0.6]) {
      const C = gelu.covariance(q, q, correlation * q)
      t.ok(Math.abs(C - relu.covariance(q, q, correlation * q)) < 1e-11 * q, `${q}, ${correlation}: ${C}`)
    }
})

t.test("cos is refused where f64 no longer knows the angles, and so are its functions", async (t) => {
  const shape: NetworkShape = {
    activation: "cos",
    width: 5,
    weightStd: 1,
    biasStd: 1,
    inputs: [[1], [2000]]
  }
  t.match(Kernel.refusal(shape), /standard deviation of 2000, and beyond 1000/)
  t.match(Moment.refusal(shape, 4), /standard deviation of 2000/)
  t.match(Kernel.refusal({ ...shape, inputs: [[1]], biasStd: 1e6 }), /standard deviation of 1000000/)
  t.throws(() => Cumulant.correlators(shape, 4), RangeError)
  const widest = { ...shape, inputs: [[999], [-999]] }
  t.equal(Kernel.refusal(widest), undefined)
  // Var(z_1 + z_2) is 4, beside terms of a million.
  t.ok(Math.abs(Kernel.features(widest)[1] - Math.exp(-2) / 2) < 1e-9)
})
