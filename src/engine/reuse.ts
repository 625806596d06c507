/**
 * Tallies that another run in the same folder has already: taken over, not computed.
 *
 * A point's id names its simulation, seed and config, and a tally is a function of them, of the simulation's version, of
 * the backend, of the processor's architecture and of the cut into tasks. Where all of these are the same, so are the
 * bits. Checkpoints stay where they are, and so do trainings in the order of arrival: two of them are two measurements.
 */
import { readdirSync, realpathSync } from "node:fs"
import { dirname, join, resolve } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import * as Continued from "./continued.ts"
import type { Event } from "./event.ts"
import type { Journal } from "./journal/journal.ts"
import * as Source from "./journal/source.ts"
import * as Machine from "./machine.ts"
import * as Manifest from "./manifest.ts"
import * as OwnFile from "./own-file.ts"
import type { Plan, PlannedPoint, Task } from "./plan.ts"
import { nameOf, orderOf, tasksOfRepeat } from "./plan.ts"
import { reasonOf } from "./reason.ts"
import { mostRepeats } from "./study.ts"

/** Milliseconds that looking through other runs may take. What is found is taken, however long that takes. */
const patience = 1000

/** Tallies on their way to the disk at a time. */
const most = 1000

type Taken = Manifest.Reused

/** What numbers are wanted, and what computes them. */
export interface Wanted {
  readonly simulation: Simulation
  readonly plan: Plan
  readonly backend: BackendName
}

export interface Setting extends Wanted {
  readonly directory: string
  readonly journal: Journal
  /** Hears all that is taken in this session: before it is, at most how much; and afterwards. */
  readonly note: (taken: ReadonlyArray<Taken>) => void
}

export interface Found {
  /** By run. */
  readonly taken: ReadonlyArray<Taken>
  /** Runs that were not looked through, and tallies that were not taken. */
  readonly told: ReadonlyArray<Extract<Event, { readonly _tag: "RunNotSearched" }>>
}

export const nothing: Found = { taken: [], told: [] }

const notSearched = (run: string, reason: string): Found["told"][number] => ({
  _tag: "RunNotSearched",
  run,
  reason
})

/** The runs in a folder, by name, those first that were written last. */
const runsIn = (folder: string): ReadonlyArray<readonly [name: string, directory: string]> =>
  readdirSync(folder)
    .flatMap((name) => {
      const path = join(folder, name)
      const written = OwnFile.found(OwnFile.path(path, "manifest.json"))?.mtimeMs
      return written === undefined ? [] : [{ name, path, written }]
    })
    .sort((a, b) => b.written - a.written || (a.name < b.name ? -1 : 1))
    .map(({ name, path }) => [name, path])

/** Those beside the run's own. */
const besides = (directory: string): ReturnType<typeof runsIn> => {
  const own = realpathSync(resolve(directory))
  return runsIn(dirname(resolve(directory))).filter(([, path]) => realpathSync(path) !== own)
}

/** Whether what the run has computed are the numbers that would be computed here. */
const isSame = (manifest: Manifest.Manifest, setting: Wanted): boolean => {
  const { simulation, simulationVersion, acceptedVersions, acceptedMachines = [], backend, seed } = manifest
  return (
    simulation === setting.plan.study.simulation &&
    simulationVersion === setting.simulation.version &&
    acceptedVersions.length === 0 &&
    acceptedMachines.length === 0 &&
    backend === setting.backend &&
    seed === setting.plan.study.seed &&
    Machine.bitsOf(Manifest.machineOf(manifest)) === Machine.bitsOf(Machine.here())
  )
}

/** Of the points that are wanted those that the run has, by id and config: a default may have changed in between. */
const shared = function* (
  source: Source.Source,
  wanted: ReadonlyMap<string, PlannedPoint>,
  { simulation }: Wanted
): Generator<PlannedPoint> {
  const isSame = Continued.comparer(simulation)
  for (const id of source.points > wanted.size ? wanted.keys() : source.ids()) {
    const point = wanted.get(id)
    if (point === undefined) continue
    const config = source.configOf(id)
    if (config !== undefined && isSame(config, point)) yield point
  }
}

/** Of a point that both runs have: the tasks that are done there, not here, and asked for here. */
const tasksOf = (source: Source.Source, point: PlannedPoint, { simulation, plan, journal }: Setting) => {
  const most = mostRepeats(plan.study)
  // Every repeat is cut in the same way.
  const cut = new Map<number, number>()
  for (const { from, to } of tasksOfRepeat(simulation, point, 0)) cut.set(from, to)
  return source
    .rangesOf(point.id)
    .filter(({ repeat, from, to }) => repeat < most && cut.get(from) === to)
    .map((range): Task => ({ point, ...range }))
    .filter((task) => !journal.has(task))
}

/** The points that the run may need tallies of. */
const wantedOf = ({ simulation, plan, journal }: Setting): Map<string, PlannedPoint> => {
  const wanted = new Map<string, PlannedPoint>()
  for (const point of plan.points) {
    if (journal.finishedRepeats(point.ordinal) !== undefined) continue
    if (orderOf(simulation, point.config) === "assignment") wanted.set(point.id, point)
  }
  return wanted
}

/** Undefined also where the file is damaged around it. */
const tallyOf = (source: Source.Source, task: Task): Source.Tally | undefined => {
  try {
    return source.tally(task)
  } catch {
    return undefined
  }
}

/** Takes over what there is. Never fails because of another run: what cannot be read is told and left alone. */
export const take = Effect.fnUntraced(function* (setting: Setting) {
  const { directory, simulation, plan, journal } = setting
  const taken: Array<Taken> = []
  const told: Array<Found["told"][number]> = []
  let wanted: Map<string, PlannedPoint> | undefined
  let spent = 0

  /** What a run has of what is wanted; undefined where that is nothing. */
  const look = (path: string) => {
    const manifest = Manifest.read(path)
    if (manifest === undefined || !isSame(manifest, setting)) return undefined
    wanted ??= wantedOf(setting)
    if (wanted.size === 0) return undefined
    const source = Source.open(path)
    try {
      const tasks: Array<Task> = []
      for (const point of shared(source, wanted, setting))
        for (const task of tasksOf(source, point, setting)) tasks.push(task)
      if (tasks.length > 0) return { source, tasks }
    } catch (cause) {
      source.close()
      throw cause
    }
    source.close()
    return undefined
  }

  const copy = Effect.fnUntraced(function* (run: string, source: Source.Source, tasks: ReadonlyArray<Task>) {
    const at = new Date().toISOString()
    const points = new Set<PlannedPoint>()
    let count = 0
    let damaged = 0
    const expected = new Set(tasks.map(({ point }) => point)).size
    setting.note([...taken, { run, at, points: expected, tasks: tasks.length }])
    for (let first = 0; first < tasks.length; first += most) {
      yield* journal.room
      for (const task of tasks.slice(first, first + most)) {
        const tally = tallyOf(source, task)
        if (tally === undefined) {
          damaged++
          continue
        }
        count++
        points.add(task.point)
        journal.put(task, tally.bytes, tally.seconds, () => {})
      }
    }
    if (damaged > 0)
      told.push(notSearched(run, `${damaged} of its ${tasks.length} results do not match their checksum`))
    if (count > 0) taken.push({ run, at, points: points.size, tasks: count })
    setting.note(taken)
    if (plan.study.until === undefined) for (const { id } of points) if (isWhole(id)) wanted!.delete(id)
  })

  /** Whether the journal has all that is sure to be needed of a point. */
  const isWhole = (id: string): boolean => {
    const point = wanted!.get(id)!
    for (let repeat = 0; repeat < plan.study.repeats; repeat++)
      for (const task of tasksOfRepeat(simulation, point, repeat)) if (!journal.has(task)) return false
    return true
  }

  const neighbours = yield* Effect.sync(() => {
    try {
      return besides(directory)
    } catch {
      // A folder that may not be listed has nothing to offer.
      return []
    }
  })
  for (const [place, [run, path]] of neighbours.entries()) {
    if (wanted?.size === 0) break
    if (spent > patience) {
      const rest = neighbours.length - place
      told.push(notSearched(run, `looking for results took too long; ${rest - 1} others were left out, too`))
      break
    }
    const began = performance.now()
    let found: ReturnType<typeof look>
    try {
      found = look(path)
    } catch (cause) {
      told.push(notSearched(run, reasonOf(cause)))
    }
    spent += performance.now() - began
    if (found === undefined) continue
    const { source, tasks } = found
    yield* Effect.ensuring(copy(run, source, tasks), Effect.sync(source.close))
    yield* Effect.yieldNow
  }
  return { taken, told } satisfies Found
})

/**
 * The names of the tasks that need not be computed again, of the points of a plan: those that the runs beside the folder of its
 * own have, and this one. What cannot be read has none.
 */
export const tallied = (directory: string, wanted: Wanted): ReadonlySet<string> => {
  const found = new Set<string>()
  const points = new Map(wanted.plan.points.map((point) => [point.id, point]))
  const own = resolve(directory)
  const read = (path: string): void => {
    const manifest = Manifest.read(path)
    if (manifest === undefined || !isSame(manifest, wanted)) return
    const source = Source.open(path)
    try {
      for (const point of shared(source, points, wanted)) {
        if (resolve(path) !== own && orderOf(wanted.simulation, point.config) !== "assignment") continue
        for (const { repeat, from, to } of source.rangesOf(point.id))
          found.add(nameOf(point.id, repeat, from, to))
      }
    } finally {
      source.close()
    }
  }
  try {
    for (const [, path] of runsIn(dirname(own)))
      try {
        read(path)
      } catch {
        // Damaged, or held by another program.
      }
  } catch {
    // There is no such folder, or it may not be listed.
  }
  return found
}
