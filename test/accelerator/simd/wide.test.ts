/** The module carries kernels through layers with the very bits of the TypeScript reference. */
import { readFileSync } from "node:fs"
import t from "tap"
import { compile, wide } from "../../../scripts/build-simd.ts"
import { wide as open } from "../../../src/accelerator/open.ts"
import * as Simd from "../../../src/accelerator/simd/wide.ts"
import * as Kernels from "../../../src/domain/field/wide/kernels.ts"
import * as Stream from "../../../src/domain/random/stream.ts"

const steps = Simd.open()

const points = (stream: Stream.Stream, count: number, dimension: number, scale: number) =>
  Array.from({ length: count }, () =>
    Array.from({ length: dimension }, () => scale * (Stream.next(stream) / 2 ** 31 - 1))
  )

/** Whether both matrices have the same bits; Object.is tells zeros by their signs. */
const isSame = (a: Kernels.Kernels, b: Kernels.Kernels): boolean =>
  (["K", "Theta"] as const).every((name) => a[name].every((value, k) => Object.is(value, b[name][k])))

t.test(
  "cos has the reference's bits: one point and many, against others, near and opposite, at any depth",
  async (t) => {
    t.not(steps.cos, Kernels.steps.cos, "the module is asked")
    const stream = Stream.make([16, 2])
    for (const [count, dimension, depth, scale, weightStd, biasStd] of [
      [1, 1, 1, 1, 1, 0],
      [2, 3, 2, 1, 1.4, 0.1],
      [37, 4, 3, 2, 1.4, 0.1],
      [64, 9, 6, 0.01, 1, 0.5],
      [20, 5, 2, 4, 2, 1],
      // Variances beyond those that the module takes, before the first layer or after it.
      [10, 3, 3, 30, 1.4, 0.1],
      [10, 3, 3, 1, 6, 0.1]
    ] as const) {
      const inputs = points(stream, count, dimension, scale)
      inputs.push(
        inputs[0].map((x) => -x),
        inputs[0].map((x) => x * (1 + 1e-9)),
        inputs[0].map(() => 0)
      )
      const network = { activation: "cos", depth, weightStd, biasStd, inputs } as const
      const others = points(stream, count + 1, dimension, scale)
      for (const against of [undefined, others])
        t.ok(
          isSame(Kernels.of(network, against, undefined, steps), Kernels.of(network, against)),
          `${count} points, scale ${scale}, depth ${depth}, ${against === undefined ? "own" : "others"}`
        )
    }
  }
)

t.test("what is opened for the command is the module's", async (t) => {
  t.notSame((await open()).cos, Kernels.steps.cos)
})

t.test("the committed module is what its source compiles to", async (t) => {
  t.equal(readFileSync(wide.file, "utf8"), await compile(wide))
})
