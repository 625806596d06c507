/**
 * One process a run: the lock of the operating system keeps those of this host apart (lock.ts), and on a disk that other hosts
 * share, those of others are told by what they write (holder.ts).
 */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as OwnFile from "../own-file.ts"
import * as Holder from "./holder.ts"
import { journalError } from "./journal.ts"
import * as Lock from "./lock.ts"
import * as NetworkDisk from "./network-disk.ts"

/** Another process works on this run. */
export class RunLocked extends Schema.TaggedError<RunLocked>()("RunLocked", { message: Schema.String }) {}

const attempted = <A>(directory: string, attempt: () => A) =>
  Effect.try({
    try: attempt,
    catch: (cause) => (cause instanceof OwnFile.NotOwn ? cause : journalError(directory, cause))
  })

/** Of one on another host that held the run, and the seconds since it was last heard of. */
export interface Gone extends Pick<Holder.Holder, "process" | "host"> {
  readonly seconds: number
}

/** The holder on another host, where it is gone. Fails where it may be there: it beats, or was heard of lately. */
const silent = Effect.fnUntraced(function* (directory: string, ours: Holder.Holder) {
  const holder = Holder.elsewhere(directory, ours)
  if (holder === undefined) return undefined
  const seconds = yield* attempted(directory, () => Holder.secondsSilent(directory))
  const who = `${Holder.named(holder)} is working on ${directory}`
  if (seconds < -Holder.beatSeconds)
    return yield* new RunLocked({
      message: `${who} or did, and what it wrote is of ${Math.round(-seconds)} seconds from now: a clock is wrong, its own or that of this host. Put it right, or, when no process works on the run, delete ${directory}/run.pid`
    })
  if (seconds < Holder.silence)
    return yield* new RunLocked({
      message: `${who}: it was last heard of ${Math.max(0, Math.round(seconds))} seconds ago. If it has been killed, try again ${Math.ceil(Holder.silence - seconds)} seconds from now`
    })
  // Its clock may be wrong: a process that is there will have gone on by then.
  yield* Effect.sleep(`${Holder.beatSeconds + 1} seconds`)
  const now = Holder.elsewhere(directory, ours)
  if (now !== undefined && now.beat !== holder.beat)
    return yield* new RunLocked({
      message: `${who}, although what it writes seems old: put the clock of its host right, or that of this one`
    })
  return { holder, seconds }
})

/**
 * Makes this process the only one that works on the run, until the scope closes; says whose place it has taken, where a host
 * that shares the disk has left the run without a word. Fails before anything is written where a
 * name of the run is not its own.
 */
export const lock = Effect.fn("Exclusive.lock")(function* (directory: string) {
  const lock = yield* Effect.acquireRelease(
    attempted(directory, () => Lock.acquire(directory)),
    (held) => Effect.sync(() => held?.close())
  )
  if (lock === undefined)
    return yield* new RunLocked({
      message: `${Holder.named(Holder.read(directory))} is working on ${directory}`
    })
  const ours = Holder.here()
  const disk = NetworkDisk.of(directory)
  if (disk === undefined) {
    yield* Effect.acquireRelease(
      Effect.sync(() => Holder.say(directory, ours)),
      (forget) => Effect.sync(forget)
    )
    return undefined
  }
  const gone = yield* silent(directory, ours)
  const release = yield* Effect.acquireRelease(
    attempted(directory, () => Holder.take(directory, ours, gone?.holder)),
    (release) => Effect.sync(() => release?.())
  )
  if (release === undefined)
    return yield* new RunLocked({
      message: `${Holder.named(Holder.read(directory))} was faster, and is working on ${directory}`
    })
  if (gone === undefined) return undefined
  const { process, host } = gone.holder
  return { process, host, seconds: gone.seconds } satisfies Gone
})
