/** `skein plan`: what a study comes to; of some points it tries for a moment what they take, and runs nothing else. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import type { Pace } from "../../../engine/pace.ts"
import type * as EnginePlan from "../../../engine/plan.ts"
import type { Search, Study } from "../../../engine/study.ts"
import * as Survey from "../../../engine/survey.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Duration from "../../text/duration.ts"
import * as PointText from "../../text/point.ts"
import * as Searched from "../../text/searched.ts"
import * as Flag from "../argument/flag.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

/** Points shown one by one. */
const most = 20

/** A parameter that only some points set is a dash in the others. */
const inWords = (value: unknown): string => (value === undefined ? "-" : PointText.inWords(value))

/** What a study comes to; point by point the first `most` of them. */
const planned = (
  Plan: typeof EnginePlan,
  { study, simulation }: { readonly study: Study; readonly simulation: Simulation },
  survey: Survey.Survey,
  pace: Pace | undefined,
  most: number
) => {
  const { points: every, ...heading } = study
  const points = every.slice(0, most).map(({ swept, config }, ordinal) => {
    const { tasks, seconds } = Plan.workOfRepeat(simulation, config)
    const factor = study.repeats * (pace?.of(ordinal) ?? 1)
    return { swept, tasks: study.repeats * tasks, seconds: factor * seconds }
  })
  const { tasks, seconds, threads } = survey
  const secondsOnThreads = Survey.elapsed(simulation, survey)
  const totals = { tasks, seconds, threads, secondsOnThreads, pointsMeasured: pace?.tried ?? 0 }
  return { count: every.length, planned: { ...heading, ...totals, points } }
}

type Planned = ReturnType<typeof planned>

const searchText = ({ goal, halving }: Search): string => {
  const stops =
    halving &&
    `; of those that come to ${halving.rungs.map(Searched.share).join(", ")} the best ${Searched.share(halving.keep)} by ${halving.column} go on`
  return `${goal.direction} ${goal.column}${stops ?? ""}`
}

const factsOf = ({ count, planned }: Planned): ReadonlyArray<ReadonlyArray<string>> => {
  const { name, simulation, seed, repeats, until, search } = planned
  const { tasks, seconds, secondsOnThreads, threads, pointsMeasured } = planned
  const measured = pointsMeasured === 0 ? "" : `, by what ${plural(pointsMeasured, "point")} took here`
  return [
    ["study", name],
    ["simulation", simulation],
    ["seed", String(seed)],
    [
      "points",
      search?.sampling === undefined ? String(count) : `${search.sampling.trials}, ${count} of them drawn`
    ],
    ...(search === undefined ? [] : [["search", searchText(search)]]),
    [
      "repeats",
      until === undefined ? String(repeats) : `${repeats} to ${until.atMost}, until the error is met`
    ],
    ["tasks", String(tasks)],
    ["time", `about ${Duration.format(secondsOnThreads)} on ${plural(Survey.widthOf(threads), "thread")}`],
    ["work", `about ${Duration.format(seconds)} on one thread${measured}`]
  ]
}

/** Point by point, the first of them. */
const tableOf = ({ count, planned: { points } }: Planned): string => {
  const names = [...new Set(points.flatMap(({ swept }) => Object.keys(swept)))]
  const lines = points.map((point) => [
    ...names.map((swept) => inWords(point.swept[swept])),
    String(point.tasks),
    Duration.format(point.seconds)
  ])
  const more = count > points.length ? `… ${plural(count - points.length, "more point")}\n` : ""
  return Columns.align([[...names, "tasks", "work"], ...lines]) + more
}

export const plan = Command.make(
  "plan",
  {
    file: Flag.study,
    set: Flag.set,
    out: Flag.out,
    threads: Flag.plannedThreads,
    noMeasure: Flag.noMeasure,
    json: Flag.json
  },
  Effect.fnUntraced(function* ({ file, set, out, threads, noMeasure, json }) {
    const [Study, Plan, Estimate, Accelerator] = yield* Effect.promise(() =>
      Promise.all([
        import("../argument/study.ts"),
        import("../../../engine/plan.ts"),
        import("../../../engine/estimate.ts"),
        import("../../../accelerator/open.ts")
      ])
    )
    const studies: Array<Planned> = []
    const backend = noMeasure ? undefined : Accelerator.best
    for (const each of yield* Study.load(file, set, out)) {
      const { simulation, study } = each
      const found = yield* Effect.promise(() => Estimate.of(simulation, study, threads, backend))
      if ("refusal" in found) return yield* Problem.misuse(found.refusal)
      studies.push(planned(Plan, each, found.survey, found.pace, json ? Number.POSITIVE_INFINITY : most))
    }
    if (json) return yield* Output.printJson(studies.map(({ planned }) => planned))
    const pages = studies.map((study) => `${Columns.align(factsOf(study))}\n${tableOf(study)}`)
    yield* Output.print(pages.join("\n"))
  })
).pipe(
  Command.withDescription(
    "Show the points and tasks of a study, and the time that it takes by a try of some of its points"
  )
)
