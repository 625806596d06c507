/** One task on the pool, from its last checkpoint to its tally: retries, checkpoints kept on the way, trainings. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import type { Event } from "./event.ts"
import type { Checkpoint, Job, Reply } from "./job.ts"
import { crashed } from "./job.ts"
import type { Journal } from "./journal/journal.ts"
import type { Task } from "./plan.ts"
import { idOf, keyOfRepeat, orderOf } from "./plan.ts"
import type { Listener, Pool, WorkerLost } from "./pool.ts"
import type { Study } from "./study.ts"
import * as Train from "./train.ts"

/** A kernel threw, or its worker died again and again. Never retried. */
export class Bug extends Schema.TaggedError<Bug>()("Bug", { message: Schema.String, stack: Schema.String }) {}

export interface Tallied {
  readonly _tag: "Tallied"
  readonly checkpoint: Checkpoint
  readonly seconds: number
}

export type Result = Tallied | Bug

/** Threads that one task may take down before the task is blamed. */
const attempts = 3

/** Time between two checkpoints of one task in the journal: what a `kill -9` can cost. */
const keepMilliseconds = 2000

export const bugOf = (cause: unknown): Bug => {
  const { message, stack } = crashed(cause)
  return new Bug({ message, stack })
}

interface Setting {
  readonly simulation: Simulation
  readonly study: Study
  readonly pool: Pool["Service"]
  readonly journal: Journal
  readonly backend: BackendName
  readonly emit: (event: Event) => void
}

/** The same job for another thread, from the last checkpoint that was kept. Those who helped the thread that died are gone. */
const again = (job: Job, after: Checkpoint | undefined): Job => {
  const from = after !== undefined && "after" in job ? { ...job, after } : job
  return from.kind === "train" ? { ...from, team: undefined } : from
}

/** A function that runs one task. The trainings it is running share the pool. */
export const make = ({ simulation, study, pool, journal, backend, emit }: Setting) => {
  let trainings = 0
  let helpers = 0

  const checkpointOf = (task: Task): Checkpoint | undefined =>
    journal.checkpoint(task, (next) => emit({ _tag: "CheckpointCorrupt", task: idOf(task), next }))

  const runJob = Effect.fnUntraced(function* (task: Task, job: Job, listener: Listener) {
    const attempt = (job: Job, number: number): Effect.Effect<Reply, Bug> =>
      Effect.catchTag(pool.run(job, listener), "WorkerLost", ({ reason }: WorkerLost) => {
        emit({ _tag: "WorkerLost", task: idOf(task), reason, attempt: number })
        const message = `its worker died ${attempts} times, the last time with: ${reason}`
        if (number === attempts) return Effect.fail(new Bug({ message, stack: "" }))
        // Its leader does what it leaves.
        if (job.kind === "help") return Effect.succeed<Reply>({ _tag: "Helped" })
        return attempt(again(job, checkpointOf(task)), number + 1)
      })
    const reply = yield* attempt(job, 1)
    return reply._tag === "Crashed" ? yield* new Bug({ message: reply.message, stack: reply.stack }) : reply
  })

  const progress = (task: Task, { next }: Checkpoint): void => {
    const of = simulation.kind === "sampling" ? task.to - task.from : 0
    emit({ _tag: "TaskProgress", task: idOf(task), point: task.point.ordinal, done: next - task.from, of })
  }

  const listenerOf = (task: Task) => {
    let kept = performance.now()
    const onCheckpoint = (checkpoint: Checkpoint): void => {
      progress(task, checkpoint)
      if (performance.now() - kept < keepMilliseconds) return
      kept = performance.now()
      journal.keep(task, checkpoint)
    }
    return {
      task: idOf(task),
      onCheckpoint,
      onStopped: (checkpoint: Checkpoint) => journal.keep(task, checkpoint)
    }
  }

  const helping = <A, E>(help: Effect.Effect<A, E>): Effect.Effect<A, E> =>
    Effect.suspend(() => {
      helpers++
      return Effect.ensuring(
        help,
        Effect.sync(() => helpers--)
      )
    })

  const run = Effect.fnUntraced(function* (task: Task) {
    const { config } = task.point
    const key = keyOfRepeat(task.point, task.repeat)
    const common = { simulation: study.simulation, config, backend, key }
    const listener = listenerOf(task)
    const after = checkpointOf(task)
    const started = performance.now()
    if (simulation.kind === "sampling") {
      const { from, to } = task
      const job: Job = { kind: "sample", ...common, from, to, grain: simulation.grain(config), after }
      const reply = yield* runJob(task, job, listener)
      if (reply._tag !== "Folded")
        return yield* Effect.die(new TypeError(`a ${reply._tag} reply to a sample job`))
      return { _tag: "Tallied", checkpoint: reply.checkpoint, seconds: reply.seconds } as Tallied
    }
    let latest = after
    const onCheckpoint = (checkpoint: Checkpoint): void => {
      latest = checkpoint
      listener.onCheckpoint(checkpoint)
    }
    // The checkpoints of actors say how far they are; the state is in their memory.
    const actors: Listener = {
      ...listener,
      onCheckpoint: (checkpoint) => progress(task, checkpoint),
      onStopped: () => {}
    }
    const context: Train.Context<Bug> = {
      common,
      order: orderOf(simulation, config),
      sharesMemory: pool.capabilities.sharesMemory,
      run: (job) => {
        const reply = runJob(task, job, job.kind === "act" ? actors : { ...listener, onCheckpoint })
        return job.kind === "help" ? helping(reply) : reply
      },
      share: () => pool.width / trainings,
      // Equal parts, rounded up while there are any.
      idle: () =>
        Math.max(0, Math.min(Math.ceil(pool.width / trainings) - 1, pool.width - trainings - helpers)),
      onCheckpoint
    }
    const keep = Effect.sync(() => latest !== undefined && journal.keep(task, latest))
    trainings++
    const checkpoint = yield* Train.train(context, after).pipe(
      // A kernel that throws leaves the last good state, for a better kernel to go on from.
      Effect.onError(() => keep),
      Effect.ensuring(Effect.sync(() => trainings--))
    )
    return { _tag: "Tallied", checkpoint, seconds: (performance.now() - started) / 1000 } as Tallied
  })

  return (task: Task): Effect.Effect<Result> =>
    Effect.catchTag(run(task), "Bug", (bug) => Effect.succeed(bug))
}
