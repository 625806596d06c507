/** Tasks on the pool, from their last checkpoints to their tallies: retries, checkpoints kept on the way, trainings. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Opaque, Order, Sampling, Simulation } from "../simulation/contract.ts"
import * as Bundle from "./bundle.ts"
import { attempts, type Event } from "./event.ts"
import type { Checkpoint, Crashed, Folded, HelpJob, Job, Reply, SampleJob } from "./job.ts"
import { crashed } from "./job.ts"
import type { Tallies } from "./journal/journal.ts"
import type { Task } from "./plan.ts"
import { idOf, keyOfRepeat, orderOf, secondsOf } from "./plan.ts"
import type { Listener, Pool, WorkerLost } from "./pool.ts"
import * as Saved from "./saved.ts"
import type { Study } from "./study.ts"
import * as Train from "./train.ts"
import { expect } from "./train.ts"

/** A kernel threw, or its worker died again and again. Never retried. */
export class Bug extends Schema.TaggedError<Bug>()("Bug", { message: Schema.String, stack: Schema.String }) {}

/** A kernel says that the values of the point have no answer (domain/uncomputable.ts). It would say so again. */
export class Uncomputable extends Schema.TaggedError<Uncomputable>()("Uncomputable", {
  message: Schema.String
}) {}

/** Why a point comes to nothing. */
export type Failure = Bug | Uncomputable

export interface Tallied {
  readonly _tag: "Tallied"
  readonly checkpoint: Checkpoint
  readonly seconds: number
}

export type Result = Tallied | Failure

/** A task that has run. */
export interface Ended {
  readonly task: Task
  readonly result: Result
  /** Whether an event has told that it began. */
  readonly isTold: boolean
}

/** What came of tasks that went together, and the seconds that they took. Those that are not there have not begun. */
export interface Together {
  readonly ended: ReadonlyArray<Ended>
  readonly seconds: number
}

/** Time between two checkpoints of one task in the journal: what a `kill -9` can cost. */
const keepMilliseconds = 2000

const failureFrom = ({ message, stack, uncomputable }: Crashed): Failure =>
  uncomputable ? new Uncomputable({ message }) : new Bug({ message, stack })

export const failureOf = (cause: unknown): Failure => failureFrom(crashed(cause))

const tallied = ({ checkpoint, seconds }: Folded): Tallied => ({ _tag: "Tallied", checkpoint, seconds })

const replied = (reply: Folded | Crashed): Result => {
  switch (reply._tag) {
    case "Folded":
      return tallied(reply)
    case "Crashed":
      return failureFrom(reply)
    default:
      return nothingLeft(reply, "reply")
  }
}

type AnySampling = Sampling<Opaque, Opaque>

interface Setting {
  readonly simulation: Simulation
  readonly study: Study
  readonly pool: Pool["Service"]
  readonly journal: Tallies
  readonly backend: BackendName
  readonly emit: (event: Event) => void
}

/** The same job for another thread, from the last checkpoint that was kept. Helpers of the thread that died are gone. */
const again = (job: Job, kept: Checkpoint | undefined): Job => {
  switch (job.kind) {
    case "sample":
    case "share":
      return { ...job, after: kept ?? job.after }
    case "train":
      return { ...job, after: kept ?? job.after, team: undefined }
    case "bundle":
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

/** A function that runs tasks: one, or small ones of samplings. The trainings it is running share the pool. */
export const make = ({ simulation, study, pool, journal, backend, emit }: Setting) => {
  let trainings = 0
  let helpers = 0

  const checkpointOf = (task: Task): Checkpoint | undefined =>
    journal.checkpoint(
      task,
      (checkpoint) => Saved.checkpoint(simulation, task, checkpoint) !== undefined,
      // One at the beginning of a task has nothing that could be lost.
      (next) => next > task.from && emit({ _tag: "CheckpointCorrupt", task: idOf(task), next })
    )

  /** The state at the last rung of a search that the training has been at; its rounds are counted anew from there. */
  const rungBefore = (task: Task): Checkpoint | undefined => {
    const rungs = study.search?.halving?.rungs ?? []
    for (const to of rungs.filter((rung) => rung < task.to).toReversed()) {
      const before = { ...task, to }
      const bytes = journal.get(before)
      if (bytes instanceof Uint8Array && Saved.tally(simulation, before, bytes) !== undefined)
        return { next: 0, bytes }
    }
    return undefined
  }

  const lost = (task: Task, reason: string, attempt: number): void =>
    emit({ _tag: "WorkerLost", task: idOf(task), reason, attempt })

  const runJob = Effect.fnUntraced(function* (task: Task, job: Job, listener: Listener, first = 1) {
    const attempt = (job: Job, number: number, from: number): Effect.Effect<Reply, Failure> =>
      Effect.catchTag(pool.run(job, listener), "WorkerLost", ({ reason }: WorkerLost) => {
        const kept = checkpointOf(task)
        const reached = kept?.next ?? from
        // A long training may lose many machines: only a task that loses them all at one place is to blame.
        const here = reached > from ? 1 : number
        lost(task, reason, here)
        const message = `its worker died ${attempts} times, the last time with: ${reason}`
        if (here === attempts) return Effect.fail(new Bug({ message, stack: "" }))
        return attempt(again(job, kept), here + 1, reached)
      })
    const reply = yield* attempt(job, first, checkpointOf(task)?.next ?? task.from)
    if (reply._tag === "Crashed") yield* Effect.fail(failureFrom(reply))
    return reply
  })

  const progress = (task: Task, { next, standing }: Checkpoint): void => {
    const of = total[simulation.kind](task)
    const done = next - task.from
    emit({ _tag: "TaskProgress", task: idOf(task), point: task.point.ordinal, done, of, ...standing })
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
      task: () => idOf(task),
      onCheckpoint,
      onStopped: (checkpoint: Checkpoint) => journal.keep(task, checkpoint),
      accepts: (checkpoint: Checkpoint) => Saved.checkpoint(simulation, task, checkpoint) !== undefined
    }
  }

  /** Not tried again: its leader does what a helper leaves. */
  const helping = (task: Task, job: HelpJob, listener: Listener): Effect.Effect<Reply> =>
    Effect.suspend(() => {
      helpers++
      const help = Effect.catchTag(pool.run(job, listener), "WorkerLost", ({ reason }) => {
        lost(task, reason, 1)
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

  const sampleJob = (task: Task, { grain }: AnySampling): SampleJob => {
    const { from, to, point } = task
    const after = checkpointOf(task)
    return { kind: "sample", ...commonOf(task), from, to, grain: grain(point.config), after }
  }

  /** @param first the number of the next attempt */
  const sample = Effect.fnUntraced(function* (task: Task, simulation: AnySampling, first = 1) {
    const reply = yield* runJob(task, sampleJob(task, simulation), listenerOf(task), first)
    return tallied(expect(reply, "Folded"))
  })

  const train = Effect.fnUntraced(function* (task: Task, order: Order) {
    const listener = listenerOf(task)
    const after = checkpointOf(task) ?? rungBefore(task)
    const started = performance.now()
    let latest = after
    const onCheckpoint = (checkpoint: Checkpoint): void => {
      latest = checkpoint
      listener.onCheckpoint(checkpoint)
    }
    // The checkpoints of actors count updates; the state is in their memory, and says how far it is when it is read.
    const actors: Listener = {
      ...listener,
      onCheckpoint: (checkpoint) => {
        const standing = latest?.standing
        progress(task, standing === undefined ? checkpoint : { ...checkpoint, standing })
      },
      onStopped: () => {}
    }
    const run = (job: Job): Effect.Effect<Reply, Failure> => {
      switch (job.kind) {
        case "help":
          return helping(task, job, { ...listener, onCheckpoint })
        case "act":
          return runJob(task, job, actors)
        case "train":
        case "share":
        case "read":
        case "sample":
        case "bundle":
          return runJob(task, job, { ...listener, onCheckpoint })
        default:
          return nothingLeft(job, "kind of job")
      }
    }
    const context: Train.Context<Failure> = {
      common: commonOf(task),
      order,
      to: task.to,
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

  const started = (task: Task): void =>
    emit({
      _tag: "TaskStarted",
      task: idOf(task),
      point: task.point.ordinal,
      seconds: secondsOf(simulation, task)
    })

  const run = (task: Task): Effect.Effect<Tallied, Failure> => {
    switch (simulation.kind) {
      case "sampling":
        return sample(task, simulation)
      case "training":
        return train(task, orderOf(simulation, task.point.config))
      default:
        return nothingLeft(simulation, "kind of simulation")
    }
  }

  /** What came of one task. */
  const resultOf = (run: Effect.Effect<Tallied, Failure>): Effect.Effect<Result> =>
    Effect.catch(run, (failure) => Effect.succeed(failure))

  const alone = (task: Task): Effect.Effect<Together> =>
    Effect.suspend(() => {
      started(task)
      return Effect.map(resultOf(run(task)), (result) => ({
        ended: [{ task, result, isTold: true }],
        seconds: result._tag === "Tallied" ? result.seconds : 0
      }))
    })

  /**
   * Small tasks as one job. Where their worker dies, the one that it was at goes on by itself, and the others count as not
   * begun.
   */
  const together = Effect.fnUntraced(function* (tasks: ReadonlyArray<Task>, simulation: AnySampling) {
    const told = new Set([0])
    const listeners = tasks.map((task) => listenerOf(task))
    const listener: Listener = {
      task: (at) => idOf(tasks[at]!),
      onCheckpoint: (checkpoint, at) => {
        if (!told.has(at)) started(tasks[at]!)
        told.add(at)
        listeners[at]!.onCheckpoint(checkpoint)
      },
      onStopped: (checkpoint, at) => listeners[at]!.onStopped(checkpoint),
      accepts: (checkpoint, at) => listeners[at]!.accepts(checkpoint)
    }
    started(tasks[0]!)
    const jobs = tasks.map((task) => sampleJob(task, simulation))
    const reply = yield* pool
      .run({ kind: "bundle", jobs, seconds: Bundle.seconds }, listener)
      .pipe(Effect.catchTag("WorkerLost", (lost) => Effect.succeed(lost)))
    if (reply._tag === "Bundled") {
      const ended = reply.replies.map((each, at): Ended => {
        return { task: tasks[at]!, result: replied(each), isTold: told.has(at) }
      })
      return { ended, seconds: reply.seconds }
    }
    const end = (at: number, result: Result): Together => ({
      ended: [{ task: tasks[at]!, result, isTold: told.has(at) }],
      seconds: Bundle.seconds
    })
    if (reply._tag === "WorkerLost") {
      const task = tasks[reply.at]!
      if (!told.has(reply.at)) started(task)
      told.add(reply.at)
      lost(task, reply.reason, 1)
      return end(reply.at, yield* resultOf(sample(task, simulation, 2)))
    }
    const { at, ...crash } = expect(reply, "Crashed")
    if (at !== undefined) return end(at, failureFrom(crash))
    // One of them cannot be sent.
    const ended: Array<Ended> = []
    for (const [at, task] of tasks.entries())
      ended.push({ task, result: yield* resultOf(sample(task, simulation)), isTold: told.has(at) })
    return { ended, seconds: Bundle.seconds }
  })

  return (tasks: ReadonlyArray<Task>): Effect.Effect<Together> =>
    simulation.kind === "sampling" && tasks.length > 1 ? together(tasks, simulation) : alone(tasks[0]!)
}
