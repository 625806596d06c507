/** `skein status`: what is done, what is left, how long it will take. */

import { basename, join, resolve } from "node:path"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import { plural } from "../../../drawing/text.ts"
import * as Submission from "../../../engine/batch/submission.ts"
import * as Place from "../../../engine/journal/place.ts"
import type * as Reader from "../../../engine/journal/reader.ts"
import * as Manifest from "../../../engine/manifest.ts"
import * as Program from "../../../engine/program.ts"
import * as Pulse from "../../../engine/pulse.ts"
import * as Folder from "../../run/folder.ts"
import * as Location from "../../run/location.ts"
import * as RunState from "../../run/state.ts"
import * as Duration from "../../text/duration.ts"
import * as Missed from "../../text/missed.ts"
import * as Names from "../../text/names.ts"
import * as Plain from "../../text/plain.ts"
import * as Point from "../../text/point.ts"
import * as Searched from "../../text/searched.ts"
import * as Stations from "../../text/stations.ts"
import * as Flag from "../argument/flag.ts"
import * as RunFolder from "../argument/run-folder.ts"
import * as Columns from "../terminal/columns.ts"
import * as Output from "../terminal/output.ts"
import * as Problem from "../terminal/problem.ts"

interface Status extends RunState.RunState {
  readonly directory: string
}

const of = (directory: string, reader: Reader.Reader): Status => {
  const { name, ...state } = RunState.of(directory, reader)
  return { name, directory: Location.shown(directory), ...state }
}

interface Rest {
  /** Null where the simulation does not load, no longer takes the study's points, or is not asked. */
  readonly tasks: number | null
  /** Until it is done, on as many threads as its last session had. */
  readonly secondsLeft: number
}

/** Whoever looks at what is done runs no code that is just in the folder where he stands. */
const isAsked = async (simulation: string): Promise<boolean> =>
  (await import("../../../simulation/discover.ts")).isNamed(simulation)

/** `each`: seconds that a task takes on one thread. */
const secondsLeft = (directory: string, { tasksFinished }: Status, tasks: number, each: number): number => {
  const threads = Math.max(1, Manifest.read(directory)?.sessions.at(-1)?.threads ?? 1)
  return (Math.max(0, tasks - tasksFinished) * each) / threads
}

/** What is left as its last session said. */
const toldOf = (directory: string, status: Status): Rest => {
  const tasks = Pulse.read(directory)?.tasks
  if (typeof tasks !== "number") return { tasks: null, secondsLeft: 0 }
  const each = status.tasksFinished > 0 ? status.seconds / status.tasksFinished : 0
  return { tasks, secondsLeft: secondsLeft(directory, status, tasks, each) }
}

/** What is left, from the plan: the time of the tasks that are done, or the simulation's own estimate before that. */
/** The places of points that nobody tries again unless asked. */
const withoutAnswer = ({ crashes }: Status): ReadonlySet<number> =>
  new Set(crashes.flatMap(({ ordinal, uncomputable }) => (uncomputable ? [ordinal] : [])))

const restOf = async (directory: string, reader: Reader.Reader, status: Status): Promise<Rest> => {
  // Of a run that has all its rows nothing is left; a search stops points before their last task.
  if (status.pointsFinished === status.points && reader.study.search === undefined)
    return { tasks: status.tasksFinished, secondsLeft: 0 }
  if (!(await isAsked(status.simulation))) return toldOf(directory, status)
  const Plan = await import("../../../engine/plan.ts")
  const { simulation, plan } = await Folder.planOf(reader)
  const without = withoutAnswer(status)
  let tasks = 0
  let untried = 0
  let seconds = 0
  for (const { config, ordinal } of plan.points) {
    const work = Plan.workOfRepeat(simulation, config)
    tasks += plan.study.repeats * work.tasks
    seconds += plan.study.repeats * work.seconds
    if (without.has(ordinal)) untried += plan.study.repeats * work.tasks
  }
  const each = status.tasksFinished > 0 ? status.seconds / status.tasksFinished : seconds / tasks
  return { tasks, secondsLeft: secondsLeft(directory, status, tasks - untried, each) }
}

const withReader = <A>(directory: string, use: (reader: Reader.Reader) => A | Promise<A>) =>
  Effect.tryPromise({
    try: () => Folder.reading(directory, use),
    catch: (cause) => Problem.failedBy(`${Location.shown(directory)} cannot be read`, cause)
  })

const when = (time: string | null): string => (time === null ? "-" : time.slice(0, 16).replace("T", " "))

const isRun = (directory: string): boolean => Place.exists(directory) || Submission.exists(directory)

const submissionOf = (directory: string): Effect.Effect<Submission.Submission, Problem.Stop> =>
  Effect.try({
    try: () => Submission.read(directory)!,
    catch: (cause) => Problem.failedBy(Location.shown(directory), cause)
  })

/** One damaged file does not hide the others. */
const unreadable = (name: string, directory: string, { message }: Problem.Stop) =>
  ({ name, directory: Location.shown(directory), state: "unreadable", message }) as const

/** A run that is computed in parts, of which none are merged yet. */
const isSubmitted = (directory: string): boolean => Submission.exists(directory) && !Place.exists(directory)

const waiting = (directory: string, { simulation, points, at }: Submission.Submission) =>
  ({
    ...{ name: basename(resolve(directory)), directory: Location.shown(directory), simulation },
    ...{ state: "submitted", started: at, points, pointsFinished: 0 }
  }) as const

type Line = Status | ReturnType<typeof unreadable> | ReturnType<typeof waiting>

const lineOf = (run: Line): ReadonlyArray<string> => {
  if ("message" in run) return [run.directory, "-", run.state, "-", run.message]
  const { directory, simulation, state, pointsFinished, points, started } = run
  return [directory, simulation, state, `${pointsFinished}/${points}`, when(started)]
}

const statusOfAll = Effect.fnUntraced(function* (folder: string, json: boolean) {
  const runs = yield* Effect.forEach(Location.namesIn(folder, isRun), (name) => {
    const directory = join(folder, name)
    const line: Effect.Effect<Line, Problem.Stop> = isSubmitted(directory)
      ? Effect.map(submissionOf(directory), (submission) => waiting(directory, submission))
      : withReader(directory, (reader) => of(directory, reader))
    return line.pipe(Effect.catch((stop) => Effect.succeed(unreadable(name, directory, stop))))
  })
  if (json) return yield* Output.printJson(runs)
  if (runs.length === 0) return yield* Output.say(`There are no runs in ${folder}.`)
  const heading = ["run", "simulation", "state", "points", "started (UTC)"]
  yield* Output.print(Columns.align([heading, ...runs.map(lineOf)], ["left", "left", "left", "right"]))
})

/** Rows that are damaged do not hide the rest. */
const missedOf = (reader: Reader.Reader): Missed.Missed | undefined => {
  try {
    return Missed.of(reader)
  } catch (cause) {
    return { misses: [], heading: `nobody knows: ${(cause as Error).message}`, lines: [] }
  }
}

/** What a search came to so far. */
const searchedOf = (reader: Reader.Reader): ReadonlyArray<string> => {
  try {
    return Searched.of(reader)?.lines ?? []
  } catch (cause) {
    return [`nobody knows: ${(cause as Error).message}`]
  }
}

/** Whether points were put aside since anybody worked on the run: results of other runs are not to come in their place. */
const isRetried = (directory: string): boolean => {
  const manifest = Manifest.read(directory)
  const worked = manifest?.sessions.findLast(({ started, ended }) => started !== ended)
  return (manifest?.changes ?? []).some(
    ({ change, at }) => change === "retry" && at >= (worked?.started ?? "")
  )
}

/** Its parts, where the run was submitted in such. */
const partsOf = Effect.fnUntraced(function* (directory: string) {
  if (!Submission.exists(directory)) return undefined
  const Parts = yield* Effect.promise(() => import("./submit/progress.ts"))
  const submitted = yield* Parts.of(directory)
  return submitted && { json: Parts.json(submitted), lines: Parts.lines(submitted, Place.exists(directory)) }
})

const statusOfSubmitted = Effect.fnUntraced(function* (directory: string, json: boolean) {
  const state = waiting(directory, yield* submissionOf(directory))
  const parts = yield* partsOf(directory)
  if (json) return yield* Output.printJson({ ...state, submitted: parts?.json })
  yield* Output.print(
    Columns.align([
      ["run", Location.called(directory)],
      ["simulation", state.simulation],
      ["state", "submitted in parts, none of them merged yet"],
      ["submitted (UTC)", when(state.started)],
      ["points", String(state.points)],
      ...(parts?.lines ?? [])
    ])
  )
})

/** The machines that worked for the last session of a run; none where it has no fleet. */
const stationsSoFar = (directory: string): string | undefined => {
  const last = Manifest.read(directory)?.sessions.at(-1)
  return last && Stations.of(last)
}

/** Those that work for a run that goes on, and their threads; undefined while nobody does. */
const stationsNow = (directory: string): string | undefined => {
  const workers = Pulse.read(directory)?.workers ?? []
  const stations = Map.groupBy(workers, ({ machine }) => machine)
  stations.delete(undefined)
  const said = [...stations]
    .map(([machine, threads]) => {
      const busy = threads.filter(({ task }) => task !== null).length
      return `${Plain.line(machine!)} (${busy} of ${plural(threads.length, "thread")} at work)`
    })
    .join(", ")
  return said === "" ? undefined : said
}

const statusOfOne = Effect.fnUntraced(function* (run: string, folder: string, json: boolean) {
  const directory = yield* RunFolder.findWhere(run, folder, isRun)
  if (isSubmitted(directory)) return yield* statusOfSubmitted(directory, json)
  const { status, missed, searched, rest } = yield* withReader(directory, async (reader) => {
    const status = of(directory, reader)
    const missed = missedOf(reader)
    const searched = searchedOf(reader)
    const unknown: Rest = { tasks: null, secondsLeft: 0 }
    return { status, missed, searched, rest: await restOf(directory, reader, status).catch(() => unknown) }
  })
  const parts = yield* partsOf(directory)
  if (json)
    return yield* Output.printJson({
      ...{ ...status, ...rest, missed: missed?.misses ?? [] },
      ...(parts && { submitted: parts.json })
    })
  const { state, crashes } = status
  const total =
    rest.tasks === null ? "?: its simulation is not loaded" : Math.max(rest.tasks, status.tasksFinished)
  const stations = (state === "running" ? stationsNow(directory) : undefined) ?? stationsSoFar(directory)
  const resumable = state !== "running" && status.pointsFinished + withoutAnswer(status).size < status.points
  const lines = [
    ["run", Location.called(directory)],
    ["simulation", status.simulation],
    ["state", state === "unknown" ? `${state}: ${RunState.whyUnknown(directory)}` : state],
    ["started (UTC)", when(status.started)],
    ...(stations !== undefined ? [["stations", stations]] : []),
    ["points", `${status.pointsFinished} of ${status.points}`],
    ["tasks", `${status.tasksFinished} of ${total}`],
    ["work so far", `${Duration.format(status.seconds)} on one thread`],
    ...(rest.secondsLeft > 0 ? [["time left", `about ${Duration.format(rest.secondsLeft)}`]] : []),
    ...Object.entries(status.rows).map(([table, rows]) => [`rows of ${table}`, String(rows)]),
    ...crashes.map((crash) =>
      crash.uncomputable
        ? ["no answer", `${Point.name(crash)}: ${crash.message}`]
        : ["crashed", `${Names.task(crash.task, crash)}: ${crash.message}`]
    ),
    ...searched.map((line, i) => [i === 0 ? "search" : "", line]),
    ...(parts?.lines ?? []),
    ...(missed === undefined ? [] : [["missed", missed.heading], ...missed.lines.map((line) => ["", line])]),
    ...(resumable
      ? [
          [
            "to continue",
            Program.command(
              "resume",
              folder === Location.defaultFolder ? run : directory,
              ...(isRetried(directory) ? ["--no-reuse"] : [])
            )
          ]
        ]
      : [])
  ]
  yield* Output.print(Columns.align(lines))
})

export const status = Command.make(
  "status",
  { run: Flag.run.pipe(Argument.optional), out: Flag.out, json: Flag.json },
  ({ run, out, json }) =>
    Option.match(run, {
      onNone: () => statusOfAll(out, json),
      onSome: (name) => statusOfOne(name, out, json)
    })
).pipe(Command.withDescription("Show what is done and what is left: of all runs, or of one"))
