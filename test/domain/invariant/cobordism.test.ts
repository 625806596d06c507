import fc from "fast-check"
import t from "tap"
import * as Cobordism from "../../../src/domain/invariant/cobordism.ts"

const points = 8
const category = Cobordism.make(points)
const prime = 10007
const reduce = (x: number) => ((x % prime) + prime) % prime

/** All planar matchings of eight points on a line, by brackets. */
const matchings = (): Array<number> => {
  const found: Array<number> = []
  const extend = (partner: Array<number>, open: Array<number>, at: number) => {
    if (at === points) {
      if (open.length === 0) found.push(Cobordism.intern(category, Int8Array.from(partner)))
      return
    }
    extend(partner, [...open, at], at + 1)
    const last = open.at(-1)
    if (last === undefined) return
    const closed = partner.slice()
    closed[last] = at
    closed[at] = last
    extend(closed, open.slice(0, -1), at + 1)
  }
  extend(new Array(points).fill(-1), [], 0)
  return found
}

const all = matchings()
const matching = fc.constantFrom(...all)

/** The disc pattern that a number names, on the circles of a and b. */
const pattern = (a: number, b: number, n: number): number => {
  return n % (1 << Cobordism.circles(category, a, b).count)
}

const compose = (
  a: number,
  b: number,
  c: number,
  f: Array<number>,
  g: Array<number>
): Map<number, number> => {
  const sum = new Map<number, number>()
  Cobordism.addComposite(category, a, b, c, f, g, 1, sum, reduce)
  for (const [mask, coefficient] of sum) if (coefficient === 0) sum.delete(mask)
  return sum
}

const listed = (sum: Map<number, number>) => [...sum].flat()
const isSame = (a: Map<number, number>, b: Map<number, number>) =>
  a.size === b.size && [...a].every(([mask, coefficient]) => b.get(mask) === coefficient)

t.test("fourteen matchings of eight points", async (t) => {
  t.equal(new Set(all).size, 14)
  t.equal(Cobordism.circles(category, all[0], all[0]).count, 4)
})

t.test("plain discs from a matching to itself are the identity", async () => {
  fc.assert(
    fc.property(matching, matching, fc.nat({ max: 15 }), (a, b, n) => {
      const f = [pattern(a, b, n), 1]
      const expected = new Map([[f[0], 1]])
      return isSame(compose(a, a, b, [0, 1], f), expected) && isSame(compose(a, b, b, f, [0, 1]), expected)
    }),
    { seed: 1, numRuns: 1000 }
  )
})

t.test("composition is associative", async () => {
  const n = fc.nat({ max: 15 })
  fc.assert(
    fc.property(matching, matching, matching, matching, n, n, n, (a, b, c, d, i, j, k) => {
      const [f, g, h] = [
        [pattern(a, b, i), 1],
        [pattern(b, c, j), 1],
        [pattern(c, d, k), 1]
      ]
      const left = compose(a, c, d, listed(compose(a, b, c, f, g)), h)
      const right = compose(a, b, d, f, listed(compose(b, c, d, g, h)))
      return isSame(left, right)
    }),
    { seed: 1, numRuns: 5000 }
  )
})

t.test("there and back is twice a dot; a dot twice is nothing", async (t) => {
  // Two arcs, their other matching, and back: a tube between the two discs, a dot on either.
  const [a, b] = [Int8Array.from([1, 0, 3, 2, 5, 4, 7, 6]), Int8Array.from([3, 2, 1, 0, 5, 4, 7, 6])].map(
    (partner) => Cobordism.intern(category, partner)
  )
  t.strictSame(
    [...compose(a, b, a, [0, 1], [0, 1])].sort(),
    [
      [0b0001, 1],
      [0b0010, 1]
    ].sort()
  )
  t.equal(compose(a, a, a, [1, 1], [1, 1]).size, 0)
})

t.test("joining respects composition", async () => {
  // A strip from x to y through both: what the functor makes of a product is the product of what it makes.
  const n = fc.nat({ max: 15 })
  const place = fc.nat({ max: points - 2 })
  fc.assert(
    fc.property(matching, matching, matching, n, n, place, (a, b, c, i, j, x) => {
      const f = [pattern(a, b, i), 1]
      const g = [pattern(b, c, j), 1]
      const join = (p: number, q: number, morphism: Array<number>) =>
        Cobordism.joined(category, p, q, x, x + 1, true, morphism)
      const [a1, b1, c1] = [a, b, c].map((m) => Cobordism.join(category, m, x, x + 1, true))
      const first = join(a, b, f)
      const second = join(b, c, g)
      const whole = join(a, c, listed(compose(a, b, c, f, g)))
      return [0, 1, 2, 3].every((entry) => {
        const sum = new Map<number, number>()
        for (const middle of [0, 1]) {
          const [left, right] = [first[(entry & 2) + middle], second[2 * middle + (entry & 1)]]
          Cobordism.addComposite(category, a1, b1, c1, left, right, 1, sum, reduce)
        }
        for (let k = 0; k < whole[entry].length; k += 2) {
          sum.set(whole[entry][k], reduce((sum.get(whole[entry][k]) ?? 0) - whole[entry][k + 1]))
        }
        return [...sum.values()].every((coefficient) => coefficient === 0)
      })
    }),
    { seed: 1, numRuns: 5000 }
  )
})

t.test("a mask holds the circles of 60 points", async (t) => {
  t.throws(() => Cobordism.make(62), RangeError)
})
