import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import * as Signature from "../../../src/domain/invariant/signature.ts"
import { knots, words } from "../../support/knots.ts"

const seeded = { seed: 1, numRuns: 1000 }

t.test("conventions: the positive trefoil has -2, its mirror image 2", async (t) => {
  t.equal(Signature.of([1, 1, 1]), -2)
  t.equal(Signature.of([-1, -1, -1]), 2)
  t.equal(Signature.of([]), 0)
  t.equal(Signature.of([1, 1]), -1, "the positive Hopf link")
  t.equal(Signature.of([1, -2, 1, -2]), 0)
})

t.test("values of KnotInfo, up to the mirror image", async (t) => {
  const values: Record<string, number> = {
    "5_1": 4,
    "5_2": 2,
    "6_1": 0,
    "7_1": 6,
    "7_3": 4,
    "7_4": 2,
    "8_2": 4,
    "8_5": 4,
    "8_15": 4,
    "8_19": 6,
    "8_20": 0,
    "9_1": 8,
    "9_42": 2,
    "9_49": 4,
    "10_124": 8,
    "10_132": 0,
    "10_139": 6,
    "10_145": 2,
    "10_152": 6,
    "10_161": 4
  }
  for (const [name, value] of Object.entries(values)) {
    const signature = Signature.of(Rolfsen.find(name).word)
    t.ok(signature === value || signature === -value, name)
  }
})

t.test("torus knots: -(n - 1) on two strands, and the positive ones up to ten crossings", async (t) => {
  for (const n of [3, 9, 41]) t.equal(Signature.of(new Array(n).fill(1)), 1 - n)
  t.equal(Signature.of([1, 2, 1, 2, 1, 2, 1, 2]), -6, "T(3,4), which is 8_19")
  t.equal(Signature.of([1, 2, 1, 2, 1, 2, 1, 2, 1, 2]), -8, "T(3,5), which is 10_124")
})

/** Circles that are left when each negative letter is replaced by e_i and each positive one by nothing. */
const smoothingCircles = (word: ReadonlyArray<number>): number => {
  const strands = Word.strands(word)
  const parent = Array.from({ length: strands * (word.length + 1) }, (_, k) => k)
  const find = (k: number): number => (parent[k] === k ? k : find(parent[k]))
  const join = (a: number, b: number) => {
    parent[find(a)] = find(b)
  }
  word.forEach((letter, k) => {
    const here = k * strands
    const there = here + strands
    for (let place = 0; place < strands; place++) {
      const touched = letter < 0 && (place === -letter || place === -letter - 1)
      if (!touched) join(here + place, there + place)
    }
    if (letter < 0) {
      join(here - letter, here - letter - 1)
      join(there - letter, there - letter - 1)
    }
  })
  for (let place = 0; place < strands; place++) join(place, word.length * strands + place)
  return parent.filter((_, k) => find(k) === k).length
}

t.test("alternating words: Traczyk's count", async () => {
  // The closure of a word whose odd generators are positive and even ones negative is an alternating diagram. With
  // s_A circles of its A-smoothing and n+ positive crossings the signature is s_A - n+ - 1; a positive crossing's
  // A-smoothing is the braid's own direction, a negative one's is a cap and a cup.
  const used = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 8, maxLength: 24 })
  fc.assert(
    fc.property(used, (generators) => {
      const word = Array.from(generators, (i) => (i % 2 === 1 ? i : -i))
      if (new Set(generators).size < 4) return true
      const positives = word.filter((letter) => letter > 0).length
      return Signature.of(word) === smoothingCircles(word) - positives - 1
    }),
    seeded
  )
})

t.test("D(-1) of a knot has the sign (-1)^(signature / 2)", async () => {
  fc.assert(
    fc.property(knots(6, 20), (word) => {
      const value = Laurent.atMinusOne(Alexander.of(word))
      const half = Signature.of(word) / 2
      return Number.isInteger(half) && value > 0n === (half % 2 === 0)
    }),
    seeded
  )
})

t.test(
  "turning a positive crossing of a knot over adds 0 or 2; the mirror image turns the sign",
  async () => {
    fc.assert(
      fc.property(knots(5, 16), fc.nat(), (word, at) => {
        if (word.length === 0) return true
        const k = at % word.length
        const positive = Word.of(word.with(k, Math.abs(word[k])))
        const negative = Word.of(word.with(k, -Math.abs(word[k])))
        const change = Signature.of(negative) - Signature.of(positive)
        return (change === 0 || change === 2) && Signature.of(Word.mirror(word)) === -Signature.of(word)
      }),
      seeded
    )
  }
)

t.test("congruent matrices have one signature, singular ones included", async () => {
  // P D P^T with P unipotent has the inertia of D.
  const size = 6
  const diagonal = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: size, maxLength: size })
  const entries = fc.array(fc.integer({ min: -2, max: 2 }), {
    minLength: size * size,
    maxLength: size * size
  })
  fc.assert(
    fc.property(diagonal, entries, fc.boolean(), (d, p, flip) => {
      const at = (i: number, j: number) => (i === j ? 1 : j < i === flip ? p[i * size + j] : 0)
      const matrix = d.map((_, i) =>
        d.map((_, j) => d.reduce((sum, x, k) => sum + at(i, k) * x * at(j, k), 0))
      )
      return Signature.signature(matrix) === d.reduce((sum, x) => sum + Math.sign(x), 0)
    }),
    seeded
  )
})

t.test("matrices with nothing on the diagonal", async (t) => {
  t.equal(
    Signature.signature([
      [0, 1],
      [1, 0]
    ]),
    0
  )
  const j = [0, 1, 2, 3].map((i) => [0, 1, 2, 3].map((k) => (i === k ? 0 : 1)))
  t.equal(Signature.signature(j), -2, "J - 1 has eigenvalues 3, -1, -1, -1")
  t.equal(Signature.signature([]), 0)
})

t.test("links and split words", async () => {
  fc.assert(
    fc.property(words(4, 10), words(4, 10), (a, b) => {
      const shift = Word.strands(a)
      const apart = Word.multiply(
        a,
        b.map((x) => x + Math.sign(x) * shift)
      )
      return Signature.of(apart) === Signature.of(a) + Signature.of(b)
    }),
    seeded
  )
})
