import * as Orientation from "../diagram/orientation.ts"
import type * as Planar from "../diagram/planar.ts"
import * as Tangle from "../diagram/tangle.ts"
import * as Determinant from "./determinant.ts"
import * as Goeritz from "./goeritz.ts"
import * as Invariant from "./invariant.ts"
import * as Subject from "./subject.ts"

/**
 * The Arf invariant of an oriented link, 0 or 1: of a knot 0 where its determinant is 1 or 7 modulo 8, and 1 where it is 3
 * or 5. Links have one where they are proper, each component having an even number as the sum of its linking numbers with the
 * others: that of any knot which bands between components make of them; null for others. Here the bands are crossings of two
 * components, smoothed. Split unions add. Cost: that of a determinant.
 * Source: Robertello, An invariant of knot cobordism (1965); Levine, Polynomial invariants of knots of codimension two (1966).
 */
export const ofDiagram = (diagram: Planar.Diagram): number | null => {
  const oriented = Orientation.orient(diagram)
  const linking = Orientation.linking(diagram, oriented)
  const isProper = linking.every((row, i) => row.reduce((sum, x, j) => sum + (i === j ? 0 : x), 0) % 2 === 0)
  if (!isProper) return null
  return Tangle.pieces(Tangle.of(fused(diagram, oriented))).reduce(
    (sum, knot) => (sum + ofDeterminant(Goeritz.determinant(knot))) % 2,
    0
  )
}

/** The diagram with crossings of two components smoothed until each connected piece is a knot. */
const fused = (diagram: Planar.Diagram, { component, components }: Orientation.Oriented): Planar.Diagram => {
  const tangle = Tangle.of(diagram)
  const parts = components.map((_, i) => i)
  const part = (i: number): number => (parts[i] === i ? i : part(parts[i]))
  diagram.crossings.forEach(([below, above], crossing) => {
    const [a, b] = [part(component[below]), part(component[above])]
    if (a === b) return
    parts[a] = b
    Tangle.smooth(tangle, crossing)
  })
  return Tangle.toDiagram(tangle)
}

const ofDeterminant = (determinant: bigint): number => {
  const residue = determinant % 8n
  return residue === 1n || residue === 7n ? 0 : 1
}

/** Of a subject; null for a link that is not proper. */
export const value = Subject.fact((subject) =>
  Subject.components(subject) === 1
    ? ofDeterminant(Determinant.value(subject))
    : ofDiagram(Subject.diagram(subject))
)

export const invariant: Invariant.Invariant = {
  name: "arf",
  title: "Arf",
  effort: "quick",
  seconds: () => 0,
  show: (subject) => {
    const arf = value(subject)
    return arf === null
      ? { text: "not defined: the link is not proper", json: null }
      : Invariant.shown(arf, String, Number)
  }
}
