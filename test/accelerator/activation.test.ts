/**
 * Single-precision forms of activations against doubles, at inputs z from 1e-38 to 1e30: neurons of one coordinate, whose z
 * are those of linear ones.
 *
 * Errors stay below those stated with the forms: 4e-7 of the value for erf and tanh, 4e-7 of max(1, |z|) for gelu and 3e-7 of
 * it for cos as long as its angle has digits. Where values are saturated they are so exactly: erf that ends at
 * 1 - 5e-7 makes C and kappa4 of large inputs wrong by thousands of their errors, and gelu of -1e30 was -6e23.
 */
import t from "tap"
import * as Open from "../../src/accelerator/open.ts"
import * as Activation from "../../src/domain/field/activation/list.ts"

/** Many narrow ones: the backends of gpu.js go through a sequence up to each neuron. */
const [networks, width] = [32, 16]
const scales = [1e-38, 1e-30, 1e-10, 1e-4, 0.01, 0.1, 0.5, 1, 2, 3, 5, 10, 1e3, 1e6, 1e12, 1e30]
/** Below, floats lose digits one by one. */
const tiny = 2 ** -125

const bound = (activation: Activation.Name, z: number, value: number): number => {
  const size = Math.max(1, Math.abs(z))
  switch (activation) {
    case "relu":
    case "linear":
      return 0
    case "erf":
    case "tanh":
      return 4e-7 * Math.abs(value)
    case "gelu":
      return Math.abs(z) > 6 ? 2 ** -24 * Math.abs(value) + 2e-8 : 4e-7 * Math.min(size, Math.abs(z))
    case "cos":
      return 3e-7 * size < 0.5 ? 3e-7 * size : 2
    default:
      throw new RangeError(`no bound for ${activation}`)
  }
}

for (const name of ["simd", "cpu", "webasm"] as const)
  t.test(name, async (t) => {
    const backend = await Open.open(name)
    t.teardown(backend.close)
    for (const activation of Activation.names) {
      if (activation === "gauss") continue
      const { value } = Activation.of(activation)
      for (const scale of scales) {
        const shape = { width, weightStd: 1, biasStd: 0, inputs: [[scale], [-scale]] }
        const [z, found] = [new Float32Array(2 * networks * width), new Float32Array(2 * networks * width)]
        await backend.networks({ ...shape, activation: "linear" }).features([1, 2], 0, networks, z)
        await backend.networks({ ...shape, activation }).features([1, 2], 0, networks, found)
        let worst = 0
        z.forEach((at, k) => {
          const exact = value(at, 0)
          const share = Math.abs(found[k] - exact) / (bound(activation, at, exact) + tiny * 2 ** -20)
          if (!(share <= worst)) worst = share
        })
        t.ok(worst < 1, `${activation} at ${scale}: ${worst} of its bound`)
        if (activation === "erf" || activation === "tanh")
          t.ok(
            z.every((at, k) => Math.abs(at) < 10 || found[k] === Math.sign(at)),
            `${activation} at ${scale} is saturated exactly`
          )
      }
    }
  })
