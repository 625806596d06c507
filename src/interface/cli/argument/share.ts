/** Which part of a study: `3/16`. */
import * as Argument from "effect/cli/Argument"
import { most, type Share } from "../../../engine/part/deal.ts"

const form = /^(\d{1,9})\/(\d{1,9})$/

/** Undefined for what is none. */
export const parsed = (text: string): Share | undefined => {
  const [, part = 0, of = 0] = (form.exec(text) ?? []).map(Number)
  return part >= 1 && part <= of && of <= most ? { part, of } : undefined
}

export const share = Argument.String("K/N").pipe(
  Argument.withDescription("Which part: 3/16 is the third of sixteen"),
  Argument.filter(
    (text) => parsed(text) !== undefined,
    (text) =>
      `Expected a part such as 3/16, from 1/16 to 16/16, of at most ${most}, not ${JSON.stringify(text)}`
  ),
  Argument.map((text) => parsed(text)!)
)
