/**
 * What coordinator and stations say to each other. All of it is msgpack of plain data; a message from the network may be
 * anything, and is held against its form before anybody looks into it.
 *
 * Stations ask and the coordinator answers, so that nothing is lost between them without the station's knowing:
 *
 *     hello    -> prove, welcome, refused    who it is; then with its bit proof
 *     begin    -> go, later, gone            an errand that was delivered before, or that is too large for the queue
 *     piece    -> bytes                      of an errand, or a bit proof's subject, that is too large for one message
 *     frame    -> on, gone                   how far an errand is
 *     done     -> on, gone                   its reply
 *     left     -> on, gone                   what it had when the station had to leave, or was told to stop
 *     part     -> on, again, full            of a message that is larger than the server takes
 *
 * Beside that, the coordinator calls what runs there are and which errands shall stop, and stations say their pulse.
 *
 * Another version of Skein may say all of this otherwise. `host` of a station, `name` and `host` of a run, and "Refused" keep
 * their places in all versions, so that each can say to the other what is the matter.
 */
import * as Schema from "effect/Schema"
import { names as backends } from "../../accelerator/backend.ts"
import * as Fingerprint from "../fingerprint.ts"
import * as Wire from "../wire.ts"
import * as Label from "./label.ts"

const Count = Schema.Natural

const Word = Schema.String.check(Schema.isMaxLength(1000))

/** What errands and stations are named by, and a part of subjects: no dots, no wildcards. */
const Name = Schema.String.check(Schema.isPattern(/^[A-Za-z0-9_-]{1,64}$/))

/** Threads of a station. */
const mostThreads = 4096

const Bytes = Schema.declare((value: unknown): value is Uint8Array => value instanceof Uint8Array)

const Checkpoint = Schema.Struct({
  next: Count,
  bytes: Bytes,
  standing: Schema.optionalKey(
    Schema.Struct({ share: Schema.optionalKey(Schema.Finite), said: Schema.optionalKey(Word) })
  )
})

const Key = Schema.Tuple([Count, Count])

/** A range of replicates of a repeat; `config` is a place in the errand's list of texts. */
const Sample = Schema.Struct({
  config: Count,
  key: Key,
  from: Count,
  to: Count,
  grain: Count,
  after: Schema.NullOr(Checkpoint)
})

const Work = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("sample"), job: Sample }),
  Schema.Struct({ kind: Schema.Literal("bundle"), jobs: Schema.Array(Sample), seconds: Schema.Finite }),
  Schema.Struct({
    kind: Schema.Literal("train"),
    key: Key,
    after: Schema.NullOr(Checkpoint),
    to: Schema.Finite
  })
])
export type Work = typeof Work.Type

/** A job as it travels: configs are the canonical texts that name points, for msgpack and JSON lose the sign of zero. */
const Body = Schema.Struct({ configs: Schema.Array(Schema.String), work: Work })
export type Body = typeof Body.Type

const Errand = Schema.Struct({
  id: Name,
  session: Name,
  /** Another station may be at it: whoever gets it asks first. */
  isAsked: Schema.Boolean,
  simulation: Word,
  backend: Schema.Literals(backends),
  /** Null where it is too large for the queue: whoever gets it asks for it, in pieces. */
  body: Schema.NullOr(Body)
})
export type Errand = typeof Errand.Type

const Folded = Schema.Struct({
  _tag: Schema.Literal("Folded"),
  checkpoint: Checkpoint,
  done: Schema.Boolean,
  seconds: Schema.Finite
})

const Crashed = Schema.Struct({
  _tag: Schema.Literal("Crashed"),
  message: Schema.String,
  stack: Schema.String,
  uncomputable: Schema.optionalKey(Schema.Literal(true)),
  at: Schema.optionalKey(Schema.UndefinedOr(Count))
})

const Reply = Schema.Union([
  Folded,
  Crashed,
  Schema.Struct({
    _tag: Schema.Literal("Bundled"),
    replies: Schema.Array(Schema.Union([Folded, Crashed])),
    seconds: Schema.Finite
  }),
  /** Its threads died at it. */
  Schema.Struct({ _tag: Schema.Literal("Lost"), reason: Schema.String, at: Count })
])
export type Reply = typeof Reply.Type

const Machine = Schema.Struct({ architecture: Word, processor: Word, system: Word, node: Word })

const from = { session: Name, station: Name }

const Proof = Schema.Struct({ math: Schema.Record(Word, Word), grain: Word })

const Told = Schema.Union([
  Schema.TaggedStruct("Hello", {
    ...from,
    host: Schema.String.check(Schema.isPattern(Label.pattern)),
    process: Count,
    threads: Count.check(Schema.isLessThanOrEqualTo(mostThreads)),
    machine: Machine,
    /** Null where it has no such simulation. */
    fingerprint: Schema.NullOr(Schema.declare(Fingerprint.is)),
    proof: Schema.NullOr(Proof),
    /** Why it has none, where it could not compute it. */
    trouble: Schema.NullOr(Word),
    /** Milliseconds since 1970, as its clock has it. */
    clock: Schema.Finite
  }),
  Schema.TaggedStruct("Begin", { ...from, errand: Name, isRedelivered: Schema.Boolean }),
  Schema.TaggedStruct("Piece", { ...from, errand: Name, offset: Count }),
  Schema.TaggedStruct("Frame", { ...from, errand: Name, at: Count, checkpoint: Checkpoint }),
  Schema.TaggedStruct("Done", { ...from, errand: Name, reply: Reply }),
  Schema.TaggedStruct("Left", {
    ...from,
    errand: Name,
    /** Why, where it is not that somebody wants the station to end. */
    why: Schema.NullOr(Schema.String),
    checkpoints: Schema.Array(Schema.Tuple([Count, Checkpoint]))
  }),
  /** One after the other, the last with `bytes` to the end of `size`. */
  Schema.TaggedStruct("Part", { ...from, parcel: Name, offset: Count, size: Count, bytes: Bytes }),
  Schema.TaggedStruct("Bye", from)
])
/** From a station, as a request. */
export type Told = typeof Told.Type

/** Of a bit proof: a point, of which a station computes the first grain. */
const Subject = Schema.Struct({
  simulation: Word,
  backend: Schema.Literals(backends),
  config: Schema.String,
  key: Key
})
export type Subject = typeof Subject.Type

const Answer = Schema.Union([
  /** The subject is null where it is too large for a message: it is asked for in pieces, as the errand of the session's name. */
  Schema.TaggedStruct("Prove", { subject: Schema.NullOr(Subject), bytes: Count }),
  /** `caution`: what is odd about the station, and no reason to send it away. */
  Schema.TaggedStruct("Welcome", { caution: Schema.NullOr(Schema.String) }),
  Schema.TaggedStruct("Refused", { why: Schema.String }),
  /** The coordinator cannot say yet. */
  Schema.TaggedStruct("Wait", {}),
  /** Of another session, or not known: it says hello again. */
  Schema.TaggedStruct("Stranger", {}),
  Schema.TaggedStruct("Go", { bytes: Count }),
  Schema.TaggedStruct("Later", {}),
  Schema.TaggedStruct("Gone", {}),
  Schema.TaggedStruct("On", {}),
  /** The parts before this one are not here: all of them once more. */
  Schema.TaggedStruct("Again", {}),
  /** There is no room for parts: this one once more, later. */
  Schema.TaggedStruct("Full", {}),
  Schema.TaggedStruct("Bytes", { bytes: Bytes })
])
export type Answer = typeof Answer.Type

/** What all hear. */
const Call = Schema.Union([
  Schema.TaggedStruct("Run", {
    run: Name,
    session: Name,
    name: Word,
    host: Word,
    simulation: Word,
    backend: Schema.Literals(backends),
    /** Seconds that a station may be silent. */
    lease: Schema.Finite
  }),
  Schema.TaggedStruct("Stop", { run: Name, session: Name, errand: Name }),
  Schema.TaggedStruct("End", { run: Name, session: Name })
])
export type Call = typeof Call.Type

/** What threads of a station are at: all of them, or as many as a message has room for. */
const Pulse = Schema.Struct({
  ...from,
  threads: Schema.Array(
    Schema.Struct({
      thread: Count,
      errand: Schema.NullOr(Name),
      at: Count,
      /** Seconds since it was last heard of. */
      quiet: Schema.NullOr(Schema.Finite),
      jobs: Count
    })
  ).check(Schema.isMaxLength(mostThreads))
})
export type Pulse = typeof Pulse.Type

export const pack = (
  message: Told | Answer | Call | Pulse | Errand | Body | Subject
): Uint8Array<ArrayBuffer> => Wire.pack(message)

/** Undefined for what is none. */
const reading =
  <A>(is: (value: unknown) => value is A) =>
  (bytes: Uint8Array): A | undefined => {
    const value = Wire.read(bytes)?.value
    return is(value) ? value : undefined
  }

export const told = reading<Told>(Schema.is(Told))
export const answer = reading<Answer>(Schema.is(Answer))
export const call = reading<Call>(Schema.is(Call))
export const pulse = reading<Pulse>(Schema.is(Pulse))
export const errand = reading<Errand>(Schema.is(Errand))
export const body = reading<Body>(Schema.is(Body))
export const subject = reading<Subject>(Schema.is(Subject))

/** What a message that is none of this version says of whoever sent it. */
export const signature = (bytes: Uint8Array): { readonly host?: string; readonly name?: string } => {
  const value = Wire.read(bytes)?.value
  if (typeof value !== "object" || value === null) return {}
  const word = (name: "host" | "name") => {
    const found: unknown = Reflect.get(value, name)
    return typeof found === "string" ? { [name]: found.slice(0, 100) } : {}
  }
  return { ...word("host"), ...word("name") }
}

/** Where what is said: by run, so that runs on one server do not hear each other. */
export const calls = "skein.call"
export const subjectsOf = (run: string) => ({
  stream: `skein-${run}`,
  /** Of each session one: a station that has not heard yet that its session is over takes nothing of the next one. */
  queue: (session: string) => `skein.${run}.queue.${session}`,
  ask: `skein.${run}.ask`,
  pulse: `skein.${run}.pulse`
})

/** Bytes of a message that a server takes unless it is told otherwise. */
export const usualLimit = 2 ** 20

/** Below this there is no room for what goes in one message. */
export const leastLimit = 8192

/** Bytes of a message that the server's limit leaves for what is in it. */
export const roomOf = (limit: number): number => limit - leastLimit / 2

/** Larger messages are none: a state of a training of this size would keep nobody's pace. */
export const mostBytes = 2 ** 30
