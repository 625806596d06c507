/** Why no moves untie a knot or link, where that is known in an instant. */
import * as Word from "../../../../domain/braid/word.ts"
import * as Planar from "../../../../domain/diagram/planar.ts"
import * as Group from "../../../../domain/group/screen.ts"
import * as Wirtinger from "../../../../domain/group/wirtinger.ts"
import * as Braid from "../../../../domain/invariant/screen.ts"

/** Letters times strands that the determinant of a braid takes no longer than half a second for. */
const mostWork = 3e8

/** A sentence; undefined where nothing is known. */
export const hopeless = (from: Planar.Origin): string | undefined => {
  const diagram = Planar.ofOrigin(from)
  const components = Planar.components(diagram)
  if (components > 1) return `It closes to ${components} circles, which no moves make one.`
  if ("word" in from) {
    const { word, strands } = from
    if (word.length * strands + strands ** 3 / 3 <= mostWork && Braid.isKnotted(Word.of(word), strands))
      return "It is knotted, as its determinant proves: no moves untie it."
  }
  const relators = Wirtinger.relators(diagram)
  return relators !== null && Group.isKnotted(relators)
    ? "It is knotted, as its Alexander polynomial proves: no moves untie it."
    : undefined
}
