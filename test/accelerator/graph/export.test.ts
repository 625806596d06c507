/** A trained model as a file: its parameters are inside, its metadata is readable, any onnxruntime runs it. */
import { InferenceSession, Tensor } from "onnxruntime-node"
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program } from "../../../src/domain/learn/array.ts"

const layer: Program = (a, { x, w, b }) => ({ y: a.tanh(a.add(a.matmul(x, w), b)) })
const specs = {
  x: { shape: [2, 3], type: "float32" },
  w: { shape: [3, 2], type: "float32" },
  b: { shape: [2], type: "float32" }
} as const
const w = Float32Array.of(1, -1, 0.5, 0.25, -2, 3)
const b = Float32Array.of(0.1, -0.1)
const x = Float32Array.of(1, 2, 3, -1, 0, 1)

/** Fields of a protocol buffer: number, and what stands there. */
function* fields(bytes: Uint8Array): Generator<readonly [number, number | Uint8Array]> {
  let at = 0
  const varint = (): number => {
    let [value, scale] = [0, 1]
    for (;;) {
      const byte = bytes[at++]
      value += (byte & 0x7f) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }
  while (at < bytes.length) {
    const key = varint()
    if ((key & 7) === 0) yield [key >> 3, varint()]
    else {
      const length = (key & 7) === 5 ? 4 : varint()
      yield [key >> 3, bytes.subarray(at, at + length)]
      at += length
    }
  }
}

t.test("a model with its parameters runs on its one input", async (t) => {
  const onnx = Graph.bake(layer, specs, { w, b }, { vocabulary: "-1 1", note: "two letters" })
  const session = await InferenceSession.create(onnx)
  t.same(session.inputNames, ["x"])
  t.same(session.outputNames, ["y"])
  const { y } = await session.run({ x: new Tensor("float32", x, [2, 3]) })
  const expected = [0, 1].flatMap((row) =>
    [0, 1].map((column) =>
      Math.tanh([0, 1, 2].reduce((sum, k) => sum + x[3 * row + k] * w[2 * k + column], b[column]))
    )
  )
  t.ok(expected.every((each, place) => Math.abs(each - Number(y.data[place])) < 1e-6))
  await session.release()
})

t.test("the file says its versions and its metadata", async (t) => {
  const onnx = Graph.bake(layer, specs, { w, b }, { vocabulary: "-1 1", note: "dès" })
  const text = new TextDecoder()
  const model = [...fields(onnx)]
  t.same(model.find(([field]) => field === 1)![1], 10, "the version of the format")
  const metadata = model
    .filter(([field]) => field === 14)
    .map(([, entry]) => [...fields(entry as Uint8Array)].map(([, part]) => text.decode(part as Uint8Array)))
  t.same(metadata, [
    ["vocabulary", "-1 1"],
    ["note", "dès"]
  ])
})

t.test("parameters that do not fit are refused by name", async (t) => {
  t.throws(() => Graph.bake(layer, specs, { v: w }), { message: "There is no input v to store." })
  t.throws(() => Graph.bake(layer, specs, { w: b }), {
    message: "w is float32 of 6 values, not Float32Array of 2."
  })
})
