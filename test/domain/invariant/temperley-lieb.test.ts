import t from "tap"
import * as TemperleyLieb from "../../../src/domain/invariant/temperley-lieb.ts"

/** All states, by multiplying until nothing new appears. */
const complete = (strands: number): TemperleyLieb.Basis => {
  const basis = TemperleyLieb.make(strands)
  for (let s = 0; s < basis.count; s++) {
    for (let g = 0; g < strands - 1; g++) TemperleyLieb.multiply(basis, s, g)
  }
  return basis
}

t.test("there are Catalan(n) states", async (t) => {
  const catalan = [1, 2, 5, 14, 42, 132, 429, 1430]
  for (const [k, count] of catalan.entries()) {
    t.equal(complete(k + 1).count, count)
    t.equal(TemperleyLieb.dimension(k + 1), count)
  }
})

t.test("e_i e_i = d e_i, e_i e_j e_i = e_i for neighbours, and far ones commute", async (t) => {
  const basis = complete(6)
  const e = (g: number, s: number) => TemperleyLieb.multiply(basis, s, g)
  for (let s = 0; s < basis.count; s++) {
    for (let g = 0; g < 5; g++) {
      t.equal(e(g, e(g, s)), e(g, s))
      for (let h = 0; h < 5; h++) {
        if (Math.abs(g - h) === 1) t.equal(e(g, e(h, e(g, s))), e(g, s))
        if (Math.abs(g - h) > 1) t.equal(e(g, e(h, s)), e(h, e(g, s)))
      }
    }
  }
})

t.test("a factor changes the parity and the loops of the closure by one", async (t) => {
  const basis = complete(5)
  t.equal(basis.loops[0], 5)
  for (let s = 0; s < basis.count; s++) {
    for (let g = 0; g < 4; g++) {
      const product = TemperleyLieb.multiply(basis, s, g)
      if (product === s) continue
      t.equal(basis.parity[product], 1 - basis.parity[s])
      t.equal(Math.abs(basis.loops[product] - basis.loops[s]), 1)
    }
  }
})

t.test("a basis has 0 to 100 strands", async (t) => {
  t.throws(() => TemperleyLieb.make(-1), RangeError)
  t.throws(() => TemperleyLieb.make(101), RangeError)
})
