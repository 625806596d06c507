/**
 * Points taken out of a run, or computed again: changes of a run that compute nothing. Each is a session without threads
 * in its manifest, which says what was changed; results stay in the run's file unless they are purged.
 */
import * as Effect from "effect/Effect"
import type { Simulation } from "../simulation/contract.ts"
import * as Asked from "./asked.ts"
import * as Columns from "./columns.ts"
import * as Conclusion from "./conclusion.ts"
import * as Continued from "./continued.ts"
import type { Event } from "./event.ts"
import * as Aside from "./journal/aside.ts"
import * as Exclusive from "./journal/exclusive.ts"
import * as Fault from "./journal/fault.ts"
import * as Journal from "./journal/journal.ts"
import type { Crash, StoredPoint } from "./journal/reader.ts"
import * as Reader from "./journal/reader.ts"
import * as Manifest from "./manifest.ts"
import * as Plan from "./plan.ts"
import * as Recorder from "./recorder.ts"
import * as Refusal from "./refusal.ts"
import * as Resolved from "./resolved.ts"
import type { Study } from "./study.ts"

export interface Chosen {
  readonly points: ReadonlyArray<StoredPoint>
  readonly crashes: ReadonlyArray<Crash>
}

export interface Options {
  readonly directory: string
  /** Some of the run's points; what it throws is the user's to mend. */
  readonly choose: (of: Chosen) => ReadonlyArray<StoredPoint>
  /** How they were chosen, for the manifest. */
  readonly which: string
}

export interface Amended {
  readonly chosen: ReadonlyArray<StoredPoint>
  /** Of the run, afterwards. */
  readonly points: number
  readonly pointsFinished: number
}

const refuse = (message: string) => Effect.fail(new Refusal.RunRefused({ message }))

/** The manifest of the run, which nobody else works on until the scope closes. */
const enter = Effect.fnUntraced(function* (directory: string) {
  yield* Exclusive.lock(directory)
  const before = yield* Effect.try({ try: () => Manifest.read(directory), catch: Refusal.refusedBy })
  return before ?? (yield* refuse(`${directory} has no manifest.json, which says what computed it`))
})

/** A file that another program holds can be read and written later; all else is refused. */
const failureOf = (directory: string, cause: unknown) =>
  Fault.isHeld(cause) ? Journal.journalError(directory, cause) : Refusal.refusedBy(cause)

const reading = <A>(directory: string, use: (reader: Reader.Reader) => A) =>
  Effect.try({
    try: () => Reader.using(directory, use),
    catch: (cause) => failureOf(directory, cause)
  })

/** Of a changed file; waits while another program holds it. */
const writing = (directory: string, record: (event: Event) => void, action: () => void) =>
  Journal.whenFree(directory, record, () => {
    try {
      action()
      return Effect.void
    } catch (cause) {
      if (Fault.isHeld(cause)) throw cause
      return Effect.fail(Refusal.refusedBy(cause))
    }
  }).pipe(Effect.flatten)

const idsOf = (points: ReadonlyArray<StoredPoint>): ReadonlySet<string> => new Set(points.map(({ id }) => id))

/** Crashes of other points. */
const others = <A extends { readonly task: string }>(
  crashes: ReadonlyArray<A>,
  ids: ReadonlySet<string>
): ReadonlyArray<A> => crashes.filter(({ task }) => !ids.has(Plan.pointOf(task)))

const noted = (
  { changes = [], ...manifest }: Manifest.Manifest,
  change: Omit<Manifest.Change, "at">
): Manifest.Manifest => ({ ...manifest, changes: [...changes, { at: new Date().toISOString(), ...change }] })

interface Rest {
  readonly simulation: Simulation
  /** Without the points that were dropped. */
  readonly asked: Study
  readonly before: Manifest.Manifest
  /** Of its points. */
  readonly crashes: ReadonlyArray<Crash>
  readonly directory: string
  readonly change: Omit<Manifest.Change, "at">
}

/** Makes the run one of the points that are left: those that have all their tallies get the rows of a run of these alone. */
const rebuild = Effect.fnUntraced(function* (rest: Rest) {
  const { simulation, before, crashes, directory, change } = rest
  const record = yield* Recorder.open(directory, () => [])
  const { study, former, inherited } = yield* Effect.scoped(
    Effect.map(Journal.known(directory, record), (known) => Continued.of(simulation, rest.asked, known))
  )
  const plan = Plan.make(simulation, study)
  yield* Effect.try({ try: () => Plan.checkCount(simulation, plan), catch: Refusal.refusedBy })
  const { backend } = before
  const { studies, text, digest } = Asked.noted(directory, before, study, false)
  const made = yield* Effect.promise(() =>
    Manifest.make({ study, simulation, backend, threads: 0, before, studies, inherited })
  )
  const manifest = noted(made, change)
  const tables = Columns.tablesOf(simulation, study.points)
  const installed = { tables, version: simulation.version, former, asked: digest }
  const journal = yield* Journal.open(directory, plan, installed, record)
  Manifest.write(directory, manifest)
  Asked.write(directory, text)
  Resolved.write(directory, plan)
  const points = plan.points.length
  const tasks = Plan.countTasks(simulation, plan)
  const run = {
    name: study.name,
    simulation: study.simulation,
    directory,
    backend,
    threads: 0,
    points,
    tasks
  }
  record({ _tag: "RunStarted", ...run, tasksDone: tasks, secondsLeft: 0 })
  record({ _tag: "PointsAmended", change: "drop", points: change.points, which: change.which })

  let handed = 0
  let written = 0
  let pointsFinished = 0
  const onWritten = (): void => void written++
  const crashed: Array<Manifest.Manifest["crashed"][number]> = []
  const places = new Map(plan.points.map(({ id, ordinal }) => [id, ordinal]))
  for (const crash of crashes) {
    const ordinal = places.get(Plan.pointOf(crash.task))
    if (ordinal === undefined) continue
    const { swept } = plan.points[ordinal]!
    const { task, message, uncomputable } = crash
    crashed.push({ task, message, point: ordinal, swept, ...(uncomputable && { uncomputable }) })
    handed++
    journal.crash({ ...crash, ordinal }, onWritten)
  }
  // Repeats that a point lacks are asked for by the session that computes them.
  const emit = (event: Event): void => (event._tag === "RepeatsAdded" ? undefined : record(event))
  const setting = { simulation, study, tables, journal, emit }
  for (const point of plan.points) {
    if (Conclusion.undone(setting, point, 0, study.repeats).length > 0) continue
    yield* journal.room
    const needed = yield* Effect.try({
      try: () => Conclusion.conclude(setting, point, onWritten),
      catch: Refusal.refusedBy
    })
    if (needed.length > 0) continue
    handed++
    pointsFinished++
  }
  const done = Effect.suspend(() => Effect.sleep("2 millis")).pipe(
    Effect.repeat({ while: () => written < handed })
  )
  yield* Effect.raceFirst(done, journal.broken)
  const outcome = crashed.length > 0 ? "failed" : pointsFinished === points ? "done" : "interrupted"
  Manifest.write(directory, Manifest.ended(manifest, outcome, crashed))
  record({ _tag: "RunFinished", outcome })
  return { points, pointsFinished, record }
}, Effect.scoped)

/** Takes points out of a run. Their tallies stay in its file, where the study may find them again, unless they are purged. */
export const drop = Effect.fn("Amend.drop")(function* (
  simulation: Simulation,
  options: Options & { readonly purge: boolean }
) {
  const { directory, choose, which, purge } = options
  const before = yield* enter(directory)
  const { study, chosen, crashes } = yield* reading(directory, (reader) => {
    const crashes = reader.crashes()
    const chosen = choose({ points: reader.points(), crashes })
    return { study: Resolved.read(reader, simulation), chosen, crashes: others(crashes, idsOf(chosen)) }
  })
  const against = Refusal.ofContinuing(before, study, simulation, {
    directory,
    backend: before.backend,
    acceptVersion: false
  })
  if (against !== undefined) return yield* refuse(against)
  if (study.search !== undefined)
    return yield* refuse(`${directory} is a search, which would decide otherwise without some of its points`)
  const ids = idsOf(chosen)
  const points = study.points.filter(({ id }) => !ids.has(id!))
  if (points.length === 0)
    return yield* refuse(
      `these are all points of ${directory}: a run needs one; to be rid of it, delete its folder`
    )
  const change = { change: "drop", points: ids.size, which, ...(purge ? { purged: true } : {}) } as const
  const asked = { ...study, points }
  const { record, ...left } = yield* rebuild({ simulation, asked, before, crashes, directory, change })
  if (purge) yield* writing(directory, record, () => Aside.purge(directory, [...ids]))
  return { chosen, ...left } satisfies Amended
}, Effect.scoped)

/** Puts aside what a run has of some points: the next session computes them again. */
export const retry = Effect.fn("Amend.retry")(function* ({ directory, choose, which }: Options) {
  const before = yield* enter(directory)
  const { chosen, all } = yield* reading(directory, (reader) => {
    const all = reader.points()
    return { all, chosen: choose({ points: all, crashes: reader.crashes() }) }
  })
  const ids = idsOf(chosen)
  const at = new Date().toISOString()
  const crashed = others(before.crashed, ids)
  const outcome = crashed.length > 0 ? "failed" : "interrupted"
  const record = yield* Recorder.open(directory, () => [])
  const manifest = noted({ ...before, crashed }, { change: "retry", points: ids.size, which })
  const sessions = [...before.sessions, Manifest.idle(at, outcome)]
  const note = (): void => Manifest.write(directory, { ...manifest, sessions })
  yield* writing(directory, record, () => Aside.put(directory, [...ids], at, note))
  const { name, simulation, backend, points } = before
  const run = { name, simulation, directory, backend, threads: 0, points, tasks: 0 }
  record({ _tag: "RunStarted", ...run, tasksDone: 0, secondsLeft: 0 })
  record({ _tag: "PointsAmended", change: "retry", points: ids.size, which })
  record({ _tag: "RunFinished", outcome })
  const pointsFinished = all.filter(({ id, repeats }) => repeats > 0 && !ids.has(id)).length
  return { chosen, points: all.length, pointsFinished } satisfies Amended
}, Effect.scoped)
