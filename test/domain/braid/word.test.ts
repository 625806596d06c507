import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import { action } from "../../support/artin.ts"
import { words } from "../../support/braid.ts"

t.test("parse and print are inverse", (t) => {
  for (const text of ["1 -2 3", "1,-2,3", "[1, -2, 3]", "  +1\n-2 \t3 "]) {
    t.same(Array.from(Word.parse(text)), [1, -2, 3], text)
  }
  for (const text of ["", "e", "[]", "  "]) t.equal(Word.parse(text).length, 0)
  t.equal(Word.print(Word.empty), "e")
  fc.assert(fc.property(words(), (w) => Word.equals(Word.parse(Word.print(w)), w)))
  t.end()
})

t.test("bad words get a sentence", (t) => {
  const faults: ReadonlyArray<readonly [string, string]> = [
    ["1 0 2", "Letter 2 of the braid word is 0, but generators are numbered from 1."],
    ["1 x", 'Letter 2 of the braid word is "x", which is not an integer.'],
    ["1.5", 'Letter 1 of the braid word is "1.5", which is not an integer.'],
    ["1 e", 'Letter 2 of the braid word is "e", which is not an integer.'],
    ["1000", "Letter 1 of the braid word is 1000, beyond the largest generator, 999."],
    ["1 -99999999999", "Letter 2 of the braid word is -99999999999, beyond the largest generator, 999."]
  ]
  for (const [text, message] of faults) t.throws(() => Word.parse(text), new RangeError(message))
  t.throws(
    () => Word.of([1, Number.NaN]),
    new RangeError("Letter 2 of the braid word is NaN, which is not an integer.")
  )
  t.end()
})

t.test("group laws, in the free group and by Artin's action", (t) => {
  const n = 5
  fc.assert(
    fc.property(words(10, n), words(10, n), words(10, n), (a, b, c) => {
      const left = Word.multiply(Word.multiply(a, b), c)
      t.ok(Word.equals(left, Word.multiply(a, Word.multiply(b, c))))
      t.ok(Word.equals(Word.multiply(a, Word.empty), a))
      t.equal(Word.freeReduce(Word.multiply(a, Word.inverse(a))).length, 0)
      t.ok(Word.equals(Word.inverse(Word.multiply(a, b)), Word.multiply(Word.inverse(b), Word.inverse(a))))
      t.equal(action(Word.multiply(a, Word.inverse(a)), n), action([], n))
      t.equal(action(Word.freeReduce(a), n), action(a, n))
    })
  )
  t.end()
})

t.test("free reduction leaves no inverse neighbours and is idempotent", (t) => {
  fc.assert(
    fc.property(words(30, 3), (w) => {
      const reduced = Word.freeReduce(w)
      t.notOk(reduced.some((letter, i) => letter === -reduced[i + 1]))
      t.equal((w.length - reduced.length) % 2, 0)
    })
  )
  t.same(Array.from(Word.freeReduce(Word.of([1, 2, -2, -1, 3]))), [3])
  t.end()
})

t.test("writhe: a homomorphism to the integers, odd under inverse and mirror", (t) => {
  fc.assert(
    fc.property(words(), words(), (a, b) => {
      t.equal(Word.writhe(Word.multiply(a, b)), Word.writhe(a) + Word.writhe(b))
      t.equal(Word.writhe(Word.inverse(a)) + Word.writhe(a), 0)
      t.equal(Word.writhe(Word.mirror(a)) + Word.writhe(a), 0)
      t.equal(Word.writhe(Word.reverse(a)), Word.writhe(a))
      t.equal(((Word.writhe(a) - a.length) % 2) | 0, 0)
    })
  )
  t.end()
})

t.test("the canonical rotation is the least of all rotations, found by comparing them all", (t) => {
  const compare = (a: Word.Word, b: Word.Word) =>
    a[a.findIndex((x, i) => x !== b[i])] - b[b.findIndex((x, i) => x !== a[i])] || 0
  fc.assert(
    fc.property(words(9, 3), fc.integer(), (w, k) => {
      const all = Array.from(w, (_, i) => Word.rotate(w, i)).sort(compare)
      t.same(Word.canonicalRotation(w), all[0] ?? Word.empty)
      t.equal(Word.hash(Word.rotate(w, k)), Word.hash(w))
    }),
    { numRuns: 1000 }
  )
  t.end()
})

t.test("the hash tells words apart that are not rotations, mirrors and inverses among them", (t) => {
  const figure8 = Word.of([1, -2, 1, -2])
  t.equal(Word.hash(figure8), Word.hash(Word.reverse(figure8)), "its reverse is a rotation of it")
  const word = Word.of([1, 1, 2, -1, 3, 2])
  const others = [Word.mirror(word), Word.inverse(word), Word.reverse(word), Word.of([1, 1, 2, -1, 2, 3])]
  t.equal(new Set([word, ...others].map(Word.hash)).size, 5)
  const seen = new Map<number, string>()
  for (let code = 0; code < 4 ** 8; code++) {
    const digits = Array.from({ length: 8 }, (_, i) => [-2, -1, 1, 2][(code >> (2 * i)) & 3])
    const least = Word.canonicalRotation(Word.of(digits))
    const other = seen.get(Word.hash(least))
    if (other !== undefined && other !== Word.print(least))
      t.fail(`${other} and ${Word.print(least)} collide`)
    seen.set(Word.hash(least), Word.print(least))
  }
  const low = [...seen.keys()].filter((hash) => hash / 2 ** 32 < 0.1).length
  const expected = seen.size * 0.1
  t.ok(
    Math.abs(low - expected) < 4 * Math.sqrt(expected),
    "a split by hash takes its share, 1 in 15 000 not to"
  )
  t.end()
})
