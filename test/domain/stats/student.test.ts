import t from "tap"
import { z95 } from "../../../src/domain/stats/normal.ts"
import * as Student from "../../../src/domain/stats/student.ts"

// Of one and two degrees of freedom in closed form: tan(pi (p - 1/2)), and (2 p - 1) / sqrt(2 p (1 - p)).
t.test("quantiles in closed form", async (t) => {
  for (const p of [0.6, 0.9, 0.975, 0.999]) {
    const one = Math.tan(Math.PI * (p - 0.5))
    const two = (2 * p - 1) / Math.sqrt(2 * p * (1 - p))
    t.ok(Math.abs(Student.quantile(p, 1) / one - 1) < 1e-9, `one, ${p}`)
    t.ok(Math.abs(Student.quantile(p, 2) / two - 1) < 1e-9, `two, ${p}`)
    t.ok(Math.abs(Student.quantile(1 - p, 2) / two + 1) < 1e-9, `below, ${p}`)
  }
  t.ok(Math.abs(Student.quantile(0.5, 3)) < 1e-9)
})

// Fisher and Yates' table of two-sided 5 %, as any textbook has it; the fractional ones by SciPy 1.12, stats.t.ppf.
t.test("quantiles as published", async (t) => {
  const published = [
    [1.5, 6.016663107990447],
    [2.7, 3.392148383176445],
    [3, 3.182446305284263],
    [4, 2.776445105197799],
    [9, 2.2621571627409915],
    [30, 2.0422724563012373],
    [120, 1.9799304050527766],
    [1e6, 1.9599663568141066]
  ] as const
  for (const [freedom, quantile] of published)
    t.ok(
      Math.abs(Student.quantile(0.975, freedom) / quantile - 1) < 1e-9,
      `${freedom}: ${Student.quantile(0.975, freedom)}`
    )
  t.ok(Math.abs(Student.quantile(0.975, Number.POSITIVE_INFINITY) - z95) < 1e-9)
})

t.test("what has no quantile", async (t) => {
  t.throws(() => Student.quantile(1, 3), { message: /probability/ })
  t.throws(() => Student.quantile(0.9, 0.5), { message: /freedom/ })
  t.throws(() => Student.quantile(0.9, Number.NaN), { message: /freedom/ })
})
