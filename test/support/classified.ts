import type { Row } from "../../src/simulation/table.ts"

/** A point of classifiers, as results and hardness have it. */
export interface Classified {
  readonly model: string
  readonly letters: number
  /** Words tested. */
  readonly words: number
  /** How many words each training gets wrong: the first ones, so that trainings err on the same. */
  readonly wrong: ReadonlyArray<number>
  /** The first word that is wrong: points with the same one err on the same words. */
  readonly from?: number
  /** Other columns. */
  readonly more?: Row
}

const cells = ({ model, letters, more }: Classified): Row => ({ model, letters, generator: "paper", ...more })

export const results = (points: ReadonlyArray<Classified>): ReadonlyArray<Row> =>
  points.flatMap((point) =>
    point.wrong.map((wrong, repeat) => ({
      ...cells(point),
      repeat,
      test: point.words,
      accuracy: 1 - wrong / point.words
    }))
  )

export const hardness = (points: ReadonlyArray<Classified>): ReadonlyArray<Row> =>
  points.flatMap((point) =>
    Array.from({ length: Math.max(...point.wrong) }, (_, k) => ({
      ...cells(point),
      word: `${point.letters}: ${(point.from ?? 0) + k}`,
      trainings: point.wrong.length,
      wrong: point.wrong.filter((wrong) => wrong > k).length
    }))
  )

/** Both tables. */
export const tables = (points: ReadonlyArray<Classified>) => ({
  results: results(points),
  hardness: hardness(points)
})
