import t from "tap"
import * as Packed from "../../src/engine/packed.ts"
import type { Json } from "../../src/engine/study.ts"

t.test("maps come back as they were added, their names in order", async (t) => {
  const maps: ReadonlyArray<Readonly<Record<string, Json>>> = [
    { b: 1, a: "x" },
    { b: 1, a: "x" },
    { a: "1", b: 2, list: [1, 2] },
    { list: "[1,2]", a: null },
    {},
    { b: 1, deep: { c: false, a: [] }, toString: 3 },
    { b: 1, a: "x", list: [1, 2] }
  ]
  const packed = Packed.make()
  for (const map of maps) packed.add(map)
  for (const [place, map] of maps.entries()) {
    t.strictSame(packed.at(place), map)
    t.same(Object.keys(packed.at(place)), Object.keys(map).sort())
  }
})

t.test("more values than are found again", async (t) => {
  const packed = Packed.make()
  const of = (k: number) => ({ number: k / 3, text: k % 7 === 0 ? `t${k}` : "same", few: k % 5 })
  for (let k = 0; k < 120_000; k++) packed.add(of(k))
  for (const k of [0, 1, 49_999, 50_000, 50_001, 119_999]) t.same(packed.at(k), of(k))
})
