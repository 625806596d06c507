/**
 * What has changed since a former result. Ratios are compared, for they hardly depend on what else the machine does; a
 * figure without a peer is compared only where the machine is alike.
 *
 *     change = after / before, turned so that above 1 is better
 *     noise  = sqrt(sum over both of (1.25 spread / sqrt(repeats))^2)        standard error of a median
 *
 * It counts as a change where |log change| exceeds 3 noise, and 10 % for a ratio or 20 % for a lone figure: runs of an
 * unchanged program differ by that much more than their repeats do, as memory and caches fall differently.
 */
import * as Machine from "./machine.ts"
import * as Measurement from "./measurement.ts"
import type { Result } from "./result.ts"
import { nameOf } from "./result.ts"

export type Verdict = "better" | "worse" | "same" | "new" | "not measured" | "other machine"

export interface Change {
  readonly section: string
  readonly name: string
  readonly verdict: Verdict
  readonly before: Measurement.Measurement | null
  readonly after: Measurement.Measurement | null
  /** Times better; null where there is nothing to compare. */
  readonly change: number | null
}

const least = { ratio: 0.1, alone: 0.2 }

const noiseOf = ({ spread, repeats }: Measurement.Measurement): number =>
  (1.25 * (spread ?? 0)) / Math.sqrt(repeats)

const judge = (
  before: Measurement.Measurement,
  after: Measurement.Measurement
): { readonly verdict: Verdict; readonly change: number } => {
  const isRatio = before.ratio !== null && after.ratio !== null
  const [was, is] = isRatio ? [before.ratio, after.ratio] : [before.ours, after.ours]
  const change = isRatio || Measurement.isMoreBetter(after.unit) ? is / was : was / is
  const noise = Math.hypot(noiseOf(before), noiseOf(after))
  const limit = Math.max(3 * noise, Math.log1p(isRatio ? least.ratio : least.alone))
  const verdict = Math.abs(Math.log(change)) <= limit ? "same" : change > 1 ? "better" : "worse"
  return { verdict, change }
}

/** Of the sections of `after`; what only `before` has of them was not measured. */
export const compare = (before: Result, after: Result): ReadonlyArray<Change> =>
  Object.entries(after.sections).flatMap(([section, now]) => {
    const then = before.sections[section]
    const former = new Map((then?.measurements ?? []).map((each) => [nameOf(each), each]))
    const changes = now.measurements.map((each): Change => {
      const name = nameOf(each)
      const was = former.get(name)
      former.delete(name)
      if (was === undefined) return { section, name, verdict: "new", before: null, after: each, change: null }
      if (each.ratio === null && !Machine.isLike(then!.machine, now.machine))
        return { section, name, verdict: "other machine", before: was, after: each, change: null }
      return { section, name, before: was, after: each, ...judge(was, each) }
    })
    const gone = [...former].map(
      ([name, was]): Change => ({
        section,
        name,
        verdict: "not measured",
        before: was,
        after: null,
        change: null
      })
    )
    return [...changes, ...gone]
  })
