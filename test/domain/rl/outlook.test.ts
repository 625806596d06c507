/** What is seen of an exchange goes with it under shifts, says what happens, and one network scores all of them. */
import t from "tap"
import * as Graph from "../../../src/accelerator/graph.ts"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import * as Segment from "../../../src/domain/grid/segment.ts"
import * as Parameter from "../../../src/domain/learn/parameter.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import * as ActorCritic from "../../../src/domain/rl/actor-critic.ts"
import * as Encoding from "../../../src/domain/rl/encoding.ts"
import * as Grid from "../../../src/domain/rl/environment/grid.ts"
import type { Agent } from "../../../src/domain/rl/objective.ts"
import * as Objective from "../../../src/domain/rl/objective.ts"
import * as Outlook from "../../../src/domain/rl/outlook.ts"
import * as Shared from "../../../src/domain/rl/shared.ts"

const most = 14
const grid = Grid.of(most)
const encode = Encoding.encoder("outlook", grid.capacity)

const written = (diagram: Diagram.Diagram): Float32Array => {
  const position: Grid.Position = { ...Marks.of(diagram), trace: null }
  const numbers = new Float32Array(grid.capacity).fill(7)
  grid.write(position, numbers, 0, most)
  return numbers
}

const seen = (diagram: Diagram.Diagram): ReadonlyArray<ReadonlyArray<number>> => {
  const out = new Float32Array(Encoding.features("outlook", grid.capacity)).fill(7)
  encode(written(diagram), 1, out)
  return Array.from({ length: grid.size }, (_, action) =>
    Array.from(out.subarray(action * Outlook.features, (action + 1) * Outlook.features))
  )
}

t.test("a diagram is read as it was written", async (t) => {
  const stream = Stream.make([4, 18])
  for (let draw = 0; draw < 30; draw++) {
    const diagram = Play.knot(stream, 2 + Stream.below(stream, 13))
    const position = grid.make()
    grid.read(position, written(diagram), 0, diagram.length, 1)
    t.same(Marks.diagram(position), diagram)
    const { rows } = Marks.of(diagram)
    t.same(Array.from(position.rows.subarray(0, 2 * diagram.length)), Array.from(rows))
  }
})

t.test("what is seen goes with the exchange when the diagram is shifted or turned over", async (t) => {
  const stream = Stream.make([5, 18])
  for (let draw = 0; draw < 40; draw++) {
    const n = 6 + Stream.below(stream, 9)
    const diagram = Play.knot(stream, n)
    const [right, up] = [Stream.below(stream, n), Stream.below(stream, n)]
    const [before, after] = [seen(diagram), seen(Diagram.shift(diagram, right, up))]
    for (let place = 0; place < n; place++) {
      t.same(after[(place + right) % n], before[place])
      t.same(after[most + ((place + up) % n)], before[most + place])
    }
    const over = seen(Diagram.rows(diagram))
    for (let place = 0; place < n; place++) t.same(over[place], before[most + place])
    for (const place of [n, most + n]) if (place % most >= n) t.same(before[place], Array(24).fill(0))
  }
})

t.test("whether it is allowed, by how much it lengthens, and what is joined, are what happens", async (t) => {
  const stream = Stream.make([6, 18])
  let joins = 0
  for (let draw = 0; draw < 60; draw++) {
    const diagram = Grid.settled(Play.knot(stream, most))
    const all = seen(diagram)
    for (let action = 0; action < grid.size; action++) {
      const marks: Grid.Position = { ...Marks.of(diagram), trace: null }
      const move = Grid.moveOf(most, action)
      const fits = action % most < diagram.length && diagram.length > 2 && Marks.mayExchange(marks, move)
      const [allowed, size, growth, joined] = all[action]!
      t.equal(allowed, fits ? 1 : 0)
      if (!fits) continue
      t.equal(size, Math.fround(diagram.length / 20))
      t.equal(growth, Segment.growth(marks, move) / 4)
      grid.act(marks, action)
      t.equal(joined! > 0, marks.n < diagram.length)
      if (joined! > 0) joins++
    }
  }
  t.ok(joins > 20, `${joins} exchanges lead to a destabilisation`)
})

t.test("shared networks: each action is scored alike, and gradients are those of differences", async (t) => {
  const agent: Agent = { features: 3 * 4, choices: 3, hidden: [5], masked: true, shared: true }
  const { policy, value } = Objective.initial(agent, [1, 2])
  const parameters = new Float32Array([...policy, ...value])
  t.equal(parameters.length, 2 * (4 * 5 + 5 + 5 + 1), "whatever the number of actions")
  const network = Shared.over(ActorCritic.make)(agent, 2)
  const stream = Stream.make([7, 18])
  const number = () => Stream.next(stream) / 2 ** 31 - 1
  const features = Float32Array.from({ length: 24 }, number)
  const slopes = Float32Array.from({ length: 8 }, number)
  const answers = (parameters: Float32Array, features: Float32Array) => {
    network.load(parameters)
    network.features.set(features)
    network.policy(0, 2)
    network.value(0, 2)
    return [...network.logits, ...network.values]
  }
  const there = answers(parameters, features)
  const swapped = features.slice()
  swapped.set(features.subarray(0, 4), 4)
  swapped.set(features.subarray(4, 8), 0)
  const other = answers(parameters, swapped)
  t.same(other.slice(0, 3), [there[1], there[0], there[2]])
  t.ok(Math.abs(other[6]! - there[6]!) < 1e-6, "the value does not know of places")
  const loss = (parameters: Float32Array) =>
    answers(parameters, features).reduce((sum, each, k) => sum + each * slopes[k]!, 0)
  loss(parameters)
  network.logits.set(slopes.subarray(0, 6))
  network.values.set(slopes.subarray(6))
  network.backward(2)
  const gradient = network.gradient()
  for (let k = 0; k < parameters.length; k++) {
    const [low, high] = [parameters.slice(), parameters.slice()]
    low[k]! -= 1e-2
    high[k]! += 1e-2
    t.ok(Math.abs((loss(high) - loss(low)) / (high[k]! - low[k]!) - gradient[k]!) < 2e-3, `parameter ${k}`)
  }
})

t.test(
  "programs of shared networks: what the loops answer, and the Fisher matrix of its scores",
  async (t) => {
    const agent: Agent = { features: 3 * 2, choices: 3, hidden: [4], masked: true, shared: true }
    const rows = 2
    const policy = Objective.policy(agent)
    const names = Object.keys(policy)
    const vector = Parameter.initialise(policy, [1, 2]).map((each, k) => each + 0.3 * Math.sin(k))
    const value = Parameter.initialise(Objective.value(agent), [3, 4])
    const features = Float32Array.from({ length: rows * 6 }, (_, k) => Math.sin(1 + k))
    const allowed = Uint8Array.of(1, 1, 1, 1, 0, 1)
    const evaluate = (objective: Objective.Objective, program: typeof objective.program, given: object) => {
      const specs = objective.specs(rows)
      const inputs = Object.entries(given).map(([name, values]) => [name, { ...specs[name]!, values }])
      return Graph.evaluate(program, Object.fromEntries(inputs))
    }
    const named = Parameter.split(policy, vector)
    const act = Objective.act(agent)
    const { logProbabilities, values } = await evaluate(act, act.program, {
      ...named,
      ...Parameter.split(Objective.value(agent), value),
      features,
      allowed
    })
    const network = Shared.over(ActorCritic.make)(agent, rows)
    network.load(new Float32Array([...vector, ...value]))
    network.features.set(features)
    network.policy(0, rows)
    network.value(0, rows)
    for (let row = 0; row < rows; row++) {
      const odds = [0, 1, 2].map((a) => (allowed[3 * row + a] ? Math.exp(network.logits[3 * row + a]!) : 0))
      const total = odds.reduce((sum, each) => sum + each)
      odds.forEach((each, a) => {
        t.ok(Math.abs(Math.exp(Number(logProbabilities![3 * row + a])) - each / total) < 1e-6)
      })
      t.ok(Math.abs(Number(values![row]) - network.values[row]!) < 1e-6)
    }
    const judge = Objective.judge(agent, 0)
    const flat = (outputs: Record<string, ArrayLike<number>>, prefix: string) =>
      names.flatMap((name) => Array.from(outputs[prefix + name]!))
    const direction = vector.map((_, k) => Math.cos(k))
    const wanted = new Float64Array(vector.length)
    for (let row = 0; row < rows; row++)
      for (let action = 0; action < 3; action++) {
        const p = Math.exp(Number(logProbabilities![3 * row + action]))
        if (p < 1e-9) continue
        const outputs = await evaluate(judge, Graph.gradient(judge.program, "surrogate", names), {
          ...named,
          features,
          allowed,
          actions: Int32Array.of(action, action),
          former: logProbabilities,
          weights: Float32Array.from([0, 1], (each) => (each === row ? 1 : 0)),
          advantages: Float32Array.of(1, 1)
        })
        const score = flat(outputs as Record<string, ArrayLike<number>>, "gradient.")
        const along = score.reduce((sum, each, k) => sum + each * direction[k]!, 0)
        score.forEach((each, k) => {
          wanted[k]! += p * each * along
        })
      }
    const fisher = Objective.fisher(agent)
    const products = await evaluate(fisher, fisher.program, {
      ...named,
      ...Parameter.under("tangent.", Parameter.split(policy, direction)),
      features,
      allowed,
      weights: Float32Array.of(1, 1)
    })
    flat(products as Record<string, ArrayLike<number>>, "product.").forEach((each, k) => {
      t.ok(Math.abs(each - wanted[k]!) < 1e-5 * (1 + Math.abs(wanted[k]!)), `${each} ${wanted[k]}`)
    })
  }
)
