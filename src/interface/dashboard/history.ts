/** What the log says of a run: its sessions, its samples, when points finished, and the moments of a replay. */
import * as Log from "../../engine/log.ts"

export type Started = Extract<Log.Entry, { readonly _tag: "RunStarted" }>
export type Sample = Extract<Log.Entry, { readonly _tag: "Sample" }>

export interface History {
  readonly entries: ReadonlyArray<Log.Entry>
  /** Whether these are the end of a log alone, which is too long to be told whole. */
  readonly isEnd: boolean
  /** Of the last session. */
  readonly started: Started | undefined
  /** How the last session ended, where it said so. */
  readonly outcome: "done" | "failed" | "interrupted" | undefined
  readonly samples: ReadonlyArray<Sample>
  /** When each point last got its rows, by its ordinal in the plan of the last session. */
  readonly finished: ReadonlyMap<number, number>
  /** Tasks that crashed in the last session. */
  readonly crashed: ReadonlyArray<string>
  readonly workersLost: number
}

const of = (entries: ReadonlyArray<Log.Entry>, isEnd: boolean): History => {
  let started: Started | undefined
  let outcome: History["outcome"]
  let workersLost = 0
  const samples: Array<Sample> = []
  const finished = new Map<number, number>()
  let crashed: Array<string> = []
  for (const entry of entries) {
    if (entry._tag === "RunStarted") {
      started = entry
      outcome = undefined
      workersLost = 0
      crashed = []
    }
    if (entry._tag === "RunFinished") outcome = entry.outcome
    if (entry._tag === "Sample") samples.push(entry)
    if (entry._tag === "PointFinished") finished.set(entry.point, entry.at)
    if (entry._tag === "TaskCrashed") crashed.push(entry.task)
    if (entry._tag === "WorkerLost") workersLost++
  }
  return { entries, isEnd, started, outcome, samples, finished, crashed, workersLost }
}

export const empty: History = of([], false)

/** As it was known at a moment. */
export const until = (history: History, at: number): History =>
  of(
    history.entries.filter((entry) => entry.at <= at),
    history.isEnd
  )

/** Seconds that the run has been worked on: gaps between sessions do not count. */
export const secondsOf = (history: History): number => {
  let sum = 0
  let before: number | undefined
  for (const { _tag, at } of history.entries) {
    if (before !== undefined && _tag !== "RunStarted") sum += at - before
    before = at
  }
  return sum
}

/** Places in a replay at the most. */
const mostMoments = 240

/** The moments at which something was told, evenly thinned; the first and the last always. */
export const moments = (history: History): ReadonlyArray<number> => {
  const all = [...new Set(history.entries.map(({ at }) => at))]
  if (all.length <= mostMoments) return all
  return Array.from(
    { length: mostMoments },
    (_, k) => all[Math.round((k * (all.length - 1)) / (mostMoments - 1))]!
  )
}

/**
 * A reader of a log that grows: each call answers with all there is by then. Where a run was thrown away and made again,
 * the new log is read from its beginning.
 */
export const follow = (directory: string): (() => History) => {
  let identity: string | undefined
  let next = 0
  let history = empty
  return () => {
    const now = Log.identity(directory)
    if (now !== identity) {
      identity = now
      next = Log.beginning(directory)
      history = of([], next > 0)
    }
    const entries: Array<Log.Entry> = []
    for (let before = -1; next !== before; ) {
      before = next
      const piece = Log.read(directory, next)
      for (const entry of piece.entries) entries.push(entry)
      next = piece.next
    }
    if (entries.length > 0) history = of([...history.entries, ...entries], history.isEnd)
    return history
  }
}
