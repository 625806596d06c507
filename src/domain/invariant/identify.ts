import * as Word from "../braid/word.ts"
import { reduce } from "../diagram/reduce.ts"
import * as ConnectedSum from "./connected-sum.ts"
import * as Fingerprint from "./fingerprint.ts"
import * as Khovanov from "./khovanov.ts"
import * as Rolfsen from "./rolfsen.ts"
import * as Subject from "./subject.ts"
import type { Table } from "./table/table.ts"

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
   * Whether the knot must be one of the candidates: true if it is known to have a diagram of at most as many crossings as the
   * table goes to, for all knots with so few crossings are sums of its knots; or if its word is the table's own. Otherwise a
   * knot outside the table may share the invariants.
   */
  readonly complete: boolean
}

type Sums = ReadonlyArray<ConnectedSum.Sum>

/** What names are looked for in, and how far. */
interface Rules {
  readonly table: Table
  /** How many crossings the knot needs at most, as far as that is found. */
  readonly crossings: (subject: Subject.Subject) => number
  /** Of the sums with its polynomials and signature those that it may be, and whether it must be one of them. */
  readonly settle: (subject: Subject.Subject, sums: Sums) => Pick<Identification, "candidates" | "complete">
}

/**
 * The names a knot may have: sums of knots of a table, with as many crossings together as the knot is known to need at
 * most, whose Jones polynomial (chirality included), Alexander polynomial and signature are those of the knot, and what else is
 * asked for. null for a link, where the Jones polynomial is out of reach, and where too many sums might share it
 * ({@link ConnectedSum.withInvariantsOf}).
 */
const identifier = ({ table, crossings, settle }: Rules): Subject.Fact<Identification | null> =>
  Subject.fact((subject) => {
    if (Subject.components(subject) > 1) return null
    const sums = ConnectedSum.withInvariantsOf(subject, table, crossings(subject))
    if (sums === null) return null
    const { candidates, complete } = settle(subject, sums)
    const primesFirst = candidates.toSorted((a, b) => a.length - b.length)
    const names = [...new Set(primesFirst.map(ConnectedSum.name))]
    const primality = new Set(candidates.map((sum) => sum.length === 1))
    return {
      name: names.length === 0 ? null : names.join(" or "),
      mirror: common(candidates.map(chirality)),
      prime: primality.size === 1 ? candidates[0].length === 1 : null,
      candidates: primesFirst,
      complete
    }
  })

/** Whether the subject is the closure of the very word, or of a rotation of it, that the table has for a prime. */
const isWordOf = ({ given }: Subject.Subject, sum: ConnectedSum.Sum): boolean => {
  if (!("word" in given) || sum.length !== 1) return false
  const [own, theirs] = [given.word, ConnectedSum.word(sum)].map(Word.canonicalRotation)
  return given.strands === Word.strands(given.word) && Word.equals(own, theirs)
}

/** The letters of the word after SmartCollapse. */
const letters = (subject: Subject.Subject): number => Subject.reduction(subject).word.length

/** The candidates whose Khovanov homology is the word's; all of them if the word's is out of reach. */
const byHomology = (subject: Subject.Subject, sums: Sums): Sums => {
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

/**
 * As the simulations tally knots: by the Knot Atlas's 249 primes up to ten crossings, and Khovanov homology. 9_12 and 4_1#5_2
 * agree in all of it, and so do 8_8 and the mirror image of 10_129, 8_16 and 10_156, 10_25 and the mirror image of
 * 10_56, 10_40 and that of 10_103: then the answer names both, where the word is long enough for both. Of 10_48, 10_71,
 * 10_91 and 10_104 the chirality stays open.
 */
export const tallied = identifier({
  table: Rolfsen.table,
  crossings: letters,
  settle: (subject, sums) => ({
    candidates: sums.length > 1 ? byHomology(subject, sums) : sums,
    complete: letters(subject) <= Rolfsen.table.crossings
  })
})

/** By colourings and twisted polynomials, one after the other until no more candidates are left than are enough. */
const byFingerprints = (subject: Subject.Subject, sums: Sums, enough: number): Sums => {
  let left = sums
  for (const print of Fingerprint.fingerprints) {
    if (left.length <= enough) return left
    const own = print(subject)
    if (own === null) continue
    left = left.filter((sum) => {
      const theirs = print(ConnectedSum.subject(sum))
      return theirs === null || theirs === own
    })
  }
  return left
}

/** Pass moves without a gain, for a proof: a hundredth of a second or two. */
const effort = 1500

/** Diagrams that are larger than the table's by more than so many crossings are left as they are. */
const nearly = 8

/** Whether it has so few crossings that the table has it, or has its word. */
const isInTable = (subject: Subject.Subject, { crossings }: Table, candidates: Sums): boolean => {
  if (fewest(subject) <= crossings) return true
  if (candidates.length === 1 && isWordOf(subject, candidates[0])) return true
  return (
    fewest(subject) <= crossings + nearly &&
    reduce(Subject.reduced(subject), effort).crossings.length <= crossings
  )
}

/** The crossings of the smallest diagram that is found in an instant. */
const fewest = Subject.fact((subject) => {
  const known = Math.min(Subject.diagram(subject).crossings.length, letters(subject))
  return known > mostReduced ? known : Math.min(known, Subject.reduced(subject).crossings.length)
})

/** Crossings up to which a diagram is reduced for a name: some tens of milliseconds. */
const mostReduced = 200

const known = new WeakMap<Table, Subject.Fact<Identification | null>>()

/** By a whole table: one candidate is left of every knot with twelve crossings or less. */
export const by = (table: Table): Subject.Fact<Identification | null> => {
  const made =
    known.get(table) ??
    identifier({
      table,
      crossings: fewest,
      settle: (subject, sums) => {
        const candidates = byFingerprints(subject, sums, 1)
        // Without a candidate it is beyond the table, and nothing is left to be proven.
        if (candidates.length > 0 && isInTable(subject, table, candidates))
          return { candidates, complete: true }
        return { candidates: byFingerprints(subject, candidates, 0), complete: false }
      }
    })
  known.set(table, made)
  return made
}

/** Of a sum. */
export const chirality = (sum: ConnectedSum.Sum): Mirror => {
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
