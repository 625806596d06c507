/**
 * What happens while an agent learns, summed over parts of the training: typed arrays of a fixed size, which an actor
 * can write in shared memory and which add up.
 */
import type { Actions } from "../../domain/rl/environment/actions.ts"

/** Parts of the training that the table of learning has a row for; every second of them makes one of the rollouts. */
export const parts = 20
const phases = parts / 2

/** Actions within a game that one row of the rollouts has; the last row has the rest. */
const stride = 10
const bins = 31

/** Sums over a part of the training; entropies are of steps, the last five of updates. */
export const fields = [
  "steps",
  "games",
  "solved",
  "returns",
  "moves",
  "entropy",
  "seconds",
  "updates",
  "norm",
  "divergence",
  "refused",
  "explained"
] as const
export type Field = (typeof fields)[number]

const place = Object.fromEntries(fields.map((field, k) => [field, k])) as Record<Field, number>

export interface Log {
  /** [part][field]. */
  readonly sums: Float64Array
  /** [phase][bin][kind]: actions chosen. */
  readonly actions: Float64Array
}

/** Kinds of actions: those that differ by a place or by the strand of a conjugation are one. */
export interface Kinds {
  readonly names: ReadonlyArray<string>
  /** The kind of each action. */
  readonly of: Int32Array
}

export const kinds = ({ describe, size }: Pick<Actions, "describe" | "size">): Kinds => {
  const names: Array<string> = []
  const of = Int32Array.from({ length: size }, (_, action) => {
    const name = describe(action).replace(/ at \d+$|(?<=^conjugate) .*/, "")
    if (!names.includes(name)) names.push(name)
    return names.indexOf(name)
  })
  return { names, of }
}

export const empty = ({ names }: Kinds): Log => ({
  sums: new Float64Array(parts * fields.length),
  actions: new Float64Array(phases * bins * names.length)
})

/** The part that a training is in after `done` of `total`. */
export const part = (done: number, total: number): number =>
  Math.min(parts - 1, Math.floor((parts * done) / total))

export const add = (log: Log, part: number, field: Field, value: number): void => {
  log.sums[part * fields.length + place[field]] += value
}

/** Counts an action of a kind after so many in its game. */
export const count = (log: Log, part: number, moves: number, kind: number): void => {
  const kinds = log.actions.length / (phases * bins)
  const bin = Math.min(bins - 1, Math.floor(moves / stride))
  log.actions[((part >> 1) * bins + bin) * kinds + kind]++
}

/** All of them added, entry by entry, in their order. */
export const total = (logs: ReadonlyArray<Log>): Log => {
  const [first] = logs
  const sums = new Float64Array(first.sums.length)
  const actions = new Float64Array(first.actions.length)
  for (const log of logs) {
    for (let k = 0; k < sums.length; k++) sums[k] += log.sums[k]
    for (let k = 0; k < actions.length; k++) actions[k] += log.actions[k]
  }
  return { sums, actions }
}

/** The sums of a part, by name. */
export const sumsOf = (log: Log, part: number): Readonly<Record<Field, number>> =>
  Object.fromEntries(fields.map((field, k) => [field, log.sums[part * fields.length + k]])) as Record<
    Field,
    number
  >

export interface Rollout {
  /** The share of the training that was behind when this phase of it began. */
  readonly training: number
  /** The first of the moves that were counted together. */
  readonly move: number
  readonly counts: Float64Array
}

/** The counts of each phase and bin in which there are any. */
export const rollouts = (log: Log): ReadonlyArray<Rollout> => {
  const kinds = log.actions.length / (phases * bins)
  return Array.from({ length: phases * bins }, (_, k) => ({
    training: Math.floor(k / bins) / phases,
    move: (k % bins) * stride,
    counts: log.actions.subarray(k * kinds, (k + 1) * kinds)
  })).filter(({ counts }) => counts.some((count) => count > 0))
}
