import t from "tap"
import * as Distribution from "../../../src/domain/random/distribution.ts"
import * as Threefry from "../../../src/domain/random/threefry.ts"

t.test("a uniform is never 0 or 1", async (t) => {
  t.equal(Distribution.uniform(0), 2 ** -33)
  t.equal(Distribution.uniform(0xffffffff), 1 - 2 ** -33)
})

t.test("normals are the pairs of Box and Muller, in order", async (t) => {
  const out = new Float64Array(5)
  Distribution.normals([1, 2], 9, out)
  for (let p = 0; p < 5; p++) {
    const [w0, w1] = Threefry.words(1, 2, 9, p >> 1)
    const r = Math.sqrt(-2 * Math.log((w0 + 0.5) / 2 ** 32))
    const angle = (2 * Math.PI * (w1 + 0.5)) / 2 ** 32
    t.equal(out[p], r * (p % 2 === 0 ? Math.cos(angle) : Math.sin(angle)))
  }
})

// Five moments within 4 standard errors: a sound generator fails with odds of 1 in 3000 for another seed; with
// this seed it is settled. A wrong factor under the root or an odd angle shifts a moment by hundreds of errors.
t.test("moments 1 to 4 of a normal, and no correlation within a pair", async (t) => {
  const n = 400_000
  const out = new Float64Array(n)
  Distribution.normals([20200808, 0], 0, out)
  const moment = (f: (z: number, p: number) => number, count = n) => {
    let sum = 0
    for (let p = 0; p < count; p++) sum += f(out[p], p)
    return sum / count
  }
  const within = (value: number, expected: number, variance: number, count = n) =>
    t.ok(Math.abs(value - expected) < 4 * Math.sqrt(variance / count), `${value} for ${expected}`)
  within(
    moment((z) => z),
    0,
    1
  )
  within(
    moment((z) => z ** 2),
    1,
    2
  )
  within(
    moment((z) => z ** 3),
    0,
    15
  )
  within(
    moment((z) => z ** 4),
    3,
    96
  )
  within(
    moment((_, p) => out[2 * p] * out[2 * p + 1], n / 2),
    0,
    1,
    n / 2
  )
})
