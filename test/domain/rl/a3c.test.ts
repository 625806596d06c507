import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Simd from "../../../src/accelerator/simd/actor-critic.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as A3c from "../../../src/domain/rl/a3c.ts"
import * as ActorCritic from "../../../src/domain/rl/actor-critic.ts"
import * as Categorical from "../../../src/domain/rl/categorical.ts"
import * as Environment from "../../../src/domain/rl/environment/environment.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"
import * as Rms from "../../../src/domain/rl/rms.ts"
import * as Support from "../../support/actor-critic.ts"

const games = 3
const base: A3c.Setting = {
  horizon: 4,
  gamma: 0.9,
  entropy: 0.05,
  unit: 10,
  encoding: "integers",
  masked: false
}
const quiet: A3c.Witness = { onAction: () => {}, onEnd: () => {} }

/** A word that a collapse solves, and one that it does not; a limit of moves that cuts some games within the horizon. */
const words = [Word.of([1, -2, 3]), Word.of([1, 2, -3, -1, 3, 2])]
const environment = (actions: "paper" | "complete", mostMoves: number) =>
  Environment.make({
    actions,
    letters: 6,
    games,
    mostMoves,
    source: (place, number) => words[(place + number) % 2]
  })

interface Step {
  readonly state: Float32Array
  readonly legal: Uint8Array
  readonly action: number
  reward: number
  end: number
  last: Float32Array | null
}

/** What happened in each game, seen by a witness. */
const record = (world: Environment.Environment) => {
  const steps: Array<Array<Step>> = Array.from({ length: games }, () => [])
  const { capacity, size } = world.actions
  const witness: A3c.Witness = {
    onAction: (game, action) => {
      // What the step before led to is known by now.
      settle(game)
      steps[game].push({
        state: world.observations.slice(game * capacity, (game + 1) * capacity),
        legal: world.legal.slice(game * size, (game + 1) * size),
        action,
        reward: Number.NaN,
        end: Environment.running,
        last: null
      })
    },
    onEnd: () => {}
  }
  const settle = (game: number): void => {
    const step = steps[game].at(-1)
    if (step === undefined) return
    step.reward = world.rewards[game]
    step.end = world.ends[game]
    if (step.end === Environment.expired)
      step.last = world.lastObservations.slice(game * capacity, (game + 1) * capacity)
  }
  return { steps, witness, settle }
}

for (const actions of ["paper", "complete"] as const) {
  t.test(`the gradient is that of the loss, differentiated by a graph: ${actions}`, async (t) => {
    const world = environment(actions, 5)
    const { capacity, size } = world.actions
    const masked = actions === "complete"
    const odds = Array.from({ length: size }, (_, a) => (masked ? 1 + (a % 3) : 1))
    const setting = { ...base, masked }
    const agent: Objective.Agent = {
      features: capacity,
      hidden: [9],
      choices: size,
      masked,
      ...(masked ? { odds } : {})
    }
    const all = Objective.act(agent).parameters
    const parameters = Support.normals(7, Parameter.count(all), 0.4)
    const network = ActorCritic.make(agent, A3c.rows(games, setting))
    network.load(parameters)
    const play = A3c.make(network, world, setting)
    let [solved, cut] = [0, 0]
    for (let act = 0; act < 8; act++) {
      const { steps, witness, settle } = record(world)
      const norm = play({ key: [3, 4], act }, witness)
      for (let game = 0; game < games; game++) settle(game)
      const worth = (state: Float32Array): number => {
        const one = ActorCritic.make(agent, 1)
        one.load(parameters)
        one.features.set(state.map((letter) => letter / 6))
        one.value(0, 1)
        return one.values[0]
      }
      const rows: Array<Step & { readonly total: number }> = []
      for (let game = 0; game < games; game++) {
        let total = worth(world.observations.slice(game * capacity, (game + 1) * capacity))
        for (const step of steps[game].toReversed()) {
          if (step.end === Environment.solved) total = 0
          if (step.last !== null) total = worth(step.last)
          total = step.reward / setting.unit + setting.gamma * total
          rows.push({ ...step, total })
          solved += Number(step.end === Environment.solved)
          cut += Number(step.end === Environment.expired)
        }
      }
      const floats = (each: (row: (typeof rows)[number]) => ArrayLike<number>) =>
        Float32Array.from(rows.flatMap((row) => [...Array.from(each(row))]))
      const count = rows.length
      const values = rows.map(({ state }) => worth(state))
      const program: Parameters<typeof Graph.gradient>[0] = (arrays, inputs) => {
        const { logProbabilities, values } = Objective.act(agent).program(arrays, inputs)
        const chosen = Categorical.chosen(arrays, logProbabilities, inputs.actions)
        const apart = arrays.subtract(values, inputs.targets)
        const wishes = arrays.constant(Float32Array.from(masked ? odds.map(Math.log) : odds.map(() => 0)), [
          size
        ])
        const open = Categorical.divergence(arrays, logProbabilities, arrays.broadcast(wishes, [count, size]))
        const gain = arrays.subtract(
          arrays.multiply(chosen, inputs.advantages),
          arrays.multiply(arrays.scalar(setting.entropy), open)
        )
        const misfit = arrays.multiply(arrays.scalar(0.5), arrays.multiply(apart, apart))
        const each = arrays.subtract(misfit, gain)
        return { loss: arrays.multiply(arrays.scalar(1 / games), arrays.sum(each, [0])) }
      }
      const specs: Graph.Specs = {
        ...Objective.act(agent).specs(count),
        actions: { shape: [count], type: "int32" },
        targets: { shape: [count], type: "float32" },
        advantages: { shape: [count], type: "float32" }
      }
      const inputs: Readonly<Record<string, Graph.Values>> = {
        ...Parameter.split(all, parameters),
        features: floats(({ state }) => state.map((letter) => letter / 6)),
        allowed: Uint8Array.from(rows.flatMap(({ legal }) => [...legal])),
        actions: Int32Array.from(rows, ({ action }) => action),
        targets: floats(({ total }) => [total]),
        advantages: floats((row) => [row.total - values[rows.indexOf(row)]])
      }
      const outputs = await Graph.evaluate(
        Graph.gradient(program, "loss", Object.keys(all)),
        Object.fromEntries(
          Object.entries(specs).map(([name, spec]) => [name, { ...spec, values: inputs[name] }])
        )
      )
      const gradient = Float32Array.from(Object.keys(all).flatMap((name) => [...outputs[`gradient.${name}`]]))
      t.ok(Support.apart(gradient, network.gradient()) < 1e-5, `act ${act}`)
      t.ok(Math.abs(Rms.norm(gradient) / norm - 1) < 1e-5)
    }
    t.ok(solved > 0 && cut > 0, `${solved} games were solved and ${cut} cut on the way`)
  })
}

t.test("forbidden actions are never chosen", async (t) => {
  const world = environment("complete", 30)
  const agent = { features: 12, hidden: [4], choices: world.actions.size, masked: true }
  const setting = { ...base, masked: true }
  const network = Simd.make(agent, A3c.rows(games, setting))
  network.load(Support.normals(1, ActorCritic.layout(agent).size))
  const play = A3c.make(network, world, setting)
  let wrong = 0
  const onAction = (game: number, action: number) => {
    wrong += 1 - world.legal[game * world.actions.size + action]
  }
  for (let act = 0; act < 50; act++) play({ key: [5, 6], act }, { ...quiet, onAction })
  t.equal(wrong, 0)
})

t.test("parameters that are no numbers stop the training with a sentence", async (t) => {
  const world = environment("paper", 30)
  const agent = { features: 12, hidden: [4], choices: world.actions.size, masked: false }
  const network = ActorCritic.make(agent, A3c.rows(games, base))
  network.load(new Float32Array(ActorCritic.layout(agent).size).fill(Number.NaN))
  t.throws(() => A3c.make(network, world, base)({ key: [5, 6], act: 0 }, quiet), {
    name: "RangeError",
    message: /the training has diverged/
  })
})

t.test("RMSProp by hand", async (t) => {
  const parameters = Float32Array.of(1)
  const squares = Float32Array.of(4)
  Rms.descend(parameters, squares, Float32Array.of(6), 0.5, { rate: 0.1, alpha: 0.75, epsilon: 0.75 })
  // g = 3, s = 3/4 4 + 1/4 9 = 5.25, step = 0.1 3 / sqrt 6
  t.equal(squares[0], 5.25)
  t.ok(Math.abs(parameters[0] - (1 - 0.3 / Math.sqrt(6))) < 1e-7)
})
