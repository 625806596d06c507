/** Which words stay wrong, whichever way a training begins, and which knots they are. */
import type { Interval } from "../stats/normal.ts"
import * as Proportion from "../stats/proportion.ts"
import type { Prediction } from "./prediction.ts"
import { groups, isRight } from "./prediction.ts"

/** A word before several classifiers. */
export interface Hardness extends Omit<Prediction, "output"> {
  /** How many of them were wrong. */
  readonly wrong: number
  readonly classifiers: number
  /** The mean of their outputs. */
  readonly output: number
}

/**
 * The words that every classifier was asked, in the first one's order. Words that some were not asked are left out: there
 * are none where all share their data.
 */
export const of = (classifiers: ReadonlyArray<ReadonlyArray<Prediction>>): ReadonlyArray<Hardness> => {
  const [first = []] = classifiers
  const answers = classifiers.map((each) => new Map(each.map((prediction) => [prediction.word, prediction])))
  return first.flatMap((prediction) => {
    const all = answers.flatMap((each) => each.get(prediction.word) ?? [])
    if (all.length < classifiers.length) return []
    const wrong = all.filter((each) => !isRight(each)).length
    const output = all.reduce((sum, each) => sum + each.output, 0) / all.length
    return [{ ...prediction, wrong, classifiers: all.length, output }]
  })
}

/** Wrong before half of the classifiers or more. */
export const isHard = ({ wrong, classifiers }: Hardness): boolean => wrong > 0 && 2 * wrong >= classifiers

/** How many words so many classifiers got wrong. */
export interface Persistence {
  readonly wrong: number
  readonly words: number
  /** How many it would be, were each classifier wrong about any word with its own share of errors, by chance. */
  readonly expected: number
}

/**
 * For 0, 1, ... wrong classifiers, the number of words; and what it would be if errors were independent: the distribution
 * of a sum of coins of unequal weights. Where far more words are wrong before all, hardness is in the words.
 */
export const persistence = (
  words: ReadonlyArray<Hardness>,
  shares: ReadonlyArray<number>
): ReadonlyArray<Persistence> => {
  const chance = shares.reduce<ReadonlyArray<number>>(
    (sums, share) => sums.concat(0).map((each, k) => each * (1 - share) + (sums[k - 1] ?? 0) * share),
    [1]
  )
  return chance.map((each, wrong) => ({
    wrong,
    words: words.filter((word) => word.wrong === wrong).length,
    expected: each * words.length
  }))
}

/** The share of wrong answers of each classifier. */
export const errorShares = (classifiers: ReadonlyArray<ReadonlyArray<Prediction>>): ReadonlyArray<number> =>
  classifiers.map((each) => each.filter((prediction) => !isRight(prediction)).length / each.length)

/** A knot among the words, and among the hard ones. */
export interface HardKnot {
  /** null for knots without a name. */
  readonly name: string | null
  readonly words: number
  readonly hard: number
  /** Of this knot's words, the share that is hard, and Wilson's 95 % interval. */
  readonly hardShare: number
  readonly interval: Interval
  /** Of all knots' words, and of all knots' hard words: this knot's share. NaN where there are none. */
  readonly share: number
  readonly shareOfHard: number
}

/** By name, the one with the most hard words first; mirror images together. */
export const byKnot = (words: ReadonlyArray<Hardness>): ReadonlyArray<HardKnot> => {
  const knots = words.filter(({ label }) => label === "knot")
  const allHard = knots.filter(isHard).length
  return groups(knots, ({ name }) => name)
    .map(([name, members]) => {
      const hard = members.filter(isHard).length
      return {
        name,
        words: members.length,
        hard,
        hardShare: hard / members.length,
        interval: Proportion.interval(hard, members.length),
        share: members.length / knots.length,
        shareOfHard: hard / allHard
      }
    })
    .sort((a, b) => b.hard - a.hard)
}
