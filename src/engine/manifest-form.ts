/** What a manifest may say. Whatever is read of one has been held against this before anybody sees it. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { names as backends } from "../accelerator/backend.ts"
import { problems } from "./config/issue.ts"
import * as Moment from "./moment.ts"
import { Unfit } from "./unfit.ts"

/** Longer names, versions and the like are none. */
const mostCharacters = 1000

export const Word = Schema.String.check(
  Schema.makeFilter((text) => text.length <= mostCharacters || `must be at most ${mostCharacters} characters`)
)

export const Count = Schema.Natural

export const Machine = Schema.Struct({ architecture: Word, processor: Word, system: Word, node: Word })
export type Machine = typeof Machine.Type

const Session = Schema.Struct({
  started: Moment.Text,
  ended: Schema.optionalKey(Moment.Text),
  outcome: Schema.optionalKey(Schema.Literals(["done", "failed", "interrupted"])),
  threads: Count,
  host: Word,
  /** Absent in manifests of old, and where nothing was computed, as what follows is. */
  machine: Schema.optionalKey(Machine),
  /** Of the program; see the fields of these names below, which are those of the last session. */
  skein: Schema.optionalKey(Word),
  commit: Schema.optionalKey(Schema.NullOr(Word)),
  /** The machines that computed for it, where it had a fleet; `host` is the coordinator then. */
  stations: Schema.optionalKey(
    Schema.Array(Schema.Struct({ host: Word, threads: Count, machine: Machine, joined: Moment.Text }))
  )
})
export type Session = typeof Session.Type

const Digest = Schema.NullOr(Word)

const Origin = Schema.Union([
  Schema.Struct({ digest: Digest, file: Schema.String }),
  Schema.Struct({ digest: Digest, run: Word, points: Count, unfinished: Count })
])

/** One of the studies that a run has had. */
const AskedStudy = Schema.Struct({
  at: Moment.Text,
  /** As the command line named it; null where a program made the study. */
  file: Schema.NullOr(Schema.String),
  /** SHA-256 of the text. */
  digest: Word,
  seed: Count,
  points: Count,
  repeats: Count,
  /** Null where it is long: a list of points that a program wrote. */
  text: Schema.NullOr(Schema.String),
  /** Where its points come from; absent where the text said them itself. */
  origin: Schema.optionalKey(Origin),
  /** Files that parameters were read from; absent where there were none. */
  files: Schema.optionalKey(
    Schema.Array(Schema.Struct({ parameter: Word, file: Schema.String, digest: Word }))
  )
})
export type AskedStudy = typeof AskedStudy.Type

/** Results of another run in the same folder that were not computed again. */
const Reused = Schema.Struct({
  /** The name of its folder. */
  run: Word,
  at: Moment.Text,
  points: Count,
  tasks: Count
})
export type Reused = typeof Reused.Type

/** Results that were computed as a part of the study by itself, and taken in from its file. */
const Part = Schema.Struct({
  /** The name of the file. */
  file: Word,
  /** `3/16` */
  part: Word,
  at: Moment.Text,
  tasks: Count,
  /** Who computed them: each process, and how many of them. */
  sessions: Schema.Array(
    Schema.Struct({
      started: Moment.Text,
      threads: Count,
      host: Word,
      machine: Machine,
      tasks: Count
    })
  )
})
export type Part = typeof Part.Type

/** Points that were taken out of the run, or put aside to be computed again. */
const Change = Schema.Struct({
  at: Moment.Text,
  change: Schema.Literals(["drop", "retry"]),
  points: Count,
  /** How they were chosen. */
  which: Schema.String,
  /** Whether their results are gone from the run's file. */
  purged: Schema.optionalKey(Schema.Boolean)
})
export type Change = typeof Change.Type

const Manifest = Schema.Struct({
  name: Word,
  simulation: Word,
  simulationVersion: Count,
  /** Changes of the simulation's version in the middle of the run, accepted by `--accept-version`. */
  acceptedVersions: Schema.Array(Schema.Struct({ from: Count, to: Count, at: Moment.Text })),
  /**
   * Changes of what decides about the last bits, each accepted by `--accept-machine` in the session that started `at` this
   * moment. Absent where there are none.
   */
  acceptedMachines: Schema.optionalKey(
    Schema.Array(Schema.Struct({ from: Word, to: Word, at: Moment.Text }))
  ),
  /** The studies that the run has had; the last is that of study.yaml. Absent in manifests of old. */
  studies: Schema.optionalKey(Schema.Array(AskedStudy)),
  /** Points that have the random numbers of another id than they would get today. Absent where there are none. */
  inherited: Schema.optionalKey(Count),
  /** Words that people find it by. Absent where there are none, and in manifests of old. */
  tags: Schema.optionalKey(Schema.Array(Word)),
  /** Absent where everything was computed by the run itself, and in manifests of old. */
  reused: Schema.optionalKey(Schema.Array(Reused)),
  /** Absent where no part was taken in, and in manifests of old. */
  parts: Schema.optionalKey(Schema.Array(Part)),
  /** Absent where there are none, and in manifests of old. */
  changes: Schema.optionalKey(Schema.Array(Change)),
  seed: Count,
  points: Count,
  repeats: Count,
  /** The backend that computed every tally. */
  backend: Schema.Literals(backends),
  /**
   * `"arrival"`: the numbers depend on which thread was faster, and are not repeatable bit for bit; `"mixed"`: those
   * of some points, whose configs say so.
   */
  order: Schema.Literals(["assignment", "arrival", "mixed"]),
  skein: Word,
  node: Word,
  /** The project's commit, with `+` where files differ from it; null outside a repository. */
  commit: Schema.NullOr(Word),
  machine: Schema.Struct({ system: Word, processor: Word, cores: Count }),
  dependencies: Schema.Record(Schema.String, Word),
  sessions: Schema.Array(Session),
  /** `swept`: what the sweep says of its point. Manifests of old have neither. `uncomputable`: by its values, and no bug. */
  crashed: Schema.Array(
    Schema.Struct({
      task: Word,
      point: Schema.optionalKey(Count),
      swept: Schema.optionalKey(Schema.Record(Schema.String, Schema.Json)),
      message: Schema.String,
      uncomputable: Schema.optionalKey(Schema.Literal(true))
    })
  )
})
export type Manifest = typeof Manifest.Type

const decode = Schema.decodeUnknownResult(Manifest)

/** Lists and maps within others: what is nested deeper cannot be written again everywhere. */
const mostLevels = 100

const isShallow = (value: unknown, levels = mostLevels): boolean =>
  typeof value !== "object" ||
  value === null ||
  (levels > 0 && Object.values(value).every((inner) => isShallow(inner, levels - 1)))

/**
 * A manifest from its text, with all that a later version may have added to it: what is written back loses nothing.
 *
 * @param file for the sentence
 * @throws Unfit, with the first field at fault
 */
export const parsed = (text: string, file: string): Manifest => {
  const unfit = (why: string): Unfit =>
    new Unfit(`${file} is damaged: ${why} Put it right, or take it from a copy of the run`)
  const nothing = "it does not say what computed this run."
  try {
    const found: unknown = JSON.parse(text)
    if (typeof found !== "object" || found === null || Array.isArray(found)) throw unfit(nothing)
    if (!isShallow(found)) throw unfit(`it has more than ${mostLevels} lists within lists.`)
    const decoded = decode(found)
    if (Result.isSuccess(decoded)) return found as Manifest
    throw unfit(problems(decoded.failure.issue, found, [])[0]!.message)
  } catch (cause) {
    throw cause instanceof Unfit ? cause : unfit(nothing)
  }
}
