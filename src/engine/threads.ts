/** Worker threads, by Piscina: jobs go to them, checkpoints and replies come back. */
import { extname } from "node:path"
import { setTimeout } from "node:timers/promises"
import { Piscina } from "piscina"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Control } from "./control.ts"
import type { Call, Checkpoint, Job, Message, Reply } from "./job.ts"
import { crashed, transferred } from "./job.ts"
import { unpack } from "./wire.ts"
import * as Workers from "./workers.ts"

/** What of a pool's listener a thread serves. */
interface Listener {
  readonly task: (at: number) => string
  readonly onCheckpoint: (checkpoint: Checkpoint, at: number) => void
}

export const start = (width: number) => {
  const threads = new Piscina<Call, Reply>({
    // As this file: .ts in the repository, .js in a package.
    filename: new URL(`../../workers/task${extname(import.meta.filename)}`, import.meta.url).href,
    minThreads: width,
    maxThreads: width,
    maxQueue: Number.POSITIVE_INFINITY
  })
  // A port for each job would be simpler, but node keeps some kilobytes of each that has crossed threads.
  const listeners = new Map<number, Listener>()
  const up = new Set<number>()
  const records = Workers.make()
  let jobs = 0
  threads.on("message", (message: Message) => {
    switch (message.kind) {
      case "up":
        up.add(message.thread)
        return
      case "checkpoint":
        listeners.get(message.job)?.onCheckpoint(unpack(message.bytes), message.at)
        return
      default:
        nothingLeft(message, "kind of message")
    }
  })
  const uncaught = watch(threads)
  const run = async (job: Job, control: Control, listener: Listener): Promise<Reply> => {
    const id = jobs++
    listeners.set(id, listener)
    try {
      return await records.during(listener.task, control, () =>
        threads.run({ job, control, id }, { transferList: [...transferred(job)] })
      )
    } finally {
      listeners.delete(id)
    }
  }
  const workers = () =>
    records.now(threads.threads.map(({ threadId }) => threadId).filter((threadId) => up.has(threadId)))
  /** Ending a thread that still loads its modules can abort the process (an assertion of node). */
  const close = async (): Promise<void> => {
    while (threads.threads.some(({ threadId }) => threadId !== -1 && !up.has(threadId))) await setTimeout(5)
    await threads.close()
  }
  return { run, workers, isUncaught: (cause: unknown) => uncaught.has(cause), close }
}

/**
 * What the events "error" of workers bring, each until the turn of the event loop is over: Piscina rejects the job of
 * the worker with the very same. Where the worker had no job (a timer that a kernel has left behind), nothing that
 * counts is lost; a warning tells of it, and the thread is replaced.
 */
export const watch = (threads: Piscina): { readonly has: (cause: unknown) => boolean } => {
  const uncaught = new Set<unknown>()
  const watched = new WeakSet<object>()
  threads.on("workerCreate", () => {
    for (const thread of threads.threads) {
      if (watched.has(thread)) continue
      watched.add(thread)
      thread.on("error", (cause: unknown) => {
        uncaught.add(cause)
        setImmediate(() => uncaught.delete(cause))
      })
    }
  })
  threads.on("error", (cause: unknown) =>
    process.emitWarning(`a worker that had no job was lost: ${crashed(cause).message}`)
  )
  return uncaught
}
