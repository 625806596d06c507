import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Shelling from "../../../src/domain/diagram/shelling.ts"
import * as Summands from "../../../src/domain/diagram/summands.ts"
import { words } from "../../support/braid.ts"

const pieces = (word: Word.Word): [apart: Uint32Array, pieces: ReadonlyArray<ReadonlyArray<number>>] => {
  const apart = Summands.undone(Planar.mates(Planar.ofBraid(word)))
  return [apart, Planar.pieces(apart)]
}

t.test("sums are undone into diagrams of which no two faces meet twice", async (t) => {
  const [, found] = pieces(Word.of([1, 1, 1, -2, 3, -2, 3]))
  t.strictSame(found, [
    [0, 1, 2],
    [3, 4, 5, 6]
  ])
  t.equal(pieces(Word.of([1, 2, 3, 4]))[1].length, 4, "four kinks")
  fc.assert(
    fc.property(words(24, 9), (word) => {
      const [apart] = pieces(word)
      const { left, rounds } = Planar.faces(apart)
      for (const round of rounds) t.equal(new Set(round.map((dart) => left[apart[dart]])).size, round.length)
      apart.forEach((other, dart) => {
        t.equal(apart[other], dart)
      })
    })
  )
})

t.test("every crossing is joined once, along neighbours of the boundary", async (t) => {
  fc.assert(
    fc.property(words(24, 9), (word) => {
      const [apart, found] = pieces(word)
      for (const piece of found) {
        const joins = Shelling.shelling(apart, piece, (ends) => 2 ** ends)
        t.strictSame(
          joins.map(({ crossing }) => crossing).sort((a, b) => a - b),
          piece
        )
        let boundary: ReadonlyArray<number> = []
        for (const { crossing, from, ports } of joins) {
          const turned = [...boundary.slice(from), ...boundary.slice(0, from)]
          t.strictSame(
            turned.slice(0, ports.length).map((dart) => apart[dart]),
            ports.map((port) => 4 * crossing + port)
          )
          const opened = Shelling.others(ports).map((port) => 4 * crossing + port)
          boundary = [
            ...opened.filter((dart) => apart[dart] >> 2 !== crossing),
            ...turned.slice(ports.length)
          ]
        }
        t.equal(boundary.length, 0)
      }
    })
  )
})
