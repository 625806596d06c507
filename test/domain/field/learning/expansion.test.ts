import t from "tap"
import * as Expansion from "../../../../src/domain/field/learning/expansion.ts"

const series = (c: ReadonlyArray<number>) => (width: number) => ({
  width,
  value: c.reduce((sum, cp, p) => sum + cp * width ** -p, 0),
  standardError: 0.01 + 0.1 / width
})

const close = (a: number | undefined, b: number): boolean => a !== undefined && Math.abs(a - b) < 1e-9

t.test("a series in 1/N is found again, with as many terms as widths can tell", async (t) => {
  const widths = [4, 16, 64, 256]
  const decay = Expansion.decay(widths.map(series([0, 3, -5])), 1)
  t.ok(close(decay?.coefficients[0], 3) && close(decay?.coefficients[1], -5))
  t.equal(decay?.freedom, 2)
  t.ok(decay !== undefined && decay.chiSquared < 1e-18)
  const limit = Expansion.limit(widths.map(series([0.2, 3, -5])), 1)
  t.ok(close(limit?.coefficients[0], 0.2) && close(limit?.coefficients[2], -5))
  t.equal(limit?.freedom, 1)
  t.ok(close(Expansion.decay(widths.slice(2).map(series([0, 3])), 1)?.coefficients[0], 3))
  t.equal(Expansion.limit(widths.slice(2).map(series([0, 3])), 1), undefined)
})

t.test("and in the root of it", async (t) => {
  const root = (width: number) => ({ width, value: 3 / Math.sqrt(width) - 2 / width, standardError: 0.1 })
  const decay = Expansion.decay([4, 16, 64].map(root), 0.5)
  t.ok(close(decay?.coefficients[0], 3) && close(decay?.coefficients[1], -2))
})

t.test("of one width the coefficient is N D, and its error N times that of D", async (t) => {
  const [measured] = [20].map(series([0, 3]))
  const fit = Expansion.decay([measured], 1)
  t.ok(close(fit?.coefficients[0], 3) && close(fit?.standardErrors[0], 20 * measured.standardError))
  t.equal(fit?.freedom, 0)
})

t.test("standard errors are those of the straight line through the origin", async (t) => {
  const [a, b] = [10, 30].map(series([0, 2]))
  const weight = [a, b].reduce((sum, { width, standardError }) => sum + (width * standardError) ** -2, 0)
  t.ok(close(Expansion.decay([a, b], 1)?.standardErrors[0], weight ** -0.5))
})

t.test("without errors, or with what is no number, there is no fit", async (t) => {
  const none = { width: 10, value: 0, standardError: 0 }
  t.equal(Expansion.decay([none], 1), undefined)
  t.equal(Expansion.decay([{ ...none, value: Number.NaN, standardError: 1 }], 1), undefined)
})

t.test("the width from which on values are below a level", async (t) => {
  const widths = [4, 16, 64, 256]
  const falling = widths.map(series([0, -5]))
  t.ok(close(Expansion.below(falling, 0.1), 50))
  t.equal(Expansion.below(falling, 10), undefined, "below at all of them")
  t.equal(Expansion.below(falling, 1e-3), undefined, "at none")
  const rising = [0.01, 0.2, 0.05].map((value, at) => ({ ...falling[at], value }))
  t.ok(close(Expansion.below(rising, 0.1), 32), "it may be below before")
})
