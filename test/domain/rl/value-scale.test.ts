import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"
import * as ValueScale from "../../../src/domain/rl/value-scale.ts"

const agent: Objective.Agent = { features: 3, choices: 2, hidden: [4], masked: false }

t.test("another unit changes no value", async (t) => {
  const objective = Objective.act(agent)
  const policy = Parameter.initialise(Objective.policy(agent), [1, 1])
  const before = Parameter.initialise(Objective.value(agent), [2, 2])
  const values = async (vector: Float32Array, scale: ValueScale.Scale): Promise<Array<number>> => {
    const named = {
      ...Parameter.split(Objective.policy(agent), policy),
      ...Parameter.split(Objective.value(agent), vector),
      features: Float32Array.of(1, 2, 3, -1, 0, 0.5)
    }
    const specs = objective.specs(2)
    const inputs = Object.entries(named).map(([name, values]) => [name, { ...specs[name], values }] as const)
    const outputs = await Graph.evaluate(objective.program, Object.fromEntries(inputs))
    return Array.from(outputs.values, (y) => ValueScale.value(scale, y))
  }
  const [old, young] = [
    { mean: -300, deviation: 40 },
    { mean: -20, deviation: 7 }
  ]
  const [a, b] = [
    await values(before, old),
    await values(ValueScale.rescale(Objective.value(agent), before, old, young), young)
  ]
  a.forEach((value, row) => {
    t.ok(Math.abs(value - b[row]) < 1e-3, `${value} ${b[row]}`)
  })
  t.not(a[0], a[1])
})

t.test("the unit follows the targets", async (t) => {
  const targets = Float32Array.of(10, 20, 30)
  const deviation = Math.sqrt(200 / 3)
  t.same(ValueScale.towards(ValueScale.unit, targets, 1), { mean: 20, deviation })
  const half = ValueScale.towards({ mean: 0, deviation: 2 }, targets, 0.5)
  t.equal(half.mean, 10)
  t.ok(Math.abs(half.deviation - (2 + deviation) / 2) < 1e-12)
  t.equal(ValueScale.towards(ValueScale.unit, Float32Array.of(3, 3), 1).deviation, 1e-6)
  t.equal(ValueScale.inverse(half, ValueScale.value(half, 3)), 3)
})
