/** The recursion of deep networks; one layer is tested with the exact functions it is part of. */
import t from "tap"
import * as Activation from "../../../src/domain/field/activation/list.ts"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
import * as Kernel from "../../../src/domain/field/kernel.ts"
import * as Lattice from "../../../src/domain/field/lattice.ts"
import type { NetworkShape } from "../../../src/domain/field/network.ts"

const inputs = [[-1], [-0.2], [0.6]]
const points = inputs.length

t.test("a layer's C is the integral over the Gaussian of the layer before", async (t) => {
  for (const activation of Activation.names) {
    const { deep, moments } = Activation.of(activation)
    if (deep.refusal !== undefined) continue
    for (const depth of [2, 3, 4]) {
      const neuron = { activation, weightStd: 1.3, biasStd: 0.4, inputs }
      const K = Kernel.matrix({ ...neuron, depth: depth - 1 })
      const C = Kernel.features({ ...neuron, depth })
      for (let a = 0; a < points; a++)
        for (let b = a + 1; b < points; b++) {
          const pair = Lattice.pair(K[a * points + a], K[b * points + b], K[a * points + b])
          // Inputs of a layer without bias whose covariances are those of the pair.
          const before = { weightStd: Math.SQRT2, biasStd: 0, inputs: pair }
          const [, integral] = moments.of(before, 2)
          t.ok(Math.abs(integral[1] - C[a * points + b]) < 1e-12, `${activation} ${depth}: ${a}, ${b}`)
          t.ok(Math.abs(integral[0] - C[a * points + a]) < 1e-12, `${activation} ${depth}: ${a}, ${a}`)
        }
    }
  }
})

t.test("where it is exact", async (t) => {
  const relu = { activation: "relu", depth: 2, weightStd: 1, biasStd: 0, inputs: [[1], [2]] } as const
  t.ok(Kernel.isExact(relu))
  t.ok(
    Kernel.isExact({
      ...relu,
      inputs: [
        [0, 0],
        [1, 2],
        [2, 4]
      ]
    })
  )
  t.notOk(Kernel.isExact({ ...relu, inputs: [[1], [-2]] }))
  t.notOk(
    Kernel.isExact({
      ...relu,
      inputs: [
        [1, 2],
        [2, 4.001]
      ]
    })
  )
  t.notOk(Kernel.isExact({ ...relu, biasStd: 0.1 }))
  t.notOk(Kernel.isExact({ ...relu, activation: "erf" }))
  t.ok(Kernel.isExact({ ...relu, activation: "erf", depth: 1 }))
  t.ok(Kernel.isExact({ ...relu, activation: "linear", biasStd: 0.1, inputs: [[1], [-2]] }))
})

// m_4 = (1 + 5/N)^depth - 1 and m_6 = (1 + 15/N + 44/N^2)^depth - 1, and one layer by the general formula.
t.test("relu on a ray: deep exact functions", async (t) => {
  const shape: NetworkShape = {
    activation: "relu",
    width: 3,
    weightStd: 1.2,
    biasStd: 0,
    inputs: [
      [0.5, 1],
      [1, 2]
    ]
  }
  const K = Kernel.matrix({ ...shape, depth: 3 })
  const two = Cumulant.correlators({ ...shape, depth: 3 }, 2)
  t.equal(two.full[1], K[1])
  const four = Cumulant.correlators({ ...shape, depth: 3 }, 4)
  const six = Cumulant.correlators({ ...shape, depth: 3 }, 6)
  t.ok(Math.abs(four.full[0] / (3 * K[0] ** 2) - (1 + 5 / 3) ** 3) < 1e-12)
  t.ok(Math.abs(six.full[0] / (15 * K[0] ** 3) - (1 + 15 / 3 + 44 / 9) ** 3) < 1e-10)
  t.ok(Math.abs(four.connected[0] - (four.full[0] - 3 * K[0] ** 2)) < 1e-12)
  const kappa6 = six.full[0] - 15 * four.connected[0] * K[0] - 15 * K[0] ** 3
  t.ok(Math.abs(six.connected[0] / kappa6 - 1) < 1e-12)
  t.throws(() => Cumulant.correlators({ ...shape, depth: 2, biasStd: 1 }, 4), /With 2 hidden layers/)
  t.throws(() => Cumulant.correlators(shape, 8), /n = 2, 4 or 6, not 8/)
})
