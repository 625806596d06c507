/** What is found out about a word: whether it is knotted, why, and which knot it is. */
import * as Certificate from "../../domain/braid/certificate.ts"
import { check } from "../../domain/braid/checker.ts"
import type * as Draft from "../../domain/braid/draft.ts"
import * as Word from "../../domain/braid/word.ts"
import * as Alexander from "../../domain/invariant/alexander.ts"
import * as Identify from "../../domain/invariant/identify.ts"
import * as Jones from "../../domain/invariant/jones.ts"
import * as Khovanov from "../../domain/invariant/khovanov.ts"
import * as Laurent from "../../domain/invariant/laurent.ts"
import * as Verdict from "../../domain/invariant/verdict.ts"
import { namedLetters } from "./config.ts"

export interface Finding {
  readonly label: "knot" | "unknot" | "undecided"
  readonly proof: Verdict.Proof
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

const nameless = {
  name: null,
  mirror: null,
  prime: null,
  complete: null,
  crossings: null,
  jonesLow: null,
  jonesHigh: null
}

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
  const verdict = check(Certificate.make(origin, end, draft.trace!))
  if (!verdict.valid) throw new Error(`The prior made a wrong certificate. ${verdict.reason}`)
  return { ...unknot, proof: "certificate" }
}

/** A word of which nothing is known but that its closure has one component. */
export const ofKnot = (word: Word.Word): Finding => {
  const { verdict, proof } = decide(word)
  if (verdict === "unknot") return { ...unknot, proof }
  const label = verdict === "knot" ? "knot" : "undecided"
  return { label, proof, ...(label === "knot" && word.length <= namedLetters ? named(word) : nameless) }
}

/** What Khovanov homology may cost for the sake of one label, as its estimate has it: about a second. */
const affordable = 3e4

/**
 * The verdict on a word, but undecided where it would take longer than a second or so. Up to {@link Verdict.exhausted}
 * letters the Jones polynomial decides, and is quick; longer words nearly always have an Alexander polynomial that is
 * not 1, and of those that have, Khovanov homology must be within reach.
 */
const decide = (word: Word.Word): Pick<Verdict.Verdict, "verdict" | "proof"> => {
  if (word.length <= Verdict.exhausted) return Verdict.of(word)
  if (!Laurent.isEqual(Alexander.of(word), Laurent.one)) return { verdict: "knot", proof: "alexander" }
  if (Khovanov.estimate(word) > affordable) return { verdict: "undecided", proof: "none" }
  return Verdict.of(word)
}

const named = (word: Word.Word): Omit<Finding, "label" | "proof"> => {
  const jones = Jones.of(word)
  const degrees = { jonesLow: jones.low, jonesHigh: Laurent.high(jones) }
  const { name, mirror, prime, complete, candidates } = Identify.identify(word)
  if (name === null) return { ...nameless, ...degrees }
  const crossings = new Set(
    candidates.map((sum) => sum.reduce((total, factor) => total + factor.prime.crossings, 0))
  )
  const [least] = crossings
  return {
    name,
    mirror,
    prime,
    complete,
    crossings: complete && crossings.size === 1 ? least : null,
    ...degrees
  }
}
