/** A job that came from a coordinator, on the threads here: a training has as many as are free, by rounds or by actors. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Crashed, Job, Reply, TrainJob } from "../job.ts"
import { orderOf } from "../plan.ts"
import type { Listener, Pool, WorkerLost } from "../pool.ts"
import * as Train from "../train.ts"
import { expect } from "../train.ts"
import type { Travelling } from "./errand.ts"

/** Ends a training; it is told to the coordinator as it is. */
class Thrown extends Schema.TaggedError<Thrown>()("Thrown", {
  message: Schema.String,
  stack: Schema.String
}) {}

const thrown = ({ message, stack }: Crashed): Thrown => new Thrown({ message, stack })

/** The trainings that it leads at the same time share the pool. */
export const make = (pool: Pool["Service"]) => {
  let trainings = 0
  let helpers = 0

  const run = (job: Job, listener: Listener): Effect.Effect<Reply, WorkerLost | Thrown> =>
    Effect.filterOrFail(
      pool.run(job, listener),
      (reply) => reply._tag !== "Crashed",
      (reply) => thrown(expect(reply, "Crashed"))
    )

  /** Its leader does what a helper leaves. */
  const help = (job: Job, listener: Listener): Effect.Effect<Reply> =>
    Effect.suspend(() => {
      helpers++
      return run(job, listener).pipe(
        Effect.orElseSucceed((): Reply => ({ _tag: "Helped" })),
        Effect.ensuring(Effect.sync(() => helpers--))
      )
    })

  const train = (
    simulation: Simulation,
    job: TrainJob,
    listener: Listener
  ): Effect.Effect<Reply, WorkerLost> =>
    Effect.suspend(() => {
      const { simulation: name, config, backend, key, to, after } = job
      const started = performance.now()
      // What actors say on the way is no state.
      const silent: Listener = { task: listener.task, onCheckpoint: () => {}, onStopped: () => {} }
      const runAny = (each: Job): Effect.Effect<Reply, WorkerLost | Thrown> => {
        switch (each.kind) {
          case "help":
            return help(each, silent)
          case "act":
            return run(each, silent)
          case "train":
          case "share":
          case "read":
          case "sample":
          case "bundle":
            return run(each, listener)
          default:
            return nothingLeft(each, "kind of job")
        }
      }
      trainings++
      const context: Train.Context<WorkerLost | Thrown> = {
        common: { simulation: name, config, backend, key },
        order: orderOf(simulation, config),
        to,
        sharesMemory: pool.capabilities.sharesMemory,
        run: runAny,
        share: () => pool.width / trainings,
        idle: () =>
          Math.max(0, Math.min(Math.ceil(pool.width / trainings) - 1, pool.width - trainings - helpers)),
        onCheckpoint: (checkpoint) => listener.onCheckpoint(checkpoint, 0)
      }
      return Train.train(context, after).pipe(
        Effect.map((checkpoint): Reply => {
          const seconds = (performance.now() - started) / 1000
          return { _tag: "Folded", checkpoint, done: true, seconds }
        }),
        Effect.catchTag("Thrown", ({ message, stack = "" }) =>
          Effect.succeed<Reply>({ _tag: "Crashed", message, stack })
        ),
        Effect.ensuring(Effect.sync(() => trainings--))
      )
    })

  return (simulation: Simulation, job: Travelling, listener: Listener): Effect.Effect<Reply, WorkerLost> => {
    switch (job.kind) {
      case "sample":
      case "bundle":
        return pool.run(job, listener)
      case "train":
        return train(simulation, job, listener)
      default:
        return nothingLeft(job, "kind of job")
    }
  }
}
