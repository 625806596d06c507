import fc from "fast-check"
import t from "tap"
import { distance, nearest, suggestion } from "../../../src/engine/config/nearest.ts"

t.test("distances, by hand", (t) => {
  const cases: ReadonlyArray<readonly [string, string, number]> = [
    ["", "", 0],
    ["", "abc", 3],
    ["kitten", "sitting", 3],
    ["width", "widht", 1],
    ["ca", "abc", 3], // restricted: the swapped pair is not edited again
    ["flaw", "lawn", 2]
  ]
  for (const [a, b, expected] of cases) t.equal(distance(a, b), expected, `${a} ${b}`)
  t.end()
})

t.test("a distance is symmetric, 0 for equals alone, and at most the longer length", (t) => {
  const law = () =>
    fc.assert(
      fc.property(fc.string({ maxLength: 12 }), fc.string({ maxLength: 12 }), (a, b) => {
        const d = distance(a, b)
        return d === distance(b, a) && (d === 0) === (a === b) && d <= Math.max(a.length, b.length)
      }),
      { seed: 3 }
    )
  t.doesNotThrow(law)
  t.end()
})

t.test("the nearest name, if near", (t) => {
  const names = ["width", "weightStd", "order", "nets"]
  t.equal(nearest("widht", names), "width")
  t.equal(nearest("WIDTH", names), "width")
  t.equal(nearest("weigthstd", names), "weightStd")
  t.equal(nearest("net", names), "nets")
  t.equal(nearest("x", names), undefined)
  t.equal(nearest("activation", names), undefined)
  t.equal(nearest("a".repeat(100_000), ["a".repeat(100_001)]), undefined)
  t.equal(suggestion("ordre", names), ' Did you mean "order"?')
  t.equal(suggestion("zzz", names), "")
  t.end()
})
