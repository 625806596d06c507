/** A look at a run: all that its page says, from the files of its folder, as it is now or as it was at a moment. */
import { statSync } from "node:fs"
import { basename, join, resolve } from "node:path"
import type { Worker } from "../../engine/crew.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import * as Manifest from "../../engine/manifest.ts"
import * as Pulse from "../../engine/pulse.ts"
import type { Standing } from "../standing.ts"
import { planOf, reading } from "../standing.ts"
import * as History from "./history.ts"
import * as Results from "./results.ts"

export interface Point {
  readonly ordinal: number
  /** The beginning of the names of its tasks. */
  readonly id: string
  /** What the sweep varies, by name. */
  readonly swept: Reader.StoredPoint["swept"]
  readonly state: "done" | "crashed" | "running" | "waiting"
  /** Repeats asked for or done, whichever is more. */
  readonly repeats: number
  /** 0 to 1; undefined where nobody knows. */
  readonly part: number | undefined
}

export interface Look {
  /** Of the run: that of its folder. */
  readonly name: string
  readonly study: string
  readonly simulation: string
  readonly state: Standing["state"]
  /** Seconds since 1970: now, or the moment of a replay. */
  readonly at: number
  readonly replay: boolean
  readonly seed: number
  readonly backend: string
  readonly threads: number | undefined
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
  readonly workers: ReadonlyArray<Worker>
  readonly crashes: ReadonlyArray<Reader.Crash>
  readonly history: History.History
  readonly results: Results.Results
}

/** Tasks in one repeat of each point, and how its results are drawn; undefined where the simulation does not load. */
interface Known {
  readonly tasks: ReadonlyArray<number>
  readonly draw: Results.Draw
}

const known = async (reader: Reader.Reader): Promise<Known | undefined> => {
  try {
    const { tasksOfRepeat } = await import("../../engine/plan.ts")
    const { simulation, plan } = await planOf(reader)
    const tasks = plan.points.map((point) => {
      let count = 0
      for (const _ of tasksOfRepeat(simulation, point, 0)) count++
      return count
    })
    return { tasks, draw: await Results.drawingOf(simulation) }
  } catch {
    return undefined
  }
}

/** The point that a task is of, by the point's id. */
const pointOf = (task: string): string => task.slice(0, task.indexOf("."))

/** The sum of the parts done of running tasks, by the id of their point. */
const partsRunning = (pulse: Pulse.Pulse | undefined): ReadonlyMap<string, number> => {
  const parts = new Map<string, number>()
  for (const [task, part] of Object.entries(pulse?.running ?? {}))
    parts.set(pointOf(task), (parts.get(pointOf(task)) ?? 0) + part)
  return parts
}

interface Sources {
  readonly stored: ReadonlyArray<Reader.StoredPoint>
  readonly done: ReturnType<Reader.Reader["tasksOfPoints"]>
  readonly tasks: ReadonlyArray<number> | undefined
  readonly pulse: Pulse.Pulse | undefined
  readonly crashed: ReadonlySet<number>
  readonly finished: (ordinal: number) => boolean
  /** Undefined in a replay: what was running then was not written down. */
  readonly repeats: number | undefined
}

const pointsOf = (sources: Sources): ReadonlyArray<Point> => {
  const { stored, done, tasks, pulse, crashed, finished, repeats } = sources
  const running = partsRunning(pulse)
  return stored.map(({ ordinal, id, swept, repeats: inRows }): Point => {
    const common = { ordinal, id, swept }
    if (finished(ordinal)) return { ...common, state: "done", repeats: inRows, part: 1 }
    if (repeats === undefined) return { ...common, state: "waiting", repeats: inRows, part: undefined }
    const begun = done.get(ordinal)
    const asked = Math.max(repeats, begun?.repeats ?? 0)
    const each = tasks?.[ordinal]
    const part =
      each === undefined || each === 0
        ? undefined
        : Math.min(1, ((begun?.done ?? 0) + (running.get(id) ?? 0)) / (each * asked))
    const state = crashed.has(ordinal) ? "crashed" : running.has(id) ? "running" : "waiting"
    return { ...common, state, repeats: asked, part }
  })
}

/** When a file was last written, and its length; what has not changed need not be read again. */
const mark = (file: string): string => {
  const found = statSync(file, { throwIfNoEntry: false })
  return found === undefined ? "-" : `${found.mtimeMs}.${found.size}`
}

/** Changes whenever the run has written something. */
export const marks = (directory: string): string =>
  ["run.sqlite", "run.sqlite-wal", "pulse.json", "log.ndjson", "manifest.json"]
    .map((name) => mark(join(directory, name)))
    .join(" ")

/** Looks again and again at one run, and keeps what does not change in between. */
export const make = (directory: string): ((at?: number) => Promise<Look>) => {
  const follow = History.follow(directory)
  let plan: { readonly key: string; readonly known: Known | undefined } | undefined
  const results = Results.make()
  return (at) =>
    reading(directory, async (reader) => {
      const now = Date.now() / 1000
      const whole = follow()
      const replay = at !== undefined
      const history = replay ? History.until(whole, at) : whole
      const manifest = Manifest.read(directory)
      const last = manifest?.sessions.at(-1)
      const key = `${last?.started} ${whole.started?.at}`
      if (plan?.key !== key) plan = { key, known: await known(reader) }
      const active = reader.active()
      const beat = Pulse.read(directory)
      // That of a session before this one says nothing.
      const pulse =
        active && !replay && beat !== undefined && beat.at >= (whole.started?.at ?? 0) ? beat : undefined
      const crashes = reader.crashes()
      const stored = reader.points()
      const finished = (ordinal: number): boolean =>
        stored[ordinal]!.repeats > 0 && !(replay && (whole.finished.get(ordinal) ?? 0) > at)
      const points = pointsOf({
        stored,
        done: replay ? new Map() : reader.tasksOfPoints(),
        tasks: plan.known?.tasks,
        pulse,
        crashed: new Set(crashes.map(({ ordinal }) => ordinal)),
        finished,
        repeats: replay ? undefined : reader.study.repeats
      })
      const sample = history.samples.at(-1)
      const asked = plan.known?.tasks.reduce((sum, each, i) => sum + each * points[i]!.repeats, 0)
      const tasks = replay ? sample?.tasks : (pulse?.tasks ?? asked ?? sample?.tasks)
      const tasksDone = replay ? (sample?.tasksDone ?? 0) : (pulse?.tasksDone ?? reader.tasks().done)
      return {
        name: basename(resolve(directory)),
        study: reader.study.name,
        simulation: reader.study.simulation,
        state: replay ? (history.outcome ?? "running") : active ? "running" : (last?.outcome ?? "stopped"),
        at: at ?? now,
        replay,
        seed: reader.study.seed,
        backend: manifest?.backend ?? "unknown",
        threads: last?.threads,
        tasks,
        tasksDone,
        fraction: pulse?.fraction ?? (tasks ? Math.min(1, tasksDone / tasks) : undefined),
        rate: pulse?.rate,
        secondsLeft: pulse?.secondsLeft ?? undefined,
        seconds:
          History.secondsOf(history) +
          (pulse === undefined ? 0 : Math.max(0, now - (history.entries.at(-1)?.at ?? now))),
        points,
        pulse,
        workers: pulse?.workers ?? [],
        crashes: replay
          ? crashes.filter(({ task }) =>
              history.entries.some((entry) => entry._tag === "TaskCrashed" && entry.task === task)
            )
          : crashes,
        history,
        results: results(reader, {
          points: new Set(points.filter(({ state }) => state === "done").map(({ ordinal }) => ordinal)),
          swept: [...new Set(points.flatMap(({ swept }) => Object.keys(swept)))],
          draw: plan.known?.draw,
          keep: !replay
        })
      }
    })
}
