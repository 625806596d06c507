import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Determinant from "../../../src/domain/invariant/determinant.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"
import { add, golden, knots, sum, words } from "../../support/knots.ts"

const seeded = { seed: 1, numRuns: 1000 }
const print = (letters: Array<number>, strands?: number) => Laurent.print(Jones.of(letters, strands))

t.test("conventions: the positive trefoil, Hopf links, circles", async (t) => {
  t.equal(print([1, 1, 1]), "t + t^3 - t^4")
  t.equal(print([]), "1")
  t.equal(print([1]), "1")
  t.equal(print([1, 1]), "-t^(1/2) - t^(5/2)")
  t.equal(print([-1, -1]), "-t^(-5/2) - t^(-1/2)")
  t.equal(print([], 2), "-t^(-1/2) - t^(1/2)")
  t.equal(print([], 3), "t^-1 + 2 + t")
  t.equal(print([1, 3]), "-t^(-1/2) - t^(1/2)", "two unlinked circles, each with a twist")
})

t.test("all 250 rows, and their mirror images", async (t) => {
  const rows = golden()
  t.equal(rows.length, 250)
  for (const { name, word, jones } of rows) {
    t.ok(Laurent.isEqual(Jones.of(word), jones), name)
    t.ok(Laurent.isEqual(Jones.of(Word.mirror(word)), Laurent.mirror(jones)), `mirror image of ${name}`)
  }
})

t.test("KnotInfo's words are of the same knots, up to the mirror images named", async (t) => {
  for (const { name, jones, knotinfo, chirality } of golden()) {
    if (chirality === "") continue
    const theirs = Jones.of(knotinfo)
    t.equal(Laurent.isEqual(theirs, jones), chirality !== "mirror", name)
    t.equal(Laurent.isEqual(theirs, Laurent.mirror(jones)), chirality !== "same", name)
  }
})

t.test("V(1) = (-2)^(components - 1), and exponents are integers for odd numbers of components", async () => {
  fc.assert(
    fc.property(words(6, 14), (word) => {
      const components = Permutation.components(word)
      const v = Jones.of(word)
      const whole = Number.isInteger(v.low)
      return Laurent.atOne(v) === (-2n) ** BigInt(components - 1) && whole === (components % 2 === 1)
    }),
    seeded
  )
})

t.test("the skein relation: V+ / t - t V- = (t^(1/2) - t^(-1/2)) V0", async () => {
  fc.assert(
    fc.property(words(5, 12), fc.nat({ max: 3 }), (word, k) => {
      const strands = Math.max(Word.strands(word), k + 2)
      const v = (letters: Array<number>) => Jones.of([...word, ...letters], strands)
      const positive = Laurent.multiply(v([k + 1]), Laurent.of(-1, [1]))
      const negative = Laurent.multiply(v([-k - 1]), Laurent.of(1, [1]))
      const smooth = Laurent.multiply(v([]), Laurent.of(-0.5, [-1, 1]))
      return Laurent.isEqual(positive, add(negative, smooth))
    }),
    seeded
  )
})

t.test("connected sums multiply, unlinked circles multiply by d", async () => {
  fc.assert(
    fc.property(knots(4, 8), knots(4, 8), (a, b) => {
      const product = Laurent.multiply(Jones.of(a), Jones.of(b))
      const d = Laurent.of(-0.5, [-1, -1])
      return (
        Laurent.isEqual(Jones.of(sum(a, b)), product) &&
        Laurent.isEqual(Jones.of(a, Word.strands(a) + 1), Laurent.multiply(Jones.of(a), d))
      )
    }),
    seeded
  )
})

t.test("sums modulo coprime numbers give what doubles give", async () => {
  // A word and its inverse in front make the count of letters large and leave the knot alone.
  fc.assert(
    fc.property(words(4, 12), words(4, 30), (word, detour) => {
      const strands = Math.max(Word.strands(word), Word.strands(detour))
      const long = Word.multiply(detour, Word.inverse(detour), word)
      return Laurent.isEqual(Jones.of(long, strands), Jones.of(word, strands))
    }),
    { seed: 1, numRuns: 300 }
  )
})

t.test("coefficients beyond 2^53", async (t) => {
  // The closure of (1 -2)^n has determinant L(2n) - 2, L the Lucas numbers 2, 1, 3, 4, 7.
  const n = 60
  const word = Array.from({ length: 2 * n }, (_, k) => (k % 2 === 0 ? 1 : -2))
  let [lucas, next] = [2n, 1n]
  for (let k = 0; k < 2 * n; k++) [lucas, next] = [next, lucas + next]
  const v = Jones.of(word)
  t.equal(Laurent.modulusAtMinusOne(v), lucas - 2n)
  t.ok(v.coefficients.some((c) => c > 2n ** 53n))
})

t.test("ten and more strands, whose diagrams are not kept", async (t) => {
  // Stabilised ten times, the trefoil stays itself.
  t.equal(print([1, 1, 1, 2, -3, 4, -5, 6, -7, 8, -9, 10, -11]), "t + t^3 - t^4")
})

t.test("wide words, of which few strands are open at a time", async (t) => {
  // An unknot that RANDOMUNKNOT drew, and a chain of thirty trefoils.
  const drawn = "-13 2 1 -2 -2 3 4 -5 -6 -7 -7 6 8 7 -8 -6 7 2 -9 -10 -1 11 -12 13 12"
  t.ok(Laurent.isEqual(Jones.of(Word.parse(drawn)), Laurent.one))
  const chain = Array.from({ length: 90 }, (_, k) => 1 + Math.floor(k / 3))
  const power = Array.from({ length: 30 }).reduce<Laurent.Laurent>(
    (product) => Laurent.multiply(product, Laurent.of(1, [1, 0, 1, -1])),
    Laurent.one
  )
  t.ok(Laurent.isEqual(Jones.of(chain), power))
})

t.test("wide sparse words, by their values at -1 and at a cube root of unity", async (t) => {
  // Strand by strand, 28 open ends and more; the values are the determinant and 1.
  const stream = Stream.make([19, 1])
  for (const [letters, strands] of [
    [45, 18],
    [60, 9],
    [60, 14],
    [120, 30]
  ]) {
    for (let k = 0; k < 20; k++) {
      const word = random(stream, letters, strands)
      const v = Jones.of(word, strands)
      t.equal(Laurent.modulusAtMinusOne(v), Determinant.of(word, strands), Word.print(word))
      t.strictSame(atCubeRoot(v), [1n, 0n], Word.print(word))
    }
  }
})

/** The value at t = w, where w^2 + w + 1 = 0 and the square root of t is w^2 = 1/w, as a + b w. */
const atCubeRoot = (v: Laurent.Laurent): [bigint, bigint] => {
  let [a, b] = [0n, 0n]
  for (const [exponent, c] of Laurent.terms(v)) {
    const power = (((4 * exponent) % 3) + 3) % 3
    if (power === 0) a += c
    else if (power === 1) b += c
    else {
      a -= c
      b -= c
    }
  }
  return [a, b]
}

t.test("of a planar diagram as of the braid whose closure it is", async () => {
  fc.assert(
    fc.property(words(7, 20), fc.nat({ max: 2 }), fc.nat(), (word, idle, turn) => {
      const strands = Word.strands(word) + idle
      const { crossings, circles } = Planar.ofBraid(word, strands)
      // In any order of the crossings.
      const k = crossings.length === 0 ? 0 : turn % crossings.length
      const diagram = { crossings: [...crossings.slice(k), ...crossings.slice(0, k)].reverse(), circles }
      return Laurent.isEqual(Jones.ofDiagram(diagram), Jones.of(word, strands))
    }),
    seeded
  )
})

t.test("what is too large is refused before it starts, with what can be had", async (t) => {
  // A full twist of 24 strands.
  const wide = Array.from({ length: 24 * 23 }, (_, k) => 1 + (k % 23))
  const { operations, bytes } = Jones.estimate(wide)
  t.ok(operations > Jones.limit.operations || bytes > Jones.limit.bytes)
  t.throws(() => Jones.of(wide), { name: "RangeError", message: /552 letters on 24 strands.*Alexander/ })
  t.throws(() => Jones.ofDiagram(Planar.ofBraid(Word.of(wide))), { message: /552 crossings.*Alexander/ })
  t.throws(() => Jones.of([2], 2), { name: "RangeError", message: /needs 3 strands/ })
})
