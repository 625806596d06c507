import * as Schema from "effect/Schema"
import t from "tap"
import * as Kernels from "../../../src/domain/field/wide/kernels.ts"
import type { Config } from "../../../src/simulation/kernels/config.ts"
import * as Point from "../../../src/simulation/kernels/config.ts"
import simulation from "../../../src/simulation/kernels/index.ts"
import kernel from "../../../src/simulation/kernels/kernel.ts"
import { backend } from "../../support/correlators.ts"
import { rowsOf } from "../../support/rows.ts"

type Given = Readonly<Record<string, unknown>>

const decode = (given: Given): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

const tally = async (config: Config) =>
  kernel.sample(config, { key: [0, 0] as const, from: 0, to: 1 }, backend)

const rows = async (given: Given) => {
  const config = decode(given)
  return rowsOf(simulation, config, [await tally(config)])
}

const inputs = [
  [0.4, -1],
  [1.1, 0.3],
  [-0.7, 0.6]
]

t.test("a row a layer and pair, with the kernels of networks of that depth", async (t) => {
  const given = { activation: "erf", depth: 3, weightStd: 1.3, biasStd: 0.2, inputs } as const
  const { kernels } = await rows(given)
  t.equal(kernels.length, 3 * 6)
  const { K, Theta } = Kernels.of({ ...given, depth: 2 })
  const row = kernels.find(({ layer, a, b }) => layer === 2 && a === 1 && b === 3)!
  t.equal(row.K, K[2])
  t.equal(row.Theta, Theta[2])
  t.ok(Math.abs(Number(row.correlation) - K[2] / Math.sqrt(K[0] * K[8])) < 1e-15)
  t.strictSame(
    [...new Set(kernels.map(({ layer, exact }) => `${layer} ${exact}`))],
    ["1 true", "2 false", "3 false"]
  )
})

t.test("phases: order, the edge and chaos; nothing where variances grow", async (t) => {
  const phase = async (given: Given) => (await rows({ depth: 1, inputs, ...given })).phases[0]
  for (const [weightStd, expected] of [
    [1.2, "ordered"],
    [Math.SQRT2, "critical"],
    [1.5, null]
  ] as const)
    t.equal((await phase({ activation: "relu", weightStd })).phase, expected)
  const chaos = await phase({ activation: "tanh", weightStd: 2, biasStd: 0.1 })
  t.equal(chaos.phase, "chaotic")
  t.ok(Number(chaos.chiPerpendicular) > 1 && Number(chaos.chi) < 1 && Number(chaos.correlation) < 0.1)
  t.ok(Math.abs(Number(chaos.depthScale) + 1 / Math.log(Number(chaos.chi))) < 1e-12)
  t.equal((await phase({ activation: "relu", weightStd: Math.SQRT2 })).depthScale, null)
  t.equal((await phase({ activation: "gauss", inputs: "paper" })).phase, null)
})

t.test("faults", async (t) => {
  const message = (given: Given) => Point.faults(decode(given)).map(({ message }) => message)
  t.match(message({ activation: "gauss", depth: 2 }), [/A gauss network has one hidden layer/])
  t.match(message({ inputs, dIn: 3 }), [/This input has 2 coordinates, but dIn is 3/])
  t.match(message({ dIn: 4 }), [/paper are for 1 to 3 dimensions, not 4/])
  t.match(message({ weightStd: 30, depth: 200 }), [/variance of input .* before layer/])
  t.match(message({ activation: "cos", inputs: [[5000]] }), [/standard deviation of 5000/])
  t.strictSame(message({}), [])
})

t.test("a tally is told from what is none", async (t) => {
  const config = decode({ depth: 2, inputs })
  const found = await tally(config)
  t.ok(simulation.isTally!(config, found, { from: 0, to: 1 }))
  t.notOk(simulation.isTally!(decode({ depth: 3, inputs }), found, { from: 0, to: 1 }))
  t.notOk(simulation.isTally!(config, [], { from: 0, to: 1 }))
})
