/** How good a classifier is on words for tests, all of them and kind by kind. */
import * as Calibration from "../stats/calibration.ts"
import type { Interval } from "../stats/normal.ts"
import * as Proportion from "../stats/proportion.ts"
import * as Rank from "../stats/rank.ts"
import type { Prediction } from "./prediction.ts"
import { groups, isKnot, isRight, probability } from "./prediction.ts"

type Judged = Pick<Prediction, "label" | "output">

export interface Accuracy extends Interval {
  readonly words: number
  readonly right: number
  /** NaN of no words. */
  readonly accuracy: number
}

/** The share of words that are called by their label, with Wilson's 95 % interval. */
export const accuracy = (predictions: ReadonlyArray<Judged>): Accuracy => {
  const words = predictions.length
  const right = predictions.filter(isRight).length
  return { words, right, accuracy: right / words, ...Proportion.interval(right, words) }
}

export interface Assessment {
  readonly accuracy: Accuracy
  /** Under the receiver operating characteristic. */
  readonly area: Rank.Area
  /** Expected calibration error. */
  readonly calibration: number
}

export const of = (predictions: ReadonlyArray<Judged>): Assessment => ({
  accuracy: accuracy(predictions),
  area: Rank.areaUnderCurve(
    predictions.map(({ output }) => output),
    predictions.map(isKnot)
  ),
  calibration: Calibration.expectedError(predictions.map(probability), predictions.map(isKnot))
})

/** The accuracy on the words of each label and each proof of it. */
export const byProof = (
  predictions: ReadonlyArray<Prediction>
): ReadonlyArray<Accuracy & Pick<Prediction, "label" | "proof">> =>
  groups(predictions, ({ label, proof }) => `${label} ${proof}`).map(([, members]) => {
    const { label, proof } = members[0]
    return { label, proof, ...accuracy(members) }
  })

export interface Bin {
  /** The probability of a knot, from `low` (included) to `high`; the last bin includes 1. */
  readonly low: number
  readonly high: number
  readonly knots: number
  readonly unknots: number
}

/** How many knots and how many unknots were given which probability, in bins of equal width. */
export const histogram = (predictions: ReadonlyArray<Judged>, bins = 20): ReadonlyArray<Bin> => {
  const counts = { knot: new Uint32Array(bins), unknot: new Uint32Array(bins) }
  for (const each of predictions) {
    counts[each.label][Math.min(bins - 1, Math.floor(probability(each) * bins))]++
  }
  return Array.from({ length: bins }, (_, k) => ({
    low: k / bins,
    high: (k + 1) / bins,
    knots: counts.knot[k],
    unknots: counts.unknot[k]
  }))
}

/** The exponents that confidence is compared with. */
export const degrees = ["minimum", "maximum", "span"] as const

/**
 * Spearman's correlation between a classifier's output and an exponent of the Jones polynomial, over the knots that it
 * calls knots: does it trust itself more with more complicated knots?
 */
export const byDegree = (
  predictions: ReadonlyArray<Prediction>
): ReadonlyArray<Rank.Correlation & { readonly degree: (typeof degrees)[number] }> => {
  const known = predictions.flatMap((each) => {
    const { jonesLow: minimum, jonesHigh: maximum, output } = each
    if (!isKnot(each) || !isRight(each) || minimum === null || maximum === null) return []
    return [{ output, minimum, maximum, span: maximum - minimum }]
  })
  const outputs = known.map(({ output }) => output)
  return degrees.map((degree) => ({
    degree,
    ...Rank.spearman(
      known.map((each) => each[degree]),
      outputs
    )
  }))
}
