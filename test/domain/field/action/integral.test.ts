import t from "tap"
import type { Shape } from "../../../../src/domain/field/action/box.ts"
import * as Box from "../../../../src/domain/field/action/box.ts"
import type { Closed } from "../../../../src/domain/field/action/closed.ts"
import * as Integral from "../../../../src/domain/field/action/integral.ts"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import type { Component } from "../../../../src/domain/field/diagram/diagram.ts"
import * as Legendre from "../../../../src/domain/field/legendre.ts"
import type { Neuron } from "../../../../src/domain/field/network.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"

const ray = [0.2, 0.4, 0.6, 0.8, 1, 1.2].map((x) => [x])
const relu: Neuron = { activation: "relu", weightStd: 1, biasStd: 0, inputs: ray }
const gauss: Neuron = { activation: "gauss", weightStd: 1, biasStd: 1, inputs: ray }
const erf: Neuron = { activation: "erf", weightStd: 1, biasStd: 1, inputs: ray }

const shapes: ReadonlyArray<Shape> = [
  { points: 4, loops: 0, power: 0 },
  { points: 4, loops: 0, power: 2 },
  { points: 2, loops: 1, power: 0 },
  { points: 6, loops: 0, power: 0 }
]

const closedOf = (neuron: Neuron, L: number): Closed | undefined =>
  Activation.of(neuron.activation).couplings.integrals(neuron, L)

const one = (points: ReadonlyArray<number>, loops = 0): Component => ({
  sites: [{ symbol: "λ", points, loops }],
  lines: []
})

const near = (value: number, expected: number, relative: number) =>
  Math.abs(value - expected) <= relative * Math.abs(expected)

/** The largest relative distance of a table of the box from the closed form; of zeros, relative to the largest value. */
const worst = (neuron: Neuron, table: Box.Table, closed: Closed): number => {
  let most = 0
  for (const [s, { points, loops, power }] of shapes.slice(0, table.values.length).entries()) {
    const largest = Math.max(...table.values[s].map(Math.abs))
    for (const [t, tuple] of Tuples.multisets(neuron.inputs.length, points).entries()) {
      const expected = closed(one(tuple, loops), power)
      const size = expected === 0 ? largest : Math.abs(expected)
      most = Math.max(most, Math.abs(table.values[s][t] - expected) / size)
    }
  }
  return most
}

t.test("closed forms of the paper's cases", async (t) => {
  const L = 100
  const line = closedOf(relu, L)!
  const x = [0.2, 0.4, 0.8, 1.2]
  const product = x.reduce((value, xi) => value * xi, 1)
  t.ok(near(line(one([0, 1, 3, 5]), 0), (product * L ** 5) / 80, 1e-14))
  t.ok(near(line(one([0, 1, 3, 5]), 2), (product * L ** 7) / 112, 1e-14))
  t.ok(near(line(one([0, 1, 3, 5, 4, 4]), 0), (product * L ** 7) / 448, 1e-14))
  t.equal(closedOf({ ...relu, inputs: [[-1], [1]] }, L)!(one([0, 0, 1, 1]), 0), 0)
  const space = closedOf(gauss, Infinity)!
  const total = x.reduce((value, xi) => value + xi, 0)
  const squares = x.reduce((value, xi) => value + xi * xi, 0)
  const expected = Math.sqrt(Math.PI / 2) * Math.exp(-squares / 2 + total ** 2 / 8)
  t.ok(near(space(one([0, 1, 3, 5]), 0), expected, 1e-14))
  t.ok(near(space(one([0, 1, 3, 5]), 2), expected * ((total / 4) ** 2 + 1 / 4), 1e-14))
  t.equal(closedOf(erf, L), undefined)
  t.equal(closedOf({ ...relu, biasStd: 1 }, L), undefined)
  t.equal(closedOf(gauss, L), undefined)
})

t.test("quadratures meet the closed forms to 1e-8, for all tuples", async (t) => {
  const L = 100
  const signed = { ...relu, weightStd: 1.3, inputs: [[-0.7], [0.3], [1.1]] }
  for (const neuron of [relu, signed]) {
    const table = Box.volume(neuron, L, shapes)
    t.ok(table.relative < 1e-8)
    t.ok(worst(neuron, table, closedOf(neuron, L)!) < 1e-8)
  }
  // Beyond ten correlation lengths there is nothing left of gauss; in a box of 1e5 the bump must still be found.
  for (const L of [12, 1e5]) {
    const table = Box.volume(gauss, L, shapes)
    t.ok(worst(gauss, table, closedOf(gauss, Infinity)!) < 1e-8, `gauss, L = ${L}`)
  }
  const plane = {
    ...gauss,
    inputs: [
      [0.1, 0.4],
      [-0.5, 0.2],
      [0.3, -0.9]
    ]
  }
  t.ok(worst(plane, Box.volume(plane, 15, shapes), closedOf(plane, Infinity)!) < 1e-8)
  const space = {
    ...gauss,
    weightStd: 2,
    inputs: [
      [0.1, 0.4, 0],
      [-0.5, 0.2, 0.3]
    ]
  }
  t.ok(
    worst(space, Box.volume(space, 8, shapes.slice(0, 1), { tolerance: 1e-6 }), closedOf(space, Infinity)!) <
      1e-8
  )
})

// K_W = weightStd^4 x y without bias: the integral is a power of L.
t.test("linear on a line", async (t) => {
  const neuron: Neuron = { ...relu, activation: "linear", weightStd: 1.3 }
  const [table] = Box.volume(neuron, 7, shapes).values
  for (const [k, tuple] of Tuples.multisets(ray.length, 4).entries()) {
    const product = tuple.reduce((value, a) => value * 1.3 ** 4 * ray[a][0], 1)
    t.ok(near(table[k], (product * 2 * 7 ** 5) / 5, 1e-12))
  }
})

t.test("tanh has no integrals, and says why", async (t) => {
  const neuron: Neuron = { ...erf, activation: "tanh" }
  t.throws(() => Box.volume(neuron, 7, shapes), /kernel of tanh has no closed form/)
})

// In the plane relu's kernels are homogeneous of degree 1, so that only the direction is integrated: an independent
// way, by Gauss-Legendre between the kinks, with the box's edge at the radius L / max(|cos|, |sin|).
t.test("relu in two dimensions, in polar coordinates", async (t) => {
  const neuron = {
    ...relu,
    inputs: [
      [0.5, 0.5],
      [0.5, 1],
      [1, -0.5]
    ]
  }
  const L = 3
  const table = Box.volume(neuron, L, shapes)
  const kinks = neuron.inputs.flatMap(([x, y]) => [Math.atan2(y, x), Math.atan2(-y, -x)])
  const corners = Array.from({ length: 9 }, (_, k) => -Math.PI + (k * Math.PI) / 4)
  const ends = [...kinks, ...corners].toSorted((a, b) => a - b)
  const { nodes, weights } = Legendre.rule(30)
  for (const [t4, tuple] of Tuples.multisets(3, 4).entries()) {
    let sum = 0
    for (let piece = 1; piece < ends.length; piece++)
      for (let i = 0; i < nodes.length; i++) {
        const half = (ends[piece] - ends[piece - 1]) / 2
        const angle = (ends[piece] + ends[piece - 1]) / 2 + half * nodes[i]
        const direction = [Math.cos(angle), Math.sin(angle)]
        const edge = L / Math.max(Math.abs(direction[0]), Math.abs(direction[1]))
        const product = tuple.reduce((v, a) => v * Box.propagator(neuron, neuron.inputs[a], direction), 1)
        sum += (half * weights[i] * product * edge ** 6) / 6
      }
    t.ok(near(table.values[0][t4], sum, 1e-8), Tuples.label(tuple))
  }
})

t.test("the surface is the derivative of the volume", async (t) => {
  const square = [
    [0.5, 0.5],
    [0.5, 1],
    [1, -1]
  ]
  const others = (["gelu", "linear"] as const).map((activation) => ({ ...erf, activation }))
  for (const neuron of [{ ...relu, biasStd: 0.7 }, erf, { ...erf, inputs: square }, ...others])
    for (const full of [false, true]) {
      const h = 1e-3
      const outer = Box.volume(neuron, 5 + h, shapes, { full }).values[0]
      const inner = Box.volume(neuron, 5 - h, shapes, { full }).values[0]
      const surface = Box.surface(neuron, 5, shapes, { full }).values[0]
      // The difference quotient's own error is h^2, its rounding that of the quadratures over h.
      for (const [k, value] of surface.entries()) t.ok(near((outer[k] - inner[k]) / (2 * h), value, 2e-5))
    }
})

t.test("two joined sites: quadrature against the closed form, and each way round", async (t) => {
  const joined = (left: ReadonlyArray<number>, right: ReadonlyArray<number>, times: number): Component => ({
    sites: [
      { symbol: "λ", points: left, loops: 0 },
      { symbol: "λ", points: right, loops: 1 }
    ],
    lines: new Array(times).fill([0, 1])
  })
  const space = closedOf(gauss, Infinity)!
  const integrals = Integral.make(gauss, 15, shapes)
  t.equal(integrals.source, "quadrature")
  for (const [left, right, times] of [
    [[0, 1, 2], [3, 4, 5], 1],
    [[0, 5], [2, 2], 2],
    [[1], [0], 3]
  ] as const)
    t.ok(near(integrals.value(joined(left, right, times)), space(joined(left, right, times), 0), 1e-8))
  t.ok(integrals.error() < 1e-8)
  const line = Integral.make({ ...relu, biasStd: 0.5 }, 10, shapes)
  const there = line.value({ ...joined([0, 1, 2], [3, 4, 5], 1), lines: [[0, 1]] })
  const back = line.value({
    sites: [
      { symbol: "λ", points: [3, 4, 5], loops: 1 },
      { symbol: "λ", points: [0, 1, 2], loops: 0 }
    ],
    lines: [[0, 1]]
  })
  t.ok(near(there, back, 1e-12))
  const relus = Integral.make(relu, 100, shapes)
  t.equal(relus.source, "closed form")
  t.ok(
    near(
      relus.value({ ...joined([0, 1, 2], [3, 4, 5], 1) }),
      (0.048 * 0.96 * (100 ** 5 / 5) * (100 ** 7 / 7)) / 2 ** 8,
      1e-12
    )
  )
})

t.test("what cannot be integrated gets a sentence", async (t) => {
  t.throws(() => Integral.make(erf, 0, shapes), /A cutoff is a positive number, not 0/)
  t.throws(() => Integral.make(relu, 0, shapes), /A cutoff is a positive number, not 0/)
  t.throws(() => Integral.make(relu, -5, shapes), /A cutoff is a positive number, not -5/)
  t.throws(() => Integral.make(erf, Infinity, shapes), /Without a cutoff the integrals of erf/)
  t.throws(() => Integral.make({ ...erf, inputs: [[1, 2, 3, 4]] }, 1, shapes), /1, 2 or 3 dimensions, not 4/)
  t.throws(() => Integral.make({ ...erf, inputs: [[1], [1, 2]] }, 1, shapes), /All inputs have 1 coordinates/)
  t.throws(
    () => Integral.make(erf, 10, shapes).value(one([0, 0, 0])),
    /3 points and 0 loops was not prepared/
  )
  const plane = Integral.make({ ...erf, inputs: [[1, 2]] }, 1, shapes)
  t.equal(plane.joins, false)
})
