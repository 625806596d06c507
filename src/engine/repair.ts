/**
 * A damaged run made whole as far as that goes: what is intact is put into a new file, rows are made anew from their
 * tallies, and the damaged file is moved aside. What is lost is computed again when the run is resumed.
 */
import { renameSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { isDeepStrictEqual } from "node:util"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type { Simulation } from "../simulation/contract.ts"
import * as Parameter from "../simulation/parameter.ts"
import * as Conclusion from "./conclusion.ts"
import * as Config from "./config/config.ts"
import * as Database from "./journal/database.ts"
import * as Exclusive from "./journal/exclusive.ts"
import * as Integrity from "./journal/integrity.ts"
import * as Journal from "./journal/journal.ts"
import * as Reader from "./journal/reader.ts"
import * as Salvage from "./journal/salvage.ts"
import * as Machine from "./machine.ts"
import * as Manifest from "./manifest.ts"
import * as OwnFile from "./own-file.ts"
import * as Plan from "./plan.ts"
import { reasonOf } from "./reason.ts"
import * as Refusal from "./refusal.ts"
import * as Resolved from "./resolved.ts"
import * as SearchTable from "./search/table.ts"
import type { Point, Study } from "./study.ts"

export interface Repaired {
  /** Undefined where nothing was damaged, and nothing was done. */
  readonly movedTo: string | undefined
  readonly tallies: number
  readonly checkpoints: number
  /** Undefined where nobody knows: of what the file was a study is lost. */
  readonly points: number | undefined
  /** Points whose rows were intact. */
  readonly kept: number
  /** Points whose rows were made anew from their tallies. */
  readonly remade: number
  /** What could not be done, in sentences. */
  readonly problems: ReadonlyArray<string>
}

const whole: Repaired = {
  movedTo: undefined,
  tallies: 0,
  checkpoints: 0,
  points: undefined,
  kept: 0,
  remade: 0,
  problems: []
}

/** What SQLite keeps beside a database. */
const siblings = ["-wal", "-shm", "-journal"]

/** A name that is free: damaged files are evidence, and none replaces another. */
const aside = (file: string): string => {
  for (let number = 1; ; number++) {
    const name = `${file}.damaged-${number}`
    if (!["", ...siblings].some((end) => OwnFile.exists(`${name}${end}`))) return name
  }
}

/**
 * The salvaged file in the place of the damaged one, of which a copy stays under another name, its log with it. There is
 * a file at every moment: without one, whoever is killed here would leave a run that begins anew.
 */
const replace = (directory: string, made: string): string => {
  const file = Database.fileIn(directory)
  const old = aside(file)
  if (OwnFile.exists(file)) OwnFile.writeAll(old, OwnFile.pieces(file))
  for (const end of siblings) if (OwnFile.exists(`${file}${end}`)) renameSync(`${file}${end}`, `${old}${end}`)
  renameSync(Database.fileIn(made), file)
  rmSync(made, { recursive: true })
  return old
}

/** The study that the folder's own file says, where it is that of the points that are left. */
const studyOfFolder = Effect.fnUntraced(function* (
  directory: string,
  { points }: Salvage.Found,
  simulation: Simulation
) {
  const studies = yield* Config.load(
    OwnFile.path(directory, "study.yaml"),
    [],
    undefined,
    dirname(resolve(directory))
  )
  const [study] = studies
  if (study === undefined || studies.length > 1) return undefined
  const planned = Plan.make(simulation, study).points
  if ([...points].some(([ordinal, { id }]) => planned[ordinal]?.id !== id)) return undefined
  // The file says all of each config. What the sweep said of it, the points that are left know; without them it is what is
  // no default.
  const swept = new Set([...points.values()].flatMap((point) => Object.keys(point.swept)))
  const usual = Parameter.usual(simulation.config)
  const says = ({ config }: Point, name: string): boolean => {
    if (swept.size > 0) return swept.has(name)
    const decoded = config as Readonly<Record<string, unknown>>
    return usual === undefined || !isDeepStrictEqual(decoded[name], usual(decoded, name))
  }
  const withSwept = (point: Point): Point => ({
    config: point.config,
    encoded: point.encoded,
    swept: Object.fromEntries(Object.entries(point.encoded).filter(([name]) => says(point, name)))
  })
  return { ...study, points: study.points.map(withSwept) }
})

/** Rows of the points whose tallies are all there; how many points got some. */
const remake = Effect.fnUntraced(function* (directory: string, simulation: Simulation, study: Study) {
  const plan = Plan.make(simulation, study)
  yield* Effect.try({ try: () => Plan.checkCount(simulation, plan), catch: Refusal.refusedBy })
  const tables = SearchTable.tablesOf(simulation, study)
  // Which points of a search are judged at their ends, and how, `resume` decides again.
  const points = study.search === undefined ? plan.points : []
  let remade = 0
  const work = Effect.gen(function* () {
    const installed = { tables, version: simulation.version }
    const journal = yield* Journal.open(directory, plan, installed, () => {})
    const setting = { simulation, study, tables, journal, emit: () => {} }
    for (const point of points) {
      if (journal.finishedRepeats(point.ordinal) !== undefined) continue
      if (Conclusion.undone(setting, point, 0, study.repeats).length > 0) continue
      Conclusion.conclude(setting, point, () => remade++)
      yield* journal.room
    }
  })
  // What waits for the disk is there when the scope has closed.
  yield* Effect.scoped(work)
  return remade
})

/** The study of the salvaged file, or that of the folder; undefined where both are lost. */
const studyOf = (directory: string, found: Salvage.Found, simulation: Simulation) =>
  Salvage.isWhole(found) && found.study?.points !== undefined
    ? Effect.sync((): Study | undefined =>
        Reader.using(directory, (reader) => Resolved.read(reader, simulation))
      )
    : studyOfFolder(directory, found, simulation).pipe(Effect.catch(() => Effect.succeed(undefined)))

/** A simulation by its name. */
type Load = (name: string) => Promise<Simulation>

/** Rows anew, where the simulation is there and still the one that made the tallies. */
const remakeOf = Effect.fnUntraced(function* (directory: string, found: Salvage.Found, load: Load) {
  const manifest = yield* Effect.try({ try: () => Manifest.read(directory), catch: Refusal.refusedBy })
  const name = found.study?.study.simulation ?? manifest?.simulation
  if (name === undefined) return { study: undefined, remade: 0 }
  const simulation = yield* Effect.tryPromise({
    try: () => load(name),
    catch: (cause) => new Refusal.RunRefused({ message: `its simulation does not load: ${reasonOf(cause)}` })
  })
  const study = yield* studyOf(directory, found, simulation)
  if (study === undefined) return { study, remade: 0 }
  if (manifest === undefined || manifest.simulationVersion !== simulation.version)
    return yield* new Refusal.RunRefused({
      message: `its tallies are of version ${manifest?.simulationVersion ?? "unknown"} of ${name}, this is version ${simulation.version}`
    })
  const [there, here] = [Manifest.machineOf(manifest), Machine.here()].map(Machine.bitsOf)
  // `rows` may call any function of Math.
  if (there !== here)
    return yield* new Refusal.RunRefused({
      message: `its tallies are of another machine (${there}), this one is ${here}, where rows may have other last bits: resume it there`
    })
  return { study, remade: yield* remake(directory, simulation, study) }
})

/** A run of which points must be computed again is not done, whatever its last session said. */
const reopen = (directory: string): void => {
  const manifest = Manifest.read(directory)
  if (manifest?.sessions.at(-1)?.outcome !== "done") return
  const session = Manifest.idle(new Date().toISOString(), "interrupted")
  Manifest.write(directory, { ...manifest, sessions: [...manifest.sessions, session] })
}

/** Fails where another process works on the run, and with what the operating system refuses. */
export const repair = Effect.fn("Repair.repair")(function* (directory: string, load: Load) {
  yield* Exclusive.lock(directory)
  if (Integrity.isWhole(directory)) return whole
  const made = OwnFile.path(directory, "repair.partial")
  const { found, movedTo } = yield* Effect.sync(() => {
    rmSync(made, { recursive: true, force: true })
    OwnFile.makeFolder(made)
    const found = Salvage.salvage(directory, made)
    return { found, movedTo: replace(directory, made) }
  })
  const { tallies, checkpoints, rows: kept } = found
  const problems: Array<string> = []
  const { study, remade } = yield* remakeOf(directory, found, load).pipe(
    Effect.catchCause((cause) => {
      problems.push(`rows were not made anew: ${reasonOf(Cause.squash(cause))}`)
      return Effect.succeed({ study: undefined, remade: 0 })
    })
  )
  const points = study?.points.length ?? (Salvage.isWhole(found) ? found.points.size : undefined)
  if (study !== undefined && kept + remade < study.points.length) reopen(directory)
  return { movedTo, tallies, checkpoints, points, kept, remade, problems } satisfies Repaired
}, Effect.scoped)
