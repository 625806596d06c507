import * as ConnectedSum from "./connected-sum.ts"
import * as Khovanov from "./khovanov.ts"
import * as Subject from "./subject.ts"

/**
 * Which chirality: the table's; its mirror image in every factor that is chiral; both at once; a sum with some
 * factors mirrored; or a chirality that the invariants leave open.
 */
export type Mirror = "same" | "mirror" | "achiral" | "mixed" | "unknown"

export interface Identification {
  /** `9_12`, `3_1#4_1`, `9_12 or 4_1#5_2`; `0_1` for Jones polynomial 1; null if the table has no such knot. */
  readonly name: string | null
  readonly mirror: Mirror
  /** Whether the knot is prime; null where that is open. The unknot is not. */
  readonly prime: boolean | null
  /** Every sum of table knots that the invariants allow. */
  readonly candidates: ReadonlyArray<ConnectedSum.Sum>
  /**
   * Whether the knot must be one of the candidates: true if the collapsed word has at most ten letters, for all
   * knots with so few crossings are in the table. Otherwise a knot outside the table may share the invariants.
   */
  readonly complete: boolean
}

/**
 * The names a knot may have: sums of the 249 primes up to ten crossings, with as many crossings together as the word
 * has letters after SmartCollapse, whose Jones polynomial (chirality included), Alexander polynomial and signature are
 * those of the word; if several are left, whose Khovanov homology is, too, where that is within reach.
 *
 * 9_12 and 4_1#5_2 agree in all of them, and so do 8_8 and the mirror image of 10_129, 8_16 and 10_156, 10_25 and the
 * mirror image of 10_56, 10_40 and that of 10_103: then the answer names both, where the word is long enough for both.
 * Of 10_48, 10_71, 10_91 and 10_104 the chirality stays open.
 * null for a link, where the Jones polynomial is out of reach, and where too many sums might share it
 * ({@link ConnectedSum.withInvariantsOf}).
 */
export const identify = Subject.fact((subject): Identification | null => {
  const sums = Subject.components(subject) > 1 ? null : ConnectedSum.withInvariantsOf(subject)
  if (sums === null) return null
  const candidates = sums.length > 1 ? withHomology(subject, sums) : sums
  const primesFirst = candidates.toSorted((a, b) => a.length - b.length)
  const names = [...new Set(primesFirst.map(ConnectedSum.name))]
  const primality = new Set(candidates.map((sum) => sum.length === 1))
  return {
    name: names.length === 0 ? null : names.join(" or "),
    mirror: common(candidates.map(chirality)),
    prime: primality.size === 1 ? candidates[0].length === 1 : null,
    candidates: primesFirst,
    complete: Subject.reduction(subject).word.length <= 10
  }
})

/** The candidates whose Khovanov homology is the word's; all of them if the word's is out of reach. */
const withHomology = (
  subject: Subject.Subject,
  sums: ReadonlyArray<ConnectedSum.Sum>
): ReadonlyArray<ConnectedSum.Sum> => {
  const own = homology(subject)
  if (own === null) return sums
  return sums.filter((sum) => {
    const theirs = homology(ConnectedSum.subject(sum))
    return theirs === null || theirs === own
  })
}

/** A text that two subjects share exactly when their Khovanov homologies agree; null where it takes too long for a name. */
const homology = Subject.fact((subject): string | null => {
  if (Khovanov.work(subject) > affordable) return null
  const found = Khovanov.homology(subject)
  return found === null ? null : Khovanov.print(found)
})

/** How much of {@link Khovanov.estimate} a name is worth: about a second. */
const affordable = 3e4

const chirality = (sum: ConnectedSum.Sum): Mirror => {
  const plain = sum.filter(({ prime, mirror }) => !prime.achiral && !mirror).map(({ prime }) => prime.name)
  const mirrored = sum.filter(({ mirror }) => mirror).map(({ prime }) => prime.name)
  if (plain.join() === mirrored.join()) return "achiral"
  if (mirrored.length === 0) return "same"
  return plain.length === 0 ? "mirror" : "mixed"
}

const common = (chiralities: ReadonlyArray<Mirror>): Mirror => {
  const distinct = new Set(chiralities)
  return distinct.size === 1 ? chiralities[0] : "unknown"
}
