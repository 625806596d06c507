/** Lines of a file with knots on worker threads, their outcomes in the order of the lines. */
import { extname } from "node:path"
import { Worker } from "node:worker_threads"
import type { Wanted } from "./facts.ts"
import type { Line, Outcome, Told } from "./row.ts"

/** What a thread is told once. */
export interface Setting {
  readonly told: Told
  readonly wanted: Wanted
}

/** Lines that a thread gets at a time. */
export interface Portion {
  readonly place: number
  readonly lines: ReadonlyArray<Line>
}

interface Answer {
  readonly place: number
  readonly outcomes: ReadonlyArray<Outcome>
}

/** Some milliseconds of most knots. */
const mostLines = 64

/** A thread has the next portion before it is done with one. */
const portionsAhead = 2

/** Answers may wait for an earlier one that takes long: so many portions a thread. */
const mostWaiting = 64

/** Outcomes by portions. What is wrong with a thread is thrown. */
export const outcomes = async function* (
  lines: ReadonlyArray<Line>,
  setting: Setting,
  threads: number
): AsyncGenerator<ReadonlyArray<Outcome>> {
  const portions = Math.ceil(lines.length / mostLines)
  const answers = new Map<number, ReadonlyArray<Outcome>>()
  let asked = 0
  let given = 0
  let failure: unknown
  let wake = () => {}
  const team = Array.from({ length: Math.min(threads, portions) }, () => ({
    worker: start(setting),
    busy: 0
  }))
  const feed = (member: (typeof team)[number]): void => {
    while (member.busy < portionsAhead && asked < portions && asked - given < mostWaiting * team.length) {
      const from = asked * mostLines
      member.worker.postMessage({
        place: asked++,
        lines: lines.slice(from, from + mostLines)
      } satisfies Portion)
      member.busy++
    }
  }
  for (const member of team) {
    member.worker.on("message", ({ place, outcomes }: Answer) => {
      answers.set(place, outcomes)
      member.busy--
      feed(member)
      wake()
    })
    member.worker.on("error", (cause) => {
      failure = cause
      wake()
    })
    feed(member)
  }
  try {
    for (; given < portions; given++) {
      while (!answers.has(given)) {
        if (failure !== undefined) throw failure
        const waiting = new Promise<void>((resolve) => {
          wake = resolve
        })
        if (!answers.has(given)) await waiting
      }
      yield answers.get(given)!
      answers.delete(given)
      team.forEach(feed)
    }
  } finally {
    for (const { worker } of team) worker.postMessage("end")
  }
}

/** As this file: .ts in the repository, .js in a package. */
const start = (workerData: Setting): Worker =>
  new Worker(new URL(`../../../../../workers/knots${extname(import.meta.filename)}`, import.meta.url), {
    workerData
  })
