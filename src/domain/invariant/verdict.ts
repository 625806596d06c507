import * as Certificate from "../braid/certificate.ts"
import type { Origin } from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import { prove } from "../group/prove.ts"
import * as Interruption from "../interruption.ts"
import * as Proofs from "../proof/proof.ts"
import * as Alexander from "./alexander.ts"
import * as Jones from "./jones.ts"
import * as Khovanov from "./khovanov.ts"
import * as Laurent from "./laurent.ts"
import { knotted } from "./screen.ts"
import * as Subject from "./subject.ts"

/** What the closure of a word is, and why. */
export interface Verdict {
  readonly verdict: "unknot" | "knot" | "link" | "undecided"
  readonly proof: Proof
  /** The reason in one sentence. */
  readonly sentence: string
  /** What a checker can replay, where that is the proof: moves to the empty word, or steps of the knot's group. */
  readonly certificate?: Proofs.Proof
}

/**
 * `components`: more than one; `certificate`: moves to the empty word, or to a circle; `group`: its group is Z; `alexander`,
 * `determinant`, `jones`, `khovanov`: the invariant differs from the unknot's, or, for `khovanov`, agrees with it; `jones-small`: V = 1
 * with at most {@link exhausted} crossings; `none`: nothing within reach decides.
 */
export type Proof =
  | "components"
  | "certificate"
  | "group"
  | "alexander"
  | "determinant"
  | "jones"
  | "jones-small"
  | "khovanov"
  | "none"

/** Every knot diagram of so few crossings with V = 1 is one of the unknot, by exhaustion: Tuzun and Sikora,
 * Verification of the Jones unknot conjecture up to 22 crossings (JKTR 27, 2018), and up to 24 (JKTR 30, 2021). */
export const exhausted = 24

/**
 * Decides whether the closure of a word is the unknot, by the cheapest proof: the permutation; a certificate, given or
 * found by SmartCollapse; the Alexander polynomial of the collapsed word; the knot's group; then the Jones polynomial (up to
 * {@link exhausted} letters either way), and the rank of Khovanov homology modulo 2, which decides always but not
 * always within reach.
 *
 * certificate: a proof that it is the unknot, by a search, say. Throws a RangeError if the checker
 * refuses it, or if it is about other words.
 */
export const of = (subject: Subject.Subject, certificate?: Proofs.Proof): Verdict => {
  if (certificate === undefined || Subject.components(subject) > 1) return decided(subject)
  requireProof(certificate, subject)
  return certified(certificate)
}

/** Letters or crossings up to which the group is asked: milliseconds for a hundred of them, a second for these. */
const mostCrossings = 800

/** The proof that the group is Z, where one is found; null says nothing. */
export const group = Subject.fact((subject) => {
  const origin = Subject.origin(subject)
  const { length } = "word" in origin ? origin.word : origin.crossings
  return length > mostCrossings ? null : prove(origin)
})

/** The verdict where it takes no longer than the Alexander polynomial, or the knot's group; else null. */
export const quick = Subject.fact((subject): Verdict | null => {
  const { given } = subject
  const components = Subject.components(subject)
  if (components > 1) {
    return {
      verdict: "link",
      proof: "components",
      sentence:
        "word" in given
          ? `The permutation has ${components} cycles, and the closure as many components.`
          : `The diagram has ${components} components.`
    }
  }
  if ("word" in given) {
    const reduction = Subject.reduction(subject)
    if (reduction.word.length === 0) return certified(Certificate.make(given, reduction, reduction.steps))
  }
  const alexander = Alexander.polynomial(subject)
  if (alexander !== null && !Laurent.isEqual(alexander, Laurent.one))
    return differs("alexander", `The Alexander polynomial is ${Laurent.print(alexander)}`)
  if (knotted(subject))
    return differs("determinant", "The determinant, as far as it is known modulo 2^32, is not 1 or -1")
  const certificate = group(subject)
  return certificate === null ? null : certified(certificate)
})

const decided = Subject.fact((subject) => quick(subject) ?? byOtherInvariants(subject))

/**
 * How long the verdict may take, as far as estimates tell, beyond milliseconds and the polynomials. It needs the one of
 * Alexander: 0 where that is not known in an instant, for it nearly always decides.
 */
export const seconds = (subject: Subject.Subject): number => {
  const isShort = Subject.reduction(subject).word.length <= exhausted
  return isShort || Alexander.seconds(subject) > instant || quick(subject) !== null
    ? 0
    : Khovanov.seconds(subject)
}

/** Seconds that an estimate may cost. */
const instant = 0.5

/** What a proof says of the unknot; it has been checked. */
export const certified = (certificate: Proofs.Proof): Verdict => {
  const count = certificate.steps.length
  const verdict = { verdict: "unknot", certificate } as const
  if (!("proof" in certificate)) {
    const sentence = `${count === 1 ? "One elementary move leads" : `${count} elementary moves lead`} to the empty word.`
    return { ...verdict, proof: "certificate", sentence }
  }
  switch (certificate.proof) {
    case "grid": {
      const moves = count === 1 ? "One move leads" : `${count} moves lead`
      return {
        ...verdict,
        proof: "certificate",
        sentence: `${moves} from a rectangular diagram to a circle.`
      }
    }
    case "group": {
      const steps = count === 1 ? "one Tietze transformation shows" : `${count} Tietze transformations show`
      const sentence = `The knot's group is Z, as ${steps}, and only the unknot's is that (Dehn's lemma).`
      return { ...verdict, proof: "group", sentence }
    }
    default:
      return nothingLeft(certificate, "proof")
  }
}

const requireProof = (certificate: Proofs.Proof, subject: Subject.Subject): void => {
  const of = Proofs.unknot(certificate)
  if (of === undefined) throw new RangeError("The certificate does not end at the empty word on one strand.")
  if (JSON.stringify(plain(of)) !== JSON.stringify(plain(Subject.origin(subject))))
    throw new RangeError(`The certificate is about another ${"word" in of ? "word" : "diagram"}.`)
  const checked = Proofs.check(certificate, Interruption.look)
  if (!checked.valid) throw new RangeError(`The certificate proves nothing. ${checked.reason}`)
}

/** In an order of its own, whoever made it. */
const plain = (origin: Origin) =>
  "word" in origin ? [origin.strands, ...origin.word] : [origin.circles, origin.crossings]

/** Of the shorter word, or of the diagram with fewer crossings. */
const crossings = (subject: Subject.Subject): number =>
  "word" in subject.given ? Subject.reduction(subject).word.length : Subject.reduced(subject).crossings.length

/** Where the Alexander polynomial says nothing. */
const byOtherInvariants = (subject: Subject.Subject): Verdict => {
  const length = crossings(subject)
  const jones = Jones.polynomial(subject)
  if (jones !== null && !Laurent.isEqual(jones, Laurent.one)) {
    return differs("jones", `The Jones polynomial is ${Laurent.print(jones)}`)
  }
  if (jones !== null && length <= exhausted) {
    return {
      verdict: "unknot",
      proof: "jones-small",
      sentence:
        `The Jones polynomial is 1, and of all knots with diagrams of at most ${exhausted} crossings only the ` +
        `unknot has that; this one has ${length}.`
    }
  }
  switch (Khovanov.isUnknot(subject)) {
    case false:
      return differs("khovanov", "The rank of Khovanov homology modulo 2 is more than 2")
    case true: {
      const sentence =
        "The rank of Khovanov homology modulo 2 is 2, as only the unknot's is (Kronheimer and Mrowka)."
      return { verdict: "unknot", proof: "khovanov", sentence }
    }
    case null: {
      const known = [
        ...(Alexander.polynomial(subject) === null ? [] : ["the Alexander polynomial is 1"]),
        ...(jones === null ? [] : ["the Jones polynomial is 1"])
      ]
      const facts = known.length === 0 ? "" : `As for the unknot, ${known.join(" and ")}. `
      const sentence =
        `${facts}Khovanov homology modulo 2 would decide, but it ${Khovanov.why(subject)}; a longer search may find the ` +
        "moves that untie it."
      return { verdict: "undecided", proof: "none", sentence }
    }
  }
}

const differs = (proof: Proof, fact: string): Verdict => {
  return { verdict: "knot", proof, sentence: `${fact}, which the unknot's is not.` }
}
