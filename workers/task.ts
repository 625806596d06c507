/** The Piscina entry point: one job, its frames over the worker's own port, its stop flag in shared memory. */
import { parentPort } from "node:worker_threads"
import type { Job, Reply } from "../src/engine/perform.ts"
import { makePerformer } from "../src/engine/perform.ts"
import { pack } from "../src/engine/wire.ts"

export interface Call {
  readonly job: Job
  /** Names the job in its messages. */
  readonly id: number
  /** One Int32; 1 asks the job to stop at its next step. */
  readonly stop: SharedArrayBuffer
}

/** A frame of a running job, packed. */
export interface Message {
  readonly id: number
  readonly bytes: Uint8Array<ArrayBuffer>
}

const perform = makePerformer()

export default async ({ job, id, stop }: Call): Promise<Reply> => {
  const flag = new Int32Array(stop)
  return perform(job, {
    emit: (frame) => {
      const message: Message = { id, bytes: pack(frame) }
      parentPort?.postMessage(message, [message.bytes.buffer])
    },
    stopped: () => Atomics.load(flag, 0) === 1
  })
}
