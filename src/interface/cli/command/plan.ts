/** `skein plan`: what a study comes to, without running it. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import { plural } from "../../../drawing/text.ts"
import type * as EnginePlan from "../../../engine/plan.ts"
import * as Expected from "../../../engine/search/expected.ts"
import type { Point, Search, Study } from "../../../engine/study.ts"
import type { Simulation } from "../../../simulation/contract.ts"
import * as Duration from "../../text/duration.ts"
import * as PointText from "../../text/point.ts"
import * as Searched from "../../text/searched.ts"
import * as Flag from "../argument/flag.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"

/** Points shown one by one. */
const most = 20

/** A parameter that only some points set is a dash in the others. */
const inWords = (value: unknown): string => (value === undefined ? "-" : PointText.inWords(value))

/** What a study comes to, on so many threads; point by point the first `most` of them. */
const planned = (
  Plan: typeof EnginePlan,
  { study, simulation }: { readonly study: Study; readonly simulation: Simulation },
  threads: number,
  most: number
) => {
  const points: Array<{
    readonly swept: Point["swept"]
    readonly tasks: number
    readonly seconds: number
  }> = []
  let allTasks = 0
  let allSeconds = 0
  const every = Plan.make(simulation, study).points
  for (const point of every) {
    let tasks = 0
    let seconds = 0
    for (let repeat = 0; repeat < study.repeats; repeat++) {
      for (const task of Plan.tasksOfRepeat(simulation, point, repeat)) {
        tasks++
        seconds += Plan.secondsOf(simulation, task)
      }
    }
    allTasks += tasks
    allSeconds += seconds
    if (points.length < most) points.push({ swept: point.swept, tasks, seconds })
  }
  const { points: _, ...heading } = study
  const { search } = study
  const whole = { tasks: allTasks, seconds: allSeconds }
  const { tasks, seconds } = search === undefined ? whole : Expected.of(simulation, every, study, search)
  const secondsOnThreads = seconds / Math.min(widthOf(threads), tasks)
  const totals = { tasks, seconds, threads, secondsOnThreads }
  return { count: every.length, planned: { ...heading, ...totals, points } }
}

type Planned = ReturnType<typeof planned>

/** None at all is the main thread. */
const widthOf = (threads: number): number => Math.max(1, threads)

const searchText = ({ goal, halving }: Search): string => {
  const stops =
    halving &&
    `; of those that come to ${halving.rungs.map(Searched.share).join(", ")} the best ${Searched.share(halving.keep)} by ${halving.column} go on`
  return `${goal.direction} ${goal.column}${stops ?? ""}`
}

const factsOf = ({ count, planned }: Planned): ReadonlyArray<ReadonlyArray<string>> => {
  const { name, simulation, seed, repeats, until, tasks, seconds, secondsOnThreads, threads, search } =
    planned
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
    ["time", `about ${Duration.format(secondsOnThreads)} on ${plural(widthOf(threads), "thread")}`],
    ["work", `about ${Duration.format(seconds)} on one thread`]
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
  { file: Flag.study, set: Flag.set, threads: Flag.threads, json: Flag.json },
  Effect.fnUntraced(function* ({ file, set, threads, json }) {
    const [Study, Plan] = yield* Effect.promise(() =>
      Promise.all([import("../argument/study.ts"), import("../../../engine/plan.ts")])
    )
    const studies = (yield* Study.load(file, set)).map((each) =>
      planned(Plan, each, threads, json ? Number.POSITIVE_INFINITY : most)
    )
    if (json) return yield* Output.printJson(studies.map(({ planned }) => planned))
    const pages = studies.map((study) => `${Columns.align(factsOf(study))}\n${tableOf(study)}`)
    yield* Output.print(pages.join("\n"))
  })
).pipe(Command.withDescription("Show the points, tasks and estimated time of a study; run nothing"))
