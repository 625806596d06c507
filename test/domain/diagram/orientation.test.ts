import fc from "fast-check"
import t from "tap"
import * as Permutation from "../../../src/domain/braid/permutation.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Orientation from "../../../src/domain/diagram/orientation.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { words } from "../../support/braid.ts"

t.test("a closed braid runs as its strands do: a crossing has the sign of its letter", async (t) => {
  fc.assert(
    fc.property(words(24, 6), (word) => {
      const diagram = Planar.ofBraid(word)
      const oriented = Orientation.orient(diagram)
      t.strictSame(Array.from(oriented.signs), Array.from(word, Math.sign), Word.print(word))
      t.equal(Orientation.writhe(oriented), Word.writhe(word))
      t.equal(oriented.components.length + diagram.circles, Permutation.components(word))
    })
  )
})

t.test("every arc stands in one component, between the crossings that it joins", async (t) => {
  fc.assert(
    fc.property(words(24, 6), (word) => {
      const diagram = Planar.ofBraid(word)
      const { components, component, from, to } = Orientation.orient(diagram)
      t.strictSame(
        components.flat().sort((a, b) => a - b),
        Array.from({ length: 2 * word.length }, (_, arc) => arc)
      )
      const mate = Planar.mates(diagram)
      components.forEach((arcs, index) => {
        t.equal(arcs[0], Math.min(...arcs))
        arcs.forEach((arc, i) => {
          t.equal(component[arc], index)
          t.equal(mate[from[arc]], to[arc])
          t.equal(from[arcs[(i + 1) % arcs.length]], to[arc] ^ 2)
        })
      })
    })
  )
})

t.test("linking numbers", async (t) => {
  const linking = (text: string) => {
    const diagram = Planar.ofBraid(Word.parse(text))
    return Orientation.linking(diagram, Orientation.orient(diagram))
  }
  t.strictSame(linking("1 1 1"), [[3]])
  t.strictSame(linking("1 1"), [
    [0, 1],
    [1, 0]
  ])
  t.strictSame(linking("-1 -1 -1 -1"), [
    [0, -2],
    [-2, 0]
  ])
  // The Borromean rings.
  t.strictSame(linking("1 -2 1 -2 1 -2"), [
    [0, 0, 0],
    [0, 0, 0],
    [0, 0, 0]
  ])
})

t.test("a component that passes nowhere below runs as its numbers grow", async (t) => {
  // As SnapPy has them: Link(pd).crossings, their signs.
  for (const [pd, signs] of [
    ["1 3 2 4, 2 3 1 4", [1, -1]],
    ["1 4 2 3, 2 4 1 3", [-1, 1]],
    ["3 4 1 2, 1 4 3 2", [-1, 1]],
    ["4 1 3 2, 3 1 4 2", [1, -1]],
    ["7 3 8 2, 8 3 7 4, 4 6 1 5, 6 2 5 1", [1, -1, 1, 1]]
  ] as const) {
    const diagram = Planar.of(pd.split(", ").map((crossing) => crossing.split(" ").map(Number)))
    t.strictSame(Array.from(Orientation.orient(diagram).signs), signs, pd)
  }
})

t.test("crossings that disagree are refused with a sentence, and straightened on demand", async (t) => {
  fc.assert(
    fc.property(words(16, 5), fc.array(fc.boolean(), { minLength: 16 }), (word, flags) => {
      const diagram = Planar.ofBraid(word)
      const crossings = diagram.crossings.map((crossing, i): Planar.Crossing => {
        const [a, b, c, d] = crossing
        return flags[i] ? [c, d, a, b] : crossing
      })
      const straight = Orientation.straighten({ ...diagram, crossings })
      const { signs } = Orientation.orient(straight)
      if (Permutation.components(word) === 1) t.strictSame(Array.from(signs), Array.from(word, Math.sign))
      t.strictSame(Orientation.straighten(straight), straight)
      t.strictSame(Orientation.straighten(diagram), diagram)
    })
  )
  t.throws(
    () =>
      Orientation.orient(
        Planar.of([
          [1, 4, 2, 5],
          [4, 1, 3, 6],
          [5, 2, 6, 3]
        ])
      ),
    /Crossings 1 and 2 disagree about the way in which a component runs/
  )
})
