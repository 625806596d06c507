import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Skew from "../../../src/domain/stats/skew.ts"

/** Chi-squared numbers of one degree: skewness sqrt 8. */
const squares = (count: number, key: number): Float64Array => {
  const normal = new Float64Array(count)
  Distribution.normals([2020, key], 0, normal)
  return normal.map((g) => g * g)
}

const blocks = (values: Float64Array, size: number): ReadonlyArray<Skew.Skew> =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, k) => {
    const block = values.subarray(k * size, (k + 1) * size)
    return Skew.of(block.length, Float64Array.of(block.reduce((sum, x) => sum + x, 0) / block.length))
  })

t.test("third moments are those of all blocks, however they are merged", async (t) => {
  const parts = blocks(squares(4096, 1), 64)
  const whole = parts.reduce(Skew.merge, Skew.empty)
  const halves = Skew.merge(
    parts.slice(0, 20).reduce(Skew.merge, Skew.empty),
    parts.slice(20).reduce(Skew.merge, Skew.empty)
  )
  const mean = parts.reduce((sum, part) => sum + part.mean[0], 0) / parts.length
  const third = parts.reduce((sum, part) => sum + 64 ** 2 * (part.mean[0] - mean) ** 3, 0)
  for (const { m3, squares } of [whole, halves]) {
    t.ok(Math.abs(m3[0] - third) < 1e-9 * Math.abs(third))
    t.equal(squares, parts.length * 64 ** 2)
  }
})

// gamma^2 = 8 from 2^18 draws, blocked by 1 and by 4, is known to some 5 and 20 %; a short last block changes nothing.
t.test("the squared skewness is that of one replicate, whatever the blocks", async (t) => {
  const values = squares(2 ** 18 + 1, 2)
  for (const size of [1, 4]) {
    const [squared] = Skew.squared(blocks(values, size).reduce(Skew.merge, Skew.empty))
    t.ok(squared > 6 && squared < 10.5, `blocks of ${size}: ${squared}`)
  }
  const [normal] = Skew.squared(
    blocks(
      values.map((x) => Math.sqrt(x)).map((x, k) => (k % 2 === 0 ? x : -x)),
      1
    ).reduce(Skew.merge, Skew.empty)
  )
  t.ok(normal < 0.01, `normal: ${normal}`)
})

t.test("effective numbers", async (t) => {
  t.equal(Skew.effective(1000, 4), 1000, "of an exponential law, all")
  t.equal(Skew.effective(1000, 400), 10)
  t.equal(Skew.effective(1000, 0), 1000)
  t.ok(Number.isNaN(Skew.effective(1000, Number.NaN)))
  t.ok(
    Number.isNaN(Skew.squared(Skew.merge(Skew.of(1, Float64Array.of(1)), Skew.of(1, Float64Array.of(2))))[0])
  )
})
