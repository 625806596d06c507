/** How figures, sizes and commands of the reproduction are written, in whatever document. */
import { nothingLeft } from "../../../domain/exhaustive.ts"
import { typeset } from "../../../drawing/typeset.ts"
import * as Shell from "../../../engine/shell.ts"
import type { Comparison, Doubt } from "../../../talk/claim.ts"
import * as Numeral from "../../export/numeral.ts"
import * as Duration from "../../text/duration.ts"
import type { JudgedClaim, SourceRun } from "../runs/judged.ts"
import { isFull, isWhole } from "./account.ts"
import type { Standing } from "./block.ts"
import { notComputed } from "./block.ts"

/** Digits of a figure about which nothing else is known. */
const mostDigits = 6
/** Digits of a figure by what is known of its error. */
const digitsOf = { exact: mostDigits, "not estimated": 3 } as const

/**
 * A sentence of the talk's as it is printed: formulas as people write them, and blanks at which no line ends between a figure
 * and its sign or unit, and inside of a long one.
 */
export const prose = (text: string): string =>
  typeset(text).replace(/ (?=[%±×])|(?<=[±×]) |(?<=\d) (?=\d{3}(?!\d))/g, "\u00a0")

const exponentOf = (x: number): number => Number(x.toExponential().split("e")[1])

/** Where the last digit stands that an error leaves: its first one, or its second where the first is a 1. */
const placeOf = (error: number): number => exponentOf(error) - (error.toExponential().startsWith("1") ? 1 : 0)

/** Nothing is not less than nothing. */
const unsigned = (text: string): string => (/^-[0.]+$/.test(text) ? text.slice(1) : text)

const toPlace = (x: number, place: number): string =>
  place <= 0 ? unsigned(x.toFixed(-place)) : String(Math.round(x / 10 ** place) * 10 ** place)

/** All of them to the digits that an error leaves them, in fixed notation from 1e-4 to 1e6. */
const together = (values: ReadonlyArray<number>, error: number): ReadonlyArray<string> => {
  if (!(error > 0 && [error, ...values].every(Number.isFinite)))
    return values.map((value) => typeset(Numeral.rounded(value, mostDigits)))
  const place = placeOf(error)
  const top = Math.max(place, ...values.filter((value) => value !== 0).map(exponentOf))
  if (top >= -4 && top < 6) return values.map((value) => toPlace(value, place))
  return values.map((value) => typeset(`${toPlace(value / 10 ** top, place - top)}e${top}`))
}

/** With the sign of subtraction where a number is below 0. */
const signed = (text: string): string => text.replace(/(?<!\d)-(?=\d)/g, "−")

export interface Figures {
  readonly ours: string
  readonly doubt: string
}

const withDoubt = (ours: number, doubt: Doubt): Figures => {
  if (typeof doubt === "string") return { ours: typeset(Numeral.rounded(ours, digitsOf[doubt])), doubt }
  if ("standardError" in doubt) {
    const { standardError } = doubt
    const [value = "", error = ""] = together([ours, standardError], standardError)
    return { ours: value, doubt: `± ${error}` }
  }
  const { low, high } = doubt
  // An interval of 95 % is some four standard errors wide.
  const [value = "", least = "", most = ""] = together([ours, low, high], (high - low) / 4)
  return { ours: value, doubt: `${least} to ${most}` }
}

/** Ours as people read them: to the digits that count. */
export const figures = ({ ours, doubt }: Comparison): Figures => {
  const found = withDoubt(ours, doubt)
  return { ours: signed(found.ours), doubt: signed(found.doubt) }
}

export const published = ({ published }: Comparison): string =>
  published === undefined
    ? "not given"
    : typeof published === "number"
      ? signed(typeset(Numeral.rounded(published, mostDigits)))
      : prose(published)

export const standing = ({ judgement }: JudgedClaim): Standing => judgement?.verdict ?? notComputed

/** How far a study is, and in which size. */
export const sizeOf = (run: SourceRun): string => {
  const size = isFull(run) ? "full" : "small"
  if (isWhole(run)) return size
  return run.finished === 0 ? notComputed : `${size}, unfinished`
}

export const pointsOf = ({ points, finished }: SourceRun): string =>
  points === 0 ? "-" : `${finished} of ${points}`

export const cost = (seconds: number): string => (seconds === 0 ? "-" : Duration.format(seconds))

/** The commands for a slide alone. */
export const slideCommands = (id: string, runs: ReadonlyArray<SourceRun>): ReadonlyArray<string> => {
  const command = `./skein reproduce --only ${id}`
  if (runs.every(isFull)) return [command]
  return [`${command} --small  # as small as here`, `${command}  # at full size`]
}

export const studyCommand = ({ file }: SourceRun): string => `./skein run ${Shell.quoted(file)}`

/** `agrees`, and how it is counted: `3 agree in trend`. */
export const counted = (standing: Standing, n: number): string => {
  const one = n === 1
  switch (standing) {
    case "agrees":
      return `${n} ${one ? "agrees" : "agree"}`
    case "agrees in trend":
      return `${n} ${one ? "agrees" : "agree"} in trend`
    case "differs":
      return `${n} ${one ? "differs" : "differ"}`
    case "undecided":
      return `${n} ${one ? "is" : "are"} undecided`
    case "cannot be compared":
      return `${n} cannot be compared`
    case "not computed yet":
      return `${n} ${one ? "is" : "are"} not computed yet`
    default:
      return nothingLeft(standing, "standing")
  }
}
