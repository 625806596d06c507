/** The Piscina entry point: one job, its frames over a port of its own, its stop flag in shared memory. */
import type { MessagePort } from "node:worker_threads"
import type { Job, Reply } from "../src/engine/perform.ts"
import { makePerformer } from "../src/engine/perform.ts"
import { pack } from "../src/engine/wire.ts"

export interface Call {
  readonly job: Job
  readonly port: MessagePort
  /** One Int32; 1 asks the job to stop at its next step. */
  readonly stop: SharedArrayBuffer
}

const perform = makePerformer()

export default async ({ job, port, stop }: Call): Promise<Reply> => {
  const flag = new Int32Array(stop)
  const reply = await perform(job, {
    emit: (frame) => {
      const bytes = pack(frame)
      port.postMessage(bytes, [bytes.buffer])
    },
    stopped: () => Atomics.load(flag, 0) === 1
  })
  port.close()
  return reply
}
