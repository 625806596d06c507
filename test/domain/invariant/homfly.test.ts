import { readFileSync } from "node:fs"
import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { reduce } from "../../../src/domain/diagram/reduce.ts"
import * as Alexander from "../../../src/domain/invariant/alexander.ts"
import * as Bivariate from "../../../src/domain/invariant/bivariate.ts"
import * as Homfly from "../../../src/domain/invariant/homfly.ts"
import * as Jones from "../../../src/domain/invariant/jones.ts"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"
import { sum, words } from "../../support/knots.ts"

const seeded = { seed: 1, numRuns: 300 }
const print = (letters: Array<number>, strands?: number) => Bivariate.print(Homfly.of(letters, strands))
/** The value at v = t^power and z = t^(1/2) - t^(-1/2). */
const at = (p: Bivariate.Bivariate, power: number): Laurent.Laurent => {
  const z = Laurent.of(-0.5, [-1, 1])
  const lowest = Math.min(0, ...p.map((term) => term.z))
  const raised = (n: number): Laurent.Laurent =>
    Array.from({ length: n }).reduce<Laurent.Laurent>((q) => Laurent.multiply(q, z), Laurent.one)
  let total = Laurent.zero
  for (const { v, z: k, coefficient } of p)
    total = plus(total, Laurent.multiply(Laurent.of(power * v, [coefficient]), raised(k - lowest)))
  return Laurent.divide(total, raised(-lowest))!
}

const plus = (a: Laurent.Laurent, b: Laurent.Laurent): Laurent.Laurent => {
  if (a.coefficients.length === 0) return b
  if (b.coefficients.length === 0) return a
  const low = Math.min(a.low, b.low)
  const length = Math.max(Laurent.high(a), Laurent.high(b)) - low + 1
  const sums = Array.from({ length }, (_, k) =>
    [a, b].reduce((total, p) => total + (p.coefficients[k + low - p.low] ?? 0n), 0n)
  )
  return Laurent.of(low, sums)
}

const table = (name: string): Array<Record<string, string>> => {
  const lines = readFileSync(new URL(`../../golden/${name}`, import.meta.url), "utf8")
    .trim()
    .split("\n")
  const [header, ...rows] = lines.filter((line) => !line.startsWith("#")).map((line) => line.split(";"))
  return rows.map((row) => Object.fromEntries(header.map((column, k) => [column, row[k]])))
}

t.test("conventions: the positive trefoil, Hopf links, circles", async (t) => {
  t.equal(print([1, 1, 1]), "(2v^2 - v^4) + v^2 z^2")
  t.equal(print([1, -2, 1, -2]), "(v^-2 - 1 + v^2) - z^2")
  t.equal(print([1, 1]), "(v - v^3) z^-1 + v z")
  t.equal(print([]), "1")
  t.equal(print([], 2), "(v^-1 - v) z^-1")
  t.equal(print([1, 3]), "(v^-1 - v) z^-1", "two unlinked circles, each with a twist")
  t.equal(
    print([1, -1, 3, 3, 3]),
    Bivariate.print(Homfly.of([2, 2, 2], 4)),
    "idle strands and pieces are circles"
  )
})

t.test("KnotInfo's polynomials of all primes up to ten crossings, from its words", async (t) => {
  const words = new Map(
    table("knotinfo.csv").map(({ name, braid }) => [name, JSON.parse(braid) as Array<number>])
  )
  const rows = table("homfly.csv")
  t.equal(rows.length, 249)
  const unsharp: Array<string> = []
  for (const { name, homfly, braidIndex } of rows) {
    const p = Homfly.of(words.get(name)!)
    t.equal(Bivariate.key(p), homfly, name)
    const least = Homfly.leastStrands(p)
    t.ok(least <= Number(braidIndex), name)
    if (least < Number(braidIndex)) unsharp.push(name)
  }
  t.strictSame(
    unsharp,
    ["9_42", "9_49", "10_132", "10_150", "10_156"],
    "where Morton's bound is below the index"
  )
})

t.test("the relation that defines it", async () => {
  fc.assert(
    fc.property(words(5, 12), fc.nat({ max: 3 }), (word, k) => {
      const strands = Math.max(Word.strands(word), k + 2)
      const times = (letters: Array<number>, v: number, z: number, coefficient: bigint) =>
        Bivariate.multiply(Homfly.of([...word, ...letters], strands), [{ v, z, coefficient }])
      const left = Bivariate.of([...times([k + 1], -1, 0, 1n), ...times([-k - 1], 1, 0, -1n)])
      return Bivariate.isEqual(left, times([], 0, 1, 1n))
    }),
    seeded
  )
})

t.test("at v = t it is the Jones polynomial, at v = 1 Alexander's", async () => {
  fc.assert(
    fc.property(words(7, 18), (word) => {
      const p = Homfly.of(word)
      return Laurent.isEqual(at(p, 1), Jones.of(word)) && Laurent.isEqual(at(p, 0), Alexander.of(word))
    }),
    seeded
  )
})

t.test("large words, and coefficients beyond doubles", async (t) => {
  const stream = Stream.make([19, 3])
  const drawn = [
    [60, 9],
    [45, 18],
    [80, 5]
  ].map(([letters, strands]) => random(stream, letters, strands))
  const alternating = Word.of(Array.from({ length: 240 }, (_, k) => (k % 2 === 0 ? 1 : -2)))
  for (const word of [...drawn, alternating]) {
    const p = Homfly.of(word)
    t.ok(Laurent.isEqual(at(p, 1), Jones.of(word)), Word.print(word))
    t.ok(Laurent.isEqual(at(p, 0), Alexander.of(word)), Word.print(word))
  }
  t.ok(Homfly.of(alternating).some(({ coefficient }) => coefficient > 2n ** 53n))
})

t.test("mirror images, connected sums", async () => {
  fc.assert(
    fc.property(words(5, 12), words(4, 8), (a, b) => {
      const product = Bivariate.multiply(Homfly.of(a), Homfly.of(b))
      return (
        Bivariate.isEqual(Homfly.of(Word.mirror(a)), Bivariate.mirror(Homfly.of(a))) &&
        Bivariate.isEqual(Homfly.of(sum(a, b)), product)
      )
    }),
    seeded
  )
})

t.test("of a planar diagram, in any order of its crossings, and of a smaller one", async () => {
  fc.assert(
    fc.property(words(6, 16), fc.array(fc.nat(), { minLength: 16, maxLength: 16 }), (word, keys) => {
      const { crossings, circles } = Planar.ofBraid(word)
      const shuffled = crossings.map((_, k) => k).sort((a, b) => keys[a] - keys[b])
      const diagram = { crossings: shuffled.map((k) => crossings[k]), circles }
      return [diagram, reduce(diagram)].every((each) =>
        Bivariate.isEqual(Homfly.ofDiagram(each), Homfly.of(word))
      )
    }),
    seeded
  )
})

t.test("what is too large is refused before it starts, with what can be had", async (t) => {
  const full = Array.from({ length: 24 * 23 }, (_, k) => 1 + (k % 23))
  t.throws(() => Homfly.of(full), { name: "RangeError", message: /552 crossings.*Jones/ })
  t.throws(() => Homfly.of([2], 2), { name: "RangeError", message: /needs 3 strands/ })
})
