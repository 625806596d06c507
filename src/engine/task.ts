/** One task on the pool, from its last frame to its tally: retries, frames kept on the way, trainings. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { Simulation } from "../simulation/contract.ts"
import type { Journal } from "./journal/journal.ts"
import type { Frame, Job, Reply } from "./perform.ts"
import { crashed } from "./perform.ts"
import type { Task } from "./plan.ts"
import { idOf, keyOfRepeat, orderOf } from "./plan.ts"
import type { Listener, Pool, WorkerLost } from "./pool.ts"
import type { Options } from "./run.ts"
import type { Study } from "./study.ts"
import * as Team from "./team.ts"
import * as Train from "./train.ts"

/** A kernel threw, or its worker died again and again. Never retried. */
export class Bug extends Schema.TaggedError<Bug>()("Bug", { message: Schema.String, stack: Schema.String }) {}

export interface Tallied {
  readonly _tag: "Tallied"
  readonly frame: Frame
  readonly seconds: number
}

export type Result = Tallied | Bug

/** Threads that one task may take down before the task is blamed. */
const attempts = 3

/** Time between two frames of one task in the journal: what a `kill -9` can cost. */
const keepMilliseconds = 2000

export const bugOf = (cause: unknown): Bug => {
  const reply = crashed(cause) as Extract<Reply, { readonly _tag: "Crashed" }>
  return new Bug({ message: reply.message, stack: reply.stack })
}

interface Setting {
  readonly simulation: Simulation
  readonly study: Study
  readonly pool: Pool["Service"]
  readonly journal: Journal
  readonly options: Options
}

/** The same job for another thread, from the last frame that was kept. Those who helped the thread that died are gone. */
const again = (job: Job, after: Frame | undefined): Job => {
  const from = after !== undefined && "after" in job ? { ...job, after } : job
  return from.kind === "train" ? { ...from, team: Team.alone() } : from
}

/** A function that runs one task. The trainings it is running share the pool. */
export const make = ({ simulation, study, pool, journal, options }: Setting) => {
  const { emit } = options
  let trainings = 0
  let helpers = 0

  const frameOf = (task: Task): Frame | undefined =>
    journal.frame(task, (next) => emit({ _tag: "FrameCorrupt", task: idOf(task), next }))

  const runJob = Effect.fnUntraced(function* (task: Task, job: Job, listener: Listener) {
    const attempt = (job: Job, number: number): Effect.Effect<Reply, Bug> =>
      Effect.catchTag(pool.run(job, listener), "WorkerLost", ({ reason }: WorkerLost) => {
        emit({ _tag: "WorkerLost", task: idOf(task), reason, attempt: number })
        const message = `its worker died ${attempts} times, the last time with: ${reason}`
        if (number === attempts) return Effect.fail(new Bug({ message, stack: "" }))
        // Its leader does what it leaves.
        if (job.kind === "help") return Effect.succeed<Reply>({ _tag: "Helped" })
        return attempt(again(job, frameOf(task)), number + 1)
      })
    const reply = yield* attempt(job, 1)
    return reply._tag === "Crashed" ? yield* new Bug({ message: reply.message, stack: reply.stack }) : reply
  })

  const progress = (task: Task, { next }: Frame): void => {
    const of = simulation.kind === "sampling" ? task.to - task.from : 0
    emit({ _tag: "TaskProgress", task: idOf(task), point: task.point.ordinal, done: next - task.from, of })
  }

  const listenerOf = (task: Task) => {
    let kept = performance.now()
    const onFrame = (frame: Frame): void => {
      progress(task, frame)
      if (performance.now() - kept < keepMilliseconds) return
      kept = performance.now()
      journal.keepFrame(task, frame)
    }
    return { task: idOf(task), onFrame, onStopped: (frame: Frame) => journal.keepFrame(task, frame) }
  }

  const helping = <A, E>(help: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      helpers++
      return Effect.ensuring(
        help,
        Effect.sync(() => helpers--)
      )
    })

  const perform = Effect.fnUntraced(function* (task: Task) {
    const { config } = task.point
    const key = keyOfRepeat(task.point, task.repeat)
    const common = { simulation: study.simulation, config, backend: options.backend, key }
    const listener = listenerOf(task)
    const after = frameOf(task)
    const started = performance.now()
    if (simulation.kind === "sampling") {
      const { from, to } = task
      const job: Job = { kind: "sample", ...common, from, to, grain: simulation.grain(config), after }
      const reply = yield* runJob(task, job, listener)
      if (reply._tag !== "Folded")
        return yield* Effect.die(new TypeError(`a ${reply._tag} reply to a sample job`))
      return { _tag: "Tallied", frame: reply.frame, seconds: reply.seconds } as Tallied
    }
    let latest = after
    const onFrame = (frame: Frame): void => {
      latest = frame
      listener.onFrame(frame)
    }
    // The frames of actors say how far they are; the state is in their memory.
    const actors: Listener = { ...listener, onFrame: (frame) => progress(task, frame), onStopped: () => {} }
    const context: Train.Context<Bug> = {
      common,
      order: orderOf(simulation, config),
      run: (job) => {
        const reply = runJob(task, job, job.kind === "act" ? actors : { ...listener, onFrame })
        return job.kind === "help" ? helping(reply) : reply
      },
      share: () => pool.width / trainings,
      // Equal parts, rounded up while there are any.
      idle: () =>
        Math.max(0, Math.min(Math.ceil(pool.width / trainings) - 1, pool.width - trainings - helpers)),
      onFrame
    }
    const keep = Effect.sync(() => latest !== undefined && journal.keepFrame(task, latest))
    trainings++
    const frame = yield* Train.train(context, after).pipe(
      // A kernel that throws leaves the last good state, for a better kernel to go on from.
      Effect.onError(() => keep),
      Effect.ensuring(Effect.sync(() => trainings--))
    )
    return { _tag: "Tallied", frame, seconds: (performance.now() - started) / 1000 } as Tallied
  })

  return (task: Task): Effect.Effect<Result> =>
    Effect.catchTag(perform(task), "Bug", (bug) => Effect.succeed(bug))
}
