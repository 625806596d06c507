import fc from "fast-check"
import t from "tap"
import * as Numeral from "../../../src/interface/export/numeral.ts"

t.test("a value with its error, by hand", (t) => {
  const cases: ReadonlyArray<readonly [number, number | null, string]> = [
    [1.2344, 0.0051, "1.234(5)"],
    [1.234, 0.0015, "1.2340(15)"],
    [1.234, 0.00195, "1.2340(19)"], // 0.00195 is a double below 195e-5
    [1.234, 0.0196, "1.234(20)"],
    [1.234, 0.096, "1.23(10)"],
    [1.234, 0.094, "1.23(9)"],
    [-0.5, 0.02, "-0.50(2)"],
    [-0.001, 0.3, "0.0(3)"],
    [0, 0.3, "0.0(3)"],
    [9.9996, 0.002, "10.000(2)"],
    [12.34, 1.2, "12.3(12)"],
    [512.4, 12, "512(12)"],
    [512.4, 25, "510(30)"],
    [12345, 678, "12300(700)"],
    [0.00012344, 0.000003, "0.000123(3)"],
    [0.000012344, 0.0000003, "1.23(3)e-5"],
    [4.5638e-9, 7.1e-11, "4.56(7)e-9"],
    [-4.5638e-9, 1.4e-11, "-4.564(14)e-9"],
    [9.99996e-7, 2e-11, "1.00000(2)e-6"],
    [1e-9, 3e-5, "0(3)e-5"],
    [3e-5, 4e-5, "3(4)e-5"],
    [6.02214076e23, 3e18, "6.02214(3)e23"],
    [1234567, 89, "1.23457(9)e6"],
    [999999.7, 1.2, "999999.7(12)"],
    [1, 1e-20, "1.000000000000000000000(10)"],
    [1e300, 1e-10, "1e+300 ± 1e-10"],
    [0.1, 0, "0.1(0)"],
    [0.1, null, "0.1"],
    [0.1, Number.NaN, "0.1(NaN)"],
    [0.1, Number.POSITIVE_INFINITY, "0.1(Infinity)"],
    [Number.NaN, 0.1, "NaN"],
    [Number.NEGATIVE_INFINITY, 0.1, "-Infinity"],
    [5e-324, 5e-324, "5(5)e-324"]
  ]
  for (const [value, standardError, text] of cases) {
    t.equal(Numeral.measured(value, standardError), text, `${value} ± ${standardError}`)
  }
  t.end()
})

t.test("what is printed is within half a unit of the last digit, and so is the error", (t) => {
  const exponents = fc.tuple(
    fc.double({ min: 1, max: 9.999, noNaN: true }),
    fc.integer({ min: -30, max: 30 })
  )
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(exponents, exponents, fc.boolean(), ([a, i], [b, j], negative) => {
        const value = (negative ? -1 : 1) * a * 10 ** i
        const standardError = b * 10 ** j
        fc.pre(i - j < 15)
        const [, digits, error, power = "e0"] = /^(-?[\d.]+)\((\d+)\)(e-?\d+)?$/.exec(
          Numeral.measured(value, standardError)
        )!
        const decimals = digits!.includes(".") ? digits!.length - digits!.indexOf(".") - 1 : 0
        const unit = 10 ** (Number(power.slice(1)) - decimals)
        const lastPlace = Math.max(unit, 10 ** (j - (b < 2 ? 1 : 0)))
        const slack = 0.5 * lastPlace * (1 + 1e-9) + Math.abs(value) * 4e-16
        return (
          Math.abs(Number(digits + power) - value) <= slack &&
          Math.abs(Number(error) * unit - standardError) <= slack
        )
      }),
      { seed: 20200808, numRuns: 3000 }
    )
  )
  t.end()
})

t.test("the shortest form reads back as the same double", (t) => {
  t.doesNotThrow(() =>
    fc.assert(
      fc.property(fc.double(), (x) => Object.is(Number(Numeral.shortest(x)), x)),
      { seed: 1, numRuns: 3000 }
    )
  )
  t.equal(Numeral.shortest(-0), "-0")
  t.equal(Numeral.rounded(0.123456789, 6), "0.123457")
  t.equal(Numeral.rounded(0.5, 6), "0.5")
  t.equal(Numeral.rounded(-0.0000078644734, 4), "-7.864e-6")
  t.equal(Numeral.rounded(6.02214076e23, 4), "6.022e+23")
  t.equal(Numeral.rounded(123456789, 6), "123456789")
  t.equal(Numeral.rounded(Number.NaN, 6), "NaN")
  t.end()
})
