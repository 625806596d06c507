/**
 * Whether many scores, distances in standard errors, are what chance gives, where scores of one group are of the same
 * networks and move together in ways that nobody knows, and groups are independent.
 *
 * The mean square of a group has the mean 1 and, by chance, at most the spread of a single squared normal, which it has where
 * all its scores are one. So the mean over G groups is held against chi-squared / G of G degrees of freedom: a test that
 * errs on the side of chance, and the more so the less the scores of a group have in common.
 */

import type { Verdict } from "../claim.ts"

/** Quantile of chi-squared over its degrees of freedom, to three per cent. Source: Wilson and Hilferty, PNAS 17 (1931). */
const quantile = (freedom: number, normal: number): number =>
  (1 - 2 / (9 * freedom) + normal * Math.sqrt(2 / (9 * freedom))) ** 3

export interface Chance {
  readonly groups: number
  readonly scores: number
  /** Over groups of the mean over a group: 1 is due. */
  readonly meanSquare: number
  /** What chance stays below in 95, and in 99.9, of 100 cases. */
  readonly usual: number
  readonly most: number
  readonly largest: number
  readonly says: "chance" | "open" | "more than chance"
}

/** Scores that are no numbers do not count. `says` is "open" where there are none at all. */
export const of = (all: ReadonlyArray<ReadonlyArray<number>>): Chance => {
  const known = all
    .map((scores) => scores.filter((score) => Number.isFinite(score)))
    .filter((scores) => scores.length > 0)
  const squares = known.map((scores) => scores.reduce((sum, z) => sum + z * z, 0) / scores.length)
  const meanSquare = squares.reduce((sum, square) => sum + square, 0) / squares.length
  const [usual, most] = [1.6449, 3.0902].map((normal) => quantile(squares.length, normal))
  return {
    groups: squares.length,
    scores: known.reduce((sum, { length }) => sum + length, 0),
    meanSquare,
    usual,
    most,
    largest: Math.max(0, ...known.flat().map(Math.abs)),
    says: meanSquare <= usual ? "chance" : meanSquare > most ? "more than chance" : "open"
  }
}

/** Of a claim that there is nothing but chance. */
export const verdicts: Readonly<Record<Chance["says"], Verdict>> = {
  chance: "agrees",
  open: "undecided",
  "more than chance": "differs"
}
