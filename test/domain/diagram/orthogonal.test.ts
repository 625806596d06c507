import t from "tap"
import * as Orthogonal from "../../../src/domain/diagram/orthogonal.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random } from "../../support/braid.ts"

/** Left turns less right ones round each face, those at crossings among them. */
const turns = ({ rounds }: Planar.Faces, bends: Orthogonal.Bends): ReadonlyArray<number> =>
  rounds.map((round) => round.reduce((sum, dart) => sum + 1 + bends[dart], 0))

/**
 * Whether turns, so many at a time, could go round some cycle of faces and save bends: a cycle of negative length, by Bellman and Ford from
 * everywhere at once. A flow without one is of least cost (Klein, A primal method for minimal cost flows, 1967).
 */
const canBeBettered = (
  mate: Uint32Array,
  { left, rounds }: Planar.Faces,
  bends: Orthogonal.Bends,
  unit: number
): boolean => {
  const distance = new Int32Array(rounds.length)
  for (let round = 0; round <= rounds.length; round++) {
    let changes = 0
    for (const [dart, back] of mate.entries()) {
      const length = distance[left[back]] + Math.abs(bends[dart] + unit) - Math.abs(bends[dart])
      if (length >= distance[left[dart]]) continue
      distance[left[dart]] = length
      changes++
    }
    if (changes === 0) return false
  }
  return true
}

for (const [ways, unit] of [
  ["below-across", 2],
  ["either", 1]
] as const)
  t.test(`${ways}: a drawing turns once round each face, and no bend can be saved`, async (t) => {
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
        const outer = Planar.largest(faces, 3)
        const what = `${letters} letters on ${strands} strands`
        for (const [i, bends] of Orthogonal.bends(mate, faces, outer, ways).entries()) {
          t.ok(
            turns(faces, bends).every((sum, face) => sum === (face === outer[i] ? -4 : 4)),
            `${what}: turns round faces`
          )
          const isAsWays = (dart: number) => unit === 1 || ((bends[dart] ^ dart ^ mate[dart]) & 1) === 0
          t.ok(
            bends.every((count, dart) => count === -bends[mate[dart]] && isAsWays(dart)),
            `${what}: both ends of an arc`
          )
          t.notOk(canBeBettered(mate, faces, bends, unit), `${what}: bends`)
        }
      }
  })

t.test("what can be bettered is found: turns that go round in a circle", async (t) => {
  const mate = Planar.mates(Planar.ofBraid(Int16Array.from([1, 1, 1])))
  const faces = Planar.faces(mate)
  const [outer] = Planar.largest(faces, 3)
  const [bends] = Orthogonal.bends(mate, faces, [outer], "below-across")
  // Two to the left along every arc round a crossing: each face gives as many as it takes.
  for (let port = 0; port < 4; port++) {
    bends[port] += 4
    bends[mate[port]] -= 4
  }
  t.ok(turns(faces, bends).every((sum, face) => sum === (face === outer ? -4 : 4)))
  t.ok(canBeBettered(mate, faces, bends, 2))
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
