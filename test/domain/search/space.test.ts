import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"
import * as QuasiRandom from "../../../src/domain/search/quasi-random.ts"
import type { Axis } from "../../../src/domain/search/space.ts"
import * as Space from "../../../src/domain/search/space.ts"

t.test("values at the ends and in the middle", async (t) => {
  const uniform: Axis = { kind: "uniform", from: -1, to: 3 }
  const log: Axis = { kind: "logUniform", from: 1e-5, to: 1e-1 }
  const integers: Axis = { kind: "steps", from: 8, step: 8, count: 4 }
  const choice: Axis = { kind: "choice", count: 3 }
  t.same(
    [0, 0.5, 1].map((u) => Space.valueAt(uniform, u)),
    [-1, 1, 3]
  )
  t.same(
    [0, 0.5, 1].map((u) => Space.valueAt(log, u)),
    [1e-5, 1e-3, 1e-1]
  )
  t.same(
    [0, 0.24, 0.25, 0.76, 1].map((u) => Space.valueAt(integers, u)),
    [8, 8, 16, 32, 32]
  )
  t.same(
    [0, 0.34, 0.99, 1].map((u) => Space.valueAt(choice, u)),
    [0, 1, 2, 2]
  )
  for (const axis of [uniform, log, integers, choice])
    for (const u of [0, 0.1, 0.4, 0.77, 0.999]) {
      const value = Space.valueAt(axis, u)
      const back = Space.valueAt(axis, Space.coordinateOf(axis, value))
      t.ok(Math.abs(back - value) <= 1e-11 * Math.abs(value), `${axis.kind} ${u}`)
    }
  t.equal(Space.coordinateOf({ kind: "uniform", from: 2, to: 2 }, 2), 0)
})

t.test("the golden ratio is that of one axis, the plastic number that of two", async (t) => {
  t.ok(Math.abs(QuasiRandom.ratio(1) - (1 + Math.sqrt(5)) / 2) < 1e-15)
  t.ok(Math.abs(QuasiRandom.ratio(2) - 1.324717957244746) < 1e-15)
})

/** The largest distance of the share of places in [0, u) x [0, v) from its area, over a lattice of corners. */
const discrepancy = (places: ReadonlyArray<Space.Place>): number => {
  let most = 0
  for (let i = 1; i <= 20; i++)
    for (let j = 1; j <= 20; j++) {
      const inside = places.filter(([x, y]) => x! < i / 20 && y! < j / 20).length
      most = Math.max(most, Math.abs(inside / places.length - (i * j) / 400))
    }
  return most
}

t.test(
  "quasi-random places fill the square more evenly than any of fifty times as many independent ones",
  async (t) => {
    const n = 400
    const places = Array.from({ length: n }, (_, i) => QuasiRandom.place([1, 2], 2, i))
    t.ok(places.flat().every((x) => x >= 0 && x < 1))
    const own = discrepancy(places)
    const others = Array.from({ length: 50 }, (_, seed) => {
      const words = new Uint32Array(2 * n)
      Threefry.fill(seed, 9, 0, 0, words)
      const at = (k: number) => Distribution.uniform(words[k]!)
      return discrepancy(Array.from({ length: n }, (_, i) => [at(2 * i), at(2 * i + 1)]))
    })
    t.ok(own < Math.min(...others), `${own} against ${Math.min(...others)}`)
    t.same(QuasiRandom.place([1, 2], 2, 7), places[7])
    t.notSame(QuasiRandom.place([1, 3], 2, 7), places[7])
  }
)
