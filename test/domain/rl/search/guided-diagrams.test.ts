import t from "tap"
import * as Diagram from "../../../../src/domain/grid/diagram.ts"
import * as Marks from "../../../../src/domain/grid/marks.ts"
import * as Play from "../../../../src/domain/grid/play.ts"
import * as Stream from "../../../../src/domain/random/stream.ts"
import * as ActorCritic from "../../../../src/domain/rl/actor-critic.ts"
import * as Grid from "../../../../src/domain/rl/environment/grid.ts"
import * as Objective from "../../../../src/domain/rl/objective.ts"
import * as Outlook from "../../../../src/domain/rl/outlook.ts"
import * as Diagrams from "../../../../src/domain/rl/search/diagrams.ts"
import * as Guided from "../../../../src/domain/rl/search/guided-diagrams.ts"
import * as Learned from "../../../../src/domain/rl/search/learned-diagrams.ts"

const columns = 24
const grid = Grid.of(columns)

/** Diagrams of the unknot by inverse play that no destabilisation is left in. */
const starts = Array.from({ length: 12 }, (_, k) => {
  const marks = Play.room(columns)
  Play.unknot(marks, Stream.make([7, k]), columns, 100)
  return Grid.settled(Marks.diagram(marks))
}).filter((diagram) => diagram.length > 12)

const positionOf = (diagram: Diagram.Diagram): Grid.Position => {
  const position = grid.make()
  grid.load(position, diagram)
  return position
}

/** A policy of networks that have learned nothing, each number drawn. */
const drawn = (): Guided.Judge => {
  const agent = { features: Outlook.features, choices: 1, hidden: [8], masked: true }
  const { policy, value } = Objective.initial(agent, [3, 4])
  const network = ActorCritic.make(agent, 2 * columns)
  network.load(Float32Array.from([...policy, ...value], (_, k) => Math.sin(k)))
  return Learned.judge(network, columns)
}

/** Every exchange is as likely as any other. */
const even: Guided.Judge = (position) => {
  const legal = new Uint8Array(grid.size)
  grid.mask(position, legal, 0)
  const actions = [...legal.keys()].filter((action) => legal[action] === 1)
  return { count: actions.length, actions, costs: actions.map(() => Math.log(actions.length)) }
}

t.test("the list of outlooks is the whole of them without what is not allowed", async (t) => {
  t.ok(starts.length > 5)
  const list = Outlook.lister(columns)
  const encode = Outlook.encoder(columns)
  const size = 2 * columns * Outlook.features
  const [some, whole, places] = [new Float32Array(size), new Float32Array(size), new Int32Array(2 * columns)]
  const marks = new Float32Array(2 * columns)
  for (const diagram of [...starts, Diagram.circle]) {
    const position = positionOf(diagram)
    grid.write(position, marks, 0, columns)
    encode(marks, 0, whole, 0)
    const count = list(position, some, places)
    const rows = (of: Float32Array, at: number) =>
      Array.from(of.subarray(at * Outlook.features, (at + 1) * Outlook.features))
    const allowed = Array.from({ length: 2 * columns }, (_, at) => at).filter(
      (at) => rows(whole, at)[0] === 1
    )
    t.same(Array.from(places.subarray(0, count)), allowed)
    t.same(
      allowed.map((_, k) => rows(some, k)),
      allowed.map((at) => rows(whole, at))
    )
  }
})

t.test("a policy's costs are those of probabilities, and the same for all shifts of a diagram", async (t) => {
  const judge = drawn()
  const costsOf = (diagram: Diagram.Diagram): Array<number> => {
    const { count, costs } = judge(positionOf(diagram))
    return Array.from(costs)
      .slice(0, count)
      .sort((a, b) => a - b)
  }
  for (const diagram of starts) {
    const costs = costsOf(diagram)
    const total = costs.reduce((sum, cost) => sum + Math.exp(-cost), 0)
    t.ok(Math.abs(total - 1) < 1e-6)
    t.ok(costs.at(-1)! > costs[0]! + 1e-3, "it tells exchanges apart")
    costsOf(Diagram.shift(diagram, 3, 5)).forEach((cost, k) => {
      t.ok(Math.abs(cost - costs[k]!) < 1e-4)
    })
  }
})

t.test("its ways lead to circles, within what it may see, and it gives up when told to", async (t) => {
  for (const judge of [even, drawn()])
    for (const diagram of starts) {
      const { isSolved, actions, seen } = Guided.search(grid, diagram, judge, { most: 20_000 })
      t.ok(isSolved)
      const position = positionOf(diagram)
      for (const action of actions) t.equal(grid.act(position, action), 0)
      t.ok(grid.isOver(position))
      t.ok(seen > actions.length && seen <= 20_000)
      t.same(Guided.search(grid, diagram, judge, { most: 20_000 }).actions, actions, "the same again")
      const short = Guided.search(grid, diagram, judge, { most: 3 })
      t.ok(short.seen <= 3)
      const atOnce = { most: 20_000, isOver: () => true }
      for (const told of [
        Guided.search(grid, diagram, judge, atOnce),
        Diagrams.search(grid, diagram, atOnce)
      ])
        t.same(told, { isSolved: false, actions: [], seen: 1 })
    }
})

t.test("a knot is never untied; the search ends where nothing is left", async (t) => {
  const trefoil = Diagram.of([
    [0, 2],
    [1, 3],
    [2, 4],
    [0, 3],
    [1, 4]
  ])
  const { isSolved, actions, seen } = Guided.search(grid, trefoil, even, { most: 20_000 })
  t.notOk(isSolved)
  t.same(actions, [])
  t.ok(seen < 20_000)
})
