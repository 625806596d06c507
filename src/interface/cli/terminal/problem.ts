/** How a command ends other than well: its exit status, and a sentence. */
import * as Cause from "effect/Cause"
import * as Schema from "effect/Schema"
import { StudyFaults } from "../../../engine/config/fault.ts"
import * as Installation from "../../../engine/installation.ts"
import * as Fault from "../../../engine/journal/fault.ts"
import { reasonOf } from "../../../engine/reason.ts"
import { interruptedStatus } from "../../../engine/stop.ts"
import { Unfit } from "../../../engine/unfit.ts"

export const status = { done: 0, failed: 1, misuse: 2, interrupted: interruptedStatus } as const

/** A command's own end, and what there is to say about it on standard error. */
export class Stop extends Schema.TaggedError<Stop>()("Stop", {
  status: Schema.Int,
  message: Schema.String
}) {}

/** The user can change it: bad usage, a bad study. */
export const misuse = (message: string): Stop => new Stop({ status: status.misuse, message })

export const failed = (message: string): Stop => new Stop({ status: status.failed, message })

const statusOfFile = (cause: unknown): number => {
  if (Fault.isHeld(cause)) return status.interrupted
  return cause instanceof Unfit || Fault.isRefused(cause) ? status.misuse : status.failed
}

/** What could not be done with a run's file, and why: later, where another program holds it. */
export const failedBy = (what: string, cause: unknown): Stop =>
  new Stop({ status: statusOfFile(cause), message: `${what}: ${reasonOf(cause)}` })

/** Errors of the engine that are the user's to mend; all others are the world's. */
const usersOwn: ReadonlySet<string> = new Set([
  "StudyFaults",
  "RunRefused",
  "RunLocked",
  "JournalRefused",
  "NotOwn",
  "NoServer"
])

/** Those that pass by themselves: what was saved is safe, and the same command later goes on. */
const temporary: ReadonlySet<string> = new Set(["JournalHeld"])

const statusOf = (tag: string): number =>
  temporary.has(tag) ? status.interrupted : usersOwn.has(tag) ? status.misuse : status.failed

interface End {
  readonly status: number
  /** None where everything has been said. */
  readonly sentences: ReadonlyArray<string>
}

const sentencesOf = (error: Error): ReadonlyArray<string> =>
  error instanceof StudyFaults ? error.sentences : error.message === "" ? [] : [error.message]

const ofStop = (stop: Stop): End => ({ status: stop.status, sentences: sentencesOf(stop) })

/** What to say about a cause and how to end. Typed errors are sentences; only a bug shows its stack. */
export const ofCause = (cause: Cause.Cause<unknown>): End => {
  const end = endOf(cause)
  // Whatever could not be done because a package is not there.
  const absent = end.sentences.map((sentence) => Installation.missing(sentence)).find(Boolean)
  return absent === undefined ? end : { status: status.misuse, sentences: [absent] }
}

const endOf = (cause: Cause.Cause<unknown>): End => {
  const error = Cause.squash(cause)
  if (error instanceof Stop) return ofStop(error)
  if (Cause.hasInterruptsOnly(cause)) return { status: status.interrupted, sentences: ["interrupted"] }
  const tag = typeof error === "object" && error !== null && "_tag" in error ? String(error._tag) : undefined
  if (error instanceof Error && tag !== undefined) {
    return { status: statusOf(tag), sentences: sentencesOf(error) }
  }
  if (error instanceof Unfit) return { status: status.misuse, sentences: [error.message] }
  if (Fault.isOfFile(error)) return ofStop(failedBy("a run's file cannot be read", error))
  // What the operating system refuses (a folder that cannot be made) is no bug.
  if (error instanceof Error && "syscall" in error)
    return { status: status.failed, sentences: [error.message] }
  const remedy = Installation.remedy(error)
  if (remedy !== undefined) return { status: status.misuse, sentences: [remedy] }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return { status: status.failed, sentences: [`this is a bug in skein:\n${detail}`] }
}

/** An end about which everything has been said. */
export const ended = (how: "failed" | "interrupted" | "misuse"): Stop =>
  new Stop({ status: status[how], message: "" })
