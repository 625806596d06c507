/**
 * Where jobs run: `width`, what the workers can, and `run(job)`. Nothing above this module knows about threads.
 *
 * Interrupting `run` asks the job to stop at its next step, waits for it, and hands over its last checkpoint: a thread
 * is never killed, because that would lose the work and, with native libraries in flight, the process.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Schema from "effect/Schema"
import { nothingLeft } from "../domain/exhaustive.ts"
import * as Control from "./control.ts"
import type { Event } from "./event.ts"
import type { Checkpoint, Job, Reply } from "./job.ts"
import { crashed } from "./job.ts"
import * as Rejection from "./rejection.ts"
import * as Perform from "./thread/perform.ts"
import * as Stray from "./thread/stray.ts"
import * as Threads from "./threads.ts"
import type { Worker } from "./workers.ts"
import * as Workers from "./workers.ts"

/** The thread that ran the job is gone. Another one may do it again. */
export class WorkerLost extends Schema.TaggedError<WorkerLost>()("WorkerLost", {
  reason: Schema.String,
  /** The place in a bundle of the task that it was at. */
  at: Schema.Natural
}) {}

/** Who asks for a job, and where its checkpoints go. `at` is the place of a task in a bundle, and 0 for all other jobs. */
export interface Listener {
  /** The task that the job is of, as workers are asked about it. */
  readonly task: (at: number) => string
  /** Several times a second at the most. */
  readonly onCheckpoint: (checkpoint: Checkpoint, at: number) => void
  /** Once for each task that was begun, when the job was interrupted: what it had by then. */
  readonly onStopped: (checkpoint: Checkpoint, at: number) => void
  /** Whether the task can have that so far: asked where workers may send anything. */
  readonly accepts?: (checkpoint: Checkpoint, at: number) => boolean
}

export interface Capabilities {
  /**
   * Whether workers see memory and ports that a job names. Where they do not, only plain data may be asked for: sample
   * jobs, and train jobs without a team.
   */
  readonly sharesMemory: boolean
  /**
   * Whether a train job without a team is led by its worker as its config says, to its end: by threads that help, or by
   * actors. Otherwise it runs alone, and none by actors.
   */
  readonly leadsTrainings: boolean
}

export class Pool extends Context.Service<
  Pool,
  {
    /** Jobs that run at the same time, now, and the most that there may ever be. */
    readonly width: number
    readonly most: number
    readonly capabilities: Capabilities
    readonly run: (job: Job, listener: Listener) => Effect.Effect<Reply, WorkerLost>
    readonly workers: () => ReadonlyArray<Worker>
    /** Calls `on` when something becomes of its workers, so that the width may be another one; returns what ends that. */
    readonly watch: (on: (event: Event) => void) => () => void
  }
>()("skein/engine/Pool") {
  /** On this thread, one job at a time. */
  static readonly layerInline = Layer.sync(Pool, () => {
    watchThisThread()
    const perform = Perform.make()
    /** Ends with the last job that was asked for. A kernel that waits must not let the next one in. */
    let turn: Promise<unknown> = Promise.resolve()
    const workers = Workers.make()
    return Pool.of({
      width: 1,
      most: 1,
      capabilities: { sharesMemory: true, leadsTrainings: false },
      watch: unchanging,
      workers: () => workers.now([0]),
      run: (job, listener) =>
        stoppable(
          listener,
          (control) => {
            const reply = turn.then(() => {
              const report = (checkpoint: Checkpoint): void => {
                Control.sign(control, 0)
                Stray.disowned(() => listener.onCheckpoint(checkpoint, Control.at(control)))
              }
              Control.sign(control, 0)
              return workers.during(listener.task, control, () =>
                perform(job, {
                  report,
                  begin: (at) => Control.begin(control, at),
                  isStopped: Control.asking(control)
                })
              )
            })
            // What it may still be at after a stray error: no part of it counts.
            turn = reply.catch(() => {}).finally(() => Control.stop(control))
            return reply
          },
          () => false
        )
    })
  })

  /** On `width` worker threads. */
  static readonly layerThreads = (width: number) =>
    Layer.effect(
      Pool,
      Effect.gen(function* () {
        const { run, workers, isUncaught, close } = Threads.start(width)
        yield* Effect.addFinalizer(() => Effect.promise(close))
        return Pool.of({
          width,
          most: width,
          capabilities: { sharesMemory: true, leadsTrainings: false },
          watch: unchanging,
          workers,
          run: (job, listener) => stoppable(listener, (control) => run(job, control, listener), isUncaught)
        })
      })
    )

  /** `layerThreads`, or `layerInline` for 0. */
  static readonly layer = (width: number) => (width === 0 ? Pool.layerInline : Pool.layerThreads(width))
}

const unchanging = () => () => {}

let watched = false

/** Never ends: what jobs leave behind here may outlive their pool. */
const watchThisThread = (): void => {
  if (!watched) Stray.watch((cause, fail) => fail(cause))
  watched = true
}

/** How a job ended. */
type End = Effect.Effect<Reply, WorkerLost>

/** @param at the place in a bundle of the task that the job was at; undefined where no thread had begun it */
const endOf = (rejection: Rejection.Rejection, at: number | undefined): End => {
  switch (rejection.kind) {
    case "lost":
      return Effect.fail(new WorkerLost({ reason: rejection.reason, at: at ?? 0 }))
    case "bug":
      return Effect.succeed({ ...crashed(rejection.cause), at })
    case "closing":
      return Effect.interrupt
    case "unknown": {
      const { message, stack } = crashed(rejection.cause)
      return Effect.succeed({
        _tag: "Crashed",
        message: `the pool gave the job up, why is not known: ${message}`,
        stack
      })
    }
    default:
      return nothingLeft(rejection, "kind of rejection")
  }
}

const begun = (control: Control.Control): number | undefined =>
  Control.signed(control) === undefined ? undefined : Control.at(control)

/** A promise of a reply as an effect whose interruption asks the job to stop and waits for the reply. */
const stoppable = (
  listener: Listener,
  start: (control: Control.Control) => Promise<Reply>,
  isUncaught: (cause: unknown) => boolean
): End =>
  Effect.callback<Reply, WorkerLost>((resume) => {
    const control = Control.make()
    const ended = start(control).then(
      (reply) => {
        resume(Effect.succeed(reply))
        return reply
      },
      (cause: unknown) => {
        resume(endOf(Rejection.of(cause, isUncaught(cause)), begun(control)))
      }
    )
    return Effect.promise(async () => {
      Control.stop(control)
      const reply = await ended
      if (reply?._tag === "Folded") listener.onStopped(reply.checkpoint, 0)
      if (reply?._tag !== "Bundled") return
      for (const [at, each] of reply.replies.entries())
        if (each._tag === "Folded") listener.onStopped(each.checkpoint, at)
    })
  })
