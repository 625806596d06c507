/**
 * Planar diagrams with fewer crossings, of the same link. A strand that passes above all that it meets from one place to
 * another, or below, may go any other way between them (a pass move): it takes one that crosses the fewest arcs, as counted
 * between faces. The first two moves of Reidemeister are pass moves that save crossings, the third is one that saves none.
 */
import * as Stream from "../random/stream.ts"
import * as Planar from "./planar.ts"
import * as Tangle from "./tangle.ts"

/** Moves without a gain, after each of which gains are looked for: so many for each strand that could make one, and at most. */
const tries = { each: 3, most: 60 }

/**
 * A reduced diagram of the same oriented link, the same one each time: no pass move saves a crossing, nor did one after some
 * that save none, which are drawn at random.
 * Cost: for n crossings some tens of n steps for each that goes; 200 crossings take some tens of milliseconds.
 *
 * @param effort moves without a gain after which it ends; by the size of the diagram unless given
 */
export const reduce = (diagram: Planar.Diagram, effort?: number): Planar.Diagram => {
  const tangle = Tangle.of(diagram)
  const stream = Stream.make([19, 2])
  shorten(tangle)
  for (let idle = 0; ; ) {
    const before = tangle.crossings
    // A strand across one arc crosses it from one face to the same other one: an alternating diagram is done.
    const long = runs(tangle).filter(({ crossings }) => crossings.length > 1)
    const most = effort ?? Math.min(tries.most, tries.each * long.length)
    if (long.length === 0 || idle >= most) break
    pass(tangle, long[Stream.below(stream, long.length)], stream)
    shorten(tangle)
    idle = tangle.crossings < before ? 0 : idle + 1
  }
  return Tangle.toDiagram(tangle)
}

/** A strand that passes above, or below, all that it meets, as far as it goes. */
interface Run {
  readonly isAbove: boolean
  readonly crossings: ReadonlyArray<number>
  /** The dart by which it comes from a crossing that is none of these; -1 where its component has no other crossings. */
  readonly tail: number
}

/** Makes moves that save crossings until there are none. */
const shorten = (tangle: Tangle.Tangle): void => {
  let all = runs(tangle)
  let plane = planeOf(tangle.mate)
  for (let at = 0, idle = 0; idle < all.length; at++, idle++) {
    const run = all[at % all.length]
    if (run.tail >= 0 && cost(tangle, run, plane) >= run.crossings.length) continue
    pass(tangle, run)
    all = runs(tangle)
    plane = planeOf(tangle.mate)
    idle = -1
  }
}

/** The face on the left of each dart, and a dart of each face. */
interface Plane {
  readonly left: Uint32Array
  readonly first: Uint32Array
}

const planeOf = (mate: Uint32Array): Plane => {
  const { left, rounds } = Planar.faces(mate)
  return { left, first: Uint32Array.from(rounds, ([dart]) => dart) }
}

/** All runs that begin behind a crossing where their component changes its level, and components that never do. */
const runs = ({ mate, signs }: Tangle.Tangle): ReadonlyArray<Run> => {
  const found: Array<Run> = []
  const isSeen = new Uint8Array(mate.length)
  const walk = (start: number): void => {
    const level = mate[start] & 1
    const crossings: Array<number> = []
    let out = start
    do {
      const end = mate[out]
      isSeen[end] = 1
      crossings.push(end >> 2)
      out = end ^ 2
    } while ((mate[out] & 1) === level && out !== start)
    const own = new Set(crossings)
    let tail = start
    while (own.has(tail >> 2)) {
      tail = mate[tail ^ 2]
      if (tail === start) break
    }
    found.push({ isAbove: level === 1, crossings, tail: own.has(tail >> 2) ? -1 : tail })
  }
  const outs = [...signs.keys()]
    .filter((crossing) => signs[crossing] !== 0)
    .flatMap((crossing) => [4 * crossing + 2, 4 * crossing + (signs[crossing] > 0 ? 1 : 3)])
  for (const out of outs) if ((out & 1) !== (mate[out] & 1)) walk(out)
  for (const out of outs) if (!isSeen[mate[out]]) walk(out)
  return found
}

/** How many arcs the best way crosses; as many as the run has crossings where none is better. */
const cost = ({ mate }: Tangle.Tangle, { crossings, tail }: Run, { left, first }: Plane): number => {
  const own = new Set(crossings)
  /** Darts of the run's arcs, which are no walls. */
  const isOwn = new Set<number>()
  let dart = tail
  for (;;) {
    const end = mate[dart]
    isOwn.add(dart).add(end)
    if (!own.has(end >> 2)) break
    dart = end ^ 2
  }
  const to = new Set([left[dart], left[mate[dart]]])
  const seen = new Set<number>()
  let front = [left[tail], left[mate[tail]]]
  for (let crossed = 0; crossed < crossings.length; crossed++) {
    const next: Array<number> = []
    // What is reached without a wall joins the same front.
    for (const face of front) {
      if (seen.has(face)) continue
      seen.add(face)
      if (to.has(face)) return crossed
      const start = first[face]
      let out = start
      do {
        const beyond = left[mate[out]]
        if (!seen.has(beyond)) {
          if (isOwn.has(out)) front.push(beyond)
          else next.push(beyond)
        }
        out = Planar.turn(mate, out)
      } while (out !== start)
    }
    front = next
  }
  return crossings.length
}

/** Takes the run away and draws it anew, by a best way; by any of them, as the stream says, where there is one. */
const pass = (tangle: Tangle.Tangle, { crossings, tail, isAbove }: Run, stream?: Stream.Stream): void => {
  const { mate } = tangle
  Tangle.erase(tangle, crossings)
  if (tail < 0) return
  const head = mate[tail]
  mate[tail] = tail
  mate[head] = head
  const { left, rounds } = Planar.faces(mate)
  const by = new Int32Array(rounds.length).fill(-1)
  const queue = [left[tail]]
  const seen = new Set(queue)
  for (const face of queue) {
    if (face === left[head]) break
    const round = rounds[face]
    const shift = stream === undefined ? 0 : Stream.below(stream, round.length)
    for (let i = 0; i < round.length; i++) {
      const dart = round[(i + shift) % round.length]
      const beyond = left[mate[dart]]
      if (seen.has(beyond)) continue
      seen.add(beyond)
      by[beyond] = dart
      queue.push(beyond)
    }
  }
  const across: Array<number> = []
  for (let face = left[head]; by[face] >= 0; face = left[by[face]]) across.push(by[face])
  mate[tail] = head
  mate[head] = tail
  Tangle.draw(tangle, tail, across.reverse(), isAbove, crossings)
}
