/** Judgements and comparisons, as most claims make them. */
import type { Claim, Comparison, Judgement, Verdict } from "./claim.ts"
import { type Estimate, interval, type Side, times } from "./statistics.ts"

interface Published {
  readonly published?: number | string
  readonly unit?: string
}

const stated = ({ published, unit }: Published): Published => ({
  ...(published === undefined ? {} : { published }),
  ...(unit === undefined ? {} : { unit })
})

/** A figure of ours that is in no doubt: counted, or computed exactly. */
export const exact = (what: string, ours: number, published: Published = {}): Comparison => ({
  what,
  ...stated(published),
  ours,
  doubt: "exact"
})

/** A figure of ours that draws and trainings have a part in, with no error of its own. */
export const withoutError = (what: string, ours: number, published: Published = {}): Comparison => ({
  what,
  ...stated(published),
  ours,
  doubt: "not estimated"
})

/** A figure of ours with its 95 % interval. */
export const measured = (what: string, estimate: Estimate, published: Published = {}): Comparison => ({
  what,
  ...stated(published),
  ours: estimate.value,
  doubt: estimate.standardError === 0 ? "exact" : interval(estimate)
})

/** A figure of ours with its standard error, which nothing is made of but that. */
export const withError = (
  what: string,
  ours: number,
  standardError: number,
  published: Published = {}
): Comparison => ({ what, ...stated(published), ours, doubt: { standardError } })

/** A published share in percent, as exact as one decimal. */
const percent = (published: number | string | undefined): Published =>
  published === undefined
    ? {}
    : { published: typeof published === "number" ? Math.round(10 * published) / 10 : published }

/** The same of a share, in percent; its interval ends at 0 and 100. */
export const share = (what: string, estimate: Estimate, published?: number | string): Comparison => {
  const inPercent = times(100, estimate)
  const all = measured(what, inPercent, { unit: "%", ...percent(published) })
  const { low, high } = interval(inPercent)
  return all.doubt === "exact" ? all : { ...all, doubt: { low: Math.max(0, low), high: Math.min(100, high) } }
}

/** The same of a difference of shares, in points of a hundred. */
export const points = (what: string, estimate: Estimate, published?: number | string): Comparison =>
  measured(what, times(100, estimate), { unit: "points", ...percent(published) })

export const agrees = (because: string, comparisons: ReadonlyArray<Comparison> = []): Judgement => ({
  verdict: "agrees",
  because,
  comparisons
})

export const agreesInTrend = (because: string, comparisons: ReadonlyArray<Comparison> = []): Judgement => ({
  verdict: "agrees in trend",
  because,
  comparisons
})

export const differs = (because: string, comparisons: ReadonlyArray<Comparison> = []): Judgement => ({
  verdict: "differs",
  because,
  comparisons
})

export const undecided = (because: string, comparisons: ReadonlyArray<Comparison> = []): Judgement => ({
  verdict: "undecided",
  because,
  comparisons
})

export const cannotBeCompared = (
  because: string,
  comparisons: ReadonlyArray<Comparison> = []
): Judgement => ({ verdict: "cannot be compared", because, comparisons })

const opposite = { above: "below", below: "above" } as const

/** Of a claim that all of these are on one side: one that is surely on the other refutes it, one that is open leaves it open. */
export const allAre = (
  claimed: keyof typeof opposite,
  sides: ReadonlyArray<Side>,
  because: string,
  comparisons: ReadonlyArray<Comparison> = []
): Judgement => {
  if (sides.includes(opposite[claimed])) return differs(because, comparisons)
  return sides.includes("open") ? undecided(because, comparisons) : agrees(because, comparisons)
}

/** What a claim says where the run that it reads has not the points that it needs. */
export const tooFew = (what: string): Judgement => undecided(`The run has no ${what} to judge by.`)

const restsOnFigures: Readonly<Record<Verdict, boolean>> = {
  agrees: true,
  "agrees in trend": true,
  differs: true,
  undecided: true,
  "cannot be compared": false
}

const isThere = ({ ours }: Comparison): boolean => Number.isFinite(ours)

/**
 * The same claim, decided by figures alone: where one of them comes out as no number (a training has diverged, points of
 * which a slope would be are missing), its verdict is "undecided", and the figures that there are stay.
 */
export const byFigures = (claim: Claim): Claim => ({
  ...claim,
  judge: (rows) => {
    const judgement = claim.judge(rows)
    const { verdict, because, comparisons } = judgement
    const lacking = comparisons.find((each) => !isThere(each))
    if (lacking === undefined) return judgement
    const there = comparisons.filter(isThere)
    return restsOnFigures[verdict]
      ? undecided(`The run comes to no number for this: ${lacking.what}.`, there)
      : { verdict, because, comparisons: there }
  }
})
