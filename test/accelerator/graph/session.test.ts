/** Sessions: memory that stays where it is, threads, and the end. */
import { once } from "node:events"
import { Worker } from "node:worker_threads"
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import type { Program } from "../../../src/domain/learn/array.ts"

const line: Program = (a, { x, w }) => ({ y: a.multiply(x, w), z: a.add(x, w) })
const specs = { x: { shape: [3], type: "float32" }, w: { shape: [3], type: "float32" } } as const

t.test("runs read and fill the arrays of the session", async (t) => {
  const session = await Graph.open(Graph.compile(line, specs))
  const { x, w } = session.inputs
  const { y } = session.outputs
  x.set([1, 2, 3])
  w.set([4, 5, 6])
  await session.run()
  t.same([...y], [4, 10, 18])
  w.set([1, 1, 2])
  await session.run()
  t.same([...y], [1, 2, 6], "the same array, filled again")
  await session.close()
  await session.close()
  await t.rejects(session.run(), { message: "The session is closed." })
})

t.test("memory of the caller's own, in parts and shared", async (t) => {
  const flat = new Float32Array(new SharedArrayBuffer(40))
  flat.set([9, 1, 2, 3, 4, 5, 6])
  const memory = { x: flat.subarray(1, 4), w: flat.subarray(4, 7), y: flat.subarray(7, 10) }
  const session = await Graph.open(Graph.compile(line, specs), { memory })
  await session.run()
  t.same([...flat], [9, 1, 2, 3, 4, 5, 6, 4, 10, 18])
  t.same([...session.outputs.z], [5, 7, 9])
  await session.close()
  const message = "x is float32 of 3 values, not Float32Array of 2."
  await t.rejects(Graph.open(Graph.compile(line, specs), { memory: { x: flat.subarray(0, 2) } }), { message })
})

t.test("closing waits for the run in flight", async (t) => {
  const session = await Graph.open(Graph.compile(line, specs))
  session.inputs.x.set([1, 2, 3])
  session.inputs.w.fill(2)
  const run = session.run()
  await session.close()
  t.same([...session.outputs.y], [2, 4, 6])
  await run
})

t.test("an input that nothing needs may be there", async (t) => {
  const session = await Graph.open(Graph.compile((a, { x }) => ({ y: a.exp(x) }), specs))
  await session.run()
  t.same([...session.outputs.y], [1, 1, 1])
  await session.close()
})

t.test("threads run sessions, and stop between two runs", async (t) => {
  const product: Program = (a, { x }) => ({ y: a.matmul(x, x) })
  const compiled = Graph.compile(product, { x: { shape: [64, 64], type: "float32" } })
  const threads = [2, 3].map((value) => {
    const x = new Float32Array(new SharedArrayBuffer(4 * 64 * 64)).fill(value)
    const y = new Float32Array(new SharedArrayBuffer(4 * 64 * 64))
    const path = new URL("../../support/graph-thread.ts", import.meta.url)
    const worker = new Worker(path, { workerData: { compiled, memory: { x, y } } })
    return { value, y, worker, running: once(worker, "message"), ended: once(worker, "exit") }
  })
  for (const { running } of threads) t.same(await running, ["running"])
  for (const { worker, value, y, ended } of threads) {
    const answer = once(worker, "message")
    worker.postMessage("stop")
    const [runs] = await answer
    t.ok(runs >= 3)
    t.same(await ended, [0])
    t.ok(y.every((each) => each === 64 * value * value))
  }
})
