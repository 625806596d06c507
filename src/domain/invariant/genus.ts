import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import * as Alexander from "./alexander.ts"
import type * as Invariant from "./invariant.ts"
import * as Laurent from "./laurent.ts"
import * as Signature from "./signature.ts"
import * as Subject from "./subject.ts"

/** What is known of the least genus of a connected oriented surface in space whose boundary the oriented link is. */
export interface Bounds {
  readonly least: number
  /** That of a surface which Seifert's algorithm makes. */
  readonly most: number
}

/**
 * The genus of the surface that Seifert's algorithm makes of a diagram, its connected pieces joined by tubes. For c crossings,
 * s Seifert circles, l components of a connected diagram: (c - s - l) / 2 + 1.
 */
export const canonical = (diagram: Planar.Diagram): number => {
  const oriented = Orientation.orient(diagram)
  const pieces = Planar.pieces(Planar.mates(diagram)).length
  const circles = Orientation.seifertCircles(diagram, oriented).length
  return (diagram.crossings.length - circles - oriented.components.length) / 2 + pieces
}

/**
 * Bounds of a subject. The span of the Alexander polynomial and the signature are at most 2 g + l - 1 for l components. They are
 * sharp where the reduced diagram alternates.
 * Source: Seifert (1935); Crowell and Murasugi (1958); Murasugi (1965).
 */
export const value = Subject.fact((subject): Bounds => {
  const components = Subject.components(subject)
  const alexander = Alexander.polynomial(subject)
  const rank = Math.max(alexander === null ? 0 : Laurent.span(alexander), Math.abs(Signature.value(subject)))
  const least = Math.max(0, Math.ceil((rank - components + 1) / 2))
  const { word, strands } = Subject.reduction(subject)
  const ofBraid = canonical(Planar.ofBraid(word, strands))
  return { least, most: ofBraid === least ? least : Math.min(ofBraid, canonical(Subject.reduced(subject))) }
})

export const invariant: Invariant.Invariant = {
  name: "genus",
  title: "genus",
  effort: "quick",
  seconds: () => 0,
  show: (subject) => {
    const { least, most } = value(subject)
    return {
      text: least === most ? `${least}` : `${least} to ${most}`,
      json: { atLeast: least, atMost: most }
    }
  }
}
