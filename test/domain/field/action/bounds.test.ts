/** What quadratures over the box say of their errors, beside values of many digits. */
import { readFileSync } from "node:fs"
import t from "tap"
import * as Box from "../../../../src/domain/field/action/box.ts"
import * as Coupling from "../../../../src/domain/field/action/coupling.ts"
import * as Integral from "../../../../src/domain/field/action/integral.ts"
import type * as Activation from "../../../../src/domain/field/activation/list.ts"
import type { Neuron } from "../../../../src/domain/field/network.ts"

/**
 * [activation, biasStd, inputs of one coordinate, L, the integrals over [-L, L] of K_W^4 of all tuples of four] with
 * weightStd 1, by mpmath 1.3 at 60 digits: Gauss-Legendre of 16 nodes on cells that end at three scales a decade about the
 * origin and each input, kernels by their formulas.
 */
const integrals = JSON.parse(
  readFileSync(new URL("../../../golden/field-integrals.json", import.meta.url), "utf8")
) as ReadonlyArray<readonly [Activation.Name, number, ReadonlyArray<number>, number, ReadonlyArray<number>]>

const four = [{ points: 4, loops: 0, power: 0 }] as const

t.test(
  "each integral is as near as the bound says, from biases of 1 to 1e-8 and for bumps far out",
  async (t) => {
    for (const [activation, biasStd, inputs, L, expected] of integrals) {
      const neuron = { activation, weightStd: 1, biasStd, inputs: inputs.map((x) => [x]) }
      const { values, relative } = Box.volume(neuron, L, four)
      t.ok(relative <= 1e-9)
      for (const [k, value] of values[0].entries()) {
        const what = `${activation} ${biasStd} ${inputs} ${k}: ${value} for ${expected[k]}`
        t.ok(Math.abs(value - expected[k]) <= (relative + 1e-13) * Math.abs(expected[k]), what)
      }
    }
  }
)

const eight = [-1, -0.7, -0.4, -0.1, 0.2, 0.5, 0.8, 1.1].map((x) => [x])

// Kernels of nearly opposite points were rounding, and cells were halved without end: 17 of them became 9000.
t.test("small biases take no more cells than larger ones, but for their scale", async (t) => {
  for (const activation of ["relu", "erf", "gelu", "cos"] as const) {
    const cells = (biasStd: number) =>
      Box.volume({ activation, weightStd: 1, biasStd, inputs: eight }, 100, Coupling.quarticShapes).cells
        .length
    const usual = cells(0.3)
    for (const biasStd of [0.03, 0.01, 1e-3]) t.ok(cells(biasStd) <= 2 * usual, `${activation} ${biasStd}`)
    t.ok(cells(1e-8) <= 5 * usual, activation)
  }
})

t.test("a quadrature that does not converge is refused, and bumps that it could miss", async (t) => {
  const neuron: Neuron = { activation: "erf", weightStd: 1, biasStd: 1, inputs: eight }
  t.throws(() => Box.volume(neuron, 100, four, { most: 1, tolerance: 1e-18 }), {
    name: "Uncomputable",
    message: /did not converge: after 1e\+0 nodes .* known to \de-\d+ only, not to 1e-18/
  })
  const plane = { ...neuron, inputs: [[1, 30]] }
  t.throws(
    () => Box.volume({ ...plane, activation: "cos" }, 100, four),
    /In 2 dimensions .* cos has at input 1/
  )
  t.ok(Box.volume(plane, 100, four).relative <= 1e-9)
})

t.test("over all of space gauss knows distances alone, however far from the origin", async (t) => {
  const at = (origin: number) => {
    const inputs = [0, 0.5, -1].map((x) => [origin + x, 2 * origin - x])
    const neuron: Neuron = { activation: "gauss", weightStd: 1.3, biasStd: 1, inputs }
    return Integral.make(neuron, Infinity, four)
  }
  const site = (points: ReadonlyArray<number>) => ({ symbol: "λ" as const, points, loops: 0 })
  for (const [sites, lines] of [
    [[site([0, 1, 2, 2])], []],
    [[site([0, 1, 2]), site([1, 2, 2])], [[0, 1] as const]]
  ] as const)
    t.ok(Math.abs(at(2 ** 20).value({ sites, lines }) / at(0).value({ sites, lines }) - 1) < 1e-14)
})

// Components of two sites by their cells, and by a quarter of them.
t.test("the bound of integrals over two sites", async (t) => {
  for (const activation of ["relu", "erf", "cos"] as const)
    for (const L of [0.5, 2])
      for (const biasStd of [1, 0.1, 1e-3]) {
        const neuron = { activation, weightStd: 1, biasStd, inputs: [[0.5], [1], [-1.5]] }
        const { cells } = Box.volume(neuron, L, Coupling.quarticShapes)
        const halved = (some: typeof cells): typeof cells =>
          some.flatMap((cell) => {
            const middle = (cell.low[0] + cell.high[0]) / 2
            return [
              { ...cell, high: [middle] },
              { ...cell, low: [middle] }
            ]
          })
        const coarse = Integral.pairs(neuron, L, cells)
        const fine = Integral.pairs(neuron, L, halved(halved(cells)))
        for (const [left, right] of [
          [
            [0, 1, 2],
            [0, 1, 2]
          ],
          [
            [0, 0, 0],
            [1, 1, 1]
          ],
          [
            [2, 2, 2],
            [0, 1, 1]
          ]
        ]) {
          const component = {
            sites: [left, right].map((points) => ({ symbol: "λ" as const, points, loops: 0 })),
            lines: [[0, 1] as const]
          }
          const { value, error } = coarse.value(component)
          const better = fine.value(component).value
          t.ok(
            Math.abs(value - better) <= (error + 1e-13) * Math.abs(better),
            `${activation} ${L} ${biasStd}`
          )
        }
      }
})
