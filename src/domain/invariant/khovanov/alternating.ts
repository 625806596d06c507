/**
 * Khovanov homology of knots that have an alternating diagram: the Jones polynomial and the signature determine it.
 *
 *   over Q     q^-s ((q^-1 + q) + (q^-1 + t q^3) K(t q^2)),  s the signature, -2 of the right-handed trefoil,
 *   K          has coefficients that are not negative: at t = -1 it is the Jones polynomial's to say,
 *   over Z     each pair t^i q^j, t^(i+1) q^(j+4) of the second summand has one group of order 2 between, at t^(i+1) q^(j+2).
 *
 * Rasmussen's invariant is -s. Source: Lee, An endomorphism of the Khovanov invariant (Adv. Math. 197, 2005); Shumakovitch, Torsion
 * of Khovanov homology (Fund. Math. 225, 2014).
 */
import * as Planar from "../../diagram/planar.ts"
import * as Jones from "../jones.ts"
import * as Laurent from "../laurent.ts"
import * as Signature from "../signature.ts"
import * as Subject from "../subject.ts"
import type { Integral } from "./homology.ts"

/** Whether every arc runs from above to below. */
export const isAlternating = (diagram: Planar.Diagram): boolean => {
  const mate = Planar.mates(diagram)
  return mate.every((end, dart) => (end & 1) !== (dart & 1))
}

/** Whether a knot is known to have an alternating diagram: the one that was given, or a smaller one. */
export const isOf = Subject.fact(
  (subject) =>
    Subject.components(subject) === 1 &&
    (isAlternating(Subject.diagram(subject)) || isAlternating(Subject.reduced(subject)))
)

/** Over the integers; null for links, for knots of which no alternating diagram is known, and beyond so many {@link mostGroups}. */
export const homology = Subject.fact((subject): Integral | null => {
  const jones = isOf(subject) ? Jones.polynomial(subject) : null
  return jones === null ? null : ofPolynomial(jones, Signature.value(subject))
})

/** Cyclic summands that somebody might look at: a knot has half as many as its determinant. */
const mostGroups = 100_000n

const onePlus = Laurent.of(0, [1, 1])
const oneMinusSquare = Laurent.of(0, [1, 0, -1])

/** null beyond {@link mostGroups}. Throws an Error where no alternating knot has these. */
export const ofPolynomial = (jones: Laurent.Laurent, signature: number): Integral | null => {
  const pairs = pairsOf(jones, signature)
  if (pairs.reduce((sum, [, count]) => sum + count, 0n) > mostGroups) return null
  const groups = new Map<string, { h: number; q: number; rank: number; torsion: Array<number> }>()
  const at = (h: number, q: number) => {
    const group = groups.get(`${h} ${q}`) ?? { h, q, rank: 0, torsion: [] }
    groups.set(`${h} ${q}`, group)
    return group
  }
  at(0, -signature - 1).rank++
  at(0, -signature + 1).rank++
  for (const [i, exact] of pairs) {
    const count = Number(exact)
    at(i, 2 * i - 1 - signature).rank += count
    at(i + 1, 2 * i + 3 - signature).rank += count
    at(i + 1, 2 * i + 1 - signature).torsion.push(...new Array<number>(count).fill(2))
  }
  return [...groups.values()].sort((a, b) => a.h - b.h || a.q - b.q)
}

/** The terms of K. In y = q^2 and times q: (1 + y) V(y) y^(s/2) - (1 + y) = (1 - y^2) K(-y). */
const pairsOf = (
  jones: Laurent.Laurent,
  signature: number
): ReadonlyArray<readonly [exponent: number, count: bigint]> => {
  const shifted = Laurent.multiply(jones, { low: signature / 2, coefficients: [1n] })
  const found = Laurent.divide(Laurent.multiply(onePlus, minusOne(shifted)), oneMinusSquare)
  const pairs = Laurent.terms(found ?? Laurent.zero).map(
    ([i, signed]) => [i, i % 2 === 0 ? signed : -signed] as const
  )
  if (found === null || pairs.some(([, count]) => count < 0n))
    throw new Error("No alternating knot has this Jones polynomial and signature.")
  return pairs
}

const minusOne = (p: Laurent.Laurent): Laurent.Laurent => {
  const low = Math.min(0, p.low)
  const high = Math.max(0, Laurent.high(p))
  const coefficients = new Array<bigint>(high - low + 1).fill(0n)
  for (const [exponent, c] of Laurent.terms(p)) coefficients[exponent - low] = c
  coefficients[-low] = (coefficients[-low] ?? 0n) - 1n
  return Laurent.of(low, coefficients)
}
