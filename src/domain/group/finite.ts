/**
 * Conjugacy classes of small groups, in tables: colours for knots (colouring.ts). Elements of a group are numbered from 0,
 * which is the unit; those of a class from 0, too.
 */

export interface Class {
  readonly size: number
  /** By `size * over + at`: over at over^-1. */
  readonly conjugate: Uint16Array
  /** By `size * over + at`: over^-1 at over. */
  readonly conjugateBack: Uint16Array
  /** By `size * element + over`: the number in the group of over element. */
  readonly times: Uint16Array
  /** By `size * element + over`: that of over^-1 element. */
  readonly timesInverse: Uint16Array
  /** By number in the class: what the element does to the points that the group permutes. */
  readonly permutations: ReadonlyArray<Permutation>
}

export type Permutation = Uint8Array<ArrayBuffer>

/** First b, then a. */
const multiply = (a: Permutation, b: Permutation): Permutation => b.map((at) => a[at])

const inverse = (a: Permutation): Permutation => {
  const b = new Uint8Array(a.length)
  a.forEach((to, from) => {
    b[to] = from
  })
  return b
}

/** Fractional linear maps are what they do to three points. */
const key = (a: Permutation): number => (a[0] * 256 + a[1]) * 256 + a[a.length - 1]

interface Group {
  readonly elements: ReadonlyArray<Permutation>
  readonly inverses: ReadonlyArray<Permutation>
  /** By {@link key}. */
  readonly place: ReadonlyMap<number, number>
  /** Numbers of elements, each class by its name; not that of the unit. */
  readonly classes: ReadonlyMap<string, ReadonlyArray<number>>
}

/** L2(p) = PSL(2, p), of order p (p^2 - 1) / 2, on the p + 1 points of the projective line: x -> x + 1, x -> -1/x. */
const projective = (p: number): Group => {
  const points = Array.from({ length: p + 1 }, (_, x) => x)
  const minusReciprocal = (x: number): number => points.find((y) => (x * y) % p === p - 1)!
  const shift = Uint8Array.from(points, (x) => (x === p ? p : (x + 1) % p))
  const turn = Uint8Array.from(points, (x) => (x === p ? 0 : x === 0 ? p : minusReciprocal(x)))
  const unit = Uint8Array.from(points)
  const elements = [unit]
  const place = new Map([[key(unit), 0]])
  for (const element of elements)
    for (const generator of [shift, turn]) {
      const product = multiply(generator, element)
      if (place.has(key(product))) continue
      place.set(key(product), elements.length)
      elements.push(product)
    }
  const inverses = elements.map(inverse)
  return { elements, inverses, place, classes: named(elements, inverses, place) }
}

const order = (a: Permutation): number => {
  let power = a
  let n = 1
  for (; power.some((to, from) => to !== from); n++) power = multiply(a, power)
  return n
}

/** By size. */
const named = (
  elements: Group["elements"],
  inverses: Group["inverses"],
  place: Group["place"]
): Group["classes"] => {
  const seen = new Set<number>([0])
  const found: Array<{ readonly order: number; readonly members: ReadonlyArray<number> }> = []
  for (const [first, element] of elements.entries()) {
    if (seen.has(first)) continue
    const members = new Set(
      elements.map((by, i) => place.get(key(multiply(by, multiply(element, inverses[i]))))!)
    )
    for (const member of members) seen.add(member)
    found.push({ order: order(element), members: [...members].sort((a, b) => a - b) })
  }
  found.sort(
    (a, b) => a.members.length - b.members.length || a.order - b.order || a.members[0] - b.members[0]
  )
  return new Map(
    found.map(({ order, members }, i) => {
      const before = found.slice(0, i).filter((each) => each.order === order).length
      return [`${order}${String.fromCharCode(97 + before)}`, members]
    })
  )
}

const tables = ({ elements, inverses, place }: Group, members: ReadonlyArray<number>): Class => {
  const size = members.length
  const local = new Map(members.map((member, at) => [member, at]))
  const over = members.map((member) => elements[member])
  const under = members.map((member) => inverses[member])
  const number = (a: Permutation) => place.get(key(a))!
  const table = (rows: number, entry: (row: number, column: number) => number) =>
    Uint16Array.from({ length: rows * size }, (_, i) => entry(Math.floor(i / size), i % size))
  return {
    size,
    permutations: over,
    conjugate: table(size, (by, at) => local.get(number(multiply(over[by], multiply(over[at], under[by]))))!),
    conjugateBack: table(
      size,
      (by, at) => local.get(number(multiply(under[by], multiply(over[at], over[by]))))!
    ),
    times: table(elements.length, (element, by) => number(multiply(over[by], elements[element]))),
    timesInverse: table(elements.length, (element, by) => number(multiply(under[by], elements[element])))
  }
}

const groups = new Map<number, Group>()
const classes = new Map<string, Class>()

const group = (p: number): Group => {
  const made = groups.get(p) ?? projective(p)
  groups.set(p, made)
  return made
}

/** Names of the classes of L2(p), p an odd prime, from the smallest: `5a`, the order of the elements and a letter. */
export const names = (p: number): ReadonlyArray<string> => [...group(p).classes.keys()]

/** A class of L2(p), kept. Throws a RangeError if it has none of this name. */
export const projectiveClass = (p: number, name: string): Class => {
  const known = classes.get(`${p} ${name}`)
  if (known !== undefined) return known
  const members = group(p).classes.get(name)
  if (members === undefined) throw new RangeError(`L2(${p}) has no class ${name}.`)
  const made = tables(group(p), members)
  classes.set(`${p} ${name}`, made)
  return made
}
