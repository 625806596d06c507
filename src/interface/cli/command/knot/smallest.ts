/**
 * The smallest rectangular diagram that a short search finds: how many columns it has bounds the arc index; and the pieces that
 * it comes apart into.
 */
import * as Pieces from "../../../../domain/grid/apart/pieces.ts"
import * as Detour from "../../../../domain/grid/detour.ts"
import * as Diagram from "../../../../domain/grid/diagram.ts"
import * as Link from "../../../../domain/grid/link.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"

/** A tenth of a second for a hundred letters; twice as long for the most. */
const trials = 200_000
const mostCrossings = 400

/** Some milliseconds for knots of a dozen crossings, all of which come to their arc index by them. */
const detours = 40

/** What is found for a link; null for more letters or crossings than are searched in an instant. */
export const ofSubject = Subject.fact((subject): Untie.Untied | null => {
  const origin = Subject.origin(subject)
  const { length } = "word" in origin ? origin.word : origin.crossings
  return length > mostCrossings ? null : Untie.untie(origin, [0, 0], { trials })
})

/** Whether that is split, or a connected sum, and the proof. */
export const separated = Subject.fact((subject): Untie.Separated | null => {
  const untied = ofSubject(subject)
  return untied === null ? null : Untie.apart(untied, [0, 1], { trials })
})

/** The pieces, each as small as it is found. */
export const pieces = Subject.fact(
  (subject): ReadonlyArray<Pieces.Piece> | null =>
    separated(subject)?.pieces.map((piece, k) => Detour.smaller(piece, [1, k], detours)) ?? null
)

/** The smaller one of the whole diagram, circles that came off beside it, and of its pieces joined again. */
export const diagram = Subject.fact((subject): Diagram.Diagram | null => {
  const untied = ofSubject(subject)
  if (untied === null) return null
  const whole = Diagram.beside(
    untied.diagram,
    ...Array.from({ length: untied.circles }, () => Diagram.circle)
  )
  const joined = Link.diagram(Pieces.joined(pieces(subject)!))
  return joined.length < whole.length ? joined : whole
})
