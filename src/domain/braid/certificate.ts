import { nothingLeft } from "../exhaustive.ts"
import * as Word from "./word.ts"

/**
 * A certificate: the elementary moves that lead from one braid word to another, so that their closures are the
 * same link. Places are numbered from 0 and n is the number of strands before the move. By name:
 *
 *     commute at           letters at, at+1 change places; their generators differ by 2 or more (relation 1)
 *     braid at             the three letters from `at` on: sigma_i^a sigma_j^b sigma_i^c becomes
 *                          sigma_j^c sigma_i^b sigma_j^a, where |i - j| = 1 and b = a or b = c (relation 2)
 *     insert at letter     letter and its inverse are put before the letter at place at
 *     cancel at letter     letter and its inverse stand at at, at+1 and are removed
 *     rotate by            the first `by` letters go to the end (`by` < 0: the last ones go to the front);
 *                          with insert and cancel this is conjugation
 *     stabilise end sign   high: sign * n is appended. low: generators grow by one, then sign * 1 is appended
 *     destabilise end sign the last letter is the only one of the highest (lowest) generator, and is removed;
 *                          low: generators shrink by one
 *
 * Each move has an inverse of the same kind, so a certificate can be read backwards ({@link reverse}).
 */
export type Step =
  | readonly [move: "commute" | "braid", at: number]
  | readonly [move: "insert" | "cancel", at: number, letter: number]
  | readonly [move: "rotate", by: number]
  | readonly [move: "stabilise" | "destabilise", end: End, sign: number]

/** An end of the braid's row of strands: the highest generator's side or the lowest one's. */
export type End = "high" | "low"

/** Plain data: it goes through JSON and MessagePack as it is. */
export interface Certificate {
  readonly version: 1
  readonly from: ReadonlyArray<number>
  readonly to: ReadonlyArray<number>
  /** The strands the two words stand on: more than their generators need only for links with free circles. */
  readonly strands: readonly [from: number, to: number]
  readonly steps: ReadonlyArray<Step>
}

/** Letters of the two words at the most: so many are checked in a second, and nobody looks at more. */
export const mostLetters = 1_000_000

/** A word and the number of strands it stands on, as a draft has them. */
export interface Place {
  readonly word: Word.Word
  readonly strands: number
}

/** The certificate of these steps between these places; what it claims is for the checker to judge. */
export const make = (from: Place, to: Place, steps: ReadonlyArray<Step>): Certificate => {
  return {
    version: 1,
    from: Array.from(from.word),
    to: Array.from(to.word),
    strands: [from.strands, to.strands],
    steps
  }
}

/** The same path walked from its end to its beginning. */
export const reverse = (certificate: Certificate): Certificate => {
  const { from, to, strands, steps } = certificate
  return {
    version: 1,
    from: to,
    to: from,
    strands: [strands[1], strands[0]],
    steps: steps.map(undo).reverse()
  }
}

/** First a, then b. Throws a RangeError if b does not begin where a ends. */
export const join = (a: Certificate, b: Certificate): Certificate => {
  const meets = a.strands[1] === b.strands[0] && a.to.length === b.from.length
  if (!meets || a.to.some((letter, i) => letter !== b.from[i])) {
    throw new RangeError("The second certificate does not begin with the word the first one ends with.")
  }
  return {
    version: 1,
    from: a.from,
    to: b.to,
    strands: [a.strands[0], b.strands[1]],
    steps: [...a.steps, ...b.steps]
  }
}

const undo = (step: Step): Step => {
  switch (step[0]) {
    case "commute":
    case "braid":
      return step
    case "insert":
      return ["cancel", step[1], step[2]]
    case "cancel":
      return ["insert", step[1], step[2]]
    case "rotate":
      return ["rotate", -step[1]]
    case "stabilise":
      return ["destabilise", step[1], step[2]]
    case "destabilise":
      return ["stabilise", step[1], step[2]]
    default:
      return nothingLeft(step, "move")
  }
}

/**
 * Reads a certificate from data of unknown origin. It says whether the data has the form of a certificate; whether
 * the steps are legal is for the checker. Throws a TypeError with a sentence.
 */
export const decode = (data: unknown): Certificate => {
  if (typeof data !== "object" || data === null) throw new TypeError("A certificate is an object.")
  const { version, from, to, strands, steps } = data as Record<string, unknown>
  if (version !== 1)
    throw new TypeError(`The certificate's version is ${scalar(version)}; this program reads 1.`)
  if (!isIntegers(strands) || strands.length !== 2) {
    throw new TypeError("The certificate's `strands` are two integers, for `from` and for `to`.")
  }
  if (!Array.isArray(steps)) throw new TypeError("The certificate's `steps` are a list.")
  for (const [i, step] of steps.entries()) {
    if (!isStep(step)) throw new TypeError(`Step ${i + 1} of the certificate is no move: ${shown(step)}.`)
  }
  return {
    version,
    from: letters("from", from),
    to: letters("to", to),
    strands: [strands[0], strands[1]],
    steps
  }
}

const letters = (field: string, value: unknown): ReadonlyArray<number> => {
  if (!isIntegers(value)) throw new TypeError(`The certificate's \`${field}\` is a list of integers.`)
  if (value.length > mostLetters)
    throw new TypeError(
      `The certificate's \`${field}\` has ${value.length} letters; this program reads up to ${mostLetters}.`
    )
  return Array.from(Word.of(value))
}

const isIntegers = (value: unknown): value is Array<number> => {
  return Array.isArray(value) && value.every(Number.isInteger)
}

/** What stands in the place of something else, as far as a sentence has room for it. */
const scalar = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value.slice(0, 40))
  if (typeof value === "object" && value !== null) return Array.isArray(value) ? "[...]" : "{...}"
  return String(value)
}

const shown = (step: unknown): string =>
  Array.isArray(step)
    ? `[${[...step.slice(0, 4).map(scalar), ...(step.length > 4 ? ["..."] : [])].join()}]`
    : scalar(step)

const isStep = (value: unknown): value is Step => {
  if (!Array.isArray(value)) return false
  const [move, ...rest] = value
  switch (move) {
    case "commute":
    case "braid":
    case "rotate":
      return rest.length === 1 && isIntegers(rest)
    case "insert":
    case "cancel":
      return rest.length === 2 && isIntegers(rest)
    case "stabilise":
    case "destabilise":
      return rest.length === 2 && (rest[0] === "high" || rest[0] === "low") && Number.isInteger(rest[1])
    default:
      return false
  }
}
