/** Parts on their way to their files. */
import { resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../../accelerator/backend.ts"
import * as Compute from "../../../engine/part/compute.ts"
import type { Share } from "../../../engine/part/deal.ts"
import * as Glance from "../../../engine/part/glance.ts"
import * as Plan from "../../../engine/plan.ts"
import { Pool } from "../../../engine/pool.ts"
import * as Run from "../../../engine/run.ts"
import * as Signal from "../../../engine/signal.ts"
import type { Study } from "../../../engine/study.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Names from "../../text/names.ts"
import * as Problem from "../terminal/problem.ts"
import { opened } from "./run/execution.ts"
import * as Reporter from "./run/reporter.ts"

interface Job {
  readonly simulation: Simulation
  readonly study: Study
  readonly file: string
}

interface Flags {
  readonly share: Share
  readonly threads: number
  readonly backend: BackendName | "auto"
}

/** A part keeps the backend that it began with. */
const backendFor = (file: string, wanted: Flags["backend"]): Effect.Effect<BackendName, Problem.Stop> => {
  const named = wanted === "auto" ? undefined : wanted
  if (named !== undefined) return opened(named)
  return Effect.tryPromise({
    try: async () => Glance.headerIn(file)?.backend ?? (await import("../../../accelerator/open.ts")).best(),
    catch: (cause) => Problem.misuse((cause as Error).message)
  })
}

export const makeFolder = (folder: string): Effect.Effect<void, Problem.Stop> =>
  Effect.try({
    try: () => Run.makeFolder(resolve(folder)),
    catch: (cause) => Problem.misuse(`the folder ${folder} cannot be made: ${(cause as Error).message}`)
  })

const one = Effect.fnUntraced(function* (
  { simulation, study, file }: Job,
  { share, threads, ...flags }: Flags
) {
  const backend = yield* backendFor(file, flags.backend)
  const names = Names.of(study.points, () => Plan.make(simulation, study).points)
  const reporter = Reporter.make(process.stderr, names)
  return yield* Compute.execute(simulation, study, {
    ...{ file, share, threads, backend },
    emit: reporter.onEvent
  }).pipe(Effect.ensuring(Effect.sync(reporter.close)))
})

/** One after the other, on one pool, until a signal. */
export const all = (jobs: ReadonlyArray<Job>, flags: Flags) =>
  Effect.gen(function* () {
    const summaries: Array<Compute.Summary> = []
    for (const job of jobs) {
      const summary = yield* one(job, flags)
      summaries.push(summary)
      if (summary.outcome === "interrupted") break
    }
    return summaries
  }).pipe(Effect.provide(Pool.layer(flags.threads)), (work) =>
    Effect.scoped(Effect.andThen(Signal.listen, work))
  )
