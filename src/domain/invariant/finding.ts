/** What is found out about a word: whether it is knotted, why, and which knot it is. */

import * as Certificate from "../braid/certificate.ts"
import { check } from "../braid/checker.ts"
import type * as Draft from "../braid/draft.ts"
import * as Word from "../braid/word.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Interruption from "../interruption.ts"
import * as Identify from "./identify.ts"
import * as Jones from "./jones.ts"
import * as Khovanov from "./khovanov.ts"
import * as Laurent from "./laurent.ts"
import * as Screen from "./screen.ts"
import * as Subject from "./subject.ts"
import * as Verdict from "./verdict.ts"

/**
 * Beside the proofs of a verdict: `construction`, the word was made by moves that keep the unknot; `given`, none: somebody
 * says so.
 */
export type Proof = Verdict.Proof | "construction" | "given"

/** Names are looked for in words of at most so many letters: a millisecond each, a tenth of a second at worst. */
export const namedLetters = 16

export interface Label {
  readonly label: "knot" | "unknot" | "undecided"
  readonly proof: Proof
}

export interface Finding extends Label {
  /** null where no name was looked for, or the table of knots has none. */
  readonly name: string | null
  readonly mirror: Identify.Mirror | null
  /** null for the unknot, and where it is open. */
  readonly prime: boolean | null
  /** Whether the knot must be the one named, or one of them; null without a name. */
  readonly complete: boolean | null
  /** The crossing number, where the name settles it. */
  readonly crossings: number | null
  /** Smallest and largest exponent of the Jones polynomial; null where it was not computed. */
  readonly jonesLow: number | null
  readonly jonesHigh: number | null
}

/** All that a label leaves open. The type asks for every field, and {@link key} counts on that. */
const nameless: { readonly [Field in Exclude<keyof Finding, keyof Label>]: null } = {
  name: null,
  mirror: null,
  prime: null,
  complete: null,
  crossings: null,
  jonesLow: null,
  jonesHigh: null
}

const fields: { readonly [Field in keyof Finding]: null } = { label: null, proof: null, ...nameless }
const names = Object.keys(fields) as ReadonlyArray<keyof Finding>

/** A text that two findings share exactly when they agree in every field. */
export const key = (finding: Finding): string => names.map((name) => finding[name]).join()

const unknot = {
  label: "unknot",
  name: "0_1",
  mirror: "achiral",
  prime: null,
  complete: true,
  crossings: 0,
  jonesLow: 0,
  jonesHigh: 0
} as const

/**
 * An unknot of the prior, by the moves that made it, which the draft has traced from the empty word on.
 * Throws an Error if the checker refuses them, which would be a mistake in the moves or in the checker.
 */
export const ofUnknot = (draft: Draft.Draft): Finding => {
  const origin = { word: Word.empty, strands: 1 }
  const end = { word: draft.letters.slice(0, draft.length), strands: draft.strands }
  const verdict = check(Certificate.make(origin, end, draft.trace!), Interruption.look)
  if (!verdict.valid) throw new Error(`The prior made a wrong certificate. ${verdict.reason}`)
  return { ...unknot, proof: "certificate" }
}

/** An unknot of the prior whose moves were not written down. */
export const constructed: Finding = { ...unknot, proof: "construction" }

/** A word of which nothing is known but that its closure has one component. */
export const ofKnot = (subject: Subject.Subject): Finding => {
  const { label, proof } = labelOf(subject)
  switch (label) {
    case "unknot":
      return { ...unknot, proof }
    case "knot":
      return {
        label,
        proof,
        ...(Subject.braid(subject).word.length <= namedLetters ? named(subject) : nameless)
      }
    case "undecided":
      return { label, proof, ...nameless }
    default:
      return nothingLeft(label, "label")
  }
}

/** What one label may cost: additions for the Jones polynomial, and {@link Khovanov.estimate}; a tenth of a second or so. */
const affordable = { jones: 3e7, khovanov: 3e3 }

/**
 * Whether a word of one component is knotted, but undecided where it would take longer than a tenth of a second or so. Up to
 * {@link Verdict.exhausted} letters the Jones polynomial decides, and is quick. Longer words nearly always have an
 * Alexander polynomial that is not 1; most of those that have it are unknots, as their groups tell. Where none does, Khovanov
 * homology has to.
 */
export const labelOf = (subject: Subject.Subject): Label => {
  if (Screen.knotted(subject)) return { label: "knot", proof: "determinant" }
  if (!isAffordable(subject)) return { label: "undecided", proof: "none" }
  const { verdict, proof } = Verdict.of(subject)
  return { label: labels[verdict], proof }
}

const labels: Readonly<Record<Verdict.Verdict["verdict"], Label["label"]>> = {
  knot: "knot",
  unknot: "unknot",
  link: "undecided",
  undecided: "undecided"
}

/** Whether a verdict costs what a label may. */
const isAffordable = (subject: Subject.Subject): boolean => {
  if (Subject.braid(subject).word.length <= Verdict.exhausted || Verdict.quick(subject) !== null) return true
  if (Jones.cost(subject).operations > affordable.jones) return false
  const jones = Jones.polynomial(subject)
  const isOne = jones === null || Laurent.isEqual(jones, Laurent.one)
  return !isOne || Khovanov.work(subject) <= affordable.khovanov
}

const named = (subject: Subject.Subject): Omit<Finding, keyof Label> => {
  const jones = Jones.polynomial(subject)
  const degrees = jones === null ? {} : { jonesLow: jones.low, jonesHigh: Laurent.high(jones) }
  const identified = Identify.tallied(subject)
  if (identified === null || identified.name === null) return { ...nameless, ...degrees }
  const { name, mirror, prime, complete, candidates } = identified
  const crossings = new Set(
    candidates.map((sum) => sum.reduce((total, factor) => total + factor.prime.crossings, 0))
  )
  const [least] = crossings
  return {
    ...nameless,
    name,
    mirror,
    prime,
    complete,
    crossings: complete && crossings.size === 1 ? least : null,
    ...degrees
  }
}
