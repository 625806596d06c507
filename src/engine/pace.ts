/**
 * How this machine keeps pace with a simulation's estimates: some points of a study are tried for a moment, and what they
 * take is held against what they are said to take.
 *
 * A point is drawn with odds proportional to its estimated seconds c: at W (i + 1/2) / k of the sum over the points in their
 * order, i < k. Then the mean of t / c over these k is that of the whole study, sum t / sum c, and each stands for the
 * points around it: those that make up its k-th of the work.
 */
import { extname } from "node:path"
import { setTimeout } from "node:timers/promises"
import { Worker } from "node:worker_threads"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Simulation } from "../simulation/contract.ts"
import * as Plan from "./plan.ts"
import type { Study } from "./study.ts"
import type * as Probe from "./thread/probe.ts"

export interface Pace {
  /** Points that were tried. */
  readonly tried: number
  /** Seconds measured of an estimated one, of a point by its place in the study. */
  readonly of: (ordinal: number) => number
}

/** Points tried at the most. */
const most = 8

/** A stretch of points with equal parts of the work, and the point that stands for them. */
export interface Stretch {
  /** The place behind its last point. */
  readonly end: number
  readonly ordinal: number
}

/** In the order of points; none where nothing is said to cost anything. */
export const stretches = (costs: ReadonlyArray<number>, count: number): ReadonlyArray<Stretch> => {
  let sum = 0
  const sums = costs.map((cost) => (sum += cost))
  if (!(sum > 0)) return []
  const found: Array<Stretch> = []
  for (let i = 0; i < count; i++) {
    const ordinal = sums.findIndex((upTo) => upTo >= (sum * (i + 0.5)) / count)
    const behind = sums.findIndex((upTo, at) => upTo - costs[at]! / 2 > (sum * (i + 1)) / count)
    const end = behind < 0 ? costs.length : behind
    if (end > (found.at(-1)?.end ?? 0)) found.push({ end, ordinal })
  }
  return found
}

const subjectOf = (simulation: Simulation, config: unknown, ordinal: number): Probe.Subject => {
  const key: Probe.Subject["key"] = [0, ordinal]
  switch (simulation.kind) {
    case "sampling":
      return { config, key, replicates: simulation.replicates(config), grain: simulation.grain(config) }
    case "training":
      return { config, key, replicates: 1, grain: 1 }
    default:
      return nothingLeft(simulation, "kind of simulation")
  }
}

/**
 * What subjects take, tried on a thread of their own, so that what they do to their thread is nothing to this one. Those that
 * come to nothing are undefined, and so are all that follow one that holds the thread for far too long or ends it.
 */
const tried = async (trial: Probe.Trial): Promise<ReadonlyArray<Probe.Found | undefined>> => {
  const found: Array<Probe.Found | undefined> = []
  // As this file: .ts in the repository, .js in a package.
  const file = new URL(`../../workers/probe${extname(import.meta.filename)}`, import.meta.url)
  const thread = new Worker(file, { workerData: trial, stdout: true, stderr: true })
  thread.on("message", (each: Probe.Found | undefined) => found.push(each))
  thread.on("error", () => {})
  const ended = new AbortController()
  thread.on("exit", () => ended.abort())
  await setTimeout(1000 * (2 * trial.seconds + 5), undefined, { signal: ended.signal }).catch(() => {})
  await thread.terminate()
  return found
}

/** Estimated work in seconds, below which nobody waits long enough for the difference. */
const worthwhile = 0.3

/** Seconds to spend on what is said to take so many: a part of these, and no more than two. */
export const patience = (seconds: number): number => Math.min(2, Math.max(0.3, seconds / 4))

/** Undefined where it is not worth the time, and where nothing could be learned. */
export const measure = async (
  simulation: Simulation,
  { simulation: name, points, repeats }: Study,
  backend: () => Promise<BackendName>,
  seconds?: number
): Promise<Pace | undefined> => {
  /** Of a repeat, with its part of what comes once. */
  const costs = points.map(
    ({ config }) =>
      Plan.workOfRepeat(simulation, config).seconds + Plan.besideOf(simulation, config).ready / repeats
  )
  const all = repeats * costs.reduce((sum, cost) => sum + cost, 0)
  if (!(all >= worthwhile)) return undefined
  const parts = stretches(costs, most)
  const ordinals = [...new Set(parts.map(({ ordinal }) => ordinal))]
  const subjects = ordinals.map((ordinal) => subjectOf(simulation, points[ordinal]!.config, ordinal))
  const trial = { simulation: name, backend: await backend(), subjects, seconds: seconds ?? patience(all) }
  const found = await tried(trial)
  const ratios = new Map<number, number>()
  for (const [at, ordinal] of ordinals.entries()) {
    const probe = found[at]
    if (probe === undefined) continue
    const ratio = (probe.ready / repeats + probe.repeat) / costs[ordinal]!
    // What was not over may be as long as is said; longer than it was tried it is in any case.
    if (!probe.isLeast || ratio > 1) ratios.set(ordinal, ratio)
  }
  if (ratios.size === 0) return undefined
  return {
    tried: ratios.size,
    of: (ordinal) => ratios.get(parts.find(({ end }) => ordinal < end)!.ordinal) ?? 1
  }
}
