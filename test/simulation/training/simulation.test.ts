import * as Schema from "effect/Schema"
import t from "tap"
import * as Fast from "../../../src/accelerator/simd/descent.ts"
import * as Cumulant from "../../../src/domain/field/cumulant.ts"
import * as Tuples from "../../../src/domain/field/tuples.ts"
import * as Key from "../../../src/domain/random/key.ts"
import type { FileRecord } from "../../../src/simulation/contract.ts"
import * as Prepared from "../../../src/simulation/prepared.ts"
import type { Row } from "../../../src/simulation/table.ts"
import type { Config } from "../../../src/simulation/training/config.ts"
import * as Point from "../../../src/simulation/training/config.ts"
import * as Examples from "../../../src/simulation/training/examples.ts"
import simulation from "../../../src/simulation/training/index.ts"
import type { Tally } from "../../../src/simulation/training/kernel.ts"
import kernel from "../../../src/simulation/training/kernel.ts"
import { backend } from "../../support/correlators.ts"
import { rowsOf } from "../../support/rows.ts"

type Given = Readonly<Record<string, unknown>>

const decode = (given: Given): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

const tally = async (config: Config, repeat = 0): Promise<Tally> => {
  const prepared = await Prepared.of(kernel, config, backend)
  return kernel.sample(config, { key: Key.child([20260101, 3], repeat), from: 0, to: config.nets }, prepared)
}

const rows = async (given: Given, repeat = 0) => {
  const config = decode(given)
  return rowsOf(simulation, config, [await tally(config, repeat)])
}

const numbers = (rows: ReadonlyArray<Row>, column: string): ReadonlyArray<number> =>
  rows.map((row) => Number(row[column]))

const spread = (scores: ReadonlyArray<number>): number =>
  Math.sqrt(scores.reduce((sum, z) => sum + z * z, 0) / scores.length)

t.test("each row has exactly the columns of its table", async (t) => {
  const tables = await rows(simulation.smoke)
  for (const [name, { columns }] of Object.entries(simulation.tables)) {
    t.ok(tables[name].length > 0)
    for (const row of tables[name]) t.strictSame(Object.keys(row), Object.keys(columns), name)
  }
})

/**
 * Before the first step everything is known: E f = 0, K, and kappa4 of Cumulant. Scores of 40 ensembles of 1024 networks, one
 * score an ensemble, are standard normal: their root mean square is 1 to 0.11. Odds of a miss: 1 in 400 a quantity; the seed
 * is fixed.
 */
t.test("networks as drawn: all three functions, and what errors say of them", async (t) => {
  const given = { activation: "erf", widths: [3], nets: 1024, steps: 0, inputs: [[0.4], [1]] }
  const { connected } = Cumulant.correlators(
    { ...Point.neuron(decode(given)), inputs: [[0.4], [1]], width: 3 },
    4
  )
  const none: ReadonlyArray<number> = []
  const scores = { mean: [...none], covariance: [...none], connected: [...none] }
  for (let repeat = 0; repeat < 40; repeat++) {
    const tables = await rows(given, repeat)
    const [f] = tables.functions.filter(({ role }) => role === "asked")
    scores.mean.push(Number(f.meanZ))
    const [, k] = tables.pairs
    scores.covariance.push(
      (Number(k.covariance) - Number(k.covarianceTheory)) / Number(k.covarianceStandardError)
    )
    const at = Tuples.rank(2, [0, 0, 1, 1])
    const row = tables.connected[at]
    t.equal(row.tuple, "1-1-2-2")
    scores.connected.push((Number(row.connected) - connected[at]) / Number(row.connectedStandardError))
    t.equal(row.connected, row.connectedLinear, "nothing has moved yet")
  }
  for (const [name, each] of Object.entries(scores)) {
    t.ok(Math.abs(spread(each) - 1) < 0.33, `${name}: spread ${spread(each)}`)
    t.ok(Math.abs(each.reduce((sum, z) => sum + z, 0)) / Math.sqrt(40) < 3, `${name}: mean`)
  }
})

/** Two ensembles of one law differ by what their errors say: after steps, of every kind of estimate. */
t.test("errors are honest while networks learn", async (t) => {
  const given = {
    activation: "tanh",
    widths: [4, 8, 16],
    nets: 1024,
    steps: 6,
    times: [0, 6],
    examples: "xor"
  }
  const columns = {
    learning: ["loss", "excess", "excessLinear"],
    functions: ["mean", "meanDeviation", "variance", "varianceDeviation"],
    connected: ["connected"],
    limit: ["first", "left"]
  }
  const scores = new Map<string, Array<number>>()
  for (let repeat = 0; repeat < 60; repeat += 2) {
    const [one, two] = [await rows(given, repeat), await rows(given, repeat + 1)]
    for (const [table, names] of Object.entries(columns))
      for (const name of names) {
        const ours = scores.get(name) ?? []
        scores.set(name, ours)
        const [a, b] = [one, two].map((tables) =>
          tables[table].filter(
            ({ step, width = 4, role = "asked" }) => step === 6 && width === 4 && role === "asked"
          )
        )
        const errors = [a, b].map((of) => numbers(of, `${name}StandardError`))
        for (const [k, value] of numbers(a, name).entries())
          ours.push((value - numbers(b, name)[k]) / Math.hypot(errors[0][k], errors[1][k]))
      }
  }
  for (const [name, each] of scores) {
    // Some 30 independent ensembles: a spread to 0.13, times three.
    t.ok(
      each.every(Number.isFinite) && Math.abs(spread(each) - 1) < 0.4,
      `${name}: ${spread(each)} of ${each.length}`
    )
  }
})

/**
 * linear networks are linear in x whatever they learn, so that all means on a line lie on a line; and what is left at infinite
 * width is nothing. 32 scores that move together; below 4 each.
 */
t.test("deviations fall as 1/N, to nothing at infinite width", async (t) => {
  for (const activation of ["linear", "tanh"]) {
    const given = { activation, widths: [8, 16, 32, 64], nets: 2048, steps: 16, examples: "sine" }
    const { limit, functions, learning } = await rows(given)
    for (const { zScore, quantity, step } of limit)
      t.ok(
        zScore === null || Math.abs(Number(zScore)) < 4,
        `${activation} ${quantity} after ${step}: ${zScore}`
      )
    t.ok(numbers(learning, "diverged").every((share) => share === 0))
    if (activation === "linear")
      for (const step of [1, 16]) {
        const means = numbers(
          functions.filter((row) => row.step === step && row.width === 8 && row.role === "asked"),
          "mean"
        )
        t.ok(Math.abs(means[0] - means[1] - (means[2] - means[3])) < 1e-9)
      }
  }
})

/**
 * Of relu a share of N^-1/2 of the neurons changes sides at a point while it learns, so that means are off by N^-1/2: from
 * width 256 to 4096 by a factor of 4, where 1/N would be 16. Measured 3.2, to 5 %, by 256 networks.
 */
t.test("means of relu fall as the root of 1/N", async (t) => {
  const config = decode({ activation: "relu", widths: [256, 4096], steps: 64, times: [0, 64] })
  const { transfer } = Point.infinite(config).at("descent", 64)
  const { targets } = Examples.of(config)
  const [narrow, wide] = config.widths.map((width) => {
    const count = width === 256 ? 1024 : 256
    const lesson = Point.lesson(config, width)
    const points = lesson.inputs.length
    const out = new Float64Array(2 * points * count)
    Fast.make(lesson).outputs([7, width], 0, count, out)
    // At -1/2, the second of the points learned from.
    let sum = 0
    for (let i = 0; i < count; i++) {
      sum += out[(points + 1) * count + i] - out[count + i]
      targets.forEach((y, a) => {
        sum += transfer[targets.length + a] * (out[a * count + i] - y)
      })
    }
    return sum / count
  })
  t.ok(narrow / wide > 2.4 && narrow / wide < 5, `${narrow} falls to ${wide}`)
})

t.test("errors of deviations are far below those of means, where noise cancels", async (t) => {
  const { functions } = await rows({ widths: [64], nets: 1024, steps: 8 })
  const last = functions.filter(({ step, role }) => step === 8 && role === "asked")
  for (const row of last) t.ok(Number(row.meanDeviationStandardError) < 0.5 * Number(row.meanStandardError))
})

t.test("faults are sentences with their places", async (t) => {
  const faults = (given: Given) =>
    Point.faults(decode(given)).map(({ path, message }) => `${path.join(".")}: ${message}`)
  t.same(faults({}), [])
  t.match(faults({ widths: [8, 4] }), [/^widths: Widths ascend/])
  t.match(faults({ widths: [8, 2000], depth: 2 }), [/^widths.1: .* at most 1024/])
  t.match(faults({ nets: 1000 }), [/^nets: .* like 1024, not 1000/])
  t.match(faults({ nets: 2001 }), [/^nets: .* like 2016, not 2001/])
  t.match(faults({ times: [1, 2] }), [/^times: Times begin with 0/])
  t.match(faults({ steps: 5, times: [0, 7] }), [/^times.1: Networks learn for 5 steps/])
  t.match(faults({ learningRate: 3 }), [
    /^learningRate: At infinite width gradient descent diverges from 0\.\d+ on/
  ])
  t.match(faults({ inputs: [[1], [2, 3]] }), [/^inputs.1: This input has 2 coordinates/])
  t.match(
    faults({
      examples: [
        { input: [1], target: 2 },
        { input: [1, 2], target: 2 }
      ]
    }),
    [/^examples.1: /]
  )
  t.match(
    faults({
      examples: [
        { input: [1], target: 1 },
        { input: [2], target: -1e300 }
      ]
    }),
    [/^examples.1: The target of example 2 is beyond 1000000000000000: networks learn in 32-bit/]
  )
  for (const wrong of [{ activation: "gauss" }, { depth: 3 }, { widths: [] }, { data: "x" }, { biasStd: -1 }])
    t.throws(() => decode(wrong), JSON.stringify(wrong))
})

t.test("examples: named, listed, or of a file, with what is wrong in it", async (t) => {
  const record = (line: number, cells: Readonly<Record<string, string>>): FileRecord => ({
    line,
    cells: new Map(
      Object.entries(cells).map(([name, text], column) => [name, { text, line, column: column + 1 }])
    )
  })
  const read = await Examples.file.read([record(2, { x1: "1", x2: "-2", target: "0.5" })])
  t.same(read, { text: '[{"input":[1,-2],"target":0.5}]' })
  const data = `mine.csv sha256:00\n${"text" in read ? read.text : ""}`
  const config = decode({ data })
  t.same(Examples.of(config), { inputs: [[1, -2]], targets: [0.5] })
  t.same(config.inputs, [[1, -2]], "asked at the mean of all")
  t.same(
    await Examples.file.read([
      record(2, { x1: "1", target: "one" }),
      record(3, { x1: "1", x2: "2", target: "1" }),
      record(4, { x1: "1" })
    ]),
    {
      faults: [
        { line: 2, column: 2, message: "one is not a number." },
        { line: 3, column: 2, message: "This example has x2, and the first has 1 coordinates." },
        { line: 4, column: 1, message: "This example has no target." }
      ]
    }
  )
})

t.test("a tally is told from what is none", async (t) => {
  const config = decode({ ...simulation.smoke })
  const sum = await tally(config)
  t.ok(simulation.isTally?.(config, sum, { from: 0, to: 1024 }))
  t.notOk(simulation.isTally?.(config, sum, { from: 0, to: 1023 }))
  t.notOk(simulation.isTally?.(decode({ ...simulation.smoke, steps: 9 }), sum, { from: 0, to: 1024 }))
})
