/**
 * Matchings of the open ends of a tangle, and how cobordisms between them glue.
 *
 * A matching pairs points 0 to points-1 by arcs. Two matchings a and b of the same points, glued along them, are a set of
 * circles, numbered by their least points. A cobordism from a to b is a disc in each circle with at most one dot (see
 * cobordism.ts), so a bit mask over the circles names it: bit set, dotted.
 */
export interface Matching {
  /** Its place among the matchings of as many points that have been met. */
  readonly number: number
  readonly partner: Uint8Array
  /** By number of the other one: this matching glued to it. */
  readonly circles: Array<Circles | undefined>
}

export interface Circles {
  readonly count: number
  /** The circle through each point. */
  readonly of: Uint8Array
  /** By number of a third matching: discs in these circles under discs in those of the second and the third. */
  readonly gluings: Array<ReadonlyArray<Component> | undefined>
}

/** A connected surface of two cobordisms one on the other. */
export interface Component {
  /** Its discs, as masks over the circles of the lower and of the upper cobordism. */
  readonly lower: number
  readonly upper: number
  /** What it comes to with no dot, one, and two or more on it: mask over its boundary circles, coefficient and so on. */
  readonly terms: readonly [Terms, Terms, Terms]
}

export type Terms = ReadonlyArray<number>

/** The matchings of so many points that have been met. */
export interface Matchings {
  readonly points: number
  readonly deformed: boolean
  readonly list: Array<Matching>
  readonly names: Map<string, Matching>
}

/** Most points: 20 circles, whose masks tables of a million places hold. */
export const mostPoints = 40

export const make = (points: number, deformed: boolean): Matchings => ({
  points,
  deformed,
  list: [],
  names: new Map()
})

/** The matching with these partners: the same object each time. */
export const intern = (matchings: Matchings, partner: Uint8Array): Matching => {
  const name = String.fromCharCode(...partner)
  const known = matchings.names.get(name)
  if (known !== undefined) return known
  const matching = { number: matchings.list.length, partner, circles: [] }
  matchings.list.push(matching)
  matchings.names.set(name, matching)
  return matching
}

/** The matching with one more arc, whose ends are the last two points. */
export const opened = (to: Matchings, { partner }: Matching): Matching =>
  intern(to, Uint8Array.from([...partner, partner.length + 1, partner.length]))

/** The circles of two matchings glued along their points. */
export const circles = (a: Matching, b: Matching): Circles => {
  const known = a.circles[b.number]
  if (known !== undefined) return known
  const points = a.partner.length
  const of = new Uint8Array(points).fill(255)
  let count = 0
  for (let start = 0; start < points; start++) {
    if (of[start] !== 255) continue
    for (let point = start; of[point] === 255; point = b.partner[a.partner[point]]) {
      of[point] = count
      of[a.partner[point]] = count
    }
    count++
  }
  const found = { count, of, gluings: [] }
  a.circles[b.number] = found
  return found
}

/**
 * The connected surfaces of a cobordism a -> b below one b -> c. Discs are glued along the arcs of b, each of which lowers
 * the Euler characteristic by one. The surfaces are orientable: points are coloured in turn round the tangle, and arcs join
 * points of different colours.
 */
export const gluing = (
  deformed: boolean,
  a: Matching,
  b: Matching,
  c: Matching
): ReadonlyArray<Component> => {
  const below = circles(a, b)
  const known = below.gluings[c.number]
  if (known !== undefined) return known
  const above = circles(b, c)
  const outer = circles(a, c)
  // Discs below, then those above; each points to a disc that it is glued to, or to itself.
  const root = Array.from({ length: below.count + above.count }, (_, disc) => disc)
  const find = (disc: number): number => (root[disc] === disc ? disc : find(root[disc]))
  b.partner.forEach((other, point) => {
    if (other > point) root[find(below.of[point])] = find(below.count + above.of[point])
  })
  const found = root.flatMap((parent, disc) => {
    if (parent !== disc) return []
    let [lower, upper, discs, arcs, boundary] = [0, 0, 0, 0, 0]
    root.forEach((_, other) => {
      if (find(other) !== disc) return
      discs++
      if (other < below.count) lower |= 1 << other
      else upper |= 1 << (other - below.count)
    })
    b.partner.forEach((other, point) => {
      if (find(below.of[point]) !== disc) return
      if (other > point) arcs++
      boundary |= 1 << outer.of[point]
    })
    const circles = bits(boundary)
    const genus = (2 - circles.length - discs + arcs) / 2
    return [{ lower, upper, terms: surface(deformed, genus, circles) }]
  })
  below.gluings[c.number] = found
  return found
}

/**
 * A connected surface as discs in its boundary circles, with no dot, one, and two or more on it. Cutting tubes of a plain
 * one leaves all circles but one dotted; the deformation adds the patterns with fewer dots, with signs in turn.
 */
const surface = (
  deformed: boolean,
  genus: number,
  circles: ReadonlyArray<number>
): readonly [Terms, Terms, Terms] => {
  const all = circles.reduce((mask, bit) => mask | bit, 0)
  if (!deformed) {
    if (genus > 1) return [[], [], []]
    return genus === 1 ? [[all, 2], [], []] : [circles.flatMap((bit) => [all & ~bit, 1]), [all, 1], []]
  }
  const plain: Array<number> = genus % 2 === 0 ? [] : [all, 2]
  const even = genus % 2 === 0 ? 1 : -1
  for (let dotted = (all - 1) & all; all !== 0; dotted = (dotted - 1) & all) {
    const left = bits(all & ~dotted).length
    plain.push(dotted, left % 2 === 1 ? even : -even)
    if (dotted === 0) break
  }
  return [plain, [all, 1], [all, 1]]
}

/** The single bits of a mask. */
export const bits = (mask: number): Array<number> => {
  const found: Array<number> = []
  for (let m = mask; m !== 0; m &= m - 1) found.push(m & -m)
  return found
}
