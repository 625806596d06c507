import type * as Planar from "../diagram/planar.ts"
import * as Invariant from "./invariant.ts"
import * as Alternating from "./khovanov/alternating.ts"
import * as Homologies from "./khovanov/homology.ts"
import * as Reach from "./khovanov/reach.ts"
import * as Khovanov from "./khovanov.ts"
import * as Subject from "./subject.ts"

/**
 * Khovanov homology over the integers, with its torsion: of the closure of `1 1 1` q + q^3 + t^2 q^5 + t^3 q^9, and a
 * summand of order 2 at t^3 q^7. Exact: see {@link Homologies.overIntegers}. Errors: those of {@link Khovanov.ofDiagram}, and a
 * RangeError where a coefficient on the way is beyond 2^53.
 */
export const ofDiagram = (diagram: Planar.Diagram): Homologies.Integral =>
  Reach.orThrow(diagram, `diagram of ${diagram.crossings.length} crossings`, (most) =>
    Homologies.overIntegers(diagram, most)
  )

/**
 * That of a subject, null where it is out of reach; of alternating knots as Lee has it. It takes no fewer steps than over a
 * field, and is not begun where that was given up.
 */
export const homology = Subject.fact((subject) => {
  const known = Alternating.homology(subject)
  if (known !== null) return known
  return Reach.isDoubtful(subject) && Khovanov.homology(subject) === null
    ? null
    : Reach.orNull(subject, Homologies.overIntegers)
})

/**
 * With the torsion behind, `T^n` for a cyclic summand of order n, as KnotInfo has it: `q + q^3 + t^2 q^5 + t^3 q^9 +
 * t^3 q^7 T^2`.
 */
export const print = (homology: Homologies.Integral): string => {
  const torsion = homology.flatMap(({ h, q, torsion }) =>
    [...new Set(torsion)].map((order) => ({ h, q, order, count: torsion.filter((n) => n === order).length }))
  )
  return Khovanov.sum([
    ...homology.filter(({ rank }) => rank > 0).map(({ h, q, rank }) => Khovanov.term(rank, h, q)),
    ...torsion
      .toSorted((a, b) => a.order - b.order)
      .map(({ h, q, order, count }) => `${Khovanov.term(count, h, q)} T^${order}`)
  ])
}

export const invariant: Invariant.Invariant = {
  name: "khovanovIntegral",
  title: "Khovanov over Z",
  effort: "asked",
  seconds: (subject) => (Alternating.isOf(subject) ? 0 : Reach.seconds(subject)),
  show: (subject) => Invariant.shown(homology(subject), print, (groups) => groups)
}
