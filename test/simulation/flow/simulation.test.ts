import * as Schema from "effect/Schema"
import t from "tap"
import type { Config } from "../../../src/simulation/flow/config.ts"
import * as Point from "../../../src/simulation/flow/config.ts"
import simulation from "../../../src/simulation/flow/index.ts"
import kernel from "../../../src/simulation/flow/kernel.ts"
import { backend } from "../../support/correlators.ts"
import { rowsOf } from "../../support/rows.ts"

type Given = Readonly<Record<string, unknown>>

const decode = (given: Given): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

const rows = async (given: Given) => {
  const config = decode(given)
  const shard = { key: [0, 0], from: 0, to: simulation.replicates(config) } as const
  return rowsOf(simulation, config, [await kernel.sample(config, shard, backend)])
}

t.test("the paper's 21 cutoffs: slope -5 with an error of rounding alone; kappa falls faster", async (t) => {
  const { slopes, flow } = await rows({})
  t.equal(flow.length, 2 * 21)
  t.same(
    slopes.map(({ coupling, exact }) => [coupling, exact]),
    [
      ["lambda", -5],
      ["kappa", -7]
    ]
  )
  for (const { slope, standardError, exact, last } of slopes) {
    t.ok(Math.abs(Number(slope) - Number(exact)) < 1e-9)
    t.ok(Math.abs(Number(last) - Number(exact)) < 1e-9)
    t.ok(Number(standardError) < 1e-9)
  }
  const at100 = flow.find(({ coupling, cutoff }) => coupling === "lambda" && cutoff === 100)
  t.ok(Math.abs(Number(at100?.value) / 6.25e-11 - 1) < 1e-9)
  for (const { quadratureError } of flow) t.ok(Number(quadratureError) < 1e-8)
})

t.test("two dimensions, and full kernels with bias", async (t) => {
  const plane = await rows({ dIn: 2, cutoffs: [10, 1000] })
  t.ok(Math.abs(Number(plane.slopes[0].slope) + 6) < 1e-9)
  t.equal(plane.slopes[0].standardError, null)
  const { slopes } = await rows({ activation: "erf", lines: "K", cutoffs: [1e4, 1e5] })
  t.same([slopes[0].exact, slopes[0].marginal], [null, -1])
  t.ok(Math.abs(Number(slopes[0].last) + 1) < 1e-3)
})

t.test("linear without bias falls as relu does; gelu far out too; cos as its bias says", async (t) => {
  const linear = await rows({ activation: "linear", cutoffs: [10, 1000] })
  t.same(
    linear.slopes.map(({ exact }) => exact),
    [-5, -7]
  )
  for (const { slope, exact } of linear.slopes) t.ok(Math.abs(Number(slope) - Number(exact)) < 1e-9)
  const gelu = await rows({ activation: "gelu", cutoffs: [1e4, 1e5] })
  t.ok(Math.abs(Number(gelu.slopes[0].last) + 5) < 0.01)
  const cos = await rows({ activation: "cos", lines: "K", cutoffs: [1e3, 1e4] })
  t.equal(cos.slopes[0].marginal, -1)
  t.ok(Math.abs(Number(cos.slopes[0].last) + 1) < 0.01)
})

t.test("faults are sentences", async (t) => {
  t.match(Point.faults(decode({ activation: "tanh" })), [
    { path: ["activation"], message: /kernel of tanh has no closed form/ }
  ])
  t.match(Point.faults(decode({ inputs: [[1], [2, 3]] })), [
    { path: ["inputs", 1], message: /2 coordinates/ }
  ])
  const nearlyEqual = [
    [1, 0, 0],
    [1, 1e-6, 0],
    [0, 1, 0],
    [0, 0, 1]
  ]
  t.match(Point.faults(decode({ biasStd: 1, inputs: nearlyEqual })), [{ message: /would lose digits/ }])
  for (const wrong of [{ cutoffs: [0, 1] }, { cutoffs: [1] }, { dIn: 4 }, { lines: "k" }])
    t.throws(() => decode(wrong), JSON.stringify(wrong))
})

t.test("each row has exactly the columns of its table", async (t) => {
  const tables = await rows(simulation.smoke)
  for (const [name, { columns }] of Object.entries(simulation.tables))
    for (const row of tables[name]) t.strictSame(Object.keys(row), Object.keys(columns), name)
})
