/** Which knot it is, in words and for programs: by a name where that is proven, else by those that it may have. */
import * as Word from "../../../../domain/braid/word.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as Alexander from "../../../../domain/invariant/alexander.ts"
import * as ConnectedSum from "../../../../domain/invariant/connected-sum.ts"
import * as Identify from "../../../../domain/invariant/identify.ts"
import * as Jones from "../../../../domain/invariant/jones.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import type { Chirality } from "../../../../domain/invariant/table/chirality.ts"
import * as KnotInfo from "../../../../domain/invariant/table/knotinfo.ts"

/** For programs; nothing of it for a link, nor where names are not asked for. */
export interface Told {
  /** `3_1`, `m3_1` for the mirror image, `3_1#m3_1`, `0_1`; null unless it is proven. */
  readonly name: string | null
  /** Without a proof, all that the table has with these invariants: a knot beyond the table may share them. */
  readonly possibly: ReadonlyArray<string>
  /** Of the name, or of all that are possible. */
  readonly mirror: Identify.Mirror | null
  /** Whose chirality names stand for. */
  readonly chirality: Chirality
}

/** Whether the name is proven: by the table, or as the unknot's. */
const isProven = ({ candidates, complete }: Identify.Identification, isUnknot: boolean): boolean =>
  candidates.length === 1 && (complete || (isUnknot && candidates[0].length === 0))

/** @param found null where no name is looked for or within reach */
export const told = (
  found: Identify.Identification | null,
  isUnknot: boolean,
  chirality: Chirality
): Told => {
  const labels = found === null ? [] : found.candidates.map(ConnectedSum.label)
  const proven = isUnknot || (found !== null && isProven(found, isUnknot))
  return {
    name: isUnknot ? "0_1" : proven ? labels[0] : null,
    possibly: proven ? [] : labels,
    mirror: isUnknot ? "achiral" : labels.length === 0 ? null : found!.mirror,
    chirality
  }
}

/** Which of two mirror images a factor is, in words that need no table. */
const closureOf = ({ prime, mirror }: ConnectedSum.Factor): string => {
  const word = mirror ? Word.mirror(prime.word) : prime.word
  const printed = `the braid ${Word.print(word)}`
  if (word.every((letter) => letter > 0)) return `right-handed: positive crossings in ${printed}`
  if (word.every((letter) => letter < 0)) return `left-handed: negative crossings in ${printed}`
  return `the closure of ${printed}`
}

const achiralInWords: Readonly<Record<KnotInfo.Symmetry, string>> = {
  fully: "its own mirror image",
  positive: "its own mirror image, which keeps its orientation",
  negative: "its own mirror image, which turns its orientation"
}

/** Which of the mirror images a sum is; nothing of the unknot. */
const handed = (sum: ConnectedSum.Sum): string => {
  const [factor] = sum
  if (factor === undefined) return ""
  if (sum.length === 1) {
    const symmetry = KnotInfo.symmetryOf(factor.prime)
    return `, ${symmetry === null ? closureOf(factor) : achiralInWords[symmetry]}`
  }
  const mirror = Identify.chirality(sum)
  switch (mirror) {
    case "achiral":
      return ", its own mirror image"
    case "same":
    case "mirror":
    case "mixed": {
      const chiral = new Map(
        sum.filter(({ prime }) => !prime.achiral).map((each) => [ConnectedSum.label([each]), each])
      )
      return `, with ${[...chiral].map(([label, each]) => `${label} ${closureOf(each)}`).join("; ")}`
    }
    case "unknown":
      return ""
    default:
      return nothingLeft(mirror, "mirror")
  }
}

/** @param crossings up to which the table goes */
export const inWords = (
  subject: Subject.Subject,
  found: Identify.Identification | null,
  isUnknot: boolean,
  crossings: number
): string => {
  if (Subject.components(subject) > 1) return "- (only knots have names here)"
  if (isUnknot) return "0_1"
  if (found === null) {
    return Jones.polynomial(subject) === null || Alexander.polynomial(subject) === null
      ? "- (names need the Jones and Alexander polynomials)"
      : "- (there are too many sums whose invariants these may be)"
  }
  const { candidates, complete } = found
  if (candidates.length === 0) return `- (no knot of ${crossings} crossings or less, nor a sum of such knots)`
  const labels = candidates.map(ConnectedSum.label).join(" or ")
  const only = candidates.length === 1 ? handed(candidates[0]) : ""
  if (isProven(found, isUnknot)) return `${labels}${only}`
  const doubt = complete
    ? "these share all invariants that were asked for"
    : `so say its invariants, which a knot of more than ${crossings} crossings may share`
  return `possibly ${labels}${only}; ${doubt}`
}
