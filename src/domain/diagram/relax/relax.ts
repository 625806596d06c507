/**
 * A layout whose strands have given way to each other: lines with corners become round curves with about the same room on
 * all sides. The diagram stays the same one; strands never pass over each other on the way.
 *
 * Strands are chains of points about half a line apart. In each round a point goes a little towards the middle of its
 * neighbours, strands are drawn straight and at right angles through their crossings, points of different strands that are near
 * push each other off, and faces that are too small swell. After some rounds it is looked whether strands meet that did not
 * before, or a crossing's arms have changed their order; then what was before is kept, and steps become shorter.
 */
import * as Interruption from "../../interruption.ts"
import type { Layout } from "../layout.ts"
import * as Chain from "./chain.ts"
import { step } from "./forces.ts"
import * as Net from "./net.ts"

const rounds = 240
/** Rounds between two looks whether all is well, and until points are spread evenly again. */
const [between, evened] = [8, 16]
/** Of steps: with shorter ones nothing moves. */
const shortest = 0.05

/**
 * Components without crossings stay as they are. The same for the same layout.
 * Cost: time proportional to the strands' length; some hundredths of a second for thirty crossings, a second for a large spiral.
 */
export const relax = (layout: Layout): Layout => {
  const crossed = layout.components.filter((stops) => stops.some(({ what }) => what !== "bend"))
  const circles = layout.components.filter((stops) => stops.every(({ what }) => what === "bend"))
  if (crossed.length === 0) return layout
  let net = Net.of(layout.crossings, crossed)
  let scale = 1
  for (let round = 0; round < rounds && scale > shortest; round += between) {
    Interruption.look()
    if (round % evened === 0) net = Net.even(net)
    const chain = Chain.of(net)
    for (let k = 0; k < between; k++) step(chain, scale)
    if (Chain.isSound(chain)) net = Chain.read(chain, net)
    else scale /= 3
  }
  return Net.arranged(Net.even(net), circles)
}
