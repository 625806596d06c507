/**
 * An oriented planar diagram under change: crossings come and go, and what is left hangs together. Darts and ports are those
 * of planar.ts; a dart of a crossing that is gone is its own mate.
 */
import * as Orientation from "./orientation.ts"
import * as Planar from "./planar.ts"

export interface Tangle {
  /** The other end of the arc of each dart. */
  readonly mate: Uint32Array
  /** By crossing: 1 or -1, and 0 where there is none. */
  readonly signs: Int8Array
  crossings: number
  circles: number
}

export const of = (diagram: Planar.Diagram): Tangle => ({
  mate: Planar.mates(diagram),
  signs: Orientation.orient(diagram).signs,
  crossings: diagram.crossings.length,
  circles: diagram.circles
})

/** The same with room for so many more crossings. */
export const withRoom = ({ mate, signs, crossings, circles }: Tangle, more: number): Tangle => {
  const size = signs.length + more
  const larger = {
    mate: Uint32Array.from({ length: 4 * size }, (_, dart) => dart),
    signs: new Int8Array(size)
  }
  larger.mate.set(mate)
  larger.signs.set(signs)
  return { ...larger, crossings, circles }
}

/** Some of the crossings alone, which hang together with no others. */
export const part = ({ mate, signs }: Tangle, crossings: ReadonlyArray<number>): Tangle => {
  const own = new Int8Array(signs.length)
  for (const crossing of crossings) own[crossing] = signs[crossing]
  return { mate, signs: own, crossings: crossings.length, circles: 0 }
}

/** Its connected pieces; circles are none. */
export const pieces = (tangle: Tangle): ReadonlyArray<Planar.Diagram> =>
  Planar.pieces(tangle.mate)
    .filter(([crossing]) => tangle.signs[crossing] !== 0)
    .map((crossings) => toDiagram(part(tangle, crossings)))

/** Arcs are numbered along components, each from the first crossing that it leaves. */
export const toDiagram = ({ mate, signs, circles }: Tangle): Planar.Diagram => {
  const arc = new Int32Array(mate.length).fill(-1)
  let arcs = 0
  const living = [...signs.keys()].filter((crossing) => signs[crossing] !== 0)
  for (const crossing of living)
    for (const start of [4 * crossing + 2, 4 * crossing + upperOut(signs[crossing])])
      for (let dart = start; arc[dart] < 0; dart = mate[dart] ^ 2) arc[dart] = arc[mate[dart]] = arcs++
  return {
    crossings: living.map(
      (i): Planar.Crossing => [arc[4 * i], arc[4 * i + 1], arc[4 * i + 2], arc[4 * i + 3]]
    ),
    circles
  }
}

/** The port by which the strand above leaves a crossing of this sign. */
const upperOut = (sign: number): number => (sign > 0 ? 1 : 3)

/** Whether a component leaves its crossing by this dart. */
export const isOut = ({ signs }: Tangle, dart: number): boolean =>
  (dart & 3) === 2 || (dart & 3) === upperOut(signs[dart >> 2])

/** Crossings go, and strands through them go straight on; those that meet no other crossing are circles. */
export const erase = (tangle: Tangle, crossings: ReadonlyArray<number>): void =>
  remove(tangle, crossings, (dart) => dart ^ 2)

/** A crossing goes, and each strand goes on where the other one went: one component more, or one fewer, and the same directions. */
export const smooth = (tangle: Tangle, crossing: number): void => {
  const by = tangle.signs[crossing] > 0 ? 1 : 3
  remove(tangle, [crossing], (dart) => dart ^ by)
}

/** @param across the dart by which a strand leaves a crossing that goes, by the one by which it comes; and the other way round */
const remove = (tangle: Tangle, crossings: ReadonlyArray<number>, across: (dart: number) => number): void => {
  const { mate, signs } = tangle
  for (const crossing of crossings) signs[crossing] = 0
  const isGone = (dart: number) => signs[dart >> 2] === 0
  const seen = new Set<number>()
  /** Through all crossings that go, from a dart of one that comes in; -1 for a walk in a circle. */
  const through = (dart: number): number => {
    let end = dart
    while (isGone(end)) {
      if (seen.has(end)) return -1
      seen.add(end).add(across(end))
      end = mate[across(end)]
    }
    return end
  }
  const darts = crossings.flatMap((crossing) => [0, 1, 2, 3].map((port) => 4 * crossing + port))
  for (const dart of darts) {
    const outer = mate[dart]
    if (!isGone(outer) && !seen.has(dart)) join(mate, outer, through(dart))
  }
  for (const dart of darts) if (!seen.has(dart) && through(dart) < 0) tangle.circles++
  for (const dart of darts) mate[dart] = dart
  tangle.crossings -= crossings.length
}

/**
 * The arc that leaves by dart `tail` is drawn anew, from the end of `tail` across arcs to its other end.
 *
 * @param across the darts whose arcs it crosses, from their left to their right, one after the other in the plane
 * @param isAbove whether it passes above them
 * @param free crossings that are none, one for each
 */
export const draw = (
  tangle: Tangle,
  tail: number,
  across: ReadonlyArray<number>,
  isAbove: boolean,
  free: ReadonlyArray<number>
): void => {
  const { mate, signs } = tangle
  const head = mate[tail]
  let last = tail
  across.forEach((from, i) => {
    const crossing = free[i]
    const to = mate[from]
    const isAlong = isOut(tangle, from)
    // Counterclockwise round the crossing: back along the arc, where the strand goes on, along the arc, where it came from.
    const first = isAbove ? (isAlong ? 0 : 2) : 1
    const port = (by: number) => 4 * crossing + ((first + by) & 3)
    signs[crossing] = isAbove === isAlong ? 1 : -1
    join(mate, port(0), from)
    join(mate, port(2), to)
    join(mate, port(3), last)
    last = port(1)
  })
  join(mate, last, head)
  tangle.crossings += across.length
}

/** Makes two darts the ends of one arc. */
export const join = (mate: Uint32Array, a: number, b: number): void => {
  mate[a] = b
  mate[b] = a
}
