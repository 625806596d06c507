/**
 * Dotted cobordisms between matchings: the category in which Bar-Natan's scanning algorithm computes Khovanov homology.
 *
 * Morphisms from a to b have a basis: a disc in each circle of a glued to b, with a dot or without (see matching.ts). The
 * relations reduce every other surface to these. Undeformed: two dots are 0, a tube is the sum of a dot on either side.
 * Deformed, with a parameter H of degree -2: two dots are H times one, a tube is a dot on either side less H; as degrees
 * tell the power of H in each coefficient, it is left out. In both a sphere is 0, a dotted one 1.
 * Source: Bar-Natan, Khovanov's homology for tangles and cobordisms (Geom. Topol. 9, 2005), sections 9.3 and 11.2; Fast
 * Khovanov homology computations (JKTR 16, 2007).
 */
import * as Matching from "./matching.ts"
import type { Ring } from "./ring.ts"

/** A linear combination of disc patterns: mask, coefficient, mask, coefficient and so on, no mask twice. */
export type Morphism = ReadonlyArray<number>

/** A morphism that is being summed: coefficients by mask, zero between sums. */
export interface Sum {
  readonly values: Float64Array
  readonly touched: Array<number>
}

export const sum = (circles: number): Sum => ({ values: new Float64Array(1 << circles), touched: [] })

/** Adds to the coefficient of a mask. */
export const add = ({ values, touched }: Sum, ring: Ring, mask: number, coefficient: number): void => {
  const old = values[mask]
  if (old === 0) touched.push(mask)
  values[mask] = ring.reduce(old + coefficient)
}

export const addAll = (sum: Sum, ring: Ring, f: Morphism, sign: 1 | -1): void => {
  for (let k = 0; k < f.length; k += 2) add(sum, ring, f[k], sign * f[k + 1])
}

/** The morphism that was summed; the sum is zero again. */
export const take = ({ values, touched }: Sum): Morphism => {
  const morphism: Array<number> = []
  for (const mask of touched) {
    if (values[mask] === 0) continue
    morphism.push(mask, values[mask])
    values[mask] = 0
  }
  touched.length = 0
  return morphism
}

/** Adds `factor * g after f` to a sum, for f: a -> b and g: b -> c glued so. */
export const addComposite = (
  sum: Sum,
  ring: Ring,
  glued: ReadonlyArray<Matching.Component>,
  f: Morphism,
  g: Morphism,
  factor: number
): void => {
  for (let i = 0; i < f.length; i += 2) {
    const scaled = ring.reduce(f[i + 1] * factor)
    for (let j = 0; j < g.length; j += 2)
      spread(sum, ring, glued, 0, f[i], g[j], 0, ring.reduce(scaled * g[j + 1]))
  }
}

/** Adds the surface whose components from `k` on have these dots below and above. */
const spread = (
  sum: Sum,
  ring: Ring,
  glued: ReadonlyArray<Matching.Component>,
  from: number,
  below: number,
  above: number,
  mask: number,
  coefficient: number
): void => {
  for (let k = from; k < glued.length; k++) {
    const { lower, upper, terms } = glued[k]
    const dotsBelow = below & lower
    const dotsAbove = above & upper
    const one = dotsBelow === 0 ? dotsAbove : dotsBelow
    const dots = one === 0 ? 0 : (one & (one - 1)) === 0 && (dotsBelow === 0 || dotsAbove === 0) ? 1 : 2
    const pieces = terms[dots]
    if (pieces.length === 2) {
      mask |= pieces[0]
      if (pieces[1] !== 1) coefficient = ring.reduce(coefficient * pieces[1])
      continue
    }
    for (let i = 0; i < pieces.length; i += 2)
      spread(
        sum,
        ring,
        glued,
        k + 1,
        below,
        above,
        mask | pieces[i],
        ring.reduce(coefficient * pieces[i + 1])
      )
    return
  }
  add(sum, ring, mask, coefficient)
}

/**
 * What joining the points x and y outside makes of matchings and morphisms. With `cap` the points are there again, joined
 * to each other on the far side: the product with a Temperley-Lieb generator. Else they are gone, those above them moved
 * down.
 */
export interface Strip {
  readonly x: number
  readonly y: number
  readonly cap: boolean
  readonly to: Matching.Matchings
  readonly images: Array<Image | undefined>
  /** By source, target and mask. */
  readonly moves: Array<Array<Array<Moves>>>
}

export interface Image {
  readonly matching: Matching.Matching
  /** Whether joining closes a loop, which the matching leaves out. */
  readonly loop: boolean
}

/**
 * What becomes of a disc pattern of a -> b. A closed loop stands for two copies of the rest, shifted by +1 (the loop bounds
 * a disc) and by -1 (a dotted disc): `2 * (copy of a) + (copy of b)`, copy 0 for the disc and for no loop; mask; coefficient;
 * and so on.
 */
export type Moves = ReadonlyArray<number>

export const strip = (to: Matching.Matchings, x: number, y: number, cap: boolean): Strip => {
  return { x, y, cap, to, images: [], moves: [] }
}

export const image = (strip: Strip, a: Matching.Matching): Image => {
  strip.images[a.number] ??= joined(strip, a)
  return strip.images[a.number]!
}

const joined = ({ x, y, cap, to }: Strip, a: Matching.Matching): Image => {
  const partner = a.partner.slice()
  partner[partner[x]] = partner[y]
  partner[partner[y]] = partner[x]
  const loop = a.partner[x] === y
  if (cap) {
    partner[x] = y
    partner[y] = x
    return { matching: Matching.intern(to, partner), loop }
  }
  const kept = partner.filter((_, point) => point !== x && point !== y)
  return {
    matching: Matching.intern(
      to,
      kept.map((point) => moved(x, y, point))
    ),
    loop
  }
}

/** The number of a point when x and y are gone. */
const moved = (x: number, y: number, point: number): number =>
  point - (point > x ? 1 : 0) - (point > y ? 1 : 0)

/** What becomes of the disc pattern `mask` of a -> b. */
export const moves = (strip: Strip, a: Matching.Matching, b: Matching.Matching, mask: number): Moves => {
  strip.moves[a.number] ??= []
  strip.moves[a.number][b.number] ??= []
  const table = strip.moves[a.number][b.number]
  table[mask] ??= movesOf(strip, a, b, mask)
  return table[mask]
}

const movesOf = (strip: Strip, a: Matching.Matching, b: Matching.Matching, mask: number): Moves => {
  const { x, y, cap, to } = strip
  const before = Matching.circles(a, b)
  const imageA = image(strip, a)
  const imageB = image(strip, b)
  const after = Matching.circles(imageA.matching, imageB.matching)
  const bit = (point: number) => 1 << after.of[cap ? point : moved(x, y, point)]
  const [X, Y] = [before.of[x], before.of[y]]
  let rest = 0
  before.of.forEach((circle, point) => {
    if (circle !== X && circle !== Y && mask & (1 << circle)) rest |= bit(point)
  })
  // The strip leaves one circle of two, or two circles of one: the one that leaves x along a, and the one along b.
  const alongA = imageA.loop ? 0 : bit(a.partner[x])
  const alongB = imageB.loop ? 0 : bit(b.partner[x])
  const dots = ((mask >> X) & 1) + (X === Y ? 0 : (mask >> Y) & 1)
  if (X !== Y) {
    if (dots === 2 && !to.deformed) return []
    return [0, dots === 0 ? rest : rest | alongA, 1]
  }
  const found: Array<number> = []
  const put = (dottedA: boolean, dottedB: boolean, coefficient: number) => {
    const copyB = imageB.loop && dottedB ? 1 : 0
    const left = rest | (dottedA ? alongA : 0) | (dottedB ? alongB : 0)
    if (!imageA.loop) found.push(copyB, left, coefficient)
    else {
      // A loop filled with a disc and a dotted disc is a dotted sphere, 1; with two dotted ones it is H.
      if (dottedA) found.push(copyB, left, coefficient)
      if (!dottedA || to.deformed) found.push(2 + copyB, left, coefficient)
    }
  }
  if (dots === 1) put(true, true, 1)
  else {
    put(true, false, 1)
    put(false, true, 1)
    if (to.deformed) put(false, false, -1)
  }
  return found
}
