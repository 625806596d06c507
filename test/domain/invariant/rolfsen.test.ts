import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Rolfsen from "../../../src/domain/invariant/rolfsen.ts"
import { golden } from "../../support/knots.ts"

t.test("249 primes: 1, 1, 2, 3, 7, 21, 49, 165 with 3 to 10 crossings", async (t) => {
  const counts = [3, 4, 5, 6, 7, 8, 9, 10].map(
    (n) => Rolfsen.primes.filter(({ crossings }) => crossings === n).length
  )
  t.strictSame(counts, [1, 1, 2, 3, 7, 21, 49, 165])
})

t.test("names and words are those of the Knot Atlas", async (t) => {
  const rows = golden().filter(({ name }) => name !== "0_1")
  t.strictSame(
    Rolfsen.primes.map(({ name, word }) => `${name} ${Word.print(word)}`),
    rows.map(({ name, word }) => `${name} ${Word.print(word)}`)
  )
  for (const { name, word } of Rolfsen.primes) t.equal(Permutation.components(word), 1, name)
})

t.test("knots that are their own mirror images: 1, 1, 5, 13 with 4, 6, 8, 10 crossings", async (t) => {
  // Tait; Haseman; OEIS A052401.
  const counts = [3, 4, 5, 6, 7, 8, 9, 10].map(
    (n) => Rolfsen.primes.filter(({ crossings, achiral }) => crossings === n && achiral).length
  )
  t.strictSame(counts, [0, 1, 0, 1, 0, 5, 0, 13])
})

t.test("finding by name", async (t) => {
  t.strictSame(Array.from(Rolfsen.find("8_19").word), [1, 1, 1, 2, 1, 1, 1, 2])
  t.throws(() => Rolfsen.find("10_166"), { name: "RangeError", message: /10_166/ })
})
