/** How far a run is, in words and as a bar. */

import { plural } from "../../drawing/text.ts"
import * as Progress from "../../engine/progress.ts"
import * as Duration from "./duration.ts"

/** Whole ones, and never too many. */
export const percent = (x: number): string => `${Math.floor(100 * x)} %`

/** @param rate tasks a second, above 0 */
export const speed = (rate: number): string =>
  rate >= 0.1 ? `${Number(rate.toPrecision(2))} tasks/s` : `${Duration.format(1 / rate)} a task`

/** What there is to say, in order of interest. */
export const facts = (progress: Progress.Progress, now: number): ReadonlyArray<string> => {
  const rate = Progress.rate(progress, now)
  const left = Progress.secondsLeft(progress, now)
  const said = [
    percent(Progress.fraction(progress)),
    `${progress.tasksDone}/${plural(progress.tasks, "task")}`
  ]
  if (rate > 0) said.push(speed(rate))
  const rounds = Progress.rounds(progress)
  if (rounds > 0) said.push(plural(rounds, "round"))
  if (Number.isFinite(left) && left > 0) said.push(`${Duration.format(left)} left`)
  // Of several trainings the first: a line has room for one.
  const [first, ...others] = Progress.said(progress)
  if (first !== undefined) said.push(`${first}${others.length > 0 ? ` (and ${others.length} more)` : ""}`)
  if (progress.workersLost > 0) said.push(`${plural(progress.workersLost, "worker")} lost`)
  if (progress.crashes > 0) said.push(`${plural(progress.crashes, "task")} crashed`)
  return said
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

/** A bar of `width` characters, filled to `x` of its length in steps of an eighth. */
export const bar = (x: number, width: number): string => {
  const steps = Math.floor(x * width * 8)
  return ("█".repeat(Math.floor(steps / 8)) + (eighths[steps % 8] ?? "")).padEnd(width, "░")
}
