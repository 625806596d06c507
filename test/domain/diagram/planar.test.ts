import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { words } from "../../support/braid.ts"

t.test("a closed braid has a crossing a letter, and the components of its permutation", async (t) => {
  fc.assert(
    fc.property(words(20, 6), fc.integer({ min: 0, max: 2 }), (word, more) => {
      const strands = Word.strands(word) + more
      const diagram = Planar.ofBraid(word, strands)
      t.equal(diagram.crossings.length, word.length)
      t.equal(Planar.components(diagram), Permutation.components(word, strands))
    })
  )
})

t.test("a positive letter is a crossing whose strand above comes from the left", async (t) => {
  const { crossings } = Planar.ofBraid(Word.of([1]))
  // Strands 1 and 2 at the foot are one arc each with those at the head: arcs 0 and 1.
  t.strictSame(crossings, [[1, 1, 0, 0]])
  t.equal(Planar.faces(Planar.mates(Planar.ofBraid(Word.of([1, 1, 1])))).rounds.length, 5)
})

t.test("codes that are no diagram are refused with a sentence", async (t) => {
  t.throws(() => Planar.of([[1, 2, 3]]), /Crossing 1 names 3 arcs; a crossing has four/)
  t.throws(() => Planar.of([[1, 2, 3, 4]]), /Arc 1 has 1 end; an arc has two/)
  t.throws(() => Planar.of([[1, 1, 1, 2]]), /Arc 1 has 3 ends/)
  t.throws(() => Planar.of([[1, 2, 1.5, 2]]), /1\.5, which is not an integer/)
  // The virtual trefoil: two crossings, and no plane to draw them on.
  t.throws(
    () =>
      Planar.of([
        [1, 3, 2, 4],
        [2, 4, 3, 1]
      ]),
    /virtual link/
  )
})
