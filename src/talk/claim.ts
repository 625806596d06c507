/** What a slide of the talk says that a computation can test, and what comes of testing it. */
import type { Interval } from "../domain/stats/normal.ts"
import type { Row } from "../simulation/table.ts"
import type { SourceName } from "./source.ts"

/**
 * - agrees: our figure and the published one are the same within their errors, or a statement holds beyond ours;
 * - agrees in trend: what rises there rises here, and what is larger is larger, but the figures are not the same;
 * - differs: what comes out is beyond its error not what is claimed;
 * - undecided: the errors allow both;
 * - cannot be compared: what is published leaves open what would have to be computed, or cannot be computed here.
 */
export const verdicts = ["agrees", "agrees in trend", "differs", "undecided", "cannot be compared"] as const
export type Verdict = (typeof verdicts)[number]

/** How far a figure is to be trusted: not at all in doubt, by its standard error or its 95 % interval, or by nothing that was estimated. */
export type Doubt = "exact" | "not estimated" | { readonly standardError: number } | Interval

export interface Comparison {
  /** What both are figures of: `accuracy at N = 30, Reformer`. */
  readonly what: string
  /** A number, or a few words where the slide draws or says no number; absent: nothing is published. */
  readonly published?: number | string
  readonly ours: number
  readonly doubt: Doubt
  /** `%`, `moves`; absent: a pure number. */
  readonly unit?: string
}

export interface Judgement {
  readonly verdict: Verdict
  /** A sentence or two: what decides, with figures; where we differ or cannot compare, why. */
  readonly because: string
  readonly comparisons: ReadonlyArray<Comparison>
}

/** The rows of a table of a source's run, all of its points finished. */
export type Rows = (source: SourceName, table: string) => ReadonlyArray<Row>

export interface Claim {
  /** Lower-case letters, digits and hyphens; unique in the talk. */
  readonly id: string
  /** What is claimed, in our words, with the figures that are given. A sentence or two. */
  readonly says: string
  /** Whose tables the judgement reads; none where it computes what it needs itself. */
  readonly from: ReadonlyArray<SourceName>
  /** Pure, and over in seconds. Says `undecided` where rows are too few, and never throws because of numbers. */
  readonly judge: (rows: Rows) => Judgement
}
