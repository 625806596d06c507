import fc from "fast-check"
import t from "tap"
import * as Laurent from "../../../src/domain/invariant/laurent.ts"

const seeded = { seed: 1, numRuns: 500 }

const polynomials = fc
  .tuple(fc.integer({ min: -9, max: 9 }), fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 6 }))
  .map(([low, coefficients]) => Laurent.of(low, coefficients))

t.test("zeros at the ends are dropped, and zero is one thing", async (t) => {
  t.strictSame(Laurent.of(-2, [0, 0, 3, 0, -1, 0]), { low: 0, coefficients: [3n, 0n, -1n] })
  t.strictSame(Laurent.of(7, [0, 0]), Laurent.zero)
  t.strictSame(Laurent.of(0.5, []), Laurent.zero)
})

t.test("exponents are multiples of 1/2 and coefficients exact", async (t) => {
  t.throws(() => Laurent.of(0.25, [1]), { message: /0.25 is neither/ })
  t.throws(() => Laurent.of(0, [2 ** 53]), { message: /safe integer/ })
  t.strictSame(Laurent.of(0, [2n ** 80n]).coefficients, [2n ** 80n])
})

t.test("the product commutes, and evaluation and reflection respect it", async () => {
  fc.assert(
    fc.property(polynomials, polynomials, (a, b) => {
      const product = Laurent.multiply(a, b)
      return (
        Laurent.isEqual(product, Laurent.multiply(b, a)) &&
        Laurent.atOne(product) === Laurent.atOne(a) * Laurent.atOne(b) &&
        Laurent.atMinusOne(product) === Laurent.atMinusOne(a) * Laurent.atMinusOne(b) &&
        Laurent.isEqual(Laurent.mirror(product), Laurent.multiply(Laurent.mirror(a), Laurent.mirror(b)))
      )
    }),
    seeded
  )
})

t.test("division undoes the product, and refuses what is none", async (t) => {
  fc.assert(
    fc.property(polynomials, polynomials, (a, b) => {
      if (b.coefficients.length === 0) return true
      const quotient = Laurent.divide(Laurent.multiply(a, b), b)
      return quotient !== null && Laurent.isEqual(quotient, a)
    }),
    seeded
  )
  t.equal(Laurent.divide(Laurent.of(0, [1, 0, 1]), Laurent.of(0, [1, 1])), null)
  t.equal(Laurent.divide(Laurent.of(0, [1, 1]), Laurent.of(0, [2])), null)
  t.equal(Laurent.divide(Laurent.of(0, [1]), Laurent.of(0, [1, 1])), null)
  t.throws(() => Laurent.divide(Laurent.one, Laurent.zero), RangeError)
})

t.test("keys are equal exactly for equal polynomials", async () => {
  fc.assert(
    fc.property(polynomials, polynomials, (a, b) => {
      return (Laurent.key(a) === Laurent.key(b)) === Laurent.isEqual(a, b)
    }),
    seeded
  )
})

t.test("degrees, and values at -1", async (t) => {
  const p = Laurent.of(-3, [2, 0, 5])
  t.strictSame([p.low, Laurent.high(p), Laurent.span(p)], [-3, -1, 2])
  t.equal(Laurent.atMinusOne(p), -7n)
  const half = Laurent.of(-0.5, [-1, 1])
  t.throws(() => Laurent.atMinusOne(half), RangeError)
  t.equal(Laurent.modulusAtMinusOne(half), 2n)
  t.strictSame(Laurent.terms(p), [
    [-3, 2n],
    [-1, 5n]
  ])
})

t.test("formulas", async (t) => {
  t.equal(Laurent.print(Laurent.zero), "0")
  t.equal(Laurent.print(Laurent.of(-1, [-1, 3, -1])), "-t^-1 + 3 - t")
  t.equal(Laurent.print(Laurent.of(0.5, [-1, 0, -2])), "-t^(1/2) - 2t^(5/2)")
  t.equal(Laurent.print(Laurent.of(1, [1, -7]), "q"), "q - 7q^2")
})
