/** A run from its folder to its end: refusals, lock, manifest, journal; then the schedule of what is left. */
import { existsSync, mkdirSync, rmSync } from "node:fs"
import { dirname, resolve } from "node:path"
import { isDeepStrictEqual } from "node:util"
import * as Effect from "effect/Effect"
import type { BackendName } from "../accelerator/backend.ts"
import type { Simulation } from "../simulation/contract.ts"
import * as Asked from "./asked.ts"
import * as Continued from "./continued.ts"
import type { Event } from "./event.ts"
import * as Exclusive from "./journal/exclusive.ts"
import * as Journal from "./journal/journal.ts"
import * as Reader from "./journal/reader.ts"
import * as Manifest from "./manifest.ts"
import * as OwnFile from "./own-file.ts"
import type { Merging } from "./part/merge.ts"
import * as Plan from "./plan.ts"
import { Pool } from "./pool.ts"
import * as Recorder from "./recorder.ts"
import * as Refusal from "./refusal.ts"
import * as Resolved from "./resolved.ts"
import * as Reuse from "./reuse.ts"
import type { Crash } from "./schedule.ts"
import * as Schedule from "./schedule.ts"
import * as Adopted from "./search/adopted.ts"
import * as Expected from "./search/expected.ts"
import * as Search from "./search/search.ts"
import * as SearchTable from "./search/table.ts"
import * as Signal from "./signal.ts"
import type { Study } from "./study.ts"
import * as Survey from "./survey.ts"

export interface Options {
  /** Made when it is not there; a run that is there is continued. */
  readonly directory: string
  /** For the manifest; the pool decides. */
  readonly threads: number
  readonly backend: BackendName
  /** Continue although the simulation's version has changed since. */
  readonly acceptVersion: boolean
  /** The server of the fleet that computes, where one does. */
  readonly fleet?: string
  /** Take over what other runs in the same folder have already. */
  readonly reuse: boolean
  /** For people to find the run by; added to those that it has. */
  readonly tags?: ReadonlyArray<string>
  /** Continue although the machine is one on which the last bits may be others. */
  readonly acceptMachine?: boolean
  /** Put the study in the place of another one, whose results leave the tables; what is computed stays. */
  readonly replace?: boolean
  /** Results that were computed elsewhere: they are taken in, and nothing is computed. */
  readonly merging?: Merging
  readonly emit: (event: Event) => void
}

export interface Summary {
  readonly outcome: "done" | "failed" | "interrupted"
  readonly directory: string
  readonly points: number
  readonly pointsFinished: number
  readonly crashed: ReadonlyArray<Crash>
  /** What this session took over from other runs. */
  readonly reused: ReadonlyArray<Manifest.Reused>
}

/** One level at a time: node's recursive mkdir never returns in places that refuse new folders, such as /proc. */
export const makeFolder = (directory: string): void => {
  if (existsSync(directory)) {
    if (OwnFile.leadsToFolder(directory)) return
    throw new OwnFile.NotOwn(`${directory} is no folder`)
  }
  // Of a disk that is not there now, say.
  if (OwnFile.found(directory)?.isSymbolicLink())
    throw new OwnFile.NotOwn(`${directory} is a link to what is not there`)
  makeFolder(dirname(directory))
  try {
    mkdirSync(directory)
  } catch (cause) {
    // Another run that starts at this moment was faster.
    if (!existsSync(directory)) throw cause
  }
}

const refuse = (message: string | undefined) =>
  message === undefined ? Effect.void : Effect.fail(new Refusal.RunRefused({ message }))

/** The folder, locked for this process until the scope closes, the manifest that it has, and whose place this process takes. */
const enter = Effect.fnUntraced(function* (directory: string) {
  yield* Effect.try({ try: () => makeFolder(resolve(directory)), catch: Refusal.noFolder })
  const gone = yield* Exclusive.lock(directory)
  const before = yield* Effect.try({ try: () => Manifest.read(directory), catch: Refusal.refusedBy })
  return { before, gone }
})

/** The study as the run's file has it, unless it must not go on there. */
const meet = Effect.fnUntraced(function* (simulation: Simulation, asked: Study, options: Options) {
  const { directory, replace = false } = options
  const fresh = { former: [], changes: undefined, inherited: 0, replaces: false }
  if (!Reader.isBegun(directory)) return { study: asked, ...fresh }
  const known = yield* Journal.known(directory, options.emit)
  const continued = Continued.of(simulation, asked, known)
  const { study, former, clash, added, dropped, inherited } = continued
  if (clash !== undefined) yield* refuse(Refusal.ofClash(directory, asked, clash))
  if (known.study === undefined) return { ...fresh, study, former, inherited }
  const loss = Refusal.ofReplacing(directory, known.study, asked, continued)
  if (!replace) yield* refuse(loss)
  const until = !isDeepStrictEqual(known.study.until, asked.until)
  const repeats: [number, number] = [known.study.repeats, asked.repeats]
  const search = !isDeepStrictEqual(known.study.search, asked.search)
  const isOther = added > 0 || dropped > 0 || until || search || repeats[0] !== repeats[1]
  const changes: Event | undefined = isOther
    ? { _tag: "StudyChanged", added, dropped, repeats, until, search }
    : undefined
  return { study, former, changes, inherited, replaces: loss !== undefined }
}, Effect.scoped)

/** Runs what the study asks for and the folder does not have. Interrupting it, or a signal, keeps what is done. */
export const execute = Effect.fn("Run.execute")(function* (
  simulation: Simulation,
  asked: Study,
  options: Options
) {
  const { backend, directory, threads, merging } = options
  const pool = yield* Pool
  const signal = yield* Signal.listen
  yield* refuse(Refusal.ofPatience(process.env.SKEIN_PATIENCE))
  const survey = Survey.of(simulation, asked, threads)
  yield* refuse(
    Refusal.ofSurvey(survey) ?? Refusal.ofOrder(survey, pool.capabilities) ?? Refusal.ofSearch(survey, asked)
  )
  const { before, gone } = yield* enter(directory)
  yield* refuse(
    before === undefined
      ? Refusal.withoutManifest(directory, Reader.isBegun(directory))
      : Refusal.ofContinuing(before, asked, simulation, options)
  )
  const { study, former, changes, inherited, replaces } = yield* Effect.raceFirst(
    meet(simulation, Adopted.of(directory, simulation, asked), options),
    Effect.andThen(signal, Effect.interrupt)
  )
  const { search } = study
  let plan = Plan.make(simulation, study)
  const { tasks } = search === undefined ? survey : Expected.of(simulation, plan.points, study, search)
  const { studies, text, digest } = Asked.noted(directory, before, study, changes === undefined)
  let manifest = yield* Effect.promise(() =>
    Manifest.make({ study, simulation, before, studies, inherited, ...options })
  )
  let isNoted = false
  /** What is asked, where `resume` finds it: whatever ends this session from then on, the next one does the same. */
  const noteStudy = (): void => {
    if (isNoted) return
    isNoted = true
    if (replaces) Asked.moveToFormer(directory)
    Manifest.write(directory, manifest)
    if (changes !== undefined) rmSync(Resolved.fileIn(directory), { force: true })
    Asked.write(directory, text)
  }
  // Before the journal is made: results without a manifest could not be continued. One that is damaged changes nothing.
  if (!Reader.isBegun(directory)) noteStudy()
  const tables = SearchTable.tablesOf(simulation, study)
  const record = yield* Recorder.open(directory, pool.workers)
  const emit = (event: Event): void => {
    record(event)
    options.emit(event)
  }
  const unwatch = pool.watch((event) => {
    if (event._tag === "StationJoined") {
      manifest = Manifest.withStation(manifest, event)
      if (isNoted) Manifest.write(directory, manifest)
    }
    emit(event)
  })
  yield* Effect.addFinalizer(() => Effect.sync(unwatch))
  const crashed: Array<Crash> = []
  /** The end of this session, where its folder keeps it and where people hear of it. */
  const conclude = (outcome: Summary["outcome"]): void => {
    noteStudy()
    Manifest.write(directory, Manifest.ended(manifest, outcome, crashed))
    emit({ _tag: "RunFinished", outcome })
  }
  /** The file is held, or a package is not there: later the run goes on. */
  const isTemporary = ({ _tag }: Journal.JournalFailure | Refusal.RunRefused): boolean =>
    _tag === "JournalHeld" || _tag === "RunRefused"
  const ifHeld = <A, R>(work: Effect.Effect<A, Journal.JournalFailure | Refusal.RunRefused, R>) =>
    Effect.tapError(work, (error) => Effect.sync(() => isTemporary(error) && conclude("interrupted")))
  const stopped = Effect.andThen(
    signal,
    Effect.sync(() => conclude("interrupted"))
  )
  const installed = { tables, version: simulation.version, former, asked: digest, note: noteStudy }
  const opening = Journal.open(directory, plan, installed, emit)
  const journal = yield* ifHeld(Effect.raceFirst(opening, Effect.andThen(stopped, Effect.interrupt)))
  if (!OwnFile.exists(Resolved.fileIn(directory))) Resolved.write(directory, plan)
  if (gone !== undefined) emit({ _tag: "HostSilent", ...gone })
  if (changes !== undefined) emit(changes)

  const earlier = manifest.reused ?? []
  /** Before anything is taken it says from where; how much it was, when it is known. */
  const note = (taken: ReadonlyArray<Manifest.Reused>): void => {
    manifest = Manifest.withReused(manifest, [...earlier, ...taken])
    Manifest.write(directory, manifest)
  }
  const earlierParts = manifest.parts ?? []
  const noteParts = (parts: ReadonlyArray<Manifest.Part>): void => {
    manifest = Manifest.withParts(manifest, [...earlierParts, ...parts])
    Manifest.write(directory, manifest)
  }
  const unlessStopped = <A>(work: Effect.Effect<A, Refusal.RunRefused>) =>
    ifHeld(
      Effect.raceFirst(Effect.raceFirst(work, journal.broken), Effect.andThen(stopped, Effect.interrupt))
    )
  const { taken, told } = options.reuse
    ? yield* unlessStopped(Reuse.take({ directory, simulation, plan, journal, backend, note }))
    : Reuse.nothing
  const isContinued = before !== undefined
  const merge = { directory, plan, journal, isContinued, note: noteParts, crashed }
  const merged = merging === undefined ? [] : yield* unlessStopped(merging.take(merge))
  const onStart = (left: number, secondsLeft: number, uncomputable = 0): void => {
    const { name } = study
    const points = plan.points.length
    const fleet = options.fleet === undefined ? {} : { fleet: options.fleet }
    const run = { name, simulation: study.simulation, directory, backend, threads, points, tasks, ...fleet }
    emit({
      _tag: "RunStarted",
      ...run,
      tasksDone: tasks - left - uncomputable - (merging?.report().missing ?? 0),
      secondsLeft
    })
    for (const { run, points, tasks } of taken) emit({ _tag: "TasksTaken", run, points, tasks })
    for (const event of [...told, ...merged]) emit(event)
  }
  const whole = { simulation, plan, tables, journal, backend, emit, onStart }
  const stage = merging?.stage(whole) ?? Schedule.wholeOf(whole)
  const again = (before?.crashed.length ?? 0) > 0
  const onGrow = (grown: Plan.Plan): void => {
    plan = grown
    manifest = { ...manifest, points: grown.points.length }
  }
  const work =
    search === undefined
      ? Schedule.run(whole, crashed, stage)
      : Search.run({ ...whole, search, again, onGrow }, crashed)
  const ending = Effect.raceFirst(
    Effect.raceFirst(Effect.as(work, "done" as const), journal.broken),
    Effect.as(signal, "interrupted" as const)
  )
  const end = yield* ifHeld(ending)
  if (search?.sampling !== undefined) Resolved.write(directory, plan)
  const isPartial = merging?.report().isWhole === false
  const outcome = end !== "interrupted" && crashed.length > 0 ? "failed" : isPartial ? "interrupted" : end
  conclude(outcome)
  const pointsFinished = plan.points.filter(
    (point) => journal.finishedRepeats(point.ordinal) !== undefined
  ).length
  const points = plan.points.length
  return { outcome, directory, points, pointsFinished, crashed, reused: taken } satisfies Summary
}, Effect.scoped)
