import * as Schema from "effect/Schema"
import t from "tap"
import type { Config } from "../../../src/simulation/moments/config.ts"
import simulation from "../../../src/simulation/moments/index.ts"
import kernel from "../../../src/simulation/moments/kernel.ts"
import { backend } from "../../support/correlators.ts"
import { rowsOf } from "../../support/rows.ts"

const decode = (given: Readonly<Record<string, unknown>>): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

t.test("a row for each moment and order, with the error of truncation", async (t) => {
  const config = decode({ lambda: -0.01, order: 4 })
  const tally = await kernel.sample(config, { key: [0, 0], from: 0, to: 1 }, backend)
  const { moments } = rowsOf(simulation, config, [kernel.combine(kernel.empty, tally)])
  t.equal(moments.length, 3 * 5)
  for (const row of moments) {
    t.strictSame(Object.keys(row), Object.keys(simulation.tables.moments.columns))
    t.equal(row.truncationError, Number(row.perturbative) - Number(row.exact))
  }
  // 12, 96 and 900: the diagrams of one vertex that are not vacuum.
  t.same(
    moments.filter(({ order }) => order === 1).map(({ coefficient }) => coefficient),
    [12, 96, 900]
  )
})

t.test("faults are sentences", async (t) => {
  const faults = (given: Readonly<Record<string, unknown>>) => simulation.faults?.(decode(given)) ?? []
  t.same(faults({ lambda: -1 }), [])
  t.match(faults({ lambda: 0.1, highest: 5 }), [
    { path: ["lambda"], message: /cannot be normalised for lambda > 0, here 0.1/ },
    { path: ["highest"], message: /Odd moments vanish/ }
  ])
  t.throws(() => decode({ lambda: -1, a: 0 }))
})
