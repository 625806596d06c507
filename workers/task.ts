/** The Piscina entry point: one job, its frames over the worker's own port, its slip in shared memory. */
import { parentPort, threadId } from "node:worker_threads"
import type { Job, Reply } from "../src/engine/perform.ts"
import { makePerformer } from "../src/engine/perform.ts"
import * as Slip from "../src/engine/slip.ts"
import { pack } from "../src/engine/wire.ts"

export interface Call {
  readonly job: Job
  /** Names the job in its messages. */
  readonly id: number
  readonly slip: Slip.Slip
}

/** A frame of a running job, packed; or the news that a thread has loaded its modules. */
export type Message =
  | { readonly kind: "frame"; readonly job: number; readonly bytes: Uint8Array<ArrayBuffer> }
  | { readonly kind: "up"; readonly thread: number }

const post = (message: Message, ...transfer: ReadonlyArray<ArrayBuffer>): void =>
  parentPort?.postMessage(message, transfer)

// After this module has been evaluated and handed to its importer.
queueMicrotask(() => post({ kind: "up", thread: threadId }))

// Standard output is for results; what a kernel prints is for people.
console.log = console.error
console.info = console.error

const perform = makePerformer()

export default async ({ job, id, slip }: Call): Promise<Reply> => {
  Slip.sign(slip, threadId)
  return perform(job, {
    emit: (frame) => {
      Slip.sign(slip, threadId)
      const bytes = pack(frame)
      post({ kind: "frame", job: id, bytes }, bytes.buffer)
    },
    stopped: () => Slip.stopped(slip)
  })
}
