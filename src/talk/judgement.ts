/** Judgements and comparisons, as most claims make them. */
import type { Comparison, Judgement } from "./claim.ts"
import { type Estimate, interval } from "./statistics.ts"

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

/** A figure of ours with its 95 % interval. */
export const measured = (what: string, estimate: Estimate, published: Published = {}): Comparison => ({
  what,
  ...stated(published),
  ours: estimate.value,
  doubt: estimate.standardError === 0 ? "exact" : interval(estimate)
})

const hundredfold = ({ value, standardError, freedom }: Estimate): Estimate => ({
  value: 100 * value,
  standardError: 100 * standardError,
  freedom
})

/** A published share in percent, as exact as one decimal. */
const percent = (published: number | string | undefined): Published =>
  published === undefined
    ? {}
    : { published: typeof published === "number" ? Math.round(10 * published) / 10 : published }

/** The same of a share, in percent; its interval ends at 0 and 100. */
export const share = (what: string, estimate: Estimate, published?: number | string): Comparison => {
  const all = measured(what, hundredfold(estimate), { unit: "%", ...percent(published) })
  const { low, high } = interval(hundredfold(estimate))
  return all.doubt === "exact" ? all : { ...all, doubt: { low: Math.max(0, low), high: Math.min(100, high) } }
}

/** The same of a difference of shares, in points of a hundred. */
export const points = (what: string, estimate: Estimate, published?: number | string): Comparison =>
  measured(what, hundredfold(estimate), { unit: "points", ...percent(published) })

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

/** What a claim says where the run that it reads has not the points that it needs. */
export const tooFew = (what: string): Judgement => undecided(`The run has no ${what} to judge by.`)
