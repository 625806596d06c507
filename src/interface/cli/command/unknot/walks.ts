/**
 * The walks of a search (domain/grid/search.ts) on several threads. What comes of them is what comes of them on one: the walk of
 * the lowest number that comes to n = 2 counts, and those that then look for fewer moves. So a budget of trials gives the same on
 * any number of threads; a budget of time ends all walks where they are.
 *
 * The first walk is made here, before anything is started: it takes some tenth of a second, and most unknots are untied by then.
 */
import { extname } from "node:path"
import type { Call } from "../../../../../workers/walk.ts"
import type * as Diagram from "../../../../domain/grid/diagram.ts"
import * as Search from "../../../../domain/grid/search.ts"
import type { Key } from "../../../../domain/random/key.ts"

export interface Budget {
  /** Exchanges that may be tried, of all walks together. */
  readonly trials: number
  /** When to stop: milliseconds since 1970. */
  readonly until: number
  readonly threads: number
  /** The walks in their order; as a search on one thread would make them unless given. */
  readonly plan?: Iterable<Search.Task>
}

export const search = async (start: Diagram.Diagram, key: Key, budget: Budget): Promise<Search.Found> => {
  const { trials, until, threads } = budget
  const isOver = () => now() >= until
  const plan = (budget.plan ?? Search.plan(trials))[Symbol.iterator]()
  const first = Search.walk(start, key, plan.next().value!, isOver)
  if (threads <= 1 || first.n === 2 || isOver()) return alone(start, key, first, plan, trials, isOver)

  // Loaded where it is needed: that takes as long as most searches.
  const { Piscina } = await import("piscina")
  const pool = new Piscina<Call, Search.Attempt>({
    // As this file: .ts in the repository, .js in a package.
    filename: new URL(`../../../../../workers/walk${extname(import.meta.filename)}`, import.meta.url).href,
    minThreads: 0,
    maxThreads: threads
  })
  /** Walks each of the tasks, unless it comes after one that has come to n = 2 and ends them. */
  const walks = async (tasks: Iterator<Search.Task>, isRace: boolean): Promise<Array<Search.Attempt>> => {
    const last = new Int32Array(new SharedArrayBuffer(4)).fill(most)
    const attempts: Array<Search.Attempt> = []
    const lane = async (): Promise<void> => {
      while (!isOver() && last[0] === most) {
        const { value: task, done } = tasks.next()
        if (done === true) return
        const attempt = await pool.run({ start, key, task, until, last })
        attempts.push(attempt)
        if (isRace && attempt.n === 2) last[0] = Math.min(last[0]!, attempt.number)
      }
    }
    await Promise.all(Array.from({ length: threads }, lane))
    return attempts.filter(({ number }) => number <= last[0]!).sort((a, b) => a.number - b.number)
  }
  try {
    const attempts = [first, ...(await walks(plan, true))]
    const more = Search.refinements(attempts, trials)
    return Search.found(start, [...attempts, ...(await walks(more.values(), false))])
  } finally {
    await pool.close()
  }
}

/** The search after its first walk, here. */
const alone = (
  start: Diagram.Diagram,
  key: Key,
  first: Search.Attempt,
  plan: Iterator<Search.Task, unknown>,
  trials: number,
  isOver: () => boolean
): Search.Found => {
  const attempts = [first]
  const walk = (task: Search.Task) => attempts.push(Search.walk(start, key, task, isOver))
  while (attempts.at(-1)!.n > 2 && !isOver()) {
    const { value: task, done } = plan.next()
    if (done === true) break
    walk(task)
  }
  for (const task of Search.refinements(attempts, trials)) if (!isOver()) walk(task)
  return Search.found(start, attempts)
}

/** Milliseconds since 1970, and parts of them. */
export const now = (): number => performance.timeOrigin + performance.now()

/** More than any number of a walk. */
const most = 2 ** 31 - 1
