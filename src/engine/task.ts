/** One task on the pool, from its last checkpoint to its tally: retries, checkpoints kept on the way, trainings. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Order, Simulation } from "../simulation/contract.ts"
import type { Event } from "./event.ts"
import type { Checkpoint, HelpJob, Job, Reply } from "./job.ts"
import { crashed } from "./job.ts"
import type { Journal } from "./journal/journal.ts"
import type { Task } from "./plan.ts"
import { idOf, keyOfRepeat, orderOf } from "./plan.ts"
import type { Listener, Pool, WorkerLost } from "./pool.ts"
import type { Study } from "./study.ts"
import * as Train from "./train.ts"
import { expect } from "./train.ts"

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
const again = (job: Job, kept: Checkpoint | undefined): Job => {
  switch (job.kind) {
    case "sample":
    case "share":
      return { ...job, after: kept ?? job.after }
    case "train":
      return { ...job, after: kept ?? job.after, team: undefined }
    case "help":
    case "act":
    case "read":
      return job
    default:
      return nothingLeft(job, "kind of job")
  }
}

/** Replicates of a task, for its progress; nobody knows the rounds of a training beforehand. */
const total: Readonly<Record<Simulation["kind"], (task: Task) => number>> = {
  sampling: ({ from, to }) => to - from,
  training: () => 0
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
        return attempt(again(job, checkpointOf(task)), number + 1)
      })
    const reply = yield* attempt(job, 1)
    if (reply._tag === "Crashed") yield* new Bug({ message: reply.message, stack: reply.stack })
    return reply
  })

  const progress = (task: Task, { next }: Checkpoint): void => {
    const of = total[simulation.kind](task)
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

  /** Not tried again: its leader does what a helper leaves. */
  const helping = (task: Task, job: HelpJob, listener: Listener): Effect.Effect<Reply> =>
    Effect.suspend(() => {
      helpers++
      const help = Effect.catchTag(pool.run(job, listener), "WorkerLost", ({ reason }) => {
        emit({ _tag: "WorkerLost", task: idOf(task), reason, attempt: 1 })
        return Effect.succeed<Reply>({ _tag: "Helped" })
      })
      return Effect.ensuring(
        help,
        Effect.sync(() => helpers--)
      )
    })

  const commonOf = ({ point, repeat }: Task) => ({
    simulation: study.simulation,
    config: point.config,
    backend,
    key: keyOfRepeat(point, repeat)
  })

  const sample = Effect.fnUntraced(function* (task: Task, grain: number) {
    const { from, to } = task
    const after = checkpointOf(task)
    const job: Job = { kind: "sample", ...commonOf(task), from, to, grain, after }
    const { checkpoint, seconds } = expect(yield* runJob(task, job, listenerOf(task)), "Folded")
    return { _tag: "Tallied", checkpoint, seconds } as Tallied
  })

  const train = Effect.fnUntraced(function* (task: Task, order: Order) {
    const listener = listenerOf(task)
    const after = checkpointOf(task)
    const started = performance.now()
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
    const run = (job: Job): Effect.Effect<Reply, Bug> => {
      switch (job.kind) {
        case "help":
          return helping(task, job, { ...listener, onCheckpoint })
        case "act":
          return runJob(task, job, actors)
        case "train":
        case "share":
        case "read":
        case "sample":
          return runJob(task, job, { ...listener, onCheckpoint })
        default:
          return nothingLeft(job, "kind of job")
      }
    }
    const context: Train.Context<Bug> = {
      common: commonOf(task),
      order,
      sharesMemory: pool.capabilities.sharesMemory,
      run,
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

  const run = (task: Task): Effect.Effect<Tallied, Bug> => {
    const { config } = task.point
    switch (simulation.kind) {
      case "sampling":
        return sample(task, simulation.grain(config))
      case "training":
        return train(task, orderOf(simulation, config))
      default:
        return nothingLeft(simulation, "kind of simulation")
    }
  }

  return (task: Task): Effect.Effect<Result> =>
    Effect.suspend(() => Effect.catchTag(run(task), "Bug", (bug) => Effect.succeed(bug)))
}
