import { readFileSync } from "node:fs"
import t from "tap"
import { actorCritic, compile } from "../../../scripts/build-simd.ts"
import * as Simd from "../../../src/accelerator/simd/actor-critic.ts"
import * as ActorCritic from "../../../src/domain/rl/actor-critic.ts"
import * as Support from "../../support/actor-critic.ts"

// Rounding: sums of at most 64 products in f32, in another order, through at most four layers.
const tolerance = 3e-6

t.test(
  "outputs and gradients are those of the reference, for sizes that fit vectors and that do not",
  async (t) => {
    for (const agent of Support.agents) {
      for (const rows of [1, 4, 7, 80]) {
        const [one, other] = [ActorCritic.make, Simd.make].map((make) => Support.pass(make, agent, rows))
        for (const part of ["logits", "values", "gradient"] as const)
          t.ok(Support.apart(one[part], other[part]) < tolerance, `${part} of ${agent.hidden}, ${rows} rows`)
        t.ok(Math.abs(one.norm / other.norm - 1) < tolerance)
      }
    }
  }
)

t.test("a step of RMSProp is that of the reference", async (t) => {
  const rule = { rate: 7e-3, alpha: 0.9, epsilon: 0.1 }
  for (const agent of Support.agents) {
    const { size } = ActorCritic.layout(agent)
    const [one, other] = [ActorCritic.make, Simd.make].map((make) => {
      const parameters = Support.normals(1, size, 0.3)
      const squares = Support.normals(5, size).map(Math.abs)
      const net = make(agent, 5)
      net.load(parameters)
      net.features.set(Support.normals(2, 5 * agent.features))
      for (let round = 0; round < 2; round++) {
        net.load(parameters)
        net.policy(0, 5)
        net.value(0, 5)
        net.backward(5)
        net.descend(parameters, squares, 0.5, rule)
      }
      return { parameters, squares }
    })
    t.ok(Support.apart(one.parameters, other.parameters) < tolerance)
    t.ok(Support.apart(one.squares, other.squares) < 10 * tolerance, "of numbers that are squared")
  }
})

t.test("what has diverged is seen", async (t) => {
  for (const make of [ActorCritic.make, Simd.make]) {
    const agent = Support.agents[0]
    const net = make(agent, 1)
    net.load(new Float32Array(ActorCritic.layout(agent).size).fill(Number.NaN))
    net.features.fill(1)
    net.policy(0, 1)
    t.ok(Number.isNaN(net.logits[0]))
    t.ok(Number.isNaN(net.backward(1)))
  }
})

t.test("the module is what its source compiles to", async (t) => {
  t.equal(readFileSync(actorCritic.file, "utf8"), await compile(actorCritic))
})
