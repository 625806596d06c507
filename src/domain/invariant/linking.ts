import * as Orientation from "../diagram/orientation.ts"
import type * as Planar from "../diagram/planar.ts"
import type * as Invariant from "./invariant.ts"
import * as Subject from "./subject.ts"

/**
 * Linking numbers of the components of an oriented link, as a symmetric matrix with zeros on its diagonal: half the sum of the
 * signs of the crossings of two components. Components stand in the order of their lowest arcs, circles come last.
 */
export const ofDiagram = (diagram: Planar.Diagram): ReadonlyArray<ReadonlyArray<number>> => {
  const among = Orientation.linking(diagram, Orientation.orient(diagram))
  const all = among.length + diagram.circles
  return Array.from({ length: all }, (_, i) =>
    Array.from({ length: all }, (_, j) => (i === j ? 0 : (among[i]?.[j] ?? 0)))
  )
}

/** Of a subject. */
export const value = Subject.fact((subject) => ofDiagram(Subject.diagram(subject)))

export const invariant: Invariant.Invariant = {
  name: "linkingMatrix",
  title: "linking",
  effort: "quick",
  seconds: () => 0,
  show: (subject) => {
    if (Subject.components(subject) === 1) return { text: "- (a knot has none)", json: null }
    const json = value(subject)
    const pairs = json.flatMap((row, i) => row.slice(i + 1).map((x, k) => `${i + 1},${i + k + 2}: ${x}`))
    return { text: pairs.join("; "), json }
  }
}
