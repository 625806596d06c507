import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import { words } from "../../support/braid.ts"

t.test("known closures", (t) => {
  t.equal(Permutation.components([]), 1, "the unknot")
  t.equal(Permutation.components([1, 1]), 2, "the Hopf link: strands that cross need not be one component")
  t.equal(Permutation.components([1, 1, 1]), 1, "the trefoil")
  t.equal(Permutation.components([1, -2, 1, -2, 1, -2]), 3, "the Borromean rings")
  t.equal(Permutation.components([1, 3]), 2, "two split unknots")
  t.equal(Permutation.components([2]), 2, "a free strand is a component")
  t.equal(Permutation.components([], 4), 4)
  t.same(Permutation.cycles(Permutation.of([1, 2, 4])), [
    [0, 2, 1],
    [3, 4]
  ])
  t.same(Array.from(Permutation.labels(Permutation.of([2, 2]))), [0, 1, 2])
  t.throws(() => Permutation.of([3], 3), new RangeError("The word needs 4 strands, and it was given 3."))
  t.end()
})

t.test("a homomorphism: product, inverse, and signs do not matter", (t) => {
  fc.assert(
    fc.property(words(), words(), (a, b) => {
      const n = Math.max(Word.strands(a), Word.strands(b))
      const [p, q] = [Permutation.of(a, n), Permutation.of(b, n)]
      t.same(Permutation.of(Word.multiply(a, b), n), Permutation.compose(p, q))
      t.same(Permutation.compose(p, Permutation.of(Word.inverse(a), n)), Permutation.of([], n))
      t.same(Permutation.of(Word.mirror(a), n), p)
      t.equal(
        (a.length + n - Permutation.cycles(p).length) % 2,
        0,
        "parity: letters = strands - cycles mod 2"
      )
    })
  )
  t.end()
})
