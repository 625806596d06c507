import t from "tap"
import * as Encoding from "../../../src/domain/rl/encoding.ts"

const encode = (
  encoding: Encoding.Encoding,
  places: number,
  ...words: ReadonlyArray<ReadonlyArray<number>>
) => {
  const padded = words.flatMap((word) => [...word, ...new Array(places - word.length).fill(0)])
  const out = new Float32Array(words.length * Encoding.features(encoding, places)).fill(7)
  Encoding.encoder(encoding, places)(padded, words.length, out)
  return out
}

t.test("integers are letters by N", async (t) => {
  t.same(
    [...encode("integers", 8, [1, -2, 4], [-4])],
    [0.25, -0.5, 1, 0, 0, 0, 0, 0, -1, 0, 0, 0, 0, 0, 0, 0]
  )
})

t.test("integers are the quotients rounded once, for words of any length", async (t) => {
  let wrong = 0
  for (let places = 2; places < 1000; places += 2) {
    const word = Array.from({ length: places }, (_, k) => (k < places / 2 ? k + 1 : places / 2 - k - 1))
    encode("integers", places, word).forEach((each, k) => {
      wrong += Number(each !== Math.fround((2 * word[k]) / places))
    })
  }
  t.equal(wrong, 0)
})

t.test("the empty word is all zeros, rows are apart, a letter is no neighbour of itself", async (t) => {
  for (const encoding of ["integers", "seam"] as const) {
    t.ok(encode(encoding, 6, []).every((each) => each === 0))
    const both = encode(encoding, 6, [1, 2, 1], [3])
    const apart = [...encode(encoding, 6, [1, 2, 1]), ...encode(encoding, 6, [3])]
    t.same([...both], apart)
  }
})
