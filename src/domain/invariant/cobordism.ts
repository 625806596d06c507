/**
 * Planar matchings and the dotted cobordisms between them: the category in which Bar-Natan's scanning algorithm
 * computes Khovanov homology.
 *
 * A matching pairs some of the points 0 to points-1 by disjoint arcs. Two matchings a, b of the same points, glued
 * along them, are a set of circles, and the morphisms from a to b have a basis: a disc in each circle, with a dot or
 * without. A disc pattern is a bit mask over the circles (bit set: dotted), circles numbered by their least points.
 * The relations reduce every other surface to these: two dots are 0, a sphere is 0, a dotted sphere is 1, and a tube
 * is the sum of a dot on either side; so a handle is two times a dot.
 * Source: Bar-Natan, Khovanov's homology for tangles and cobordisms (Geom. Topol. 9, 2005), section 11.2; Fast
 * Khovanov homology computations (JKTR 16, 2007).
 */
export interface Category {
  readonly points: number
  /** By number of the matching: each point's partner, or -1 where the point is gone. */
  readonly partners: Array<Int8Array>
  readonly numbers: Map<string, number>
  readonly circles: Map<number, Circles>
  readonly gluings: Map<number, Array<Component>>
}

export interface Circles {
  readonly count: number
  /** The circle through each point, -1 where the point is gone. */
  readonly of: Int8Array
}

/** A linear combination of disc patterns: mask, coefficient, mask, coefficient and so on. */
export type Morphism = Array<number>

/** How two stacked morphisms meet in one connected surface. */
interface Component {
  /** The discs of the first and of the second morphism in it. */
  readonly first: number
  readonly second: number
  readonly genus: number
  /** Its boundary circles as single bits, and all of them. */
  readonly boundary: ReadonlyArray<number>
  readonly all: number
}

/** Throws a RangeError beyond 60 points, whose circles fill a mask. */
export const make = (points: number): Category => {
  if (points > 60)
    throw new RangeError(`Cobordisms are kept for at most 60 points; ${points} were asked for.`)
  return { points, partners: [], numbers: new Map(), circles: new Map(), gluings: new Map() }
}

/** The number of a matching. Throws a RangeError beyond 65536 matchings. */
export const intern = (category: Category, partner: Int8Array): number => {
  const name = String.fromCharCode(...partner.map((point) => point + 1))
  const known = category.numbers.get(name)
  if (known !== undefined) return known
  const number = category.partners.length
  if (number === 65536) throw new RangeError("More than 65536 planar matchings occur; reduce the word first.")
  category.partners.push(partner)
  category.numbers.set(name, number)
  return number
}

/** The circles of two matchings glued along their points. */
export const circles = (category: Category, a: number, b: number): Circles => {
  const key = a * 65536 + b
  const known = category.circles.get(key)
  if (known !== undefined) return known
  const upper = category.partners[a]
  const lower = category.partners[b]
  const of = new Int8Array(category.points).fill(-1)
  let count = 0
  for (let start = 0; start < category.points; start++) {
    if (upper[start] < 0 || of[start] >= 0) continue
    for (let point = start; of[point] < 0; point = lower[upper[point]]) {
      of[point] = count
      of[upper[point]] = count
    }
    count++
  }
  const found = { count, of }
  category.circles.set(key, found)
  return found
}

/**
 * The matching in which points x and y have been joined by an arc outside; with `cap` they are there again, joined
 * to each other on the far side, so that the whole is multiplication by a Temperley-Lieb generator. If x and y were
 * partners the joining closes a loop, which the matching returned leaves out.
 */
export const join = (category: Category, a: number, x: number, y: number, cap: boolean): number => {
  const partner = category.partners[a].slice()
  partner[partner[x]] = partner[y]
  partner[partner[y]] = partner[x]
  partner[x] = cap ? y : -1
  partner[y] = cap ? x : -1
  return intern(category, partner)
}

/** Whether {@link join} of x and y closes a loop in a. */
export const closes = (category: Category, a: number, x: number, y: number): boolean => {
  return category.partners[a][x] === y
}

/**
 * A morphism a -> b with the points x and y joined by a strip all the way: what becomes of it between the joined
 * matchings. A closed loop stands for two copies of the rest, shifted by +1 (the loop bounds a disc, "1") and by -1 (a
 * dotted disc, "x"): entry `2 * (copy of a) + (copy of b)`, copy 0 for "1" and for no loop, copy 1 for "x". A disc
 * pattern may occur twice.
 */
export const joined = (
  category: Category,
  a: number,
  b: number,
  x: number,
  y: number,
  cap: boolean,
  f: Morphism
): [Morphism, Morphism, Morphism, Morphism] => {
  const before = circles(category, a, b)
  const after = circles(category, join(category, a, x, y, cap), join(category, b, x, y, cap))
  const loopA = closes(category, a, x, y)
  const loopB = closes(category, b, x, y)
  const X = before.of[x]
  const Y = before.of[y]
  const moved = new Int32Array(before.count)
  for (let point = 0; point < category.points; point++) {
    const circle = before.of[point]
    if (circle >= 0 && circle !== X && circle !== Y) moved[circle] = 1 << after.of[point]
  }
  // The strip leaves one circle of two, or two circles of one: the one that leaves x along a, and the one along b.
  const alongA = loopA ? 0 : 1 << after.of[category.partners[a][x]]
  const alongB = loopB ? 0 : 1 << after.of[category.partners[b][x]]
  const results: [Morphism, Morphism, Morphism, Morphism] = [[], [], [], []]
  for (let k = 0; k < f.length; k += 2) {
    const mask = f[k]
    const dots = ((mask >> X) & 1) + (X === Y ? 0 : (mask >> Y) & 1)
    if (dots === 2) continue
    let rest = 0
    for (let m = mask & ~(1 << X) & ~(1 << Y); m !== 0; m &= m - 1) rest |= moved[31 - Math.clz32(m & -m)]
    if (X !== Y) {
      results[0].push(dots === 0 ? rest : rest | alongA, f[k + 1])
    } else if (dots === 1) {
      results[copies(loopA, loopB, true, true)].push(rest | alongA | alongB, f[k + 1])
    } else {
      results[copies(loopA, loopB, true, false)].push(rest | alongA, f[k + 1])
      results[copies(loopA, loopB, false, true)].push(rest | alongB, f[k + 1])
    }
  }
  return results
}

/** Which copies a disc pattern contributes to: "1" in the source makes a sphere of a dotted disc, "x" of a plain one,
 * and in the target the other way round. A loop in a is the circle along a, and in b the one along b. */
const copies = (loopA: boolean, loopB: boolean, dottedA: boolean, dottedB: boolean): number => {
  return (loopA && !dottedA ? 2 : 0) + (loopB && dottedB ? 1 : 0)
}

/** Adds `factor * g after f` to a sum, for f: a -> b and g: b -> c; coefficients are not reduced. */
export const addComposite = (
  category: Category,
  a: number,
  b: number,
  c: number,
  f: Morphism,
  g: Morphism,
  factor: number,
  sum: Map<number, number>,
  reduce: (x: number) => number
): void => {
  const components = gluing(category, a, b, c)
  for (let i = 0; i < f.length; i += 2) {
    const scaled = reduce(f[i + 1] * factor)
    for (let j = 0; j < g.length; j += 2) {
      let terms = [0]
      let coefficient = reduce(scaled * g[j + 1])
      for (const { first, second, genus, boundary, all } of components) {
        const dots = popcount(f[i] & first) + popcount(g[j] & second) + genus
        if (dots > 1) {
          terms = []
          break
        }
        if (genus === 1) coefficient = reduce(2 * coefficient)
        if (dots === 1) terms = terms.map((mask) => mask | all)
        else if (boundary.length > 1) {
          terms = terms.flatMap((mask) => boundary.map((bit) => mask | (all & ~bit)))
        }
      }
      for (const mask of terms) sum.set(mask, reduce((sum.get(mask) ?? 0) + coefficient))
    }
  }
}

/** The connected surfaces of a morphism a -> b below one b -> c. Discs are glued along the arcs of b, and each lowers
 * the Euler characteristic by one. */
const gluing = (category: Category, a: number, b: number, c: number): Array<Component> => {
  const key = (a * 65536 + b) * 65536 + c
  const known = category.gluings.get(key)
  if (known !== undefined) return known
  const lower = circles(category, a, b)
  const upper = circles(category, b, c)
  const outer = circles(category, a, c)
  const partner = category.partners[b]
  // Discs of the first morphism, then those of the second; each points to a disc it is glued to, or to itself.
  const root = Array.from({ length: lower.count + upper.count }, (_, disc) => disc)
  const find = (disc: number): number => (root[disc] === disc ? disc : find(root[disc]))
  for (let point = 0; point < category.points; point++) {
    if (partner[point] > point) root[find(lower.of[point])] = find(lower.count + upper.of[point])
  }
  const components: Array<Component> = []
  root.forEach((_, disc) => {
    if (find(disc) !== disc) return
    let first = 0
    let second = 0
    let discs = 0
    root.forEach((_, other) => {
      if (find(other) !== disc) return
      discs++
      if (other < lower.count) first |= 1 << other
      else second |= 1 << (other - lower.count)
    })
    let arcs = 0
    let all = 0
    for (let point = 0; point < category.points; point++) {
      if (partner[point] < 0 || find(lower.of[point]) !== disc) continue
      if (partner[point] > point) arcs++
      all |= 1 << outer.of[point]
    }
    const boundary: Array<number> = []
    for (let m = all; m !== 0; m &= m - 1) boundary.push(m & -m)
    components.push({ first, second, genus: (2 - boundary.length - discs + arcs) / 2, boundary, all })
  })
  category.gluings.set(key, components)
  return components
}

const popcount = (mask: number): number => {
  let count = 0
  for (let m = mask; m !== 0; m &= m - 1) count++
  return count
}
