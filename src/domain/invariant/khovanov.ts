import * as Word from "../braid/word.ts"
import * as Planar from "../diagram/planar.ts"
import * as Invariant from "./invariant.ts"
import * as Jones from "./jones.ts"
import * as Alternating from "./khovanov/alternating.ts"
import * as Homologies from "./khovanov/homology.ts"
import * as Reach from "./khovanov/reach.ts"
import * as Ring from "./khovanov/ring.ts"
import * as Laurent from "./laurent.ts"
import * as Subject from "./subject.ts"

export type Homology = Homologies.Homology

/** The field of two elements. */
export const two = Ring.two
/** The largest prime below 2^26. */
export const large = Ring.large
/** Steps of a computation, beyond which it is given up: ten seconds or so. */
export const limit = Reach.limit
/** How long a verdict by it may take: {@link Reach.seconds}. */
export const seconds = Reach.seconds
/** Why {@link homology}, or {@link isUnknot}, is null: `would pass through 1e+6 summands or more`. */
export const why = Reach.why

/**
 * The Khovanov homology (unreduced) of the closure of a braid word over the field of `prime` elements: {@link two},
 * {@link large}, or another prime below 2^26. strands: the fewest unless told. The closure of `1 1 1` has
 * q + q^3 + t^2 q^5 + t^3 q^9 over a field of odd characteristic.
 *
 * What it proves: dimensions over the field are exact. Over the rationals each is at most the one over any field, and
 * equal unless the integral homology has torsion of that prime; none of order {@link large} is known for any knot. A
 * knot is the unknot exactly when the total dimension is 2, over either field: the unknot has 2 over every field, and 2
 * over one leaves at most 2 over the rationals, which Kronheimer and Mrowka show only the unknot has.
 *
 * Throws what {@link ofDiagram} does.
 * Source: Kronheimer and Mrowka, Khovanov homology is an unknot-detector (Publ. IHES 113, 2011).
 */
export const of = (
  word: ArrayLike<number>,
  prime: number = Ring.large,
  strands = Word.strands(word)
): Homology => {
  if (!Number.isInteger(strands) || strands < Word.strands(word)) {
    throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
  }
  const diagram = Planar.ofBraid(Word.of(word), strands)
  return Reach.orThrow(diagram, `word of ${word.length} letters on ${strands} strands`, (most) =>
    Homologies.overField(diagram, prime, most)
  )
}

/**
 * That of a planar diagram, whose components run as its code says (orientation.ts). Bar-Natan's scanning algorithm: the
 * complex of the crossings joined so far is kept over matchings of their open ends; in an order that keeps these few
 * (order.ts) a crossing replaces it by a cone over a saddle, a loop by two shifted copies, and every isomorphism in the
 * differential is eliminated.
 *
 * Throws a RangeError before it starts where its {@link Growth} alone is too large, and on the way where it has taken
 * {@link limit} steps.
 * Source: Bar-Natan, Fast Khovanov homology computations (JKTR 16, 2007).
 */
export const ofDiagram = (diagram: Planar.Diagram, prime: number = Ring.large): Homology =>
  Reach.orThrow(diagram, `diagram of ${diagram.crossings.length} crossings`, (most) =>
    Homologies.overField(diagram, prime, most)
  )

const overField = (subject: Subject.Subject, prime: number): Homology | null =>
  Reach.orNull(subject, (diagram, most) => Homologies.overField(diagram, prime, most))

/** {@link of} a subject modulo {@link large}, null where it is out of reach; of alternating knots as Lee has it. */
export const homology = Subject.fact((subject): Homology | null => {
  const known = Alternating.homology(subject)
  return known === null
    ? overField(subject, Ring.large)
    : known.filter(({ rank }) => rank > 0).map(({ h, q, rank }) => ({ h, q, rank }))
})

/** Whether a subject has total dimension 2 modulo 2, so that a knot is the unknot; null where that is out of reach. */
export const isUnknot = Subject.fact((subject) => {
  const modulo2 = overField(subject, Ring.two)
  return modulo2 === null ? null : rank(modulo2) === 2
})

export const invariant: Invariant.Invariant = {
  name: "khovanov",
  title: "Khovanov",
  effort: "asked",
  seconds: (subject) => (Alternating.isOf(subject) ? 0 : Reach.seconds(subject)),
  show: (subject) => Invariant.shown(homology(subject), print, (groups) => groups)
}

/** The total dimension: 2 for the unknot, more for every other knot. */
export const rank = (homology: Homology): number => {
  return homology.reduce((sum, group) => sum + group.rank, 0)
}

/**
 * The graded Euler characteristic, the sum of (-1)^h rank q^j, as a polynomial in q:
 * (q + 1/q) V with t^(1/2) = -q.
 */
export const eulerCharacteristic = (homology: Homology): Laurent.Laurent => {
  if (homology.length === 0) return Laurent.zero
  const low = Math.min(...homology.map(({ q }) => q))
  const coefficients = new Array<number>(Math.max(...homology.map(({ q }) => q)) - low + 1).fill(0)
  for (const { h, q, rank } of homology) coefficients[q - low] += h % 2 === 0 ? rank : -rank
  return Laurent.of(low, coefficients)
}

/** The Poincare polynomial, by homological degree: `q + q^3 + t^2 q^5 + t^3 q^9`. */
export const print = (homology: Homology): string => sum(homology.map(({ h, q, rank }) => term(rank, h, q)))

/** Terms added up. */
export const sum = (terms: ReadonlyArray<string>): string => (terms.length === 0 ? "0" : terms.join(" + "))

/** rank t^h q^q. */
export const term = (rank: number, h: number, q: number): string => {
  const power = (variable: string, n: number) => (n === 0 ? "" : n === 1 ? variable : `${variable}^${n}`)
  const factors = [rank === 1 ? "" : `${rank}`, power("t", h), power("q", q)].filter(
    (factor) => factor !== ""
  )
  return factors.length === 0 ? "1" : factors.join(" ")
}

/**
 * What labels and names of simulations go by, as they ever did, whatever the homology itself takes: {@link Jones.weight},
 * the moduli of the coefficients of Kauffman's bracket, strand by strand. Infinite beyond 30 strands.
 */
export const estimate = (word: ArrayLike<number>, strands = Word.strands(word)): number => {
  return strands > 30 ? Number.POSITIVE_INFINITY : Jones.weight(word, strands)
}

/** The {@link estimate} for a subject. */
export const work = Subject.fact((subject) => {
  const { word, strands } = Subject.reduction(subject)
  return estimate(word, strands)
})
