import * as Word from "../braid/word.ts"
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import * as Summands from "../diagram/summands.ts"
import * as Bivariate from "./bivariate.ts"
import * as Invariant from "./invariant.ts"
import * as Laurent from "./laurent.ts"
import * as Layered from "./layered.ts"
import * as Skein from "./skein.ts"
import * as Subject from "./subject.ts"

/** Where {@link of} refuses: additions, ten seconds or so, and bytes. */
export const limit = { operations: 2e10, bytes: 2 ** 30 }

/**
 * The HOMFLY-PT polynomial P(v, z) of the closure of a braid word, in KnotInfo's variables:
 *
 *   v^-1 P(positive crossing) - v P(negative crossing) = z P(joined as the strands run),   P(circle) = 1.
 *
 * The closure of `1 1 1` has (2v^2 - v^4) + v^2 z^2. P(t, t^(1/2) - t^(-1/2)) is the Jones polynomial, P(1, z) Conway's. KnotTheory
 * and Regina have a and alpha for v^-1.
 *
 * Crossing by crossing, in an order in which what is joined is a disc ({@link Shelling}), as a combination of layered tangles
 * ({@link Layered}): with 2 k ends at most k! of them. Exact: sums modulo a number near 2^51 are those of integers if none
 * ever left what it represents; else more moduli follow, until they tell apart what the same sums of moduli come to.
 * Throws a RangeError if the word needs more strands than given, and before it starts if that takes more than {@link limit}.
 * Source: Freyd, Yetter, Hoste, Lickorish, Millett, Ocneanu (Bull. AMS 12, 1985); Przytycki and Traczyk (1987).
 */
export const of = (word: ArrayLike<number>, strands: number = Word.strands(word)): Bivariate.Bivariate => {
  if (!Number.isInteger(strands) || strands < Word.strands(word))
    throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
  return ofDiagram(Planar.ofBraid(Word.of(word), strands))
}

/** That of a planar diagram, whose components run as its code says (orientation.ts). Throws as {@link of} does. */
export const ofDiagram = (diagram: Planar.Diagram): Bivariate.Bivariate => {
  const { estimate, compute } = route(diagram)
  if (isAffordable(estimate)) return compute()
  const { operations, bytes } = estimate
  throw new RangeError(
    `The HOMFLY-PT polynomial of this diagram of ${diagram.crossings.length} crossings would take up to ` +
      `${operations.toPrecision(2)} additions and ${(bytes / 2 ** 30).toPrecision(2)} GiB. Find a smaller diagram, or ask ` +
      "for the Jones and the Alexander polynomial, which it has as values."
  )
}

/** A way to the polynomial, not yet gone. */
interface Route {
  readonly estimate: { readonly operations: number; readonly bytes: number }
  readonly compute: () => Bivariate.Bivariate
}

const route = (diagram: Planar.Diagram): Route => {
  const mate = Planar.mates(diagram)
  const oriented = Orientation.orient(diagram)
  const apart = Summands.undone(mate)
  const plans = Planar.pieces(apart).map((piece) => Skein.plan(apart, piece, oriented))
  const estimates = plans.map(Skein.estimate)
  return {
    estimate: {
      operations: estimates.reduce((sum, { operations }) => sum + operations, 0),
      bytes: estimates.reduce((most, { bytes }) => Math.max(most, bytes), 0)
    },
    // Connected sums multiply; so does each piece, or circle, beyond the first one, with a circle.
    compute: () => {
      const factors = plans.map(Skein.polynomial)
      const apart = Planar.pieces(mate).length + diagram.circles
      for (let k = 1; k < apart; k++) factors.push(circle)
      return factors.reduce(Bivariate.multiply, Bivariate.one)
    }
  }
}

/** (v^-1 - v) / z. */
const circle: Bivariate.Bivariate = [
  { v: -1, z: -1, coefficient: 1n },
  { v: 1, z: -1, coefficient: -1n }
]

const isAffordable = ({ operations, bytes }: Route["estimate"]): boolean =>
  operations <= limit.operations && bytes <= limit.bytes

const routeOf = Subject.fact((subject): Route => {
  const given = route("word" in subject.given ? ofReduction(subject) : Subject.diagram(subject))
  if (given.estimate.operations <= long) return given
  const reduced = route(Subject.reduced(subject))
  return reduced.estimate.operations < given.estimate.operations ? reduced : given
})

/** Additions beyond which a smaller diagram is looked for: some tenths of a second, as that takes. */
const long = 5e8

const ofReduction = (subject: Subject.Subject): Planar.Diagram => {
  const { word, strands } = Subject.reduction(subject)
  return Planar.ofBraid(word, strands)
}

/** The polynomial of a subject, null where it is out of reach. */
export const polynomial = Subject.fact((subject) => {
  const { estimate, compute } = routeOf(subject)
  return isAffordable(estimate) ? compute() : null
})

/**
 * The least number of strands that a braid with this closure can have, by the inequality of Morton and of Franks and Williams: the
 * powers of v span at most twice the strands but one. Of links that are knots of up to ten crossings it is sharp but for
 * 9_42, 9_49, 10_132, 10_150 and 10_156.
 * Source: Morton, Seifert circles and knot polynomials (1986); Franks and Williams, Braids and the Jones polynomial (1987).
 */
export const leastStrands = (p: Bivariate.Bivariate): number => {
  const powers = p.map(({ v }) => v)
  return (Math.max(...powers) - Math.min(...powers)) / 2 + 1
}

export const invariant: Invariant.Invariant = {
  name: "homfly",
  title: "HOMFLY-PT",
  effort: "slow",
  seconds: (subject) => {
    const { estimate } = routeOf(subject)
    return isAffordable(estimate) ? 5e-10 * estimate.operations : 0
  },
  show: (subject) =>
    Invariant.shown(polynomial(subject), Bivariate.print, (p) =>
      p.map(({ v, z, coefficient }) => [v, z, Laurent.exact(coefficient)])
    )
}

export const braidIndex: Invariant.Invariant = {
  name: "braidIndexAtLeast",
  title: "braid index",
  effort: "slow",
  seconds: invariant.seconds,
  show: (subject) =>
    Invariant.shown(
      polynomial(subject),
      (p) => `at least ${leastStrands(p)}`,
      (p) => leastStrands(p)
    )
}
