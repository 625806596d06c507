/** The Piscina entry point: one job, its checkpoints over the worker's own port, its control in shared memory. */
import { parentPort, threadId } from "node:worker_threads"
import * as Control from "../src/engine/control.ts"
import type { Call, Message, Reply } from "../src/engine/job.ts"
import * as Perform from "../src/engine/thread/perform.ts"
import * as Stray from "../src/engine/thread/stray.ts"
import { pack } from "../src/engine/wire.ts"

const post = (message: Message, ...transfer: ReadonlyArray<ArrayBuffer>): void =>
  parentPort?.postMessage(message, transfer)

// After this module has been evaluated and handed to its importer.
queueMicrotask(() => post({ kind: "up", thread: threadId }))

// Standard output is for results; what a kernel prints is for people.
console.log = console.error
console.info = console.error

Stray.watch((cause) => {
  throw cause
})

const perform = Perform.make()

export default async ({ job, id, control }: Call): Promise<Reply> => {
  Control.sign(control, threadId)
  return perform(job, {
    report: (checkpoint) => {
      Control.sign(control, threadId)
      const bytes = pack(checkpoint)
      post({ kind: "checkpoint", job: id, at: Control.at(control), bytes }, bytes.buffer)
    },
    begin: (at) => Control.begin(control, at),
    isStopped: Control.asking(control)
  })
}
