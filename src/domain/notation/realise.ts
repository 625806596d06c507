/**
 * Closed curves in the plane, known by the order in which each meets the crossings: which way two strands cross at each of
 * them, the one thing that such an order does not say.
 *
 * A crossing i of a curve with itself cuts it into two loops, L and the rest R. Whatever else L meets, R crosses it from one
 * side to the other, and the sides of L are two colours: on the left of L the colour changes where L crosses itself, along R
 * where R crosses L. At i itself the turn of the crossing says on which side of L the rest begins. So the turn at i gives the
 * turn at each crossing of L with R, and crossings that are linked so (their chords interlace) form parts whose turns all
 * follow from one. Each part is free to be reflected: a part is a prime summand of the diagram, or a kink. Sources: Dowker and
 * Thistlethwaite, Classification of knot projections (Topology Appl. 16, 1983); de Fraysseix and Ossona de Mendez, On a
 * characterization of Gauss codes (Discrete Comput. Geom. 22, 1999).
 *
 * Several curves that meet are made one: a crossing of two is put twice, one behind the other, which makes their strands change
 * places. That it can all be drawn in a plane is for `Planar.of` to say. Time grows with the square of the number of crossings.
 */

export interface Realisation {
  /** By crossing: 1 where the pass that comes first is crossed by the other one from its right to its left, else -1. */
  readonly turns: Int8Array
  /** By crossing: the part whose turns depend on each other, numbered from 0 by their first crossings. */
  readonly parts: Int32Array
}

/** A pass of a curve through a crossing; `order` says which pass of a crossing comes first. */
interface Pass {
  readonly crossing: number
  readonly order: number
}

/** @param curves the crossings of each, numbered from 0; every crossing twice in all */
export const realise = (curves: ReadonlyArray<ReadonlyArray<number>>): Realisation => {
  const count = curves.reduce((sum, { length }) => sum + length, 0) / 2
  let order = 0
  const waiting = curves.map((curve) => curve.map((crossing): Pass => ({ crossing, order: order++ })))
  const turns = new Int8Array(count)
  const parts = new Int32Array(count).fill(-1)
  let crossings = count
  let part = 0
  while (waiting.length > 0) {
    let curve = waiting.shift()!
    for (;;) {
      const meets = new Set(curve.map(({ crossing }) => crossing))
      const at = waiting.findIndex((other) => other.some(({ crossing }) => meets.has(crossing)))
      if (at < 0) break
      curve = joined(curve, waiting.splice(at, 1)[0], crossings++)
    }
    part = orient(curve, turns, parts, part)
  }
  return { turns, parts }
}

/** One curve of two that meet: at their first meeting each goes on as the other, by way of one more crossing. */
const joined = (a: ReadonlyArray<Pass>, b: ReadonlyArray<Pass>, more: number): Array<Pass> => {
  const places = new Map(b.map(({ crossing }, i) => [crossing, i]))
  const i = a.findIndex(({ crossing }) => places.has(crossing))
  const j = places.get(a[i].crossing)!
  const to = (curve: ReadonlyArray<Pass>, end: number) => [
    ...curve.slice(end + 1),
    ...curve.slice(0, end + 1)
  ]
  return [...to(a, i), { crossing: more, order: 0 }, ...to(b, j), { crossing: more, order: 1 }]
}

/** Turns of the crossings of one curve, as far as they are real, into `turns`. Returns the number of the next part. */
const orient = (
  curve: ReadonlyArray<Pass>,
  turns: Int8Array,
  parts: Int32Array,
  firstPart: number
): number => {
  const size = curve.length
  const places = new Map<number, [number, number]>()
  curve.forEach(({ crossing }, place) => {
    const known = places.get(crossing)
    if (known === undefined) places.set(crossing, [place, place])
    else known[1] = place
  })
  const found = new Map<number, { readonly bit: number; readonly part: number }>()
  const inside = new Map<number, number>()
  let part = firstPart
  const inOrder = [...places.keys()].sort((x, y) => x - y)
  for (const start of inOrder) {
    if (found.has(start)) continue
    found.set(start, { bit: 0, part })
    const queue = [start]
    for (const i of queue) {
      const [p, q] = places.get(i)!
      inside.clear()
      for (let a = p + 1; a < q; a++) {
        const { crossing } = curve[a]
        inside.set(crossing, (inside.get(crossing) ?? 0) + 1)
      }
      const known = found.get(i)!.bit
      // Colours on the left of L, by crossing: how often L has crossed itself on the way there.
      const left = new Map<number, number>()
      for (let a = p + 1, crossed = 0; a < q; a++) {
        const { crossing } = curve[a]
        if (inside.get(crossing) === 2) crossed++
        else left.set(crossing, crossed)
      }
      for (let step = 1, crossed = 0; step < size - (q - p); step++) {
        const place = (q + step) % size
        const { crossing } = curve[place]
        const colour = left.get(crossing)
        if (colour === undefined) continue
        if (!found.has(crossing)) {
          const isBefore = place < p ? 1 : 0
          found.set(crossing, { bit: (1 + known + colour + crossed + isBefore) & 1, part })
          queue.push(crossing)
        }
        crossed++
      }
    }
    part++
  }
  for (const [crossing, [p, q]] of places) {
    if (crossing >= turns.length) continue
    const { bit, part } = found.get(crossing)!
    turns[crossing] = (bit === 1) === curve[p].order < curve[q].order ? -1 : 1
    parts[crossing] = part
  }
  return part
}
