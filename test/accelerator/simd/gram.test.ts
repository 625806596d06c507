/** Sums of products by the module against the products written out, with a bound that notices a wrong tuple. */
import t from "tap"
import * as Simd from "../../../src/accelerator/simd/simd.ts"
import * as Support from "../../support/gram.ts"

const backend = Simd.open()

t.test("sums are those of the products within the stated error", async (t) => {
  const long = { points: 3, order: 4, batch: 2100, from: 3, count: 2077 }
  for (const one of [...Support.cases, long]) {
    const { error, blunder } = Support.compare(backend.gram(one.points, one.order), one)
    // n - 1 roundings are the witness's own.
    const bound = 2 * one.order + 36 + one.count / 64
    t.ok(error <= bound, `${Support.label(one)}: ${error} units`)
    t.ok(blunder > 100 * bound, `${Support.label(one)}: a wrong tuple is off by ${blunder} units`)
  }
})

t.test(
  "sums depend on the networks alone, bit for bit: not on their place, nor on what was summed before",
  async (t) => {
    const points = 5
    const count = 1301
    const batch = 3000
    const f = Support.outputs({ points, order: 4, batch, from: 0, count })
    const alone = new Float32Array(points * count)
    for (let a = 0; a < points; a++)
      alone.set(f.subarray(a * batch + 611, a * batch + 611 + count), a * count)
    for (const order of [2, 4, 6]) {
      const gram = backend.gram(points, order)
      const sums = gram.sums(f, batch, 611, count)
      gram.sums(f, batch, 0, 7)
      t.same(gram.sums(alone, count, 0, count), sums)
      t.same(backend.gram(points, order).sums(alone, count, 0, count), sums)
    }
  }
)

t.test("odd orders, and networks that are not in the batch, are refused", async (t) => {
  t.throws(() => backend.gram(3, 3), RangeError)
  t.throws(() => backend.gram(3, 2).sums(new Float32Array(30), 10, 5, 6), /not in a batch/)
})
