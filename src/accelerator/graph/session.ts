/** A compiled program in onnxruntime: its inputs and outputs stay where they are, and a run reads and fills them. */
import { InferenceSession, Tensor } from "onnxruntime-node"
import type { Compiled } from "./compile.ts"
import type { Spec, Specs, Values } from "./program.ts"

export interface Session {
  /** To be written before a run. */
  readonly inputs: Readonly<Record<string, Values>>
  /** Filled by a run. */
  readonly outputs: Readonly<Record<string, Values>>
  /** Runs the program once. A thread must not be ended while a run is in flight: that aborts the process. */
  readonly run: () => Promise<void>
  /** Waits for the run in flight. */
  readonly close: () => Promise<void>
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }

const tensor = ({ shape, type }: Spec): Tensor => {
  const data = new arrays[type](shape.reduce((product, each) => product * each, 1))
  return new Tensor(type, data as Float32Array, shape)
}

const allocate = (specs: Specs): Record<string, Tensor> =>
  Object.fromEntries(Object.entries(specs).map(([name, spec]) => [name, tensor(spec)]))

const views = (tensors: Record<string, Tensor>): Record<string, Values> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data as Values]))

export interface Options {
  /** Threads within one run; 1 unless said. */
  readonly threads?: number
}

export const open = async (compiled: Compiled, { threads = 1 }: Options = {}): Promise<Session> => {
  const session = await InferenceSession.create(compiled.onnx, {
    intraOpNumThreads: threads,
    interOpNumThreads: 1,
    executionMode: "sequential",
    graphOptimizationLevel: "all"
  })
  const used = new Set(session.inputNames)
  const feeds = allocate(compiled.inputs)
  const fed = Object.fromEntries(Object.entries(feeds).filter(([name]) => used.has(name)))
  const fetches = allocate(compiled.outputs)
  let running: Promise<unknown> = Promise.resolve()
  return {
    inputs: views(feeds),
    outputs: views(fetches),
    run: async () => {
      running = session.run(fed, fetches)
      await running
    },
    close: async () => {
      await running.catch(() => {})
      await session.release()
    }
  }
}
