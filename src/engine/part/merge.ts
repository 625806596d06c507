/**
 * Parts taken into a run: what of their files is whole, of its study, and computed by what computes here. All files are looked
 * through before anything is taken, so that whatever speaks against them is said while nothing has changed.
 *
 * What two files have of one task is the same bytes, whoever computed it: where they differ, one of the machines computes
 * wrongly, and no more is taken. Trainings in the order of arrival alone may come out twice and differ; the first stays.
 */
import { basename } from "node:path"
import * as Effect from "effect/Effect"
import type { BackendName } from "../../accelerator/backend.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type * as Agenda from "../agenda.ts"
import * as BitProof from "../bit-proof.ts"
import * as Conclusion from "../conclusion.ts"
import type { Event } from "../event.ts"
import * as Fingerprint from "../fingerprint.ts"
import type { Journal } from "../journal/journal.ts"
import type * as Manifest from "../manifest.ts"
import type { Plan, PlannedPoint, Task } from "../plan.ts"
import * as Plans from "../plan.ts"
import * as Refusal from "../refusal.ts"
import * as Saved from "../saved.ts"
import type { Crash, Whole } from "../schedule.ts"
import type { Study } from "../study.ts"
import * as Contents from "./contents.ts"
import * as Deal from "./deal.ts"
import * as Form from "./form.ts"
import * as Proof from "./proof.ts"
import * as PartRefusal from "./refusal.ts"

/** A file that goes together with the study. */
export interface Source extends Contents.Summary {
  readonly header: Form.Header
}

/** What is missing of a part; `until` may ask for more than any part has. */
export interface Missing {
  readonly part: number
  readonly of: number
  readonly tasks: number
}

export interface Report {
  readonly sources: ReadonlyArray<Source>
  /** Files in which nothing is yet. */
  readonly empty: ReadonlyArray<string>
  /** Tasks that were taken in. */
  readonly taken: number
  /** Tasks of all parts that the run does not have yet, and of which parts, where all files are of one number of parts. */
  readonly missing: number
  readonly parts: ReadonlyArray<Missing>
  /** Tasks of the repeats that `until` asks for beyond those of the parts. */
  readonly asked: number
  /** Results of trainings in the order of arrival that were there twice. */
  readonly twice: number
  /** Nothing is missing or asked for. */
  readonly isWhole: boolean
}

interface Setting {
  readonly directory: string
  readonly plan: Plan
  readonly journal: Journal
  /** Whether the run had something before. */
  readonly isContinued: boolean
  /** Hears what is taken: before it is, at most how much, and afterwards. */
  readonly note: (parts: ReadonlyArray<Manifest.Part>) => void
  /** Hears of tasks that crashed in their parts. */
  readonly crashed: Array<Crash>
}

type Told = Extract<Event, { readonly _tag: "PartTaken" | "TaskCrashed" }>

export interface Merging {
  readonly backend: BackendName
  /** What the run does not have, into its journal: what people should hear of it. */
  readonly take: (setting: Setting) => Effect.Effect<ReadonlyArray<Told>, Refusal.RunRefused>
  /** Rows of the points that have all their tallies; computes nothing. */
  readonly stage: (whole: Omit<Whole, "onStart">) => Agenda.Stage
  readonly report: () => Report
}

const refused = (messages: ReadonlyArray<string>) => new Refusal.RunRefused({ message: messages.join("\n") })

/** Fails with all that speaks against the files. */
export const check = Effect.fn("Part.check")(function* (
  simulation: Simulation,
  study: Study,
  paths: ReadonlyArray<string>
) {
  const unfit = PartRefusal.ofSearch(study)
  if (unfit !== undefined) return yield* refused([unfit])
  const plan = Plans.make(simulation, study)
  const deal = Deal.make(simulation, plan)
  const fingerprint = yield* Effect.promise(() => Fingerprint.of(study.simulation))
  const headers = paths.map((path) => ({ path, ...Contents.headerIn(path) }))
  const first = headers.find(({ header }) => header !== undefined)?.header
  const faultOf = ({ path, header, fault }: (typeof headers)[number]): string | undefined => {
    if (header === undefined || first === undefined) return fault
    const ours = Form.headerOf(simulation, plan, first.backend, deal, header, fingerprint)
    return PartRefusal.ofStudy(path, header, ours)
  }
  const faults = headers.flatMap((each) => faultOf(each) ?? [])
  if (faults.length > 0) return yield* refused(faults)
  if (first === undefined) return yield* refused([`nothing is in ${paths.join(", ")} yet`])

  const results = Contents.results(simulation, plan, deal)
  const sources: Array<Source> = []
  for (const { path, header } of headers)
    if (header !== undefined) sources.push({ ...(yield* results.add(path)), header })
  const proof = yield* Proof.of(simulation, plan, first.backend)
  const others = sources.flatMap(({ path, sessions }) =>
    sessions.flatMap(({ session }) => {
      const who = `the machine that computed ${path} (${session.host})`
      return BitProof.refusal(proof, session.proof, who) ?? []
    })
  )
  if (others.length > 0) return yield* refused([...new Set(others)])
  if (results.conflicts.length > 0) return yield* refused(results.conflicts)
  const empty = headers.filter(({ header }) => header === undefined).map(({ path }) => path)
  return merging(simulation, deal, first, sources, empty, results)
})

const merging = (
  simulation: Simulation,
  deal: Deal.Deal,
  { backend }: Form.Header,
  sources: ReadonlyArray<Source>,
  empty: ReadonlyArray<string>,
  results: Contents.Results
): Merging => {
  let taken = 0
  let missing = 0
  let asked = 0
  const [of] = new Set(sources.map(({ header }) => header.of)).size === 1 ? [sources[0]!.header.of] : []
  const lacks = new Map<number, number>()

  /** What the run has of a task already is what the files have of it. */
  const compare = Effect.fnUntraced(function* ({ directory, journal }: Setting) {
    for (const [place, { path }] of sources.entries()) {
      for (const found of results.tallies(place, path)) {
        if ("pause" in found) {
          yield* Effect.yieldNow
          continue
        }
        const { task, bytes } = found
        const known = journal.has(task) ? journal.get(task) : "missing"
        if (!(known instanceof Uint8Array) || Buffer.compare(known, bytes) === 0) continue
        if (Contents.mayDiffer(simulation, task)) continue
        return yield* refused([PartRefusal.ofConflict(`the run in ${directory}`, path, task)])
      }
    }
  })

  const take = Effect.fnUntraced(function* (setting: Setting) {
    const { plan, journal, note, crashed } = setting
    const told: Array<Told> = []
    const parts: Array<Manifest.Part> = []
    if (setting.isContinued) yield* compare(setting)
    for (const [place, { path, header, sessions }] of sources.entries()) {
      const part = `${header.part}/${header.of}`
      const at = new Date().toISOString()
      const partOf = (counted: Contents.Summary["sessions"]): Manifest.Part => {
        const shown = counted
          .filter(({ tasks }) => tasks > 0)
          .map(({ session: { _tag, id, proof, ...session }, tasks }) => ({ ...session, tasks }))
        const all = shown.reduce((sum, { tasks }) => sum + tasks, 0)
        return { file: basename(path), part, at, tasks: all, sessions: shown }
      }
      const counts = new Map(sessions.map(({ session }) => [session.id, { session, tasks: 0 }]))
      const points = new Set<PlannedPoint>()
      let count = 0
      for (const found of results.tallies(place, path)) {
        if ("pause" in found) {
          yield* journal.room
          yield* Effect.yieldNow
          continue
        }
        const { task, bytes, seconds, session } = found
        if (journal.has(task)) continue
        // Before the first is taken, it says from where.
        if (count++ === 0) note([...parts, partOf(sessions)])
        const counted = counts.get(session?.id ?? "")
        if (counted !== undefined) counted.tasks++
        points.add(task.point)
        journal.put(task, bytes, seconds, () => {})
      }
      if (count === 0) continue
      taken += count
      parts.push(partOf([...counts.values()]))
      note(parts)
      told.push({ _tag: "PartTaken", file: path, part, points: points.size, tasks: count })
    }
    for (const { task, path, at } of results.frames()) {
      const frame = journal.has(task) ? undefined : Contents.frameAt(path, at)
      if (frame !== undefined && Saved.checkpoint(simulation, task, frame) !== undefined)
        journal.keep(task, frame)
    }
    for (const { task, message, stack, uncomputable } of sources.flatMap(({ crashes }) => crashes)) {
      const found = results.named(task)
      if (found === undefined || journal.has(found)) continue
      const { ordinal, swept } = found.point
      const kind = uncomputable === undefined ? {} : { uncomputable: true as const }
      // Each part that has tasks of a point without an answer says so.
      if (
        uncomputable !== undefined &&
        crashed.some((crash) => crash.uncomputable && crash.point === ordinal)
      )
        continue
      crashed.push({ task, point: ordinal, swept, message, ...kind })
      told.push({ _tag: "TaskCrashed", task, point: ordinal, swept, message, stack, ...kind })
      journal.crash({ task, ordinal, message, stack, ...kind }, () => {})
    }
    for (const point of plan.points) {
      if (journal.finishedRepeats(point.ordinal) !== undefined) continue
      if (journal.uncomputable(point) !== undefined) continue
      for (const task of Conclusion.undone({ simulation, journal }, point, 0, plan.study.repeats)) {
        missing++
        const place = deal.placeOf(task)
        if (of === undefined || place === undefined) continue
        const part = (place % of) + 1
        lacks.set(part, 1 + (lacks.get(part) ?? 0))
      }
    }
    return told
  })

  const stage = (whole: Omit<Whole, "onStart">): Agenda.Stage => {
    const { plan, journal } = whole
    const { repeats } = plan.study
    const setting = { ...whole, study: plan.study }
    const lacksSome = (point: PlannedPoint): boolean => Conclusion.undone(whole, point, 0, repeats).length > 0
    return {
      points: plan.points,
      isDone: (point) =>
        journal.finishedRepeats(point.ordinal) !== undefined ||
        (journal.uncomputable(point) === undefined && lacksSome(point)),
      // Of those that have no answer alone it is asked.
      undone: (point) => Conclusion.undone(whole, point, 0, repeats),
      conclude: (point, onWritten) => {
        const needed: ReadonlyArray<Task> = Conclusion.conclude(setting, point, onWritten)
        asked += needed.length
        if (needed.length > 0) onWritten()
        return []
      }
    }
  }

  return {
    backend,
    take,
    stage,
    report: () => {
      const parts = [...lacks].sort(([a], [b]) => a - b).map(([part, tasks]) => ({ part, of: of!, tasks }))
      const isWhole = missing === 0 && asked === 0
      return { sources, empty, taken, missing, parts, asked, twice: results.twice(), isWhole }
    }
  }
}
