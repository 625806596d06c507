import t from "tap"
import * as Sfc64 from "../../../src/domain/random/sfc64.ts"

const drawn = (state: Sfc64.State, count: number): ReadonlyArray<string> => {
  const out = new Uint32Array(2 * count)
  Sfc64.fill(state, out)
  const hex = (word: number) => word.toString(16).padStart(8, "0")
  return Array.from({ length: count }, (_, k) => hex(out[2 * k + 1]) + hex(out[2 * k]))
}

/** From NumPy 1.26: `numpy.random.SFC64`, its state set to the words below and 1, asked by `random_raw`. */
t.test("known answers", async (t) => {
  const state = Sfc64.make([0x89abcdef, 0x01234567, 0x76543210, 0xfedcba98, 0x7f4a7c15, 0x9e3779b9])
  t.same(drawn(state, 8), [
    "0000000000000000",
    "8eb6a8949ef95555",
    "155c584a4bc162ba",
    "e697ae9be7611c5a",
    "4e3fbcf9bd0057bd",
    "1e9718dcee3c9f47",
    "13f85fcc40470264",
    "d9fdcb8b9eb6eef8"
  ])
  t.same(drawn(Sfc64.make([0, 0, 0, 0, 0, 0]), 20).slice(16), [
    "225622285ce302e2",
    "520d28611395cb21",
    "db909c818901599d",
    "8ffd195365216f57"
  ])
})

t.test("pieces join", async (t) => {
  const halves = [1, 2, 3, 4, 5, 6]
  const state = Sfc64.make(halves)
  t.same([...drawn(state, 3), ...drawn(state, 4)], drawn(Sfc64.make(halves), 7))
})
