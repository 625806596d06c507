/** A run at a moment: all that its page says, from the files of its folder, as it is now or as it was at a moment. */
import { basename, resolve } from "node:path"
import type * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"
import * as OwnFile from "../../engine/own-file.ts"
import { pointOf } from "../../engine/plan.ts"
import * as Progress from "../../engine/progress.ts"
import * as Pulse from "../../engine/pulse.ts"
import * as Folder from "../run/folder.ts"
import * as Location from "../run/location.ts"
import * as RunState from "../run/state.ts"
import * as Missed from "../text/missed.ts"
import * as Searched from "../text/searched.ts"
import * as Stations from "../text/stations.ts"
import * as History from "./history.ts"
import * as Results from "./results.ts"

export interface Point {
  readonly ordinal: number
  /** The beginning of the names of its tasks. */
  readonly id: string
  /** What the sweep varies, by name. */
  readonly swept: Reader.StoredPoint["swept"]
  readonly state: "done" | "crashed" | "no answer" | "running" | "waiting"
  /** Repeats asked for or done, whichever is more. */
  readonly repeats: number
  /** 0 to 1; undefined where nobody knows. */
  readonly part: number | undefined
  /** Of its trainings that run. */
  readonly steps: number
}

export interface Snapshot {
  /** Of the run: that of its folder. */
  readonly name: string
  /** As it can be typed where the server runs. */
  readonly directory: string
  readonly study: string
  readonly simulation: string
  readonly state: RunState.State
  /** Seconds since 1970: now, or the moment of a replay. */
  readonly at: number
  readonly replay: boolean
  readonly seed: number
  readonly backend: string
  readonly threads: number | undefined
  /** The machines of a fleet, in the place of threads. */
  readonly stations: string | undefined
  readonly tasks: number | undefined
  readonly tasksDone: number
  /** 0 to 1. */
  readonly fraction: number | undefined
  /** Tasks a second in the last session. */
  readonly rate: number | undefined
  readonly secondsLeft: number | undefined
  /** That the run has been worked on. */
  readonly seconds: number
  readonly points: ReadonlyArray<Point>
  /** Of the process that works on it now. */
  readonly pulse: Pulse.Pulse | undefined
  readonly history: History.History
  readonly results: Results.Results
  /** What `until` asks for and finished points do not have. */
  readonly missed: Missed.Missed | undefined
  readonly searched: Searched.Searched | undefined
}

/** What only the simulation knows; undefined where it does not load. */
interface Known extends NonNullable<Results.Wanted["known"]> {
  /** Tasks in one repeat of each point. */
  readonly tasks: ReadonlyArray<number>
}

const known = async (reader: Reader.Reader): Promise<Known | undefined> => {
  try {
    const { workOfRepeat } = await import("../../engine/plan.ts")
    const { simulation, plan } = await Folder.planOf(reader)
    const tasks = plan.points.map(({ config }) => workOfRepeat(simulation, config).tasks)
    return { simulation, plan, tasks }
  } catch {
    return undefined
  }
}

interface Running {
  /** The sum of the parts done of its running tasks. */
  readonly part: number
  readonly steps: number
}

/** By the id of the point. */
const runningOf = (pulse: Pulse.Pulse | undefined): ReadonlyMap<string, Running> => {
  const points = new Map<string, Running>()
  for (const [task, part] of Object.entries(pulse?.running ?? {})) {
    const before = points.get(pointOf(task)) ?? { part: 0, steps: 0 }
    points.set(pointOf(task), {
      part: before.part + Progress.share(part),
      steps: before.steps + (part.of === 0 ? part.done : 0)
    })
  }
  return points
}

const pointsNow = (
  { reader, known, stored, crashed }: Sources,
  pulse: Pulse.Pulse | undefined
): ReadonlyArray<Point> => {
  const done = reader.tasksOfPoints()
  const running = runningOf(pulse)
  return stored.map(({ ordinal, id, swept, repeats }): Point => {
    const at = running.get(id)
    const common = { ordinal, id, swept, steps: at?.steps ?? 0 }
    if (repeats > 0) return { ...common, state: "done", repeats, part: 1 }
    const begun = done.get(ordinal)
    const asked = Math.max(reader.study.repeats, begun?.repeats ?? 0)
    const each = known?.tasks[ordinal]
    const part = each ? Math.min(1, ((begun?.done ?? 0) + (at?.part ?? 0)) / (each * asked)) : undefined
    const state = crashed.get(ordinal) ?? (at !== undefined ? "running" : "waiting")
    return { ...common, state, repeats: asked, part }
  })
}

/** When a file was last written, and its length; what has not changed need not be read again. */
const mark = (file: string): string => {
  const found = OwnFile.found(file)
  return found === undefined ? "-" : `${found.mtimeMs}.${found.size}`
}

/** Changes whenever the run has written something. */
export const marks = (directory: string): string =>
  (["run.sqlite", "run.sqlite-wal", "pulse.json", "log.ndjson", "manifest.json"] as const)
    .map((name) => mark(OwnFile.path(directory, name)))
    .join(" ")

/** What snapshots of now and of then are made of. */
interface Sources {
  readonly reader: Reader.Reader
  readonly manifest: Manifest.Manifest | undefined
  readonly history: History.History
  readonly known: Known | undefined
  readonly stored: ReadonlyArray<Reader.StoredPoint>
  /** What became of points that came to nothing. */
  readonly crashed: ReadonlyMap<number, "crashed" | "no answer">
}

/** What changes from moment to moment. */
type Moment = Omit<
  Snapshot,
  | "name"
  | "directory"
  | "study"
  | "simulation"
  | "seed"
  | "backend"
  | "threads"
  | "stations"
  | "results"
  | "missed"
  | "searched"
>

const now = (directory: string, sources: Sources): Moment => {
  const { reader, history, known } = sources
  const at = Date.now() / 1000
  const state = RunState.now(directory, reader)
  const beat = state === "running" ? Pulse.read(directory) : undefined
  // That of a session before this one says nothing.
  const pulse = beat !== undefined && beat.at >= (history.started?.at ?? 0) ? beat : undefined
  const points = pointsNow(sources, pulse)
  const asked = known?.tasks.reduce((sum, each, i) => sum + each * points[i]!.repeats, 0)
  const tasks = pulse?.tasks ?? asked ?? history.samples.at(-1)?.tasks
  const tasksDone = pulse?.tasksDone ?? reader.tasks().done
  const sinceTold = pulse === undefined ? 0 : Math.max(0, at - (history.entries.at(-1)?.at ?? at))
  return {
    state,
    at,
    replay: false,
    tasks,
    tasksDone,
    fraction: pulse?.fraction ?? (tasks ? Math.min(1, tasksDone / tasks) : undefined),
    rate: pulse?.rate,
    secondsLeft: pulse?.secondsLeft ?? undefined,
    seconds: History.secondsOf(history) + sinceTold,
    points,
    pulse,
    history
  }
}

/** What the log had said by then; what was running in between was not written down. */
const then = ({ stored, crashed, history: whole }: Sources, at: number): Moment => {
  const history = History.until(whole, at)
  const points = stored.map(({ ordinal, id, swept, repeats }): Point => {
    const done = repeats > 0 && (whole.finished.get(ordinal) ?? 0) <= at
    const gone = history.crashed.some((task) => task.startsWith(`${id}.`)) ? crashed.get(ordinal) : undefined
    const state = done ? "done" : (gone ?? "waiting")
    return { ordinal, id, swept, state, repeats, part: done ? 1 : undefined, steps: 0 }
  })
  const sample = history.samples.at(-1)
  const tasksDone = sample?.tasksDone ?? 0
  return {
    state: history.outcome ?? "running",
    at,
    replay: true,
    tasks: sample?.tasks,
    tasksDone,
    fraction: sample?.tasks ? Math.min(1, tasksDone / sample.tasks) : undefined,
    rate: undefined,
    secondsLeft: undefined,
    seconds: History.secondsOf(history),
    points,
    pulse: undefined,
    history
  }
}

/** How often results of unfinished tasks are read. */
const checkpointSeconds = 5

/** Snapshots of one run, of now or of a moment that was; keeps what does not change in between. */
export const make = (directory: string): ((at?: number) => Promise<Snapshot>) => {
  const follow = History.follow(directory)
  const resultsNow = Results.make()
  const resultsThen = Results.make()
  let searched: { readonly key: string; readonly found: Searched.Searched | undefined } | undefined
  let missed: { readonly key: string; readonly found: Missed.Missed | undefined } | undefined
  let plan: { readonly key: string; readonly known: Known | undefined } | undefined
  return (at) =>
    Folder.reading(directory, async (reader) => {
      const history = follow()
      const manifest = Manifest.read(directory)
      const last = manifest?.sessions.at(-1)
      // A session may change the plan.
      const session = `${last?.started} ${history.started?.at}`
      if (plan?.key !== session) plan = { key: session, known: await known(reader) }
      const stored = reader.points()
      const crashed = new Map(
        reader
          .crashes()
          .map(({ ordinal, uncomputable }) => [ordinal, uncomputable ? "no answer" : "crashed"] as const)
      )
      const sources = { reader, manifest, history, known: plan.known, stored, crashed }
      const moment = at === undefined ? now(directory, sources) : then(sources, at)
      const finished = new Set(
        moment.points.filter(({ state }) => state === "done").map(({ ordinal }) => ordinal)
      )
      const unfinished = finished.size < stored.length
      // Checkpoints of running tasks count, too: a training may have no other result for hours.
      const far = `${moment.tasksDone} ${moment.state === "running" ? Math.floor(moment.at / checkpointSeconds) : ""}`
      const key = `${session} ${finished.size} ${unfinished && at === undefined ? far : ""}`
      if (searched?.key !== key) searched = { key, found: Searched.of(reader) }
      if (missed?.key !== key) missed = { key, found: Missed.of(reader) }
      return {
        ...moment,
        missed: at === undefined ? missed.found : undefined,
        searched: at === undefined ? searched.found : undefined,
        name: basename(resolve(directory)),
        directory: Location.shown(directory),
        study: reader.study.name,
        simulation: reader.study.simulation,
        seed: reader.study.seed,
        backend: manifest?.backend ?? "unknown",
        threads: last?.threads,
        stations: last && Stations.of(last),
        results: await (at === undefined ? resultsNow : resultsThen)(reader, key, {
          points: finished,
          known: plan.known,
          tallies: at === undefined && unfinished ? moment.tasksDone : undefined
        })
      }
    })
}
