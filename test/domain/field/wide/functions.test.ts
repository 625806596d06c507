/** The quick functions beside those of the language. */
import t from "tap"
import { arctangent } from "../../../../src/domain/field/wide/arctangent.ts"
import { exponential } from "../../../../src/domain/field/wide/exponential.ts"

t.test("arctangent of 0 to 1", async (t) => {
  let most = 0
  for (let k = 0; k <= 40_000; k++) {
    const w = (k / 40_000) ** 3
    if (w > 0) most = Math.max(most, Math.abs(arctangent(w) / Math.atan(w) - 1))
  }
  t.ok(most < 5e-16, `${most}`)
  t.strictSame([0, 1e-300, 1].map(arctangent), [0, 1e-300, Math.PI / 4])
})

t.test("exponential of minus 0 to infinity", async (t) => {
  let most = 0
  for (let k = 0; k <= 40_000; k++) {
    const x = 700 * (k / 40_000) ** 2
    most = Math.max(most, Math.abs(exponential(x) / Math.exp(-x) - 1))
  }
  t.ok(most < 5e-16, `${most}`)
  t.strictSame([0, 745.2, 1e300, Infinity].map(exponential), [1, 0, 0, 0])
  t.ok(exponential(744) > 0)
})
