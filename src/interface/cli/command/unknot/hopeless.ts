/** Why no moves untie a knot or link, where that is known in an instant. */
import * as Word from "../../../../domain/braid/word.ts"
import * as Planar from "../../../../domain/diagram/planar.ts"
import { fromPlanar } from "../../../../domain/grid/from-planar.ts"
import { type Braid, toBraid } from "../../../../domain/grid/to-braid.ts"
import * as Alexander from "../../../../domain/invariant/alexander.ts"
import * as Laurent from "../../../../domain/invariant/laurent.ts"
import { isKnotted } from "../../../../domain/invariant/screen.ts"

/** Products that take no longer than half a second. */
const mostProducts = 3e8

/** Letters times strands that the determinant takes no longer for. */
const mostWork = 3e8

/** Crossings of a planar diagram that is read as a braid: of more, the words are too long to be of use. */
const mostCrossings = 400

/** A sentence; undefined where nothing is known. */
export const hopeless = (from: Planar.Origin): string | undefined => {
  const components = Planar.components(Planar.ofOrigin(from))
  if (components > 1) return `It closes to ${components} circles, which no moves make one.`
  const braid = braidOf(from)
  if (braid === undefined) return undefined
  const { word, strands } = braid
  if (word.length * strands + strands ** 3 / 3 <= mostWork && isKnotted(word, strands))
    return "It is knotted, as its determinant proves: no moves untie it."
  return Alexander.estimate(word, strands) <= mostProducts &&
    !Laurent.isEqual(Alexander.of(word, strands), Laurent.one)
    ? "It is knotted, as its Alexander polynomial proves: no moves untie it."
    : undefined
}

const braidOf = (from: Planar.Origin): Braid | undefined => {
  if ("word" in from) return { word: Word.of(from.word), strands: from.strands }
  return from.crossings.length <= mostCrossings
    ? toBraid(fromPlanar(Planar.ofOrigin(from)).diagram)
    : undefined
}
