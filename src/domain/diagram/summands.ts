/**
 * A diagram's connected sums undone: where two faces meet along several arcs, a circle through both cuts the diagram at two of
 * them, and each side is closed by joining the ends that it is left with.
 */
import * as Planar from "./planar.ts"

/**
 * The mates of the diagram in which every sum is undone, so that no two arcs of a piece cut it in two. Its pieces are summands
 * of those of the given one, crossings and the way in which strands run are the same. An arc that comes back to its crossing makes
 * a piece of that crossing alone.
 */
export const undone = (mate: Uint32Array): Uint32Array => {
  const { left, rounds } = Planar.faces(mate)
  const apart = mate.slice()
  for (const round of rounds) {
    const shared = Map.groupBy(round, (dart) => left[mate[dart]])
    for (const [other, darts] of shared) {
      // Each pair of faces once.
      if (other < left[round[0]]) continue
      darts.forEach((dart, k) => {
        const next = darts[(k + 1) % darts.length]
        apart[next] = mate[dart]
        apart[mate[dart]] = next
      })
    }
  }
  return apart
}
