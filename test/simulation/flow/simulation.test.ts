import * as Schema from "effect/Schema"
import t from "tap"
import * as Box from "../../../src/domain/field/action/box.ts"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
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
  t.equal(flow.length, 4 * 21)
  t.same(
    slopes.map(({ coupling, equations, exact }) => [coupling, equations, exact]),
    [
      ["lambda", "first order", -5],
      ["kappa", "first order", -7],
      ["lambda", "coupled", -5],
      ["kappa", "coupled", -7]
    ]
  )
  for (const { slope, standardError, exact, last } of slopes) {
    t.ok(Math.abs(Number(slope) - Number(exact)) < 1e-9)
    t.ok(Math.abs(Number(last) - Number(exact)) < 1e-9)
    t.ok(Number(standardError) < 1e-9)
  }
  // kappa at first order times 1 - 3.409090909: exchanged, two lambdas are that much of kappa6.
  for (const [coupling, equations, value] of [
    ["lambda", "first order", 6.25e-11],
    ["lambda", "coupled", 6.25e-11],
    ["kappa", "first order", 3.8016 / 400 / ((720 * 0.04608 * 1e14) / 448)],
    ["kappa", "coupled", (-2.409090909 * 3.8016) / 400 / ((720 * 0.04608 * 1e14) / 448)]
  ] as const) {
    const row = flow.find(
      (each) => each.coupling === coupling && each.equations === equations && each.cutoff === 100
    )
    t.ok(
      Math.abs(Number(row?.value) / value - 1) < 1e-8,
      `${equations} ${coupling}: ${row?.value} for ${value}`
    )
    if (row?.exchangeOverKappa6 !== null) t.ok(Math.abs(Number(row?.exchangeOverKappa6) - 3.409090909) < 1e-8)
  }
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
    [-5, -7, -5, -7]
  )
  for (const { slope, exact } of linear.slopes) t.ok(Math.abs(Number(slope) - Number(exact)) < 1e-9)
  const gelu = await rows({ activation: "gelu", cutoffs: [1e4, 1e5] })
  t.ok(Math.abs(Number(gelu.slopes[0].last) + 5) < 0.01)
  const cos = await rows({ activation: "cos", lines: "K", cutoffs: [1e3, 1e4] })
  t.equal(cos.slopes[0].marginal, -1)
  t.ok(Math.abs(Number(cos.slopes[0].last) + 1) < 0.01)
})

t.test(
  "both at once: in one dimension alone; erf runs at inputs of order 1; a change of sign has no slope",
  async (t) => {
    const plane = await rows({ dIn: 2, cutoffs: [10, 1000] })
    t.same(
      plane.slopes.map(({ equations }) => equations),
      ["first order", "first order"]
    )
    const cutoffs = [1, 5, 1000]
    const inputs = [0.2, 0.4, 0.6, 0.8, 1, 1.2].map((x) => [x])
    const wide = await rows({ activation: "erf", inputs, cutoffs })
    const small = await rows({ activation: "erf", cutoffs })
    const slopes = ({ flow }: typeof wide, coupling: string) =>
      flow
        .filter((row) => row.coupling === coupling && row.equations === "coupled")
        .map(({ slope }) => Number(slope))
    t.ok(slopes(wide, "lambda").every((slope) => slope < -0.7))
    t.ok(Math.abs(slopes(wide, "lambda")[2] + 1) < 1e-3)
    t.ok(
      slopes(small, "lambda")
        .slice(1)
        .every((slope) => Math.abs(slope) < 0.02)
    )
    const [, kappa] = wide.slopes
    t.same([kappa.coupling, kappa.equations, kappa.slope], ["kappa", "first order", null])
    const values = wide.flow.filter((row) => row.coupling === "kappa" && row.equations === "first order")
    t.ok(Number(values[0].value) < 0 && Number(values[1].value) > 0)
  }
)

t.test("averages over ordered tuples are those of the tuples in all their orders", async (t) => {
  const given = { activation: "erf", inputs: [[0.5], [1]], cutoffs: [2, 4] }
  const value = async (average: string) => Number((await rows({ ...given, average })).flow[0].value)
  const shape = Point.shape(decode({ ...given, average: "ordered" }))
  const kappa4 = Cumulant.correlators(shape, 4).connected
  const { values } = Box.volume(shape, 2, [{ points: 4, loops: 0, power: 0 }])
  const lambda = kappa4.map((each, i) => each / (24 * values[0][i]))
  const [one, four, six] = [1, 4, 6]
  const ordered = [one, four, six, four, one].reduce((sum, count, i) => sum + (count * lambda[i]) / 16, 0)
  t.ok(Math.abs((await value("ordered")) / ordered - 1) < 1e-12)
  t.ok(Math.abs((await value("unordered")) / (lambda.reduce((sum, each) => sum + each, 0) / 5) - 1) < 1e-12)
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
