import * as Schema from "effect/Schema"
import t from "tap"
import * as Prepared from "../../../src/simulation/prepared.ts"
import type { Config } from "../../../src/simulation/symmetries/config.ts"
import simulation from "../../../src/simulation/symmetries/index.ts"
import type { Tally } from "../../../src/simulation/symmetries/kernel.ts"
import kernel from "../../../src/simulation/symmetries/kernel.ts"
import { backend } from "../../support/correlators.ts"
import { rowsOf } from "../../support/rows.ts"

type Given = Readonly<Record<string, unknown>>

const decode = (given: Given): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

const rows = async (given: Given) => {
  const config = decode(given)
  const prepared = await Prepared.of(kernel, config, backend)
  const tally: Tally = await kernel.sample(config, { key: [1, 2], from: 0, to: config.nets }, prepared)
  t.ok(simulation.isTally?.(config, tally, { from: 0, to: config.nets }))
  t.notOk(simulation.isTally?.(config, tally, { from: 0, to: config.nets + 1 }))
  return rowsOf(simulation, config, [tally])
}

t.test("laws hold without means, and show with them that they are broken", async (t) => {
  for (const order of [1, 2, 3, 4]) {
    const given = { width: 4, nets: 8192, biasStd: 0.5, order }
    for (const row of (await rows(given)).laws) {
      t.equal(row.due, "holds")
      t.ok(Number(row.rms) < 2.2, `n = ${order}, ${row.law}: ${row.rms}`)
    }
    for (const row of (await rows({ ...given, biasMean: 1 })).laws)
      if (row.law === "as exact") t.ok(Number(row.rms) < 2.2, `${row.law}: ${row.rms}`)
      else {
        t.equal(row.due, "broken by means")
        t.ok(Number(row.rms) > 4, `n = ${order}, ${row.law}: ${row.rms}`)
      }
  }
})

t.test("each row has exactly the columns of its table", async (t) => {
  for (const given of [simulation.smoke, { ...simulation.smoke, outputs: 1, order: 1, weightMean: 0.1 }]) {
    const tables = await rows(given)
    for (const [name, { columns }] of Object.entries(simulation.tables))
      for (const row of tables[name]) t.strictSame(Object.keys(row), Object.keys(columns))
  }
})

t.test("one output has no rotations, and no law about them", async (t) => {
  const { laws, correlators } = await rows({ ...simulation.smoke, outputs: 1 })
  t.same(
    laws.map(({ law }) => law),
    ["as exact"]
  )
  for (const row of correlators) t.same([row.change, row.changeScore], [null, null])
})

t.test("faults are sentences", async (t) => {
  const faults = (given: Given) => simulation.faults?.(decode({ width: 2, ...given })) ?? []
  t.same(faults({}), [])
  t.match(faults({ nets: 10 }), [{ path: ["nets"], message: /take 64 networks or more, not 10/ }])
  t.match(faults({ inputs: [[1], [1, 2]] }), [{ path: ["inputs", 1], message: /2 coordinates/ }])
  t.match(faults({ biasMean: 1e300 }), [{ path: ["biasMean"], message: /as large as 1\.0e\+300; beyond/ }])
  t.match(faults({ weightMean: 1e40 }), [{ path: ["weightMean"], message: /squares of their products/ }])
  for (const wrong of [{ outputs: 0 }, { outputs: 5 }, { order: 5 }, { inputs: [] }])
    t.throws(() => decode({ width: 2, ...wrong }), JSON.stringify(wrong))
})
