/**
 * Exact functions of every activation against networks of the reference, by the estimator of least variance: 100 blocks
 * of 250 networks of 3 neurons, a fixed seed. 7 activations have 91 values: beyond 4.5 standard errors, odds one in a
 * thousand. Moments of cos with a wrong sign are off by hundreds.
 */
import t from "tap"
import * as Activation from "../../../../src/domain/field/activation/list.ts"
import * as Cumulant from "../../../../src/domain/field/cumulant.ts"
import * as Neuron from "../../../../src/domain/field/estimator/neuron.ts"
import * as Network from "../../../../src/domain/field/network.ts"

const [blocks, networks, width] = [100, 250, 3]

for (const activation of Activation.names)
  t.test(activation, async (t) => {
    // The moments of gauss have heavy tails where its deviations are large.
    const std = activation === "gauss" ? 0.3 : 0.8
    const shape = {
      activation,
      width,
      weightStd: std,
      biasStd: std / 2,
      inputs: [
        [1, -0.4],
        [0.3, 0.9]
      ]
    }
    for (const order of [2, 4]) {
      const { full, connected } = Cumulant.correlators(shape, order)
      const estimator = Neuron.make(shape, order)
      const taken = Array.from({ length: blocks }, (_, block) => {
        const values = new Float32Array(2 * networks * width)
        Network.features(shape, [2020, order], networks * block, networks, values)
        estimator.add(values, networks, 0, networks)
        return estimator.take()
      })
      for (const [k, value] of [...full, ...(order === 4 ? connected : [])].entries()) {
        const mean = taken.reduce((sum, block) => sum + block[k], 0) / blocks
        const scatter = taken.reduce((sum, block) => sum + (block[k] - mean) ** 2, 0)
        const z = (mean - value) / Math.sqrt(scatter / blocks / (blocks - 1))
        t.ok(Math.abs(z) < 4.5, `${order}-point, ${k}: ${mean} for ${value}, ${z.toFixed(1)} standard errors`)
      }
    }
  })
