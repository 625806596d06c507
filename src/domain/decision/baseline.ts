/**
 * What word statistics alone can tell: logistic regressions that see no order of letters, and so no knot. Whatever they
 * get right, a classifier may have got right in the same way, from the generator of the words.
 */
import * as Interruption from "../interruption.ts"
import * as Logistic from "../stats/logistic.ts"
import type { Example } from "./example.ts"

/**
 * `strands`: their number. `writhe`: it and its modulus. `counts`: of each letter, for each generator the modulus of
 * what is left of its letters, length, strands, writhe and its modulus.
 */
export const features = ["strands", "writhe", "counts"] as const
export type Features = (typeof features)[number]

type Counted = Pick<Example, "word" | "strands" | "writhe">

/** The statistics of one word, for words of up to so many generators. */
export const statistics = (
  { word, strands, writhe }: Counted,
  generators: number
): Record<Features, Array<number>> => {
  const positive = new Array<number>(generators).fill(0)
  const negative = new Array<number>(generators).fill(0)
  for (const letter of word) {
    const counts = letter > 0 ? positive : negative
    if (Math.abs(letter) <= generators) counts[Math.abs(letter) - 1]++
  }
  const left = positive.map((count, g) => Math.abs(count - negative[g]))
  const turning = [writhe, Math.abs(writhe)]
  return {
    strands: [strands],
    writhe: turning,
    counts: [...positive, ...negative, ...left, word.length, strands, ...turning]
  }
}

export interface Baseline {
  readonly generators: number
  /** Subtracted from each statistic, before it is divided by `deviation`. */
  readonly mean: ReadonlyArray<number>
  readonly deviation: ReadonlyArray<number>
  readonly fit: Logistic.Fit
  readonly features: Features
}

/** Of the standardised weights: little against thousands of words, enough to keep separable ones apart. */
const ridge = 1

/**
 * The regression that fits the labels of words for training best.
 * Throws a RangeError for no words. Cost: some 10 rounds of words x statistics^2 / 2 products.
 */
export const train = (examples: ReadonlyArray<Example>, what: Features): Baseline => {
  const generators = examples.reduce((most, { strands }) => Math.max(most, strands - 1), 0)
  const rows = examples.map((each) => {
    Interruption.look()
    return statistics(each, generators)[what]
  })
  if (rows.length === 0) throw new RangeError("A baseline needs words to learn from.")
  const mean = rows[0].map((_, j) => {
    Interruption.look()
    return rows.reduce((sum, row) => sum + row[j], 0) / rows.length
  })
  const deviation = mean.map((m, j) => {
    Interruption.look()
    return Math.sqrt(rows.reduce((sum, row) => sum + (row[j] - m) ** 2, 0) / rows.length)
  })
  const standard = rows.map((row) => {
    Interruption.look()
    return standardised(row, mean, deviation)
  })
  const fit = Logistic.fit(
    standard,
    examples.map(({ label }) => label === "knot"),
    ridge
  )
  return { generators, mean, deviation, fit, features: what }
}

const standardised = (
  row: ReadonlyArray<number>,
  mean: ReadonlyArray<number>,
  deviation: ReadonlyArray<number>
): ReadonlyArray<number> => row.map((each, j) => (deviation[j] === 0 ? 0 : (each - mean[j]) / deviation[j]))

/** The logit of a knot. Letters of generators that no word for training had are not counted. */
export const output = (
  { generators, mean, deviation, fit, features }: Baseline,
  example: Counted
): number => {
  const row = standardised(statistics(example, generators)[features], mean, deviation)
  return fit.weights.reduce((sum, weight, j) => sum + weight * row[j], fit.intercept)
}
