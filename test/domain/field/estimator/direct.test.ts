import t from "tap"
import * as Cumulant from "../../../../src/domain/field/cumulant.ts"
import * as Direct from "../../../../src/domain/field/estimator/direct.ts"
import type { Estimator } from "../../../../src/domain/field/estimator/estimator.ts"
import * as Kernel from "../../../../src/domain/field/kernel.ts"
import type { Neuron } from "../../../../src/domain/field/network.ts"
import * as Tuples from "../../../../src/domain/field/tuples.ts"
import * as Distribution from "../../../../src/domain/random/distribution.ts"

const neuron: Neuron = {
  activation: "erf",
  weightStd: 1,
  biasStd: 1,
  inputs: [[-1], [0.3], [0.6], [1], [1.4]]
}
const points = neuron.inputs.length
const batch = 333

/** What the estimator says of networks `from` to `from + count`. */
const means = (estimator: Estimator, values: Float32Array, batch: number, from: number, count: number) => {
  estimator.add(values, batch, from, count)
  return estimator.take()
}

const normal = new Float64Array(points * batch)
Distribution.normals([1, 2], 0, normal)
const outputs = Float32Array.from(normal)

t.test("means are those of the products, one network after another", async (t) => {
  for (const order of [2, 4, 6, 8]) {
    for (const [from, count] of [
      [0, 333],
      [17, 200],
      [5, 1]
    ]) {
      const vector = means(Direct.make(neuron, order), outputs, batch, from, count)
      const plain = Tuples.multisets(points, order).map((tuple) => {
        let sum = 0
        for (let i = from; i < from + count; i++)
          sum += tuple.reduce((product, a) => product * outputs[a * batch + i], 1)
        return sum / count
      })
      t.ok(plain.every((value, at) => Math.abs(value - vector[at]) < 1e-12 * (1 + Math.abs(value))))
    }
  }
})

t.test("the connected part of six is the sum over splits and pairings, written out", async (t) => {
  // A single network with outputs f has G_n = prod f.
  const one = Direct.make(neuron, 6)
  const f = Float32Array.of(0.5, -1, 2, 0.25, 1)
  const six = means(one, f, 1, 0, 1)
  const K = Kernel.matrix(neuron)
  const tuples = Tuples.multisets(points, 6)
  tuples.forEach((tuple, at) => {
    let expected = tuple.reduce((product, a) => product * f[a], 1)
    for (let i = 0; i < 6; i++)
      for (let j = i + 1; j < 6; j++) {
        const rest = tuple.filter((_, position) => position !== i && position !== j)
        const [a, b, c, d] = rest
        const pair = K[tuple[i] * points + tuple[j]]
        expected -= rest.reduce((product, p) => product * f[p], 1) * pair
        // Each of the 15 pairings of six is met three times.
        expected +=
          (2 / 3) *
          pair *
          (K[a * points + b] * K[c * points + d] +
            K[a * points + c] * K[b * points + d] +
            K[a * points + d] * K[b * points + c])
      }
    t.ok(Math.abs(six[tuples.length + at] - expected) < 1e-12 * (1 + Math.abs(expected)), Tuples.label(tuple))
  })
})

t.test("its formula for kappa6 turns exact G4 and G6 into the exact kappa6", async (t) => {
  const shape = { ...neuron, width: 3 }
  const four = Cumulant.correlators(shape, 4)
  const six = Cumulant.correlators(shape, 6)
  const K = Kernel.matrix(shape)
  Tuples.multisets(points, 6).forEach((tuple, at) => {
    let kappa = six.full[at]
    for (let i = 0; i < 6; i++)
      for (let j = i + 1; j < 6; j++) {
        const rest = Tuples.rank(
          points,
          tuple.filter((_, position) => position !== i && position !== j)
        )
        const gaussian = four.full[rest] - four.connected[rest]
        kappa += ((2 / 3) * gaussian - four.full[rest]) * K[tuple[i] * points + tuple[j]]
      }
    t.ok(Math.abs(kappa - six.connected[at]) < 1e-11)
  })
})

t.test("odd orders and batches that do not fit are refused", async (t) => {
  t.throws(() => Direct.make(neuron, 3), /n = 2, 4, 6 and 8, not 3/)
  t.throws(() => Direct.make(neuron, 2).add(outputs, batch, 300, 34), /not in a batch/)
  t.throws(() => Direct.make(neuron, 2).add(outputs, 332, 0, 10), /not in a batch/)
})
