/**
 * Complexes of matchings and dotted cobordisms, as tangles have them, made larger by crossings and smaller by cancelling.
 */
import * as Interruption from "../../interruption.ts"
import * as Cobordism from "./cobordism.ts"
import * as Matching from "./matching.ts"
import type { Ring } from "./ring.ts"

/** A direct summand: a matching in homological degree h, shifted by q, and its differential. */
export interface Summand {
  readonly h: number
  readonly q: number
  readonly matching: Matching.Matching
  readonly out: Map<Summand, Cobordism.Morphism>
  readonly in: Set<Summand>
  gone: boolean
}

/** A complex under way. */
export interface Complex {
  readonly ring: Ring
  readonly deformed: boolean
  readonly sum: Cobordism.Sum
  /** By half the number of points. */
  readonly matchings: Array<Matching.Matchings>
  points: number
  summands: Array<Summand>
  /** Morphisms that have been made so far: what the work is measured in. */
  work: number
}

/** The complex of the empty tangle in degrees h and q; `most` points are to come at a time. */
export const empty = (ring: Ring, deformed: boolean, most: number, h: number, q: number): Complex => {
  const complex: Complex = {
    ring,
    deformed,
    sum: Cobordism.sum(most / 2),
    matchings: [],
    points: 0,
    summands: [],
    work: 0
  }
  complex.summands.push(summand(h, q, Matching.intern(matchingsOf(complex, 0), new Uint8Array(0))))
  return complex
}

const matchingsOf = (complex: Complex, points: number): Matching.Matchings => {
  complex.matchings[points / 2] ??= Matching.make(points, complex.deformed)
  return complex.matchings[points / 2]
}

const summand = (h: number, q: number, matching: Matching.Matching): Summand => {
  return { h, q, matching, out: new Map(), in: new Set(), gone: false }
}

const connect = (from: Summand, to: Summand, morphism: Cobordism.Morphism): void => {
  if (morphism.length === 0) return
  from.out.set(to, morphism)
  to.in.add(from)
}

/** An arc away from all else, whose ends are the last two points. */
export const open = (complex: Complex): void => {
  const { points } = complex
  const to = matchingsOf(complex, points + 2)
  const images: Array<Matching.Matching> = []
  const made = new Map<Summand, Summand>()
  for (const a of complex.summands) {
    images[a.matching.number] ??= Matching.opened(to, a.matching)
    made.set(a, summand(a.h, a.q, images[a.matching.number]))
  }
  // The circle of the new arc is the last one, and its disc plain: masks stay.
  for (const [a, copy] of made) for (const [b, f] of a.out) connect(copy, made.get(b)!, f)
  complex.points += 2
  complex.summands = [...made.values()]
}

/** The points x and y joined. */
export const close = (complex: Complex, x: number, y: number): void => {
  const strip = Cobordism.strip(matchingsOf(complex, complex.points - 2), x, y, false)
  const copies = new Map(complex.summands.map((a) => [a, copiesOf(strip, a, 0, 0)]))
  for (const a of complex.summands) connectCopies(complex, strip, a, copies, 1)
  complex.points -= 2
  complex.summands = [...copies.values()].flat()
}

/**
 * One more crossing at the points x and y, which are there again on its far side. `plain` tells whether the smoothing that
 * leaves all as it is comes first, and the product with e one degree higher, or the other way round; saddles lead from the
 * one to the other, and the product's differential changes its sign.
 */
export const cross = (complex: Complex, x: number, y: number, plain: "first" | "second"): void => {
  const strip = Cobordism.strip(matchingsOf(complex, complex.points), x, y, true)
  const first = plain === "first"
  const [later, sooner] = first ? [1, 0] : [0, 1]
  const plains = new Map(complex.summands.map((a) => [a, summand(a.h + sooner, a.q + sooner, a.matching)]))
  const copies = new Map(complex.summands.map((a) => [a, copiesOf(strip, a, later, later)]))
  for (const a of complex.summands) {
    const from = plains.get(a)!
    for (const [b, f] of a.out) connect(from, plains.get(b)!, f)
    connectCopies(complex, strip, a, copies, -1)
    const made = copies.get(a)!
    if (made.length === 1) {
      if (first) connect(from, made[0], [0, 1])
      else connect(made[0], from, [0, 1])
      continue
    }
    // The saddle at a loop is a tube between the loop and the cap.
    const dot = 1 << Matching.circles(a.matching, a.matching).of[x]
    if (first) {
      connect(from, made[0], complex.deformed ? [dot, 1, 0, -1] : [dot, 1])
      connect(from, made[1], [0, 1])
    } else {
      connect(made[0], from, [0, 1])
      connect(made[1], from, [dot, 1])
    }
  }
  complex.summands = [...plains.values(), ...[...copies.values()].flat()]
}

/** What a summand becomes: itself on the new matching, or two copies for a closed loop. */
const copiesOf = (strip: Cobordism.Strip, a: Summand, h: number, q: number): Array<Summand> => {
  const { matching, loop } = Cobordism.image(strip, a.matching)
  if (!loop) return [summand(a.h + h, a.q + q, matching)]
  return [summand(a.h + h, a.q + q + 1, matching), summand(a.h + h, a.q + q - 1, matching)]
}

const connectCopies = (
  complex: Complex,
  strip: Cobordism.Strip,
  a: Summand,
  copies: ReadonlyMap<Summand, ReadonlyArray<Summand>>,
  sign: 1 | -1
): void => {
  const { ring, sum } = complex
  const sources = copies.get(a)!
  for (const [b, f] of a.out) {
    Interruption.look()
    const targets = copies.get(b)!
    for (let i = 0; i < sources.length; i++)
      for (let j = 0; j < targets.length; j++) {
        const entry = 2 * i + j
        for (let k = 0; k < f.length; k += 2) {
          const moves = Cobordism.moves(strip, a.matching, b.matching, f[k])
          for (let m = 0; m < moves.length; m += 3)
            if (moves[m] === entry) Cobordism.add(sum, ring, moves[m + 1], sign * moves[m + 2] * f[k + 1])
        }
        connect(sources[i], targets[j], Cobordism.take(sum))
        complex.work++
      }
  }
}

/**
 * Removes isomorphisms from the differential until there are none (Gaussian elimination); the complex that is left is
 * homotopy equivalent. False where the work grew beyond `most`, and the complex is of no use any more.
 *
 * The order decides how many morphisms there will be, a hundred times more in a bad one: isomorphisms go first whose
 * removal touches few pairs of others (Markowitz), with a bound that rises by quarters.
 *
 * @param power of the deformed complex without points: removes multiples of this power of H instead, once there are none
 * of a lower one
 */
export const eliminate = (complex: Complex, most: number, power = 0): boolean => {
  let waiting = complex.summands
  for (let bound = 0; waiting.length > 0; bound = Math.max(1, 1.25 * bound)) {
    const later = new Set<Summand>()
    const queue = waiting.filter((a) => !a.gone)
    for (let a = queue.pop(); a !== undefined; a = queue.pop()) {
      Interruption.look()
      if (a.gone) continue
      const b = partner(complex, a, power)
      if (b === undefined) continue
      if ((b.in.size - 1) * (a.out.size - 1) > bound) {
        later.add(a)
        continue
      }
      // Summands whose differential has changed may have gained an isomorphism.
      cancel(complex, a, b, queue)
      if (complex.work > most) return false
    }
    waiting = [...later]
  }
  complex.summands = complex.summands.filter((a) => !a.gone)
  return true
}

/** Of the summands to which a leads isomorphically, that with the fewest others leading to it. */
const partner = (complex: Complex, a: Summand, power: number): Summand | undefined => {
  let chosen: Summand | undefined
  for (const [b, f] of a.out) {
    if (b.q !== a.q + 2 * power || b.matching !== a.matching || !complex.ring.isUnit(f[1])) continue
    if (chosen === undefined || b.in.size < chosen.in.size) chosen = b
  }
  return chosen
}

/** Removes a and b, between which the differential is a multiple of the identity: d' = d - g f / multiple. */
const cancel = (complex: Complex, a: Summand, b: Summand, changed: Array<Summand>): void => {
  const { ring, sum, deformed } = complex
  const factor = -ring.invert(a.out.get(b)![1])
  a.gone = true
  b.gone = true
  for (const c of a.in) c.out.delete(a)
  for (const d of b.out.keys()) d.in.delete(b)
  for (const d of a.out.keys()) d.in.delete(a)
  a.out.delete(b)
  for (const c of b.in) {
    if (c === a) continue
    Interruption.look()
    const f = c.out.get(b)!
    c.out.delete(b)
    changed.push(c)
    for (const [d, g] of a.out) {
      const old = c.out.get(d)
      if (old !== undefined) Cobordism.addAll(sum, ring, old, 1)
      const glued = Matching.gluing(deformed, c.matching, b.matching, d.matching)
      Cobordism.addComposite(sum, ring, glued, f, g, factor)
      complex.work++
      const morphism = Cobordism.take(sum)
      if (morphism.length > 0) connect(c, d, morphism)
      else if (old !== undefined) {
        c.out.delete(d)
        d.in.delete(c)
      }
    }
  }
}
