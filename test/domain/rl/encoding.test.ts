import t from "tap"
import * as Encoding from "../../../src/domain/rl/encoding.ts"

const encode = (
  encoding: Encoding.Encoding,
  places: number,
  ...words: ReadonlyArray<ReadonlyArray<number>>
) => {
  const padded = words.flatMap((word) => [...word, ...new Array(places - word.length).fill(0)])
  const out = new Float32Array(words.length * Encoding.features(encoding, places)).fill(7)
  Encoding.encode(encoding, places, padded, words.length, out)
  return out
}

t.test("integers are letters by N", async (t) => {
  t.same(
    [...encode("integers", 8, [1, -2, 4], [-4])],
    [0.25, -0.5, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0]
  )
})

t.test("relations by hand", async (t) => {
  // 1 -1 2 -4 on six places: neighbours (1,-1), (-1,2), (2,-4), (-4,1); over one (1,2), (-1,-4), (2,1), (-4,-1).
  const blocks = [
    [-1, 0, 0, 0, 0, 0],
    [0, -1, 0, 0, 0, 0],
    [0, 0, 1, 1, 0, 0],
    [0, 0, 0, 0, 0, 0],
    [1, 0, 1, 0, 0, 0],
    [0, 1, 0, 1, 0, 0],
    [1 / 3, 1 / 3, 2 / 3, 4 / 3, 0, 0]
  ]
  const wanted = Float32Array.from([...blocks.flat(), 4 / 6])
  t.same([...encode("relations", 6, [1, -1, 2, -4])], [...wanted])
})

t.test("the empty word is all zeros, rows are apart, a letter is no neighbour of itself", async (t) => {
  for (const encoding of ["integers", "relations"] as const) {
    t.ok(encode(encoding, 6, []).every((each) => each === 0))
    const both = encode(encoding, 6, [1, 2, 1], [3])
    const apart = [...encode(encoding, 6, [1, 2, 1]), ...encode(encoding, 6, [3])]
    t.same([...both], apart)
  }
  const alone = encode("relations", 6, [3])
  t.same(
    [...alone].flatMap((each, k) => (each === 0 ? [] : [k])),
    [36, 42]
  )
})

t.test("relations turn with the word, and shifting generators changes heights alone", async (t) => {
  const word = [1, 2, -1, 3, -2, 2]
  const turned = [...word.slice(1), word[0]]
  const [a, b] = [encode("relations", 6, word), encode("relations", 6, turned)]
  for (let block = 0; block < 7; block++)
    for (let k = 0; k < 6; k++) t.equal(b[6 * block + k], a[6 * block + ((k + 1) % 6)])
  const shifted = encode(
    "relations",
    6,
    word.map((letter) => letter + Math.sign(letter))
  )
  t.same([...shifted.subarray(0, 36)], [...a.subarray(0, 36)])
})
