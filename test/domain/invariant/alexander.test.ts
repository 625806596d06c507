import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Determinant from "../../../src/domain/invariant/determinant.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import { add, golden, knots, sum, words } from "../../support/knots.ts"

const seeded = { seed: 1, numRuns: 1000 }
const print = (letters: Array<number>, strands?: number) => Laurent.print(Alexander.of(letters, strands))

t.test("conventions: Conway's normalisation", async (t) => {
  t.equal(print([]), "1")
  t.equal(print([1, 1, 1]), "t^-1 - 1 + t")
  t.equal(print([1, -2, 1, -2]), "-t^-1 + 3 - t")
  t.equal(print([1, 1]), "-t^(-1/2) + t^(1/2)", "z for the positive Hopf link")
  t.equal(print([-1, -1]), "t^(-1/2) - t^(1/2)")
  t.equal(print([], 2), "0", "split links")
  t.equal(print([1, 1, 3, 3]), "0")
})

t.test("all 250 rows, and their mirror images", async (t) => {
  for (const { name, word, alexander, determinant } of golden()) {
    t.ok(Laurent.isEqual(Alexander.of(word), alexander), name)
    t.ok(Laurent.isEqual(Alexander.of(Word.mirror(word)), alexander), `mirror image of ${name}`)
    t.equal(Determinant.of(word), determinant, name)
  }
})

t.test("D(1) is 1 for knots and 0 for links; D(1/t) = (-1)^(components - 1) D(t)", async () => {
  fc.assert(
    fc.property(words(7, 20), (word) => {
      const components = Permutation.components(word)
      const d = Alexander.of(word)
      const sign = components % 2 === 1 ? 1n : -1n
      const reflected = Laurent.multiply(Laurent.of(0, [sign]), Laurent.mirror(d))
      return Laurent.atOne(d) === (components === 1 ? 1n : 0n) && Laurent.isEqual(reflected, d)
    }),
    seeded
  )
})

t.test("the skein relation: D+ - D- = (t^(1/2) - t^(-1/2)) D0", async () => {
  fc.assert(
    fc.property(words(5, 16), fc.nat({ max: 3 }), (word, k) => {
      const strands = Math.max(Word.strands(word), k + 2)
      const d = (letters: Array<number>) => Alexander.of([...word, ...letters], strands)
      const smooth = Laurent.multiply(d([]), Laurent.of(-0.5, [-1, 1]))
      return Laurent.isEqual(d([k + 1]), add(d([-k - 1]), smooth))
    }),
    seeded
  )
})

t.test("|D(-1)| = |V(-1)|, from two independent programs", async () => {
  fc.assert(
    fc.property(words(6, 24), (word) => {
      return Determinant.of(word) === Laurent.modulusAtMinusOne(Jones.of(word))
    }),
    seeded
  )
})

t.test("connected sums multiply", async () => {
  fc.assert(
    fc.property(knots(4, 10), knots(4, 10), (a, b) => {
      const product = Laurent.multiply(Alexander.of(a), Alexander.of(b))
      return Laurent.isEqual(Alexander.of(sum(a, b)), product)
    }),
    seeded
  )
})

t.test("torus knots of two strands: t^-g - t^(1-g) + ... + t^g", async (t) => {
  for (const g of [1, 5, 20, 60]) {
    const expected = Laurent.of(
      -g,
      Array.from({ length: 2 * g + 1 }, (_, k) => (k % 2 === 0 ? 1 : -1))
    )
    t.ok(Laurent.isEqual(Alexander.of(new Array(2 * g + 1).fill(1)), expected))
  }
})

t.test("large coefficients: the closure of (1 -2)^n has determinant L(2n) - 2", async (t) => {
  for (const n of [2, 10, 48, 100]) {
    let [lucas, next] = [2n, 1n]
    for (let k = 0; k < 2 * n; k++) [lucas, next] = [next, lucas + next]
    const word = Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? 1 : -2))
    t.equal(Determinant.of(word), lucas - 2n)
  }
})

t.test("what is too large is refused before it starts", async (t) => {
  const wide = Array.from({ length: 5600 }, (_, k) => 1 + ((7 * k) % 799))
  t.ok(Alexander.estimate(wide) > Alexander.limit)
  t.throws(() => Alexander.of(wide), { name: "RangeError", message: /800 strands/ })
  t.throws(() => Alexander.of([2], 2), { name: "RangeError", message: /needs 3 strands/ })
})
