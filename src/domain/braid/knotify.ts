import * as Stream from "../random/stream.ts"
import type { Draft } from "./draft.ts"

/**
 * KNOTIFY: while the closure has more than one component, appends a crossing of random sign that joins two
 * adjacent strands of different components, so that the closure ends as a knot. Strands without a crossing are
 * components too. Answers how many letters were appended: one less than there were components.
 *
 * Choice: the strands at the first places that belong to different components are joined first.
 * Throws a RangeError if the draft has no room. Cost: time proportional to letters plus strands times components.
 */
export const knotify = (draft: Draft, stream: Stream.Stream): number => {
  const { letters, strands, first: endOf, last: component } = draft
  for (let place = 0; place < strands; place++) {
    endOf[place] = place
    component[place] = -1
  }
  for (let at = draft.length - 1; at >= 0; at--) {
    const g = letters[at] < 0 ? -letters[at] : letters[at]
    const end = endOf[g - 1]
    endOf[g - 1] = endOf[g]
    endOf[g] = end
  }
  for (let start = 0; start < strands; start++) {
    for (let place = start; component[place] < 0; place = endOf[place]) component[place] = start
  }
  let appended = 0
  for (let place = 1; place < strands; place++) {
    const here = component[place]
    const joined = component[place - 1]
    if (here === joined) continue
    if (draft.length === letters.length) {
      throw new RangeError(
        `A draft of ${letters.length} letters has no room for the crossings that make a knot.`
      )
    }
    letters[draft.length++] = place * Stream.sign(stream)
    for (let other = 0; other < strands; other++) if (component[other] === here) component[other] = joined
    appended++
  }
  return appended
}
