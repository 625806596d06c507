import * as Decode from "../diagram/decode.ts"
import type { Origin } from "../diagram/planar.ts"

/**
 * A proof that a knot's group is Z: steps from its Wirtinger presentation to one generator without relators. Generator and
 * relator i belong to crossing i, from 0: the generator is the stretch of the knot that begins below that crossing, the
 * knot being walked from port 2 of crossing 0 on. Relator i is that crossing's `o a o^-1 b^-1` (b to the left of o), freely and
 * cyclically reduced, as all words stay.
 *
 *     multiply r at s from sign  relator r, read from place `at` on, has the inverse of relator s before it, or of s^-1
 *                                where sign is -1, read from place `from` on
 *     eliminate r g              relator r holds generator g once: it says what g is everywhere else, and both go
 */
export type Step =
  | readonly [step: "multiply", relator: number, at: number, by: number, from: number, sign: 1 | -1]
  | readonly [step: "eliminate", relator: number, generator: number]

/** Plain data: it goes through JSON and MessagePack as it is. */
export interface Certificate {
  readonly version: 1
  readonly proof: "group"
  readonly from: Origin
  readonly steps: ReadonlyArray<Step>
}

/** Reads a certificate from data of unknown origin: whether it has the form of one. Throws a TypeError with a sentence. */
export const decode = (data: unknown): Certificate => {
  if (!Decode.isObject(data)) throw new TypeError("A certificate is an object.")
  const { version, proof, from, steps } = data
  if (version !== 1) throw new TypeError(`The certificate's version is ${version}; this program reads 1.`)
  if (proof !== "group") throw new TypeError(`The certificate's \`proof\` is not "group".`)
  if (!Array.isArray(steps)) throw new TypeError("The certificate's `steps` are a list.")
  const wrong = steps.findIndex((step) => !isStep(step))
  if (wrong >= 0)
    throw new TypeError(`Step ${wrong + 1} of the certificate is none: ${JSON.stringify(steps[wrong])}.`)
  return { version, proof, from: Decode.origin(from), steps }
}

const isStep = (value: unknown): value is Step => {
  if (!Array.isArray(value)) return false
  const [step, ...rest] = value
  switch (step) {
    case "multiply":
      return rest.length === 5 && Decode.isIntegers(rest) && Math.abs(rest[4]) === 1
    case "eliminate":
      return rest.length === 2 && Decode.isIntegers(rest)
    default:
      return false
  }
}
