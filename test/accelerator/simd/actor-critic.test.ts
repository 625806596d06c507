import { readFileSync } from "node:fs"
import t from "tap"
import { actorCritic, compile } from "../../../scripts/build-simd.ts"
import * as Simd from "../../../src/accelerator/simd/actor-critic.ts"
import * as ActorCritic from "../../../src/domain/rl/actor-critic.ts"
import { forbidden } from "../../../src/domain/rl/categorical.ts"
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

t.test(
  "distributions and tilts of logits are those of the reference; forbidden actions have none",
  async (t) => {
    for (const agent of Support.agents) {
      const { choices } = agent
      const odds = Array.from({ length: choices }, (_, a) => 1 + (a % 3))
      const rows = 6
      const [one, other] = [ActorCritic.make, Simd.make].map((make) => {
        const net = make({ ...agent, odds }, rows)
        net.load(Support.normals(1, ActorCritic.layout(agent).size))
        net.features.set(Support.normals(2, rows * agent.features))
        net.policy(0, rows)
        for (let row = 0; row < rows; row++) net.logits[row * net.stride + (row % choices)] = forbidden
        // In two parts, as games and their rows are.
        net.soften(0, 2)
        net.soften(2, 4)
        net.pulls.set(Support.normals(3, rows))
        const of = (from: Float32Array) =>
          Float32Array.from({ length: rows * choices }, (_, k) => {
            const row = Math.floor(k / choices)
            return from[row * net.stride + k - row * choices]
          })
        const probabilities = of(net.probabilities)
        net.tilt(rows, 0.2)
        return { probabilities, tilted: of(net.logits), entropies: Float32Array.from(net.entropies) }
      })
      for (const part of ["probabilities", "tilted", "entropies"] as const)
        t.ok(Support.apart(one![part], other![part]) < tolerance, `${part} of ${agent.hidden}`)
      for (let row = 0; row < rows; row++) t.equal(other!.probabilities[row * choices + (row % choices)], 0)
    }
  }
)

t.test("steps of RMSProp are those of the reference, at a table and away from it", async (t) => {
  const rule = { rate: 7e-3, alpha: 0.9, epsilon: 0.1 }
  for (const agent of Support.agents) {
    const { size } = ActorCritic.layout(agent)
    const away = { parameters: new Float32Array(size), squares: new Float32Array(size) }
    const table = Simd.make.lay(agent, 5, 2)
    const [reference, simd, seat] = [
      {
        net: ActorCritic.make(agent, 5),
        ...away,
        parameters: away.parameters.slice(),
        squares: away.squares.slice()
      },
      { net: Simd.make(agent, 5), ...away },
      { net: Simd.make.sit(agent, 5, table, 1), ...table }
    ].map(({ net, parameters, squares }) => {
      parameters.set(Support.normals(1, size, 0.3))
      squares.set(Support.normals(5, size).map(Math.abs))
      // One input that no row has.
      net.features.set(
        Support.normals(2, 5 * agent.features).map((x, k) => (k % agent.features === 1 ? 0 : x))
      )
      for (let round = 0; round < 2; round++) {
        net.load(parameters)
        net.policy(0, 5)
        net.value(0, 5)
        net.backward(5)
        net.descend(parameters, squares, 0.5, rule)
      }
      return { parameters, squares }
    })
    for (const one of [simd!, seat!]) {
      t.ok(Support.apart(reference!.parameters, one.parameters) < tolerance)
      t.ok(Support.apart(reference!.squares, one.squares) < 10 * tolerance, "of numbers that are squared")
    }
  }
})

t.test("those who sit at one table share its parameters, and nothing else", async (t) => {
  for (const make of [ActorCritic.make, Simd.make]) {
    const agent = Support.agents[1]!
    const table = make.lay(agent, 3, 2)
    const { parameters, squares } = table
    parameters.set(Support.normals(1, parameters.length))
    // As another thread has it.
    const clone = structuredClone(table)
    const [one, other] = [make.sit(agent, 3, table, 0), make.sit(agent, 3, clone, 1)]
    for (const [net, sequence] of [
      [one, 2],
      [other, 3]
    ] as const) {
      net.load(parameters)
      net.features.set(Support.normals(sequence, 3 * agent.features))
    }
    one.policy(0, 3)
    const logits = one.logits.slice()
    other.load(clone.parameters)
    other.policy(0, 3)
    other.value(0, 3)
    t.same(one.logits, logits)
    t.notSame(other.logits, logits)
    other.backward(3)
    const before = parameters.slice()
    other.descend(clone.parameters, clone.squares, 1, { rate: 0.1, alpha: 0.9, epsilon: 0.1 })
    t.notSame(parameters, before, "what one does, the other sees")
    t.ok(squares.some((square) => square > 0))
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
