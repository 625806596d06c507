import type * as Planar from "../diagram/planar.ts"
import * as Invariant from "./invariant.ts"
import * as Alternating from "./khovanov/alternating.ts"
import * as Complex from "./khovanov/complex.ts"
import * as Homology from "./khovanov/homology.ts"
import * as Reach from "./khovanov/reach.ts"
import * as Ring from "./khovanov/ring.ts"
import * as Khovanov from "./khovanov.ts"
import * as Signature from "./signature.ts"
import * as Subject from "./subject.ts"

/**
 * Rasmussen's s of a knot over the field of `prime` elements: 2 for the right-handed trefoil, minus the signature of an
 * alternating knot (sign as in signature.ts), twice the genus of a positive one, and in modulus at most twice the slice
 * genus.
 *
 * The homology of Bar-Natan's deformed complex is a module over the polynomials in H: two free summands in degree 0, whose
 * quantum degrees are s - 1 and s + 1, and others that a power of H annihilates. These go in pairs, lowest powers first.
 * In odd characteristic that is Lee's deformation after a change of variables; over a large prime s is that over the
 * rationals, which Rasmussen defined, unless the homology has torsion of that order; over two elements it may differ.
 *
 * A refusal where it takes more than `most` steps. Throws a RangeError for links.
 * Source: Rasmussen, Khovanov homology and the slice genus (Invent. Math. 182, 2010); Mackaay, Turner and Vaz, A remark on
 * Rasmussen's invariant of knots (JKTR 16, 2007).
 */
export const ofDiagram = (
  diagram: Planar.Diagram,
  prime: number = Ring.large,
  most: number = Reach.limit
): number | Homology.Refusal => {
  const complex = Homology.complexOf(diagram, Ring.of(prime), true, most)
  if (Homology.isRefusal(complex)) return complex
  for (let power = 1; complex.summands.some((a) => a.out.size > 0); power++)
    if (!Complex.eliminate(complex, most, power))
      return { crossings: diagram.crossings.length, summands: complex.summands.length }
  if (complex.summands.length !== 2)
    throw new RangeError("Rasmussen's s is that of a knot, and this is a link.")
  return (complex.summands[0].q + complex.summands[1].q) / 2
}

/** The deformed complex takes no fewer steps than the homology, and is not begun where that was given up. */
const byScan = (subject: Subject.Subject): number | null =>
  Reach.isDoubtful(subject) && Khovanov.homology(subject) === null
    ? null
    : Reach.orNull(subject, (diagram, most) => ofDiagram(diagram, Ring.large, most))

/** s of a subject modulo {@link Ring.large}; null for links, and where it is out of reach. */
export const value = Subject.fact((subject) => {
  if (Subject.components(subject) > 1) return null
  return Alternating.isOf(subject) ? -Signature.value(subject) : byScan(subject)
})

export const invariant: Invariant.Invariant = {
  name: "rasmussen",
  title: "Rasmussen's s",
  effort: "asked",
  seconds: (subject) => (Alternating.isOf(subject) ? 0 : Reach.seconds(subject)),
  show: (subject) =>
    Subject.components(subject) > 1
      ? { text: "- (only a knot has one here)", json: null }
      : Invariant.shown(value(subject), String, (s) => s)
}
