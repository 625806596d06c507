/** The gpu.js kernel in the modes that every machine has, against the f64 reference. */
import t from "tap"
import * as Gpu from "../../../src/accelerator/gpu/gpu.ts"
import * as Sampling from "../../support/sampling.ts"

t.setTimeout(120_000)

for (const mode of ["webasm", "cpu"] as const)
  t.test(mode, async (t) => {
    const backend = await Gpu.open(mode)
    t.teardown(backend.close)

    await t.test("outputs are the reference's within the stated error", async (t) => {
      for (const shape of Sampling.shapes([1, 2, 5, 50]))
        for (const [key, from] of [
          [[1, 2], 123],
          [[0x9e3779b9, 0xdeadbeef], 2 ** 32 - 11],
          [[0xffffffff, 0x80000000], 65530]
        ] as const)
          t.ok((await Sampling.worst(backend, shape, key, from, 11)) < Sampling.bound, Sampling.label(shape))
    })

    await t.test("so are the values of neurons", async (t) => {
      for (const shape of Sampling.shapes([1, 2, 5, 50]))
        for (const [key, from] of [
          [[1, 2], 123],
          [[0xffffffff, 0x80000000], 65530]
        ] as const) {
          const most = await Sampling.worstFeature(backend, shape, key, from, 11)
          t.ok(most < Sampling.bound, Sampling.label(shape))
        }
    })

    await t.test("both ends of the uniform numbers keep their digits", async (t) => {
      for (const network of Sampling.extreme) {
        const most = await Sampling.worst(backend, Sampling.line, [1, 2], network, 1)
        t.ok(most < Sampling.bound, `network ${network}`)
      }
    })

    await t.test("more pairs than 2^16, many coordinates", async (t) => {
      const wide = { ...Sampling.line, width: 70_000 }
      t.ok((await Sampling.worst(backend, wide, [3, 4], 5, 1)) < Sampling.bound)
      const many = { ...Sampling.line, width: 3, inputs: [Array.from({ length: 64 }, (_, c) => 1 / (c + 1))] }
      t.ok((await Sampling.worst(backend, many, [3, 4], 5, 9)) < Sampling.bound)
    })

    await t.test("batches do not matter, bit for bit", async (t) => {
      const [shape] = Sampling.shapes([3])
      const draw = async (from: number, count: number) => {
        const out = new Float32Array(shape.inputs.length * count)
        await backend.networks(shape).sample([7, 8], from, count, out)
        return (point: number) => [...out.subarray(point * count, (point + 1) * count)]
      }
      const [all, first, second] = [await draw(0, 10), await draw(0, 4), await draw(4, 6)]
      for (let a = 0; a < shape.inputs.length; a++) t.same(all(a), [...first(a), ...second(a)])
    })
  })
