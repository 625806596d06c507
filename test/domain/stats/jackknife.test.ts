import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import type { Block } from "../../../src/domain/stats/jackknife.ts"
import * as Jackknife from "../../../src/domain/stats/jackknife.ts"
import * as Moments from "../../../src/domain/stats/moments.ts"

const near = (value: number, expected: number, relative = 1e-12) =>
  Math.abs(value - expected) <= relative * Math.abs(expected)

const block = (weight: number, ...mean: ReadonlyArray<number>): Block => ({
  weight,
  mean: Float64Array.from(mean)
})

t.test("of means it is what Moments say, blocks of unequal weight too", async (t) => {
  const blocks = [block(4, 1, 10), block(4, 3, -7), block(1, 8, 2), block(7, 2, 2)]
  const moments = blocks.map(({ weight, mean }) => Moments.of(weight, mean)).reduce(Moments.merge)
  const { value, corrected, standardError } = Jackknife.of(blocks, (mean) => mean)
  for (const k of [0, 1]) {
    t.ok(near(value[k], moments.mean[k]))
    t.ok(near(corrected[k], moments.mean[k]))
    t.ok(near(standardError[k], Moments.standardErrors(moments)[k]))
  }
})

// Blocks 1, 2, 6: the mean 3, its square 9. Without one: 4, 3.5, 1.5, squares 16, 12.25, 2.25; pseudo-values
// 27 - 2 (16, 12.25, 2.25) = -5, 2.5, 22.5. Their mean 20/3 is the mean of the products of different blocks (2 + 6 + 12) / 3.
t.test("a square, by hand: the bias is gone, and the scatter is that of the pseudo-values", async (t) => {
  const { value, corrected, standardError, blocks } = Jackknife.of(
    [1, 2, 6].map((x) => block(5, x)),
    (mean) => mean.map((x) => x ** 2)
  )
  t.ok(near(value[0], 9))
  t.ok(near(corrected[0], 20 / 3))
  const squares = [-5, 2.5, 22.5].reduce((sum, x) => sum + (x - 20 / 3) ** 2, 0)
  t.ok(near(standardError[0], Math.sqrt(squares / 2 / 3)))
  t.equal(blocks, 3)
})

t.test("very many blocks are gathered, and neither the value nor the error notices", async (t) => {
  const normal = new Float64Array(10000)
  Distribution.normals([20200808, 10], 0, normal)
  const all = Array.from(normal, (x) => block(3, 10 + x))
  const { value, standardError, blocks } = Jackknife.of(all, (mean) => mean)
  t.equal(blocks, 3334)
  t.ok(near(value[0], 10 + normal.reduce((sum, x) => sum + x, 0) / 10000))
  t.ok(near(standardError[0], 0.01, 0.05))
})

t.test("a single block tells no error", async (t) => {
  const { value, standardError } = Jackknife.of([block(2, 5)], (mean) => mean)
  t.equal(value[0], 5)
  t.ok(Number.isNaN(standardError[0]))
})

// The delta method, for a ratio and a product of correlated means: 400 blocks know an error to 4 %.
t.test("of a ratio and a product it is the error that the delta method finds", async (t) => {
  const normal = new Float64Array(800)
  Distribution.normals([20200808, 9], 0, normal)
  const blocks = Array.from({ length: 400 }, (_, i) =>
    block(1, 10 + normal[2 * i], 20 + normal[2 * i] + 2 * normal[2 * i + 1])
  )
  const { standardError } = Jackknife.of(blocks, ([a, b]) => Float64Array.of(a / b, a * b))
  // Var a = 1, Var b = 5, Cov = 1, each over 400.
  const ratio = 0.5 * Math.sqrt((1 / 100 + 5 / 400 - 2 / 200) / 400)
  const product = 200 * Math.sqrt((1 / 100 + 5 / 400 + 2 / 200) / 400)
  t.ok(near(standardError[0], ratio, 0.15))
  t.ok(near(standardError[1], product, 0.15))
})
