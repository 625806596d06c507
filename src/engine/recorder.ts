/** Keeps the log and the pulse of a run while it goes. Buffers: an event costs no system call. */
import { hostname } from "node:os"
import * as Effect from "effect/Effect"
import type { Event } from "./event.ts"
import * as Log from "./log.ts"
import * as OwnFile from "./own-file.ts"
import * as Progress from "./progress.ts"
import * as Pulse from "./pulse.ts"
import type { Worker } from "./workers.ts"

const pulseMilliseconds = 1000

/** Of the time that a session has taken: samples come often at first, and a long run has some hundreds of them. */
const sampleShare = 0.01

const megabytes = (): number => Math.round(process.memoryUsage.rss() / 1e6)

/** Until the scope closes; then what is left is written. */
export const open = Effect.fnUntraced(function* (directory: string, workers: () => ReadonlyArray<Worker>) {
  const began = Date.now() / 1000
  let progress = Progress.empty
  // A process that was killed may have left half a line.
  let lines = OwnFile.exists(Log.fileIn(directory)) ? "\n" : ""
  let sampled = began

  const sample = (at: number): void => {
    sampled = at
    const { tasks, tasksDone } = progress
    const busy = workers().filter(({ task }) => task !== null).length
    lines += Log.line({ _tag: "Sample", tasks, tasksDone, busy, megabytes: megabytes() }, at)
  }

  const flush = (): void => {
    if (lines !== "") Log.append(directory, lines)
    lines = ""
  }

  const pulse = (): void => {
    if (progress.startedAt === 0) return
    const at = Date.now() / 1000
    if (at - sampled >= Math.max(1, sampleShare * (at - began))) sample(at)
    const { tasks, tasksDone, workersLost, crashes } = progress
    const left = Progress.secondsLeft(progress, at)
    Pulse.write(directory, {
      at,
      process: process.pid,
      host: hostname(),
      tasks,
      tasksDone,
      running: Object.fromEntries(progress.running),
      fraction: Progress.fraction(progress),
      rate: Progress.rate(progress, at),
      secondsLeft: Number.isFinite(left) ? left : null,
      workersLost,
      crashes,
      megabytes: megabytes(),
      workers: workers()
    })
    flush()
  }

  yield* Effect.acquireRelease(
    Effect.sync(() => setInterval(pulse, pulseMilliseconds)),
    (timer) =>
      Effect.sync(() => {
        clearInterval(timer)
        pulse()
        flush()
      })
  )

  return (event: Event): void => {
    const at = Date.now() / 1000
    progress = Progress.fold(progress, event, at)
    if (!Log.tells(event)) return
    if (event._tag === "RunFinished" && progress.startedAt !== 0) sample(at)
    lines += Log.line(event, at)
    if (event._tag === "RunStarted") pulse()
  }
})
