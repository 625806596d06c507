/**
 * Where jobs run: `width`, and `run(job)`. Nothing above this module knows about threads.
 *
 * Interrupting `run` asks the job to stop at its next step, waits for it, and hands over its last frame: a thread is
 * never killed, because that would lose the work and, with native libraries in flight, the process.
 */

import { setTimeout } from "node:timers/promises"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Piscina } from "piscina"
import type { Call, Message } from "../../workers/task.ts"
import type { Line } from "./beat.ts"
import type { Frame, Job, Reply } from "./perform.ts"
import { crashed, makePerformer } from "./perform.ts"
import { unpack } from "./wire.ts"

/** The thread that ran the job is gone. Another one may do it again. */
export class WorkerLost extends Schema.TaggedError<WorkerLost>()("WorkerLost", { reason: Schema.String }) {}

/** Where the frames of a running job go. */
export interface Listener {
  /** Several times a second at the most. */
  readonly onFrame: (frame: Frame) => void
  /** Once, when the job was interrupted: what it had by then. */
  readonly onStopped: (frame: Frame) => void
}

export class Pool extends Context.Service<
  Pool,
  {
    /** Jobs that run at the same time. */
    readonly width: number
    readonly run: (job: Job, listener: Listener) => Effect.Effect<Reply, WorkerLost>
  }
>()("skein/engine/Pool") {
  /** On this thread, one job at a time. */
  static readonly layerInline = Layer.sync(Pool, () => {
    const perform = makePerformer()
    /** Ends with the last job that was asked for. A kernel that waits must not let the next one in. */
    let turn: Promise<unknown> = Promise.resolve()
    return Pool.of({
      width: 1,
      run: (job, listener) =>
        stoppable(listener, (stop) => {
          const reply = turn.then(() => perform(job, lineOf(stop, listener)))
          turn = reply
          return reply
        })
    })
  })

  /** On `width` worker threads. */
  static readonly layerThreads = (width: number) =>
    Layer.effect(
      Pool,
      Effect.gen(function* () {
        const { run, close } = startThreads(width)
        yield* Effect.addFinalizer(() => Effect.promise(close))
        return Pool.of({
          width,
          run: (job, listener) => stoppable(listener, (stop) => run(job, stop, listener))
        })
      })
    )

  /** `layerThreads`, or `layerInline` for 0. */
  static readonly layer = (width: number) => (width === 0 ? Pool.layerInline : Pool.layerThreads(width))
}

const lineOf = (stop: SharedArrayBuffer, listener: Listener): Line => {
  const flag = new Int32Array(stop)
  return { emit: listener.onFrame, stopped: () => Atomics.load(flag, 0) === 1 }
}

const startThreads = (width: number) => {
  const threads = new Piscina<Call, Reply>({
    filename: new URL("../../workers/task.ts", import.meta.url).href,
    minThreads: width,
    maxThreads: width,
    maxQueue: Number.POSITIVE_INFINITY
  })
  // A port for each job would be simpler, but node keeps some kilobytes of each that has crossed threads.
  const listeners = new Map<number, Listener>()
  const up = new Set<number>()
  let jobs = 0
  threads.on("message", (message: Message) => {
    if (message.kind === "up") up.add(message.thread)
    else listeners.get(message.job)?.onFrame(unpack(message.bytes))
  })
  const run = async (job: Job, stop: SharedArrayBuffer, listener: Listener): Promise<Reply> => {
    const id = jobs++
    listeners.set(id, listener)
    try {
      return await threads.run({ job, stop, id })
    } finally {
      listeners.delete(id)
    }
  }
  /** Ending a thread that still loads its modules can abort the process (an assertion of node). */
  const close = async (): Promise<void> => {
    while (threads.threads.some(({ threadId }) => threadId !== -1 && !up.has(threadId))) await setTimeout(5)
    await threads.close()
  }
  return { run, close }
}

/** A promise of a reply as an effect whose interruption sets the stop flag and waits for the reply. */
const stoppable = (
  listener: Listener,
  start: (stop: SharedArrayBuffer) => Promise<Reply>
): Effect.Effect<Reply, WorkerLost> =>
  Effect.callback<Reply, WorkerLost>((resume) => {
    const stop = new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)
    const reply = start(stop).catch(lostOrCrashed)
    reply.then((value) => resume(value instanceof WorkerLost ? Effect.fail(value) : Effect.succeed(value)))
    return Effect.promise(async () => {
      Atomics.store(new Int32Array(stop), 0, 1)
      const value = await reply
      if (!(value instanceof WorkerLost) && value._tag === "Folded") listener.onStopped(value.frame)
    })
  })

/** A config that cannot be cloned is a bug of its simulation; anything else that rejects has lost its thread. */
const lostOrCrashed = (cause: unknown): Reply | WorkerLost =>
  cause instanceof Error && cause.name === "DataCloneError"
    ? crashed(cause)
    : new WorkerLost({ reason: cause instanceof Error ? cause.message : String(cause) })
