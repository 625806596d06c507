import t from "tap"
import * as Gram from "../../../src/domain/field/gram.ts"
import * as Support from "../../support/gram.ts"

t.test("sums are those of the products, each tuple in its place", async (t) => {
  for (const one of Support.cases) {
    const { error, blunder } = Support.compare(Gram.make(one.points, one.order), one)
    // n - 1 roundings are the witness's own.
    const bound = 2 * one.order + 64 + one.count / 64
    t.ok(error <= bound, `${Support.label(one)}: ${error} units`)
    t.ok(blunder > 100 * bound, `${Support.label(one)}: a wrong tuple is off by ${blunder} units`)
  }
})

t.test("odd orders, and networks that are not in the batch, are refused", async (t) => {
  t.throws(() => Gram.make(3, 3), RangeError)
  t.throws(() => Gram.make(3, 0), RangeError)
  const gram = Gram.make(3, 2)
  t.throws(() => gram.sums(new Float32Array(30), 10, 5, 6), /not in a batch/)
  t.throws(() => gram.sums(new Float32Array(30), 9, 0, 9), /not in a batch/)
  t.throws(() => gram.sums(new Float32Array(30), 10, 0, 0), /not in a batch/)
})
