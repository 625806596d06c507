/** What is seen of an exchange goes with it under shifts, says what happens, and one network scores all of them. */
import t from "tap"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import * as Segment from "../../../src/domain/grid/segment.ts"
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
