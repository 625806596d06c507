import t from "tap"
import * as Orthogonal from "../../../src/domain/diagram/orthogonal.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

const outermost = 3

/** The faces with the most arcs. */
const largest = ({ rounds }: Planar.Faces): ReadonlyArray<number> =>
  [...rounds.keys()].sort((a, b) => rounds[b].length - rounds[a].length).slice(0, outermost)

/** Left turns less right ones round each face, those at crossings among them. */
const turns = ({ rounds }: Planar.Faces, bends: Orthogonal.Bends): ReadonlyArray<number> =>
  rounds.map((round) => round.reduce((sum, dart) => sum + 1 + bends[dart], 0))

/**
 * Whether two turns could go round some cycle of faces and save bends: a cycle of negative length, by Bellman and Ford from
 * everywhere at once. A flow without one is of least cost (Klein, A primal method for minimal cost flows, 1967).
 */
const canBeBettered = (
  mate: Uint32Array,
  { left, rounds }: Planar.Faces,
  bends: Orthogonal.Bends
): boolean => {
  const distance = new Int32Array(rounds.length)
  for (let round = 0; round <= rounds.length; round++) {
    let changes = 0
    for (const [dart, back] of mate.entries()) {
      const length = distance[left[back]] + Math.abs(bends[dart] + 2) - Math.abs(bends[dart])
      if (length >= distance[left[dart]]) continue
      distance[left[dart]] = length
      changes++
    }
    if (changes === 0) return false
  }
  return true
}

t.test(
  "a drawing turns once round each face, below to above by an odd number, and no bend can be saved",
  async (t) => {
    const stream = Stream.make([1987, 421])
    for (const [letters, strands, draws] of [
      [12, 4, 20],
      [200, 6, 3],
      [700, 2, 1],
      [700, 9, 1],
      [1500, 40, 1]
    ])
      for (let draw = 0; draw < draws; draw++) {
        const mate = Planar.mates(Planar.ofBraid(random(stream, letters, strands), strands))
        if (Planar.pieces(mate).length > 1) continue
        const faces = Planar.faces(mate)
        const outer = largest(faces)
        const what = `${letters} letters on ${strands} strands`
        for (const [i, bends] of Orthogonal.bends(mate, faces, outer).entries()) {
          t.ok(
            turns(faces, bends).every((sum, face) => sum === (face === outer[i] ? -4 : 4)),
            `${what}: turns round faces`
          )
          t.ok(
            bends.every(
              (count, dart) => count === -bends[mate[dart]] && ((count ^ dart ^ mate[dart]) & 1) === 0
            ),
            `${what}: both ends of an arc`
          )
          t.notOk(canBeBettered(mate, faces, bends), `${what}: bends`)
        }
      }
  }
)

t.test("what can be bettered is found: turns that go round in a circle", async (t) => {
  const mate = Planar.mates(Planar.ofBraid(Int16Array.from([1, 1, 1])))
  const faces = Planar.faces(mate)
  const [outer] = largest(faces)
  const [bends] = Orthogonal.bends(mate, faces, [outer])
  // Two to the left along every arc round a crossing: each face gives as many as it takes.
  for (let port = 0; port < 4; port++) {
    bends[port] += 4
    bends[mate[port]] -= 4
  }
  t.ok(turns(faces, bends).every((sum, face) => sum === (face === outer ? -4 : 4)))
  t.ok(canBeBettered(mate, faces, bends))
})

t.test("alternating closed braids of four thousand letters get two columns more than letters", async (t) => {
  for (const [strands, rounds] of [
    [2, 4000],
    [20, 210]
  ]) {
    const word = Int16Array.from({ length: (strands - 1) * rounds }, (_, k) => {
      const letter = 1 + (k % (strands - 1))
      return letter % 2 === 0 ? -letter : letter
    })
    t.equal(fromPlanar(Planar.ofBraid(word)).diagram.length, word.length + 2)
  }
})
