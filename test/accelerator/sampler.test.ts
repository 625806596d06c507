import t from "tap"
import * as Sampler from "../../src/accelerator/sampler.ts"

const shape = (width: number) =>
  ({ activation: "erf", width, weightStd: 1, biasStd: 0, inputs: [[1]] }) as const

t.test("a shape is prepared once while it is among the last, and not kept for ever", async (t) => {
  const prepared: Array<number> = []
  const { networks } = Sampler.keep(({ width }) => {
    prepared.push(width)
    return () => undefined
  })
  const draw = (width: number) => networks(shape(width)).sample([1, 2], 0, 1, new Float32Array(1))
  draw(1)
  draw(1)
  t.strictSame(prepared, [1], "the same shape again")
  for (let width = 2; width <= 8; width++) draw(width)
  draw(1)
  t.equal(prepared.length, 8, "eight of them are kept, those used last")
  draw(9)
  draw(1)
  t.equal(prepared.length, 9)
  draw(2)
  t.equal(prepared.length, 10, "2 was used before all others")
})
