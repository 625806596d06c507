/**
 * A compiled program in onnxruntime: its inputs and outputs stay where they are, and a run reads and fills them. It is one
 * session: a run copies outputs a second time (findings/onnxruntime-node-outputs.sh), so that a program in parts, with passes of
 * our own between them, lost more than the passes won.
 */

import { InferenceSession, Tensor } from "onnxruntime-node"
import * as Interruption from "../../domain/interruption.ts"
import type { Compiled } from "./compile.ts"
import { arrayOf, checkValues, type Spec, type Specs, type Values } from "./program.ts"

export interface Session {
  /** To be written before a run. */
  readonly inputs: Readonly<Record<string, Values>>
  /** Filled by a run. */
  readonly outputs: Readonly<Record<string, Values>>
  /**
   * Runs the program once. The thread computes, and answers nothing else, until it is done. A thread must not be ended
   * from outside meanwhile: that aborts the process.
   */
  readonly run: () => Promise<void>
  /** Waits for the run in flight, and frees what the session holds. */
  readonly close: () => Promise<void>
}

export interface Options {
  /** Threads within one run; 1 unless said. */
  readonly threads?: number
  /**
   * Arrays of the caller's own for inputs and outputs, by name: parts of one flat array of parameters, say, or memory
   * that threads share. The others are allocated.
   */
  readonly memory?: Readonly<Record<string, Values>>
}

const allocate = (specs: Specs, memory: Readonly<Record<string, Values>>): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, tensor(name, spec, memory[name])] as const)
  )

const tensor = (name: string, { shape, type }: Spec, given?: Values): Tensor => {
  const data = given ?? new arrayOf[type](shape.reduce((product, each) => product * each, 1))
  checkValues(name, { shape, type }, data)
  return new Tensor(type, data as Float32Array, shape)
}

const views = (tensors: Record<string, Tensor>): Record<string, Values> =>
  Object.fromEntries(Object.entries(tensors).map(([name, { data }]) => [name, data as Values]))

/**
 * How onnxruntime runs a program. It simplifies only a little: its own fusions were measured to gain nothing over those
 * of the compiler, and the one left out moves transpositions past slices, where they are more and smaller (3 % of a
 * transformer's step).
 */
export const settings = (threads: number): InferenceSession.SessionOptions => ({
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
  executionMode: "sequential",
  graphOptimizationLevel: "basic",
  extra: { optimization: { disable_specified_optimizers: "TransposeOptimizer" } }
})

/**
 * Opens a compiled program. Works in any thread.
 *
 * @throws TypeError where memory that is given does not fit
 */
export const open = async (
  compiled: Compiled,
  { threads = 1, memory = {} }: Options = {}
): Promise<Session> => {
  const feeds = allocate(compiled.inputs, memory)
  const fetches = allocate(compiled.outputs, memory)
  const session = await InferenceSession.create(compiled.onnx, settings(threads))
  let running: Promise<unknown> = Promise.resolve()
  let closed = false
  return {
    inputs: views(feeds),
    outputs: views(fetches),
    run: async () => {
      if (closed) throw new Error("The session is closed.")
      Interruption.look()
      running = session.run(feeds, fetches)
      await running
    },
    close: async () => {
      if (closed) return
      closed = true
      await running.catch(() => {})
      await session.release()
    }
  }
}
