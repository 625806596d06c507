/** What the records of a part say. A file may be anybody's: whatever is read of one has been held against this. */
import { createHash } from "node:crypto"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import type { BackendName } from "../../accelerator/backend.ts"
import { names as backends } from "../../accelerator/backend.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as BitProof from "../bit-proof.ts"
import * as Fingerprint from "../fingerprint.ts"
import { Count, Machine, Word } from "../manifest-form.ts"
import * as Moment from "../moment.ts"
import type { Plan, Task } from "../plan.ts"
import * as Wire from "../wire.ts"
import * as Deal from "./deal.ts"

/** Of the form of the file. */
export const format = 1

const Part = Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: Deal.most }))

/** What must agree for results to go together, and what people should hear where it does not. */
const Header = Schema.TaggedStruct("Part", {
  format: Schema.Literal(format),
  part: Part,
  of: Part,
  /** Of the study. */
  name: Word,
  simulation: Word,
  simulationVersion: Count,
  backend: Schema.Literals(backends),
  seed: Count,
  points: Count,
  repeats: Count,
  tasks: Count,
  /** SHA-256 of the ids of all points, and of what else decides about the tasks. */
  plan: Word,
  fingerprint: Schema.declare(Fingerprint.is)
})
export type Header = typeof Header.Type

/** One process that is at work on the part; what follows, up to the next of these, is its work. */
const Session = Schema.TaggedStruct("Session", {
  id: Word,
  started: Moment.Text,
  threads: Count,
  host: Word,
  machine: Machine,
  proof: Schema.declare(BitProof.is)
})
export type Session = typeof Session.Type

const task = { point: Word, repeat: Count, from: Count, to: Count }

const Tally = Schema.TaggedStruct("Tally", { ...task, seconds: Schema.Finite, bytes: Schema.Uint8Array })
export type Tally = typeof Tally.Type

const Frame = Schema.TaggedStruct("Frame", { ...task, next: Count, bytes: Schema.Uint8Array })
export type Frame = typeof Frame.Type

/**
 * A kernel threw: the task is named as messages name it. Where the values of its point have no answer, nothing of that point is
 * computed any more: `uncomputable` says how many tasks it has in this part.
 */
const Crash = Schema.TaggedStruct("Crash", {
  task: Word,
  message: Schema.String,
  stack: Schema.String,
  uncomputable: Schema.optionalKey(Count)
})
export type Crash = typeof Crash.Type

const Entry = Schema.Union([Header, Session, Tally, Frame, Crash])
export type Entry = typeof Entry.Type

const decode = Schema.decodeUnknownResult(Entry)

/** Undefined for bytes that say nothing of these, such as those of a later version. */
export const read = (content: Uint8Array): Entry | undefined => {
  const found = Wire.read(content)
  if (found === undefined) return undefined
  const decoded = decode(found.value)
  return Result.isSuccess(decoded) ? decoded.success : undefined
}

/** The form of a header that a later version has written; undefined for all else. */
export const formatOf = (content: Uint8Array): number | undefined => {
  const { _tag, format } = (Wire.read(content)?.value ?? {}) as { _tag?: unknown; format?: unknown }
  return _tag === "Part" && typeof format === "number" ? format : undefined
}

export const write = (entry: Entry): Uint8Array => Wire.pack(entry)

/** The columns of a task in a record. */
export const ofTask = ({ point, repeat, from, to }: Task) => ({ point: point.id, repeat, from, to })

/** What decides about the tasks of a plan, and which numbers they have. */
const planOf = (simulation: Simulation, { study, points }: Plan): string => {
  const digest = createHash("sha256")
  digest.update(JSON.stringify([study.simulation, simulation.version, study.seed, study.repeats]))
  for (const { id } of points) digest.update(id)
  return digest.digest("hex")
}

/** What the file of a part begins with. */
export const headerOf = (
  simulation: Simulation,
  plan: Plan,
  backend: BackendName,
  { tasks }: Deal.Deal,
  { part, of }: Deal.Share,
  fingerprint: Header["fingerprint"]
): Header => {
  const { name, simulation: named, seed, repeats } = plan.study
  return {
    _tag: "Part",
    format,
    ...{ part, of, name, simulation: named, simulationVersion: simulation.version, backend, seed },
    ...{ points: plan.points.length, repeats, tasks },
    plan: planOf(simulation, plan),
    fingerprint
  }
}

/** `part 3 of 16` */
export const named = ({ part, of }: Deal.Share): string => `part ${part} of ${of}`
