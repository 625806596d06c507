import t from "tap"
import * as Tuples from "../../../src/domain/field/tuples.ts"
import * as Wick from "../../../src/domain/field/wick.ts"

t.test("six points have 21, 126 and 462 tuples of 2, 4 and 6, in lexicographic order", async (t) => {
  for (const [order, size] of [
    [2, 21],
    [4, 126],
    [6, 462]
  ]) {
    const tuples = Tuples.multisets(6, order)
    t.equal(tuples.length, size)
    t.equal(Tuples.count(6, order), size)
    t.ok(tuples.every((tuple, at) => Tuples.rank(6, tuple) === at))
    t.same(tuples.map(String), [...tuples.map(String)].sort())
  }
  t.equal(Tuples.label([0, 1, 4, 5]), "1-2-5-6")
})

t.test("multiplicities: the orders of a sorted tuple, all ordered ones together", async (t) => {
  t.same(
    [
      [0, 0, 0, 0],
      [0, 0, 0, 1],
      [0, 0, 1, 1],
      [0, 1, 1, 2],
      [0, 1, 2, 3]
    ].map(Tuples.multiplicity),
    [1, 4, 6, 12, 24]
  )
  for (const order of [2, 4, 6]) {
    const all = new Map<string, number>()
    for (let code = 0; code < 3 ** order; code++) {
      const tuple = Array.from({ length: order }, (_, k) => Math.floor(code / 3 ** k) % 3).sort()
      all.set(tuple.join("-"), (all.get(tuple.join("-")) ?? 0) + 1)
    }
    t.same(
      Tuples.multisets(3, order).map(Tuples.multiplicity),
      Tuples.multisets(3, order).map((tuple) => all.get(tuple.join("-")))
    )
  }
})

t.test("the tree multiplies each tuple out", async (t) => {
  const value = [2, 3, 5, 7]
  const levels = Tuples.tree(4, 5)
  let products: ReadonlyArray<number> = [1]
  levels.forEach(({ parent, last }, depth) => {
    products = Array.from(parent, (from, at) => products[from] * value[last[at]])
    t.same(
      products,
      Tuples.multisets(4, depth + 1).map((tuple) => tuple.reduce((product, a) => product * value[a], 1))
    )
  })
})

t.test("pairings: 1, 3, 15, 105 of them, none of odd numbers, and the theorem by hand", async (t) => {
  const ones = new Float64Array(64).fill(1)
  const counts = [2, 4, 6, 8].map((n) =>
    Wick.pairings(
      ones,
      8,
      Array.from({ length: n }, (_, a) => a)
    )
  )
  t.same(counts, [1, 3, 15, 105])
  t.equal(Wick.pairings(ones, 8, [0, 1, 2]), 0)
  t.throws(() => Wick.pairings(ones, 8, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0]), /stop at 8/)
  const K = Float64Array.of(2, 3, 5, 3, 7, 11, 5, 11, 13)
  t.equal(Wick.pairings(K, 3, [0, 0, 1, 2]), 2 * 11 + 2 * 3 * 5)
  // With the sums over splits, sum over pairings of 6 is a third of the sum over splits of (pairings of 4) K.
  const out = new Float64Array(Tuples.count(3, 6))
  Wick.addSplits(Wick.splits(3, 6), Wick.gaussian(K, 3, 4), K, 1 / 3, out)
  const six = Wick.gaussian(K, 3, 6)
  t.ok(out.every((value, at) => Math.abs(value - six[at]) < 1e-9 * six[at]))
})
