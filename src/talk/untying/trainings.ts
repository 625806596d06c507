/**
 * What agents are judged by, and how far it can be trusted. Agents and trainings of one N play the same held-out words, so
 * what varies between trainings does not tell how far these words are like others. A figure therefore has two errors:
 *
 *     of trainings    the scatter of its values over trainings, with Student's t
 *     of words        that of the mean over the words of one training, as if each agent had had its own: an upper bound for
 *                     differences between agents
 */
import type { Row } from "../../simulation/table.ts"
import * as Statistics from "../statistics.ts"

export const agents = ["random-walk", "a3c", "trpo"] as const
export type Agent = (typeof agents)[number]

export const called: Readonly<Record<Agent, string>> = {
  "random-walk": "the random walk",
  a3c: "A3C",
  trpo: "TRPO"
}

/** An agent at an N. */
export interface Cell {
  readonly letters: number
  /** By training. */
  readonly values: ReadonlyArray<number>
  /** The standard error of one training's value because of its words. */
  readonly words: number
}

/** By N, ascending. */
export type Course = ReadonlyArray<Cell>

const course = (
  rows: ReadonlyArray<Row>,
  agent: Agent,
  value: (row: Row) => number | undefined,
  words: (row: Row) => number
): Course => {
  const own = rows
    .filter((row) => row.agent === agent && value(row) !== undefined)
    .sort((a, b) => Number(a.repeat) - Number(b.repeat))
  return [...Map.groupBy(own, (row) => Number(row.letters))]
    .sort(([a], [b]) => a - b)
    .map(([letters, some]) => ({
      letters,
      values: some.map((row) => value(row)!),
      words: Math.hypot(...some.map(words)) / Math.sqrt(some.length)
    }))
}

/** Solved shares, of the table `evaluation`. */
export const shares = (rows: ReadonlyArray<Row>, agent: Agent): Course =>
  course(
    rows,
    agent,
    (row) => (Number(row.games) > 0 ? Number(row.solved) / Number(row.games) : undefined),
    (row) => Statistics.share(Number(row.solved), Number(row.games)).standardError
  )

/** Mean moves of the games that were solved, of the table `evaluation`; of fewer than two solved games there is no error. */
export const moves = (rows: ReadonlyArray<Row>, agent: Agent): Course =>
  course(
    rows.filter((row) => row.moves !== null && row.movesStandardError !== null),
    agent,
    (row) => Number(row.moves),
    (row) => Number(row.movesStandardError)
  )

/** sum c x over cells, with both errors. Trainings count as far as all cells have them. */
export const contrast = (
  terms: ReadonlyArray<{ readonly cell: Cell; readonly times: number }>
): Statistics.Estimate => {
  const trainings = Math.min(...terms.map(({ cell }) => cell.values.length))
  const values = Array.from({ length: trainings }, (_, training) =>
    terms.reduce((sum, { cell, times }) => sum + times * cell.values[training], 0)
  )
  return Statistics.plus(
    Statistics.overTrainings(values),
    Math.hypot(...terms.map(({ cell, times }) => times * cell.words))
  )
}

export const at = (cell: Cell): Statistics.Estimate => contrast([{ cell, times: 1 }])

export const difference = (a: Cell, b: Cell): Statistics.Estimate =>
  contrast([
    { cell: a, times: 1 },
    { cell: b, times: -1 }
  ])

/** The least-squares slope against N, per letter. NaN for fewer than two N. */
export const slope = (some: Course): Statistics.Estimate => {
  const tilt = Statistics.tilt(some.map(({ letters }) => letters))
  return contrast(some.map((cell, k) => ({ cell, times: tilt[k] })))
}

/** Cells of two agents at the same N. */
export const pairs = (a: Course, b: Course): ReadonlyArray<readonly [Cell, Cell]> =>
  a.flatMap((cell) => {
    const other = b.find(({ letters }) => letters === cell.letters)
    return other === undefined ? [] : [[cell, other] as const]
  })

/** `three trainings each`, of a document's sentence. */
export const counted = (some: Course): string => {
  const trainings = Math.min(...some.map(({ values }) => values.length))
  return trainings === 1
    ? "one training each, so that intervals are those of words alone"
    : `${trainings} trainings each`
}
