import * as Schema from "effect/Schema"
import t from "tap"
import * as ActorCritic from "../../../src/domain/rl/actor-critic.ts"
import * as Moments from "../../../src/domain/stats/moments.ts"
import simulation from "../../../src/simulation/correlators/index.ts"
import kernel from "../../../src/simulation/correlators/kernel.ts"
import * as Prepared from "../../../src/simulation/prepared.ts"
import type { Row } from "../../../src/simulation/table.ts"
import * as Reference from "../../support/correlators.ts"

t.test("defaults that depend on other parameters are part of what is encoded", async (t) => {
  const encode = (given: Readonly<Record<string, unknown>>) =>
    Schema.encodeSync(simulation.config)(Reference.decode(given)) as Readonly<Record<string, unknown>>
  t.match(encode({ activation: "relu", width: 3 }), { biasStd: 0, dIn: 1, inputs: "gp-test", nets: 1000000 })
  t.match(encode({ activation: "erf", width: 3, inputs: [[1, 2]] }), { biasStd: 1, dIn: 2 })
  const again = encode({ activation: "gauss", width: 3, biasStd: 0.5, dIn: 3 })
  t.same(encode(again), again)
})

t.test("faults are sentences with a place", async (t) => {
  const faults = (given: Readonly<Record<string, unknown>>) =>
    (simulation.faults?.(Reference.decode({ width: 5, ...given })) ?? []).map(
      ({ path, message }) => `${path.join(".")}: ${message}`
    )
  t.same(faults({ activation: "relu" }), [])
  t.match(faults({ activation: "relu", dIn: 4 }), [
    /^dIn: The inputs gp-test are defined for dIn 1, 2 and 3, not 4/
  ])
  t.match(faults({ activation: "relu", dIn: 2, inputs: "coupling" }), [/defined for dIn 1 alone, not 2/])
  t.match(faults({ activation: "relu", inputs: [[1, 2], [3]] }), [
    /^inputs\.1: This input has 1 coordinates, but dIn is 2/
  ])
  const spanning = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1, 1]
  ]
  const four = { activation: "relu", biasStd: 1, inputs: spanning }
  t.same(faults({ ...four, estimator: "exact" }), [])
  t.match(faults({ ...four, inputs: [...spanning, [1, 1e-6, 0]], estimator: "exact" }), [
    /^estimator: The exact 4-point function of relu would lose digits/
  ])
  t.same(faults(four), [])
  t.match(faults({ activation: "tanh", inputs: [[50]] }), [
    /^inputs: The kernel of tanh has no closed form, .* standard deviation of 50/
  ])
  t.match(faults({ activation: "cos", depth: 2, estimator: "exact" }), [/^estimator: .* exact for linear/])
  t.same(faults({ activation: "linear", depth: 3, biasStd: 1, estimator: "exact" }), [])
  const giant = { activation: "relu", inputs: [[1e39], [1]] }
  t.match(faults(giant), [
    /^inputs: Networks are drawn in 32-bit numbers, .* before layer 1 at input 1 is 1e\+78/
  ])
  t.match(faults({ ...giant, inputs: [[1e-35]] }), [/before layer 1 at input 1 is 1e-70/])
  t.same(faults({ ...giant, estimator: "exact" }), [])
  t.same(faults({ ...giant, inputs: [[0], [1e29]] }), [])
  t.match(faults({ activation: "gauss", inputs: [[8]] }), [
    /^inputs: Products of 4 values of gauss .* use exact/
  ])
  t.equal(
    Reference.decode({ activation: "linear", width: 5, depth: 3, estimator: "auto" }).estimator,
    "centred"
  )
})

t.test("where no exact value exists the rest of the row is there", async (t) => {
  const inputs = [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
    [1, 1e-6, 0]
  ]
  const { correlators, deviations } = await Reference.rows({
    activation: "relu",
    biasStd: 1,
    width: 3,
    nets: 500,
    inputs
  })
  for (const row of correlators) {
    t.same([row.exact, row.zScore, row.connectedExact], [null, null, null])
    t.type(row.mean, "number")
    t.type(row.connectedStandardError, "number")
  }
  for (const row of deviations) {
    t.same([row.exact, row.background], [null, null])
    t.ok(Number(row.standardError) > 0, "from blocks of one repeat")
    t.equal(row.note, "no exact value", "a word, whose meaning is the column's")
    t.match(simulation.tables.deviations?.columns.note?.words?.["no exact value"], "estimator: exact")
  }
})

t.test("each row has exactly the columns of its table, and each error column exists", async (t) => {
  for (const given of [
    simulation.smoke,
    { ...simulation.smoke, order: 2 },
    { ...simulation.smoke, estimator: "exact" }
  ]) {
    const tables = await Reference.rows(given)
    for (const [name, { columns }] of Object.entries(simulation.tables)) {
      for (const row of tables[name]) t.same(Object.keys(row), Object.keys(columns))
      for (const { standardError } of Object.values(columns))
        t.ok(standardError === undefined || columns[standardError] !== undefined)
    }
  }
})

/** The slope of log m against log N by least squares. */
const slope = (rows: ReadonlyArray<Row>): number => {
  const x = rows.map((row) => Math.log(Number(row.width)))
  const y = rows.map((row) => Math.log(Number(row.m)))
  const mean = (values: ReadonlyArray<number>) => values.reduce((sum, v) => sum + v, 0) / values.length
  const [mx, my] = [mean(x), mean(y)]
  return (
    x.reduce((sum, xi, i) => sum + (xi - mx) * (y[i] - my), 0) /
    x.reduce((sum, xi) => sum + (xi - mx) ** 2, 0)
  )
}

// The exact slopes over the ten widths of 2008.08601, section 2: -1 for kappa4, -2 for kappa6, and in between for G6.
t.test("exact deviations fall with the width as theory says", async (t) => {
  const widths = [2, 3, 4, 5, 10, 20, 50, 100, 500, 1000]
  for (const [activation, order, part, expected, tolerance] of [
    ["relu", 4, "full", -1, 1e-9],
    ["relu", 6, "full", -1.129, 5e-4],
    ["relu", 6, "connected", -2, 1e-9],
    ["erf", 4, "full", -1, 1e-9],
    ["erf", 6, "full", -1.003, 5e-4],
    ["erf", 6, "connected", -2, 1e-9],
    ["gauss", 4, "full", -1, 1e-9],
    ["gauss", 6, "full", -1.85, 5e-3],
    ["gauss", 6, "connected", -2, 1e-9]
  ] as const) {
    const rows: Array<Row> = []
    for (const width of widths) {
      const { deviations } = await Reference.rows({ activation, width, order, estimator: "exact" })
      rows.push(...deviations.filter((row) => row.part === part))
    }
    t.equal(rows.length, widths.length)
    const found = slope(rows)
    t.ok(Math.abs(found - expected) < tolerance, `${activation} ${order} ${part}: ${found} for ${expected}`)
  }
})

t.test("relu deviates by 5/N on every tuple of equal signs when all points coincide", async (t) => {
  const { deviations } = await Reference.rows({
    activation: "relu",
    width: 4,
    inputs: [[0.5], [0.5]],
    estimator: "exact"
  })
  for (const row of deviations)
    for (const column of ["m", "bandLow", "bandHigh"])
      t.ok(Math.abs(Number(row[column]) - 5 / 4) < 1e-12, column)
})

t.test(
  "background is the scatter of the repeats, and the mean's error comes from the blocks of all of them",
  async (t) => {
    const config = Reference.decode({ activation: "relu", width: 5, nets: 1000, inputs: [[1]] })
    const tallies = [
      await Reference.tally(config, 0),
      await Reference.tally(config, 1),
      await Reference.tally(config, 2)
    ]
    const G = tallies.map(({ mean }) => mean[0])
    const middle = (G[0] + G[1] + G[2]) / 3
    const scatter = Math.sqrt(G.reduce((sum, value) => sum + (value - middle) ** 2, 0) / 2) / 0.75
    const blocks = tallies.reduce<Moments.Moments>(Moments.merge, Moments.empty)
    t.equal(blocks.count, 3 * 125, "blocks of 8")
    const error = Moments.standardErrors(blocks)[0] / 0.75
    const { deviations, correlators } = simulation.rows(config, tallies)
    t.equal(deviations.length, 2)
    for (const row of deviations) {
      t.ok(Math.abs(Number(row.background) - scatter) < 1e-12)
      t.ok(Math.abs(Number(row.standardError) - error) < 1e-12)
      t.ok(Math.abs(Number(row.m) - Math.abs(middle / 0.75 - 1)) < 1e-12)
    }
    t.ok(Math.abs(Number(correlators[0].mean) - middle) < 1e-12)
    t.equal(correlators[0].gp, 0.75)
  }
)

t.test("blocks do not straddle grains, and grains only regroup", async (t) => {
  const config = Reference.decode({ activation: "relu", width: 3, nets: 3000 })
  const grain = simulation.grain(config)
  t.equal(grain % 32, 0)
  const key = [7, 8] as const
  const prepared = await Prepared.of(kernel, config, Reference.backend)
  const whole = await kernel.sample(config, { key, from: 0, to: 3000 }, prepared)
  let sum = kernel.empty
  for (let from = 0; from < 3000; from += 512)
    sum = kernel.combine(
      sum,
      await kernel.sample(config, { key, from, to: Math.min(3000, from + 512) }, prepared)
    )
  t.equal(sum.count, whole.count)
  t.equal(sum.weight, 3000)
  const close = (a: Float64Array, b: Float64Array) =>
    a.every((value, k) => Math.abs(value - b[k]) <= 1e-12 * Math.abs(b[k]))
  t.ok(close(sum.mean, whole.mean) && close(sum.m2, whole.m2))
})

t.test("few blocks are told, and how few", async (t) => {
  for (const [nets, degrees, caution] of [
    [512, 31, /^few (blocks|networks)$/],
    [1024, 63, null]
  ] as const) {
    const { correlators } = await Reference.rows({
      activation: "erf",
      width: 20,
      nets,
      estimator: "single-neuron"
    })
    for (const row of correlators) t.match([row.degreesOfFreedom, row.caution], [degrees, caution])
  }
})

t.test("the exact estimator draws nothing", async (t) => {
  const config = Reference.decode({ activation: "erf", width: 3, estimator: "exact" })
  t.equal(simulation.replicates(config), 1)
  const prepared = await Prepared.of(kernel, config, {
    name: "cpu",
    networks: () => t.fail("networks were asked for") as never,
    gram: () => t.fail("sums were asked for") as never,
    descent: () => t.fail("networks were asked to learn") as never,
    prior: () => t.fail("words were asked for") as never,
    actorCritic: ActorCritic.make,
    close: () => {}
  })
  const drawn = await kernel.sample(config, { key: [0, 0], from: 0, to: 1 }, prepared)
  t.equal(drawn, kernel.empty)
})

// Two inputs have the tuples 1111, 1112, 1122, 1222, 2222, which stand for 1, 4, 6, 4, 1 of the 16 ordered ones.
t.test("deviations are means over unordered tuples, or over ordered ones", async (t) => {
  const given = { activation: "erf", width: 5, estimator: "exact", inputs: [[0.2], [1]] }
  const of = async (average: string) => {
    const { deviations, correlators } = await Reference.rows({ ...given, average })
    const each = correlators.map(({ connected, gp }) => Math.abs(Number(connected) / Number(gp)))
    const row = deviations.find(({ part }) => part === "connected")
    t.equal(row?.average, average)
    return { each, m: Number(row?.m), band: [Number(row?.bandLow), Number(row?.bandHigh)] }
  }
  const mean = (values: ReadonlyArray<number>, counts: ReadonlyArray<number>) =>
    values.reduce((sum, value, k) => sum + value * counts[k], 0) / counts.reduce((sum, n) => sum + n, 0)
  for (const [average, counts] of [
    ["unordered", [1, 1, 1, 1, 1]],
    ["ordered", [1, 4, 6, 4, 1]]
  ] as const) {
    const { each, m, band } = await of(average)
    t.ok(Math.abs(m / mean(each, counts) - 1) < 1e-12, average)
    t.ok(band[0] < m && m < band[1])
  }
})
