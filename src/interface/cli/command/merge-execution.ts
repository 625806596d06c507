/** Parts on their way into a run. */
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import * as Contents from "../../../engine/part/contents.ts"
import * as Inherited from "../../../engine/part/inherited.ts"
import * as Merge from "../../../engine/part/merge.ts"
import * as PartRefusal from "../../../engine/part/refusal.ts"
import * as Plan from "../../../engine/plan.ts"
import { Pool } from "../../../engine/pool.ts"
import * as Program from "../../../engine/program.ts"
import * as Refusal from "../../../engine/refusal.ts"
import * as Run from "../../../engine/run.ts"
import * as Location from "../../run/location.ts"
import * as Names from "../../text/names.ts"
import * as Uncomputable from "../argument/uncomputable.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"
import type { Job } from "./run/execution.ts"
import * as Reporter from "./run/reporter.ts"
import * as Summary from "./run/summary.ts"

interface Flags {
  readonly acceptVersion: boolean
  readonly acceptMachine: boolean
}

const merged = Effect.fnUntraced(function* (
  { simulation, study, directory }: Job,
  parts: ReadonlyArray<string>,
  flags: Flags
) {
  const met = yield* Inherited.of(directory, simulation, study)
  const own = Program.command("part", Location.shown(directory), "1/2")
  const merging = yield* Merge.check(simulation, met.study, [...new Set(parts)]).pipe(
    Effect.mapError((error) =>
      error._tag === "RunRefused" && met.inherited > 0
        ? new Refusal.RunRefused({
            message: `${error.message}\n${PartRefusal.ofInherited(Location.shown(directory), met.inherited, own)}`
          })
        : error
    )
  )
  const { backend } = merging
  const names = Names.of(study.points, () => Plan.make(simulation, study).points)
  const reporter = Reporter.make(process.stderr, names)
  const summary = yield* Run.execute(simulation, study, {
    ...{ directory, backend, merging, ...flags },
    ...{ threads: 0, reuse: false, emit: reporter.onEvent }
  }).pipe(Effect.ensuring(Effect.sync(reporter.close)), Effect.provide(Pool.layerInline))
  return { summary, report: merging.report() }
})

/** Of several studies, each has the files that name it; of one, all. */
const partsOf = (jobs: ReadonlyArray<Job>, parts: ReadonlyArray<string>) =>
  Effect.gen(function* () {
    const paths = [...new Set(parts)]
    if (jobs.length === 1) return jobs.map((job) => ({ job, files: paths }))
    const names = new Map(paths.map((path) => [path, Contents.headerIn(path).header?.name]))
    const all = jobs.map((job) => ({
      job,
      files: paths.filter((path) => names.get(path) === job.study.name)
    }))
    const strangers = paths.filter((path) => !jobs.some(({ study }) => study.name === names.get(path)))
    if (strangers.length > 0)
      return yield* Problem.misuse(
        strangers
          .map((path) => `${path} is no part of any of the ${jobs.length} studies of the file`)
          .join("\n")
      )
    return all.filter(({ files }) => files.length > 0)
  })

/** One study after the other, until a signal. */
export const all = Effect.fnUntraced(function* (
  jobs: ReadonlyArray<Job>,
  parts: ReadonlyArray<string>,
  flags: Flags
) {
  const ended: Array<Effect.Success<ReturnType<typeof merged>> & { readonly job: Job }> = []
  for (const { job, files } of yield* partsOf(jobs, parts))
    ended.push({ job, ...(yield* merged(job, files, flags)) })
  return ended
})

export const { failed } = Summary

/** The first rows, where all are there, and how it ended. */
export const show = Effect.fnUntraced(function* ({ simulation, study, source }: Job, summary: Run.Summary) {
  const { directory, outcome, points, pointsFinished } = summary
  switch (outcome) {
    case "interrupted":
      yield* Output.say(`${pointsFinished} of ${points} points are done in ${Location.shown(directory)}`)
      return
    case "failed":
      yield* Output.say(
        ...Summary.sentences(summary, undefined, yield* Uncomputable.lines(source, study, summary.crashed))
      )
      return
    case "done": {
      const found = study.until === undefined ? undefined : Summary.missed(directory)
      yield* Output.print(Summary.table(directory, Output.readable(), simulation))
      yield* Output.say(...Summary.sentences(summary, found))
      yield* Output.say(...Summary.cautions(directory), ...Summary.next(directory))
      return
    }
    default:
      nothingLeft(outcome, "outcome")
  }
})
