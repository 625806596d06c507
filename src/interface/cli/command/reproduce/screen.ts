/** A reproduction on a terminal: what it comes to, and what came out, claim by claim. */
import { plural } from "../../../../drawing/text.ts"
import type { Claim, Comparison, Judgement } from "../../../../talk/claim.ts"
import type { Size } from "../../../../talk/source.ts"
import * as Wording from "../../../reproduction/content/wording.ts"
import type { Judged, JudgedSlide, SourceRun } from "../../../reproduction/runs/judged.ts"
import type { Planned, Sum } from "../../../reproduction/runs/plan.ts"
import * as Duration from "../../../text/duration.ts"
import * as Columns from "../../terminal/columns.ts"

/** A line a study, and one of all of them. */
export const plan = (planned: ReadonlyArray<Planned>, { tasks, seconds, secondsOnThreads }: Sum): string => {
  const lines = planned.map((each) => [
    each.talk.study.name,
    String(each.talk.study.points.length),
    each.tasks === each.ofTasks ? String(each.tasks) : `${each.tasks} of ${each.ofTasks}`,
    Duration.format(each.seconds),
    Duration.format(each.secondsOnThreads)
  ])
  const all = ["all", "", String(tasks), Duration.format(seconds), Duration.format(secondsOnThreads)]
  return Columns.align(
    [["study", "points", "tasks left", "work", "time"], ...lines, all],
    ["left", "right", "right", "right", "right"]
  )
}

/** The same for programs. */
export const planData = (planned: ReadonlyArray<Planned>, sum: Sum, threads: number) => ({
  threads,
  ...sum,
  studies: planned.map(({ talk, directory, ...rest }) => ({
    ...{ study: talk.study.name, file: talk.file, size: talk.size, simulation: talk.study.simulation },
    ...{ run: directory, points: talk.study.points.length, ...rest }
  }))
})

/** `accuracy at N = 30: 83.1 ± 0.4 %, published 85 %` */
const comparisonText = (comparison: Comparison): string => {
  const { what, published, doubt, unit } = comparison
  const of = (text: string): string => (unit === undefined ? text : `${text} ${unit}`)
  const figures = Wording.figures(comparison)
  const error =
    typeof doubt === "string" ? "" : "standardError" in doubt ? ` ${figures.doubt}` : ` (${figures.doubt})`
  const own = `${Wording.prose(what)}: ${of(`${figures.ours}${error}`)}`
  if (published === undefined) return own
  const theirs = Wording.published(comparison)
  return `${own}, published ${typeof published === "number" ? of(theirs) : theirs}`
}

/** Whether ours and the published figure are one and the same as they are printed. */
const isAsPublished = (comparison: Comparison): boolean =>
  typeof comparison.published === "number" &&
  Wording.figures(comparison).ours === Wording.published(comparison)

/** One figure speaks for all: of a claim that differs, one that does. */
const figuresText = ({ verdict, comparisons }: Judgement): string => {
  const first =
    (verdict === "differs" ? comparisons.find((each) => !isAsPublished(each)) : undefined) ?? comparisons[0]
  if (first === undefined) return ""
  const others = comparisons.length - 1
  return `${comparisonText(first)}${others === 0 ? "" : `; ${others} more`}`
}

/** How far the runs are that a claim waits for. */
const waitingText = ({ from }: Claim, runs: ReadonlyArray<SourceRun>): string => {
  const open = runs.filter(({ source, points, finished }) => from.includes(source) && finished < points)
  return open
    .map(({ study, points, finished }) => `${study}: ${finished} of ${plural(points, "point")}`)
    .join("; ")
}

const lineOf =
  (runs: ReadonlyArray<SourceRun>) =>
  ({ claim, judgement }: JudgedSlide["claims"][number]): ReadonlyArray<string> =>
    judgement === undefined
      ? [claim.id, "no answer yet", waitingText(claim, runs)]
      : [claim.id, judgement.verdict, figuresText(judgement)]

/**
 * Slide by slide, in lines of at most `width` characters where words allow that.
 *
 * @param size of the reproduction: another one of a run is told
 */
export const verdicts = (judged: Judged, asked: Size, width: number): string =>
  judged
    .filter(({ claims }) => claims.length > 0)
    .map(({ slide, claims, runs }) => {
      const others = runs.filter(({ size }) => size !== asked).map(({ study, size }) => `${study}, ${size}`)
      const note = others.length === 0 ? "" : ` (${others.join("; ")})`
      const heading = Columns.fitted(`${slide.id}: ${slide.title}${note}`, width)
      const lines = claims.map(lineOf(runs)).map((line) => ["", ...line])
      return `${heading}\n${Columns.describe(lines, width)}`
    })
    .join("\n")

/** `4 agree, 1 differs` */
export const counts = (judged: Judged): string => {
  const all = judged.flatMap(({ claims }) => claims)
  const groups = Map.groupBy(all, ({ judgement }) => judgement?.verdict ?? "no answer yet")
  return [...groups].map(([verdict, { length }]) => `${verdict}: ${length}`).join(", ")
}
