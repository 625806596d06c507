/** All that the command line says about one braid word. */
import { collapse } from "../../../../domain/braid/collapse.ts"
import * as Draft from "../../../../domain/braid/draft.ts"
import * as Permutation from "../../../../domain/braid/permutation.ts"
import * as Word from "../../../../domain/braid/word.ts"
import * as Alexander from "../../../../domain/invariant/alexander.ts"
import * as Identify from "../../../../domain/invariant/identify.ts"
import * as Jones from "../../../../domain/invariant/jones.ts"
import * as Khovanov from "../../../../domain/invariant/khovanov.ts"
import * as Laurent from "../../../../domain/invariant/laurent.ts"
import * as Signature from "../../../../domain/invariant/signature.ts"
import * as Verdict from "../../../../domain/invariant/verdict.ts"

/** A word, and the shortest one that SmartCollapse makes of it, which has the same closure. */
export interface Subject {
  readonly word: Word.Word
  readonly components: number
  readonly reduced: Word.Word
  /** Of the reduced word: circles that nothing links with keep their strands. */
  readonly reducedStrands: number
}

export const subjectOf = (word: Word.Word): Subject => {
  const draft = Draft.of(word)
  collapse(draft)
  return {
    word,
    components: Permutation.components(word),
    reduced: Draft.word(draft),
    reducedStrands: draft.strands
  }
}

export interface Facts {
  readonly subject: Subject
  /** null: left out, being out of reach or not asked for. */
  readonly jones: Laurent.Laurent | null
  readonly alexander: Laurent.Laurent | null
  readonly determinant: bigint | null
  readonly signature: number
  /** null for links, and where the Jones polynomial is. */
  readonly identification: Identify.Identification | null
  readonly verdict: Verdict.Verdict
  /** null where it was asked for and is out of reach; undefined where it was not asked for. */
  readonly khovanov: Khovanov.Homology | null | undefined
}

/** What is asked for beyond what takes milliseconds. */
export interface Wanted {
  /** The Jones polynomial, the name, and a verdict by whatever decides. */
  readonly slow: boolean
  readonly khovanov: boolean
}

/**
 * Seconds that {@link of} may take, as far as estimates tell, beyond what always takes milliseconds: the Jones polynomial
 * is computed up to three times, for itself, the name and the verdict.
 */
export const seconds = (subject: Subject, { slow, khovanov }: Wanted): number => {
  const { reduced, reducedStrands, components } = subject
  const isJones = slow && Jones.isWithinReach(reduced, reducedStrands)
  const jones = isJones ? 3 * 3e-9 * Jones.estimate(reduced, reducedStrands).operations : 0
  const isDecisive = slow && components === 1 && reduced.length > Verdict.exhausted
  const isSettled = () => Alexander.isWithinReach(reduced) && !isOne(Alexander.of(reduced))
  if (!khovanov && (!isDecisive || isSettled())) return jones
  const work = Khovanov.estimate(reduced, reducedStrands)
  return jones + (work <= Khovanov.limit ? 4e-5 * work : 0)
}

const isOne = (polynomial: Laurent.Laurent): boolean => Laurent.isEqual(polynomial, Laurent.one)

/** What a RangeError refuses is left out. */
const within = <A>(compute: () => A): A | null => {
  try {
    return compute()
  } catch (cause) {
    if (cause instanceof RangeError) return null
    throw cause
  }
}

export const of = (subject: Subject, { slow, khovanov }: Wanted): Facts => {
  const { word, reduced, reducedStrands, components } = subject
  const alexander = within(() => Alexander.of(reduced, reducedStrands))
  const jones = slow ? within(() => Jones.of(reduced, reducedStrands)) : null
  const isQuick = components > 1 || reduced.length === 0 || (alexander !== null && !isOne(alexander))
  return {
    subject,
    jones,
    alexander,
    determinant: alexander === null ? null : Laurent.modulusAtMinusOne(alexander),
    signature: Signature.of(reduced),
    identification: jones === null || components > 1 ? null : Identify.identify(reduced),
    verdict: slow || isQuick ? Verdict.of(word) : undecided(alexander),
    khovanov: khovanov ? within(() => Khovanov.of(reduced, Khovanov.large, reducedStrands)) : undefined
  }
}

const undecided = (alexander: Laurent.Laurent | null): Verdict.Verdict => {
  const known = alexander === null ? "out of reach" : "1, as the unknot's"
  const sentence = `The Alexander polynomial is ${known}, and --fast asks for nothing that takes longer.`
  return { verdict: "undecided", proof: "none", sentence }
}

/** A number where doubles hold it, else its digits as text. */
const exact = (coefficient: bigint): number | string =>
  Number.isSafeInteger(Number(coefficient)) ? Number(coefficient) : String(coefficient)

/** `3`, or `-5/2` of a link with an even number of components. */
const exponentText = (exponent: number): string =>
  Number.isInteger(exponent) ? String(exponent) : `${2 * exponent}/2`

/** Whether a name is proven: by the table, or for the unknot by the verdict. Invariants alone may be those of other knots. */
const isNameProven = ({ identification, verdict }: Facts): boolean =>
  identification?.complete === true || verdict.verdict === "unknot"

/**
 * For programs. Names and mirrors are null for links and for knots that no name was found for; `complete` says whether
 * a name is proven, and is null without one.
 */
export const toJson = (facts: Facts): Readonly<Record<string, unknown>> => {
  const { subject, jones, alexander, determinant, signature, identification, verdict, khovanov } = facts
  const { word, components } = subject
  const name = identification?.name ?? null
  return {
    word: Array.from(word),
    strands: Word.strands(word),
    components,
    writhe: Word.writhe(word),
    jones:
      jones &&
      Object.fromEntries(Laurent.terms(jones).map(([exponent, c]) => [exponentText(exponent), exact(c)])),
    alexander: alexander?.coefficients.map(exact) ?? null,
    determinant: determinant === null ? null : exact(determinant),
    signature,
    name,
    mirror: name === null ? null : identification!.mirror,
    verdict: verdict.verdict,
    proof: verdict.proof,
    complete: name === null ? null : isNameProven(facts),
    ...(khovanov === undefined ? {} : { khovanov })
  }
}

const mirrorInWords: Readonly<Record<Identify.Mirror, string>> = {
  same: "",
  mirror: ", the mirror image of the table's",
  achiral: ", its own mirror image",
  mixed: ", some factors the mirror images of the table's",
  unknown: ", whose chirality these invariants leave open"
}

export const nameInWords = (facts: Facts): string => {
  const { subject, jones, identification } = facts
  if (subject.components > 1) return "- (only knots have names here)"
  if (jones === null || identification === null) return "- (names need the Jones polynomial)"
  const { name, mirror } = identification
  if (name === null) return "- (none in the table of knots up to ten crossings and their sums)"
  const doubt = isNameProven(facts) ? "" : "; so say its invariants, which a knot beyond the table may share"
  return `${name}${name === "0_1" ? "" : mirrorInWords[mirror]}${doubt}`
}

/** Lines of two cells for people. */
export const toLines = (facts: Facts, slow: boolean): ReadonlyArray<readonly [string, string]> => {
  const { subject, jones, alexander, determinant, signature, verdict, khovanov } = facts
  const { word, components, reduced, reducedStrands } = subject
  const circles = reducedStrands > Word.strands(reduced) ? `, on ${reducedStrands} strands` : ""
  const missing = "- (out of reach)"
  return [
    ["word", Word.print(word)],
    ...(reduced.length < word.length ? ([["collapses to", Word.print(reduced) + circles]] as const) : []),
    ["strands", String(Word.strands(word))],
    ["crossings", String(word.length)],
    ["components", String(components)],
    ["writhe", String(Word.writhe(word))],
    ["Jones", jones === null ? (slow ? missing : "- (left out by --fast)") : Laurent.print(jones)],
    ["Alexander", alexander === null ? missing : Laurent.print(alexander)],
    ["determinant", determinant === null ? missing : String(determinant)],
    ["signature", String(signature)],
    ...(khovanov === undefined
      ? []
      : ([["Khovanov", khovanov === null ? missing : Khovanov.print(khovanov)]] as const)),
    ["name", nameInWords(facts)],
    ["verdict", `${verdict.verdict}. ${verdict.sentence}`]
  ]
}
