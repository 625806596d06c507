/** What several files of parts have, together: of each task one result, and from which file it is. */
import { crc32 } from "node:zlib"
import * as Effect from "effect/Effect"
import type { Order, Simulation } from "../../simulation/contract.ts"
import type { Checkpoint } from "../job.ts"
import type { Plan, PlannedPoint, Task } from "../plan.ts"
import * as Plans from "../plan.ts"
import { reasonOf } from "../reason.ts"
import * as Saved from "../saved.ts"
import type { Deal } from "./deal.ts"
import * as File from "./file.ts"
import type * as Form from "./form.ts"
import * as Refusal from "./refusal.ts"

/** What was found in a file. */
export interface Summary {
  readonly path: string
  /** Tallies of tasks of the study. */
  readonly tallies: number
  /** Bytes that are torn, and results that are none. */
  readonly lost: number
  readonly none: number
  readonly crashes: ReadonlyArray<Form.Crash>
  /** Who was at work on it, and how many of its tallies are whose. */
  readonly sessions: ReadonlyArray<{ readonly session: Form.Session; readonly tasks: number }>
}

export interface FoundTally {
  readonly task: Task
  readonly bytes: Uint8Array
  readonly seconds: number
  /** Whose work it is; undefined where that is torn. */
  readonly session: Form.Session | undefined
}

/** Time to let others in. */
export interface Pause {
  readonly pause: true
}

export interface FoundFrame {
  readonly task: Task
  readonly path: string
  readonly at: number
  readonly next: number
}

export interface Results {
  /** Looks a file through. */
  readonly add: (path: string) => Effect.Effect<Summary>
  /** Of the files so far. */
  readonly conflicts: ReadonlyArray<string>
  readonly twice: () => number
  /** Those that are the file's, which was the first to have them. */
  readonly tallies: (place: number, path: string) => Generator<FoundTally | Pause>
  /** The furthest frame of each task that no file has a tally of. */
  readonly frames: () => Iterable<FoundFrame>
  /** A task by its name; undefined where the plan has none of it. */
  readonly named: (name: string) => Task | undefined
}

const using = function* <A>(path: string, read: (file: number) => Generator<A>): Generator<A> {
  const file = File.open(path)
  try {
    yield* read(file)
  } finally {
    File.close(file)
  }
}

/** What a file begins with; undefined where nothing is in it yet. Or why it is no part. */
export const headerIn = (path: string): { readonly header?: Form.Header; readonly fault?: string } => {
  try {
    const file = File.open(path)
    try {
      const header = File.headerOf(path, file)
      return header === undefined ? {} : { header }
    } finally {
      File.close(file)
    }
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT")
      return { fault: `there is no file ${path}` }
    return { fault: reasonOf(cause) }
  }
}

const entriesOf = (path: string) => using(path, (file) => File.entries(file, 0, File.sizeOf(file)))

export const frameAt = (path: string, at: number): Checkpoint | undefined => {
  const file = File.open(path)
  try {
    const entry = File.entryAt(file, at)
    return entry?._tag === "Frame" ? { next: entry.next, bytes: entry.bytes } : undefined
  } finally {
    File.close(file)
  }
}

const differing: Readonly<Record<Order, boolean>> = { assignment: false, arrival: true }

/** Whether a task that is computed twice may come out differently: in the order of arrival, which is another one each time. */
export const mayDiffer = (simulation: Simulation, { point }: Task): boolean =>
  differing[Plans.orderOf(simulation, point.config)]

/** Entries between two pauses. */
const atOnce = 500

/** Eight bytes a task. */
export const results = (simulation: Simulation, plan: Plan, deal: Deal): Results => {
  /** The file that has a task first, from 1 on, and the CRC-32 of what it has. */
  const owners = new Uint32Array(deal.tasks)
  const sums = new Uint32Array(deal.tasks)
  const paths: Array<string> = []
  const conflicts: Array<string> = []
  let twice = 0
  let points: ReadonlyMap<string, PlannedPoint> | undefined
  const pointOf = (id: string): PlannedPoint | undefined => {
    points ??= new Map(plan.points.map((point) => [point.id, point]))
    return points.get(id)
  }
  const taskOf = ({ point: id, repeat, from, to }: Form.Tally | Form.Frame): Task | undefined => {
    const point = pointOf(id)
    return point && { point, repeat, from, to }
  }

  const frames = new Map<string, FoundFrame>()
  const addFrame = (path: string, at: number, entry: Form.Frame): void => {
    const task = taskOf(entry)
    const place = task && deal.placeOf(task)
    if (task === undefined || place === undefined || owners[place] !== 0) return
    const id = Plans.idOf(task)
    if (entry.next >= (frames.get(id)?.next ?? 0)) frames.set(id, { task, path, at, next: entry.next })
  }

  const add = Effect.fnUntraced(function* (path: string) {
    const owner = paths.push(path)
    const crashes: Array<Form.Crash> = []
    const sessions: Array<{ session: Form.Session; tasks: number }> = []
    let [tallies, lost, none, seen] = [0, 0, 0, 0]
    for (const found of entriesOf(path)) {
      if (++seen % atOnce === 0) yield* Effect.yieldNow
      if ("lost" in found) {
        lost += found.lost
        continue
      }
      const { entry } = found
      if (entry._tag === "Crash") crashes.push(entry)
      if (entry._tag === "Session") sessions.push({ session: entry, tasks: 0 })
      if (entry._tag === "Frame") addFrame(path, found.at, entry)
      if (entry._tag !== "Tally") continue
      const task = taskOf(entry)
      const place = task && deal.placeOf(task)
      if (
        task === undefined ||
        place === undefined ||
        Saved.tally(simulation, task, entry.bytes) === undefined
      ) {
        none++
        continue
      }
      const sum = crc32(entry.bytes)
      if (owners[place] === 0) {
        owners[place] = owner
        sums[place] = sum
        if (frames.size > 0) frames.delete(Plans.idOf(task))
        tallies++
        const last = sessions.at(-1)
        if (last !== undefined) last.tasks++
      } else if (sums[place] !== sum) {
        if (mayDiffer(simulation, task)) twice++
        else conflicts.push(Refusal.ofConflict(paths[owners[place]! - 1]!, path, task))
      }
    }
    return { path, tallies, lost, none, crashes, sessions } satisfies Summary
  })

  function* tallies(place: number, path: string): Generator<FoundTally | Pause> {
    let session: Form.Session | undefined
    let seen = 0
    for (const found of entriesOf(path)) {
      if (++seen % atOnce === 0) yield { pause: true }
      if ("lost" in found) continue
      const { entry } = found
      if (entry._tag === "Session") session = entry
      if (entry._tag !== "Tally") continue
      const task = taskOf(entry)
      const at = task && deal.placeOf(task)
      if (task === undefined || at === undefined || owners[at] !== place + 1) continue
      const { bytes, seconds } = entry
      if (sums[at] === crc32(bytes)) yield { task, bytes, seconds, session }
    }
  }

  const named = (name: string): Task | undefined => {
    const [, id = "", repeat, from, to] = /^(.*)\.(\d+)\.(\d+)-(\d+)$/.exec(name) ?? []
    const point = pointOf(id)
    return point && { point, repeat: Number(repeat), from: Number(from), to: Number(to) }
  }

  return { add, conflicts, twice: () => twice, tallies, frames: () => frames.values(), named }
}
