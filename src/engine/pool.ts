/**
 * Where jobs run: `width`, and `run(job)`. Nothing above this module knows about threads.
 *
 * Interrupting `run` asks the job to stop at its next step, waits for it, and hands over its last frame: a thread is
 * never killed, because that would lose the work and, with native libraries in flight, the process.
 */

import { extname } from "node:path"
import { setTimeout } from "node:timers/promises"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { Piscina } from "piscina"
import type { Call, Message } from "../../workers/task.ts"
import type { Worker } from "./crew.ts"
import * as Crew from "./crew.ts"
import type { Frame, Job, Reply } from "./perform.ts"
import { crashed, makePerformer, transferred } from "./perform.ts"
import * as Slip from "./slip.ts"
import { unpack } from "./wire.ts"

/** The thread that ran the job is gone. Another one may do it again. */
export class WorkerLost extends Schema.TaggedError<WorkerLost>()("WorkerLost", { reason: Schema.String }) {}

/** Who asks for a job, and where its frames go. */
export interface Listener {
  /** The task that the job is of, as workers are asked about it. */
  readonly task: string
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
    readonly workers: () => ReadonlyArray<Worker>
  }
>()("skein/engine/Pool") {
  /** On this thread, one job at a time. */
  static readonly layerInline = Layer.sync(Pool, () => {
    const perform = makePerformer()
    /** Ends with the last job that was asked for. A kernel that waits must not let the next one in. */
    let turn: Promise<unknown> = Promise.resolve()
    const crew = Crew.make()
    return Pool.of({
      width: 1,
      workers: () => crew.workers([0]),
      run: (job, listener) =>
        stoppable(listener, (slip) => {
          const reply = turn.then(() => {
            const emit = (frame: Frame): void => {
              Slip.sign(slip, 0)
              listener.onFrame(frame)
            }
            Slip.sign(slip, 0)
            return crew.during(listener.task, slip, () =>
              perform(job, { emit, stopped: () => Slip.stopped(slip) })
            )
          })
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
        const { run, workers, close } = startThreads(width)
        yield* Effect.addFinalizer(() => Effect.promise(close))
        return Pool.of({
          width,
          workers,
          run: (job, listener) => stoppable(listener, (slip) => run(job, slip, listener))
        })
      })
    )

  /** `layerThreads`, or `layerInline` for 0. */
  static readonly layer = (width: number) => (width === 0 ? Pool.layerInline : Pool.layerThreads(width))
}

const startThreads = (width: number) => {
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
  const crew = Crew.make()
  let jobs = 0
  threads.on("message", (message: Message) => {
    if (message.kind === "up") up.add(message.thread)
    else listeners.get(message.job)?.onFrame(unpack(message.bytes))
  })
  const run = async (job: Job, slip: Slip.Slip, listener: Listener): Promise<Reply> => {
    const id = jobs++
    listeners.set(id, listener)
    try {
      return await crew.during(listener.task, slip, () =>
        threads.run({ job, slip, id }, { transferList: [...transferred(job)] })
      )
    } finally {
      listeners.delete(id)
    }
  }
  const workers = () =>
    crew.workers(threads.threads.map(({ threadId }) => threadId).filter((threadId) => up.has(threadId)))
  /** Ending a thread that still loads its modules can abort the process (an assertion of node). */
  const close = async (): Promise<void> => {
    while (threads.threads.some(({ threadId }) => threadId !== -1 && !up.has(threadId))) await setTimeout(5)
    await threads.close()
  }
  return { run, workers, close }
}

/** A promise of a reply as an effect whose interruption sets the stop flag and waits for the reply. */
const stoppable = (
  listener: Listener,
  start: (slip: Slip.Slip) => Promise<Reply>
): Effect.Effect<Reply, WorkerLost> =>
  Effect.callback<Reply, WorkerLost>((resume) => {
    const slip = Slip.make()
    const reply = start(slip).catch(lostOrCrashed)
    reply.then((value) => resume(value instanceof WorkerLost ? Effect.fail(value) : Effect.succeed(value)))
    return Effect.promise(async () => {
      Slip.stop(slip)
      const value = await reply
      if (!(value instanceof WorkerLost) && value._tag === "Folded") listener.onStopped(value.frame)
    })
  })

/** A config that cannot be cloned is a bug of its simulation; anything else that rejects has lost its thread. */
const lostOrCrashed = (cause: unknown): Reply | WorkerLost =>
  cause instanceof Error && cause.name === "DataCloneError"
    ? crashed(cause)
    : new WorkerLost({ reason: cause instanceof Error ? cause.message : String(cause) })
