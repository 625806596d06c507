import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Order from "../../../src/domain/diagram/order.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { words } from "../../support/braid.ts"

/** The arcs that are open after each crossing, by another count: arcs of which one end has been seen. */
const open = (diagram: Planar.Diagram, crossings: ReadonlyArray<number>): Array<number> => {
  const ends = new Set<number>()
  return crossings.map((crossing) => {
    for (const arc of diagram.crossings[crossing]) if (!ends.delete(arc)) ends.add(arc)
    return ends.size
  })
}

const rotations = ({ length }: ArrayLike<number>): Array<Array<number>> =>
  Array.from({ length }, (_, k) => Array.from({ length }, (_, i) => (i + k) % length))

t.test("every crossing once, pieces one after another, and the arcs that are open then", async (t) => {
  fc.assert(
    fc.property(words(30, 12), (word) => {
      const diagram = Planar.ofBraid(word)
      const { crossings, widths } = Order.order(diagram)
      t.strictSame(
        crossings.toSorted((a, b) => a - b),
        diagram.crossings.map((_, i) => i)
      )
      t.strictSame(widths, open(diagram, crossings))
      t.equal(widths.filter((width) => width === 0).length, Planar.pieces(Planar.mates(diagram)).length)
    })
  )
})

t.test("of a closed braid it is no worse than letter by letter from anywhere", async (t) => {
  fc.assert(
    fc.property(words(40, 8), (word) => {
      const diagram = Planar.ofBraid(word)
      if (Planar.pieces(Planar.mates(diagram)).length > 1) return
      const best = Order.cost(Order.order(diagram))
      for (const rotation of rotations(word))
        t.ok(best <= Order.cost({ widths: open(diagram, rotation) }), Word.print(word))
    })
  )
})

t.test("wide words have few open arcs all the same", async (t) => {
  // A chain of thirty trefoils, never two of them begun at a time but where they hang together.
  const chain = Planar.ofBraid(
    Word.of(Array.from({ length: 90 }, (_, k) => 1 + ((7 * Math.floor(k / 3)) % 30)))
  )
  t.equal(Math.max(...Order.order(chain).widths), 4)
  // 45 letters on 18 strands; letter by letter, 28 arcs are open.
  const sparse = Planar.ofBraid(Word.of(Array.from({ length: 45 }, (_, k) => 1 + ((7 * k) % 17))))
  t.ok(Math.max(...Order.order(sparse).widths) <= 6)
})

t.test("nothing, a kink, and the number of matchings", async (t) => {
  t.strictSame(Order.order({ crossings: [], circles: 2 }), { crossings: [], widths: [] })
  t.strictSame(Order.order(Planar.ofBraid(Word.of([1]))), { crossings: [0], widths: [0] })
  t.strictSame([0, 2, 4, 6, 8].map(Order.matchings), [1, 1, 2, 5, 14])
})
