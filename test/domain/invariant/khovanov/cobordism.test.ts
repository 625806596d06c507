import fc from "fast-check"
import t from "tap"
import * as Cobordism from "../../../../src/domain/invariant/khovanov/cobordism.ts"
import * as Matching from "../../../../src/domain/invariant/khovanov/matching.ts"
import * as Ring from "../../../../src/domain/invariant/khovanov/ring.ts"

const points = 8
const ring = Ring.of(10007)
const sum = Cobordism.sum(points / 2)

/** All planar matchings of eight points on a line, by brackets. */
const planar = (matchings: Matching.Matchings): Array<Matching.Matching> => {
  const found: Array<Matching.Matching> = []
  const extend = (partner: Array<number>, open: Array<number>, at: number) => {
    if (at === points) {
      if (open.length === 0) found.push(Matching.intern(matchings, Uint8Array.from(partner)))
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
  extend(new Array(points).fill(0), [], 0)
  return found
}

/** The disc pattern that a number names, on the circles of a and b. */
const pattern = (a: Matching.Matching, b: Matching.Matching, n: number): Cobordism.Morphism => {
  return [n % (1 << Matching.circles(a, b).count), 1]
}

const compose = (
  deformed: boolean,
  [a, b, c]: ReadonlyArray<Matching.Matching>,
  f: Cobordism.Morphism,
  g: Cobordism.Morphism
): Cobordism.Morphism => {
  Cobordism.addComposite(sum, ring, Matching.gluing(deformed, a, b, c), f, g, 1)
  return Cobordism.take(sum)
}

const isSame = (f: Cobordism.Morphism, g: Cobordism.Morphism): boolean => {
  Cobordism.addAll(sum, ring, f, 1)
  Cobordism.addAll(sum, ring, g, -1)
  return Cobordism.take(sum).length === 0
}

const n = fc.nat({ max: 15 })

for (const deformed of [false, true]) {
  const name = deformed ? "deformed: " : ""
  const matchings = Matching.make(points, deformed)
  const all = planar(matchings)
  const matching = fc.constantFrom(...all)

  t.test(`${name}fourteen matchings of eight points`, async (t) => {
    t.equal(new Set(all).size, 14)
    t.equal(Matching.circles(all[0], all[0]).count, 4)
  })

  t.test(`${name}plain discs from a matching to itself are the identity`, async () => {
    fc.assert(
      fc.property(matching, matching, n, (a, b, n) => {
        const f = pattern(a, b, n)
        return (
          isSame(compose(deformed, [a, a, b], [0, 1], f), f) &&
          isSame(compose(deformed, [a, b, b], f, [0, 1]), f)
        )
      }),
      { seed: 1, numRuns: 1000 }
    )
  })

  t.test(`${name}composition is associative`, async () => {
    fc.assert(
      fc.property(matching, matching, matching, matching, n, n, n, (a, b, c, d, i, j, k) => {
        const [f, g, h] = [pattern(a, b, i), pattern(b, c, j), pattern(c, d, k)]
        const left = compose(deformed, [a, c, d], compose(deformed, [a, b, c], f, g), h)
        const right = compose(deformed, [a, b, d], f, compose(deformed, [b, c, d], g, h))
        return isSame(left, right)
      }),
      { seed: 1, numRuns: 5000 }
    )
  })

  t.test(`${name}there and back is a tube; a dot twice`, async (t) => {
    // Two arcs, their other matching, and back: a tube between the two discs.
    const [a, b] = [
      [1, 0, 3, 2, 5, 4, 7, 6],
      [3, 2, 1, 0, 5, 4, 7, 6]
    ].map((partner) => Matching.intern(matchings, Uint8Array.from(partner)))
    const tube = compose(deformed, [a, b, a], [0, 1], [0, 1])
    t.ok(isSame(tube, deformed ? [0b01, 1, 0b10, 1, 0, -1] : [0b01, 1, 0b10, 1]))
    t.ok(isSame(compose(deformed, [a, a, a], [1, 1], [1, 1]), deformed ? [1, 1] : []))
  })

  for (const cap of [true, false])
    t.test(`${name}joining respects composition, ${cap ? "with" : "without"} a cap`, async () => {
      // A strip from x to y through both: what the functor makes of a product is the product of what it makes.
      const to = cap ? matchings : Matching.make(points - 2, deformed)
      const strips = Array.from({ length: points - 1 }, (_, x) => Cobordism.strip(to, x, x + 1, cap))
      const joined = (
        strip: Cobordism.Strip,
        a: Matching.Matching,
        b: Matching.Matching,
        f: Cobordism.Morphism,
        entry: number
      ) => {
        for (let k = 0; k < f.length; k += 2) {
          const moves = Cobordism.moves(strip, a, b, f[k])
          for (let m = 0; m < moves.length; m += 3)
            if (moves[m] === entry) Cobordism.add(sum, ring, moves[m + 1], moves[m + 2] * f[k + 1])
        }
        return Cobordism.take(sum)
      }
      fc.assert(
        fc.property(
          matching,
          matching,
          matching,
          n,
          n,
          fc.constantFrom(...strips),
          (a, b, c, i, j, strip) => {
            const [f, g] = [pattern(a, b, i), pattern(b, c, j)]
            const images = [a, b, c].map((m) => Cobordism.image(strip, m).matching)
            const whole = compose(deformed, [a, b, c], f, g)
            return [0, 1, 2, 3].every((entry) => {
              const parts = [0, 1].flatMap((middle) =>
                compose(
                  deformed,
                  images,
                  joined(strip, a, b, f, (entry & 2) + middle),
                  joined(strip, b, c, g, 2 * middle + (entry & 1))
                )
              )
              return isSame(parts, joined(strip, a, c, whole, entry))
            })
          }
        ),
        { seed: 1, numRuns: 5000 }
      )
    })
}
