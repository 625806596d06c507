/** Parts on their way to their files. */
import { join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../../accelerator/backend.ts"
import * as OwnFile from "../../../engine/own-file.ts"
import * as Compute from "../../../engine/part/compute.ts"
import type { Share } from "../../../engine/part/deal.ts"
import * as Glance from "../../../engine/part/glance.ts"
import * as Inherited from "../../../engine/part/inherited.ts"
import * as Plan from "../../../engine/plan.ts"
import { Pool } from "../../../engine/pool.ts"
import * as Run from "../../../engine/run.ts"
import * as Signal from "../../../engine/signal.ts"
import type { Study } from "../../../engine/study.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Names from "../../text/names.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as StudyFile from "../argument/study.ts"
import * as Problem from "../terminal/problem.ts"
import { opened } from "./run/execution.ts"
import * as Reporter from "./run/reporter.ts"
import * as Resumed from "./run/resumed.ts"

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

/** Of a study file, or of a run: then with the names that its points have there. */
export const studiesOf = Effect.fnUntraced(function* (file: string, set: ReadonlyArray<string>, out: string) {
  if (OwnFile.found(file)?.isFile() !== true && [join(out, file), file].some(Resumed.isRun)) {
    if (set.length > 0)
      return yield* Problem.misuse(
        `${file} is a run, whose study stands in its folder: --set is for study files`
      )
    const job = yield* Resumed.of(yield* RunFolder.findWhere(file, out, Resumed.isRun))
    const { study } = yield* Inherited.of(job.directory, job.simulation, job.study)
    return [{ ...job, study }]
  }
  const own = yield* RunFolder.ofStudyFile(file)
  const source = { file, set, out }
  const studies = yield* StudyFile.load(file, set, out)
  return yield* Effect.forEach(studies, ({ simulation, study }) =>
    Effect.map(
      own === undefined ? Effect.succeed({ study }) : Inherited.of(own, simulation, study),
      (met) => ({ simulation, study: met.study, source })
    )
  )
})

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
