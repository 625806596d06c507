/** Games on rectangular diagrams through the engine: who solves what, proofs, budgets, and the same bits on any threads. */
import t from "tap"
import * as Diagram from "../../../src/domain/grid/diagram.ts"
import * as Marks from "../../../src/domain/grid/marks.ts"
import * as Segment from "../../../src/domain/grid/segment.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import { prove } from "../../../src/domain/group/prove.ts"
import * as Proof from "../../../src/domain/proof/proof.ts"
import * as Grid from "../../../src/domain/rl/environment/grid.ts"
import * as Diagrams from "../../../src/simulation/unknotters/diagrams.ts"
import simulation from "../../../src/simulation/unknotters/index.ts"
import * as Player from "../../../src/simulation/unknotters/player.ts"
import * as Reading from "../../../src/simulation/unknotters/reading.ts"
import { run, studyOf } from "../../support/engine.ts"

t.setTimeout(240_000)

t.test(
  "diagrams of each kind are unknots of as many columns as were asked for, and splits never meet",
  async (t) => {
    for (const [unknots, columns] of [
      ["play", 12],
      ["sums", 20],
      ["pairs", 12]
    ] as const) {
      const seen = { train: new Set<string>(), test: new Set<string>() }
      for (const split of ["train", "test"] as const) {
        const held = Diagrams.on(split, unknots, 50)
        for (let index = 0; index < (unknots === "play" ? 60 : 6); index++) {
          const diagram = held.diagram(columns, index)
          t.equal(diagram.length, columns)
          t.equal(Marks.smaller(Marks.of(diagram)), undefined, "no destabilisation is left")
          t.same(Diagrams.parse(Diagrams.print(diagram)), diagram)
          const { crossings, circles } = toPlanar(diagram)
          t.ok(prove({ crossings, circles }) !== null, `${unknots} ${index}`)
          seen[split].add(Diagrams.print(Diagram.canonical(diagram)))
        }
      }
      t.same(
        [...seen.train].filter((each) => seen.test.has(each)),
        []
      )
    }
    t.same(Diagrams.on("test", "play", 50).diagram(12, 3), Diagrams.on("test", "play", 50).diagram(12, 3))
    t.throws(() => Diagrams.parse("0,1 0"), /Column 1 has 1 marks/)
  }
)

t.test(
  "the annealed walk is the random walk where it is hot, and goes downhill where it is cold",
  async (t) => {
    const grid = Grid.of(20)
    const starts = Array.from({ length: 6 }, (_, index) =>
      Diagrams.on("test", "play", 100).diagram(20, index)
    )
    const random = Player.randomWalk(grid, 200, true)(starts, [5, 6])
    t.same(Player.annealedWalk(grid, 200, 1e12)(starts, [5, 6]), random)
    t.not(new Set(random.map(String)).size, 1, "each game has draws of its own")
    const legal = new Uint8Array(grid.size)
    Player.annealedWalk(
      grid,
      200,
      1e-3
    )(starts, [5, 6]).forEach((actions, game) => {
      const position = grid.make()
      grid.load(position, starts[game]!)
      for (const action of actions) {
        grid.mask(position, legal, 0)
        t.equal(legal[action], 1)
        const growths = Array.from(legal.keys()).flatMap((each) =>
          legal[each] === 1 ? [Segment.growth(position, Grid.moveOf(20, each))] : []
        )
        const growth = Segment.growth(position, Grid.moveOf(20, action))
        t.ok(growth <= Math.max(0, Math.min(...growths)))
        grid.act(position, action)
      }
    })
  }
)

t.test("walks and search untie diagrams, and each solved game has a proof", async (t) => {
  const base = {
    actions: "grid",
    letters: 24,
    evaluate: [12, 24],
    scramble: 100,
    words: 12,
    tries: 2
  } as const
  const points = [
    { ...base, agent: "random-walk", moves: 3000 },
    { ...base, agent: "annealed-walk", moves: 3000 },
    { ...base, agent: "best-first", nodes: 3000 },
    { ...base, agent: "random-walk", moves: 3 }
  ] as const
  const study = await studyOf("unknotters", points)
  const { tables } = await run(study, { threads: 1 })
  t.same((await run(study, { threads: 2 })).tables, tables)
  for (const row of tables.certificates!) {
    const proof = Proof.decode(JSON.parse(String(row.certificate)))
    t.same(Proof.check(proof), { valid: true })
    t.ok("proof" in proof && proof.proof === "grid" && Diagrams.print(proof.columns) === row.word)
    t.equal(row.strands, null)
  }
  const solved = (agent: string, moves: string) =>
    tables
      .evaluation!.filter((row) => row.agent === agent && String(row.setting) === moves)
      .map((row) => row.solved)
  t.same(solved("random-walk", "moves 3000"), [12, 12])
  t.same(solved("annealed-walk", "moves 3000"), [12, 12])
  t.same(solved("best-first", "nodes 3000"), [12, 12])
  t.ok(Number(solved("random-walk", "moves 3")[1]) < 12)
  for (const row of tables.evaluation!) {
    const some = tables.budgets!.filter(
      (each) =>
        each.name === null &&
        each.agent === row.agent &&
        each.setting === row.setting &&
        each.letters === row.letters
    )
    const counts = some.map((each) => Number(each.solved))
    t.same(
      counts,
      [...counts].sort((a, b) => a - b),
      "more moves, no fewer solved"
    )
    t.equal(counts.at(-1), row.solved)
  }
  t.same(
    tables
      .hard!.filter(({ agent }) => agent === "best-first")
      .map(({ name, letters, solved }) => [name, letters, solved]),
    [
      ["nasty", 2, 1],
      ["Morton", 12, 1],
      ["culprit", 12, 1],
      ["monster", 13, 1],
      ["Goeritz", 16, 1]
    ]
  )
  const starts = tables.starts!.filter(({ agent }) => agent === "best-first")
  t.equal(starts.find(({ name }) => name === "nasty")!.collapsedShare, 1, "it is a circle at once")
  t.equal(starts.find(({ name }) => name === "Morton")!.collapsedShare, 0)
  t.ok(starts.every(({ collapsed, diagrams }) => Number(collapsed) <= Number(diagrams)))
})

t.test("a diagram is read as what its closed braid is", async (t) => {
  t.same(Reading.of(Diagram.circle), { crossings: 0, letters: 0, strands: 1, isCollapsed: true })
  const diagram = Diagrams.on("test", "play", 100).diagram(24, 0)
  const { crossings } = Reading.of(diagram)
  t.equal(crossings, toPlanar(diagram).crossings.length)
})

t.test("what does not go together is refused", async (t) => {
  const faults = async (point: object) => {
    const study = await studyOf("unknotters", [point as never])
    return simulation.faults!(study.points[0]!.config as never).map(({ message }) => message)
  }
  const base = { agent: "random-walk", letters: 24, actions: "grid" }
  t.same(await faults(base), [])
  t.match(await faults({ ...base, evaluate: [6] }), [/Diagrams have 7 to N = 24 columns, not 6/])
  t.match(await faults({ ...base, unknots: "sums", evaluate: [19] }), [/Diagrams have 20 to N = 24 columns/])
  t.match(await faults({ ...base, agent: "greedy" }), [
    /greedy plays braid words: actions is paper or complete/
  ])
  t.match(await faults({ agent: "annealed-walk", letters: 10 }), [
    /annealed-walk plays rectangular diagrams: actions is grid/
  ])
  t.match(await faults({ agent: "guided", letters: 30, actions: "paper" }), [
    /guided searches among all moves: actions is complete, or grid/
  ])
  t.same(await faults({ agent: "guided", letters: 8, actions: "grid" }), [])
  t.match(await faults({ agent: "random-walk", letters: 10, unknots: "pairs" }), [/Words are the paper's/])
})

t.test(
  "agents learn from exchanges: fewer moves than a random walk, the same bits on any threads",
  async (t) => {
    const base = {
      actions: "grid",
      letters: 16,
      evaluate: [16],
      scramble: 60,
      words: 60,
      tries: 1,
      moves: 200
    } as const
    const learner = { ...base, shortest: 10, hidden: [16], pool: 200, actors: 2 } as const
    const points = [
      { ...base, agent: "random-walk" },
      { ...learner, agent: "trpo", steps: 10 * 2048, batch: 2048 },
      { ...learner, agent: "ppo", steps: 3 * 1024, batch: 1024 },
      { ...learner, agent: "a3c", order: "assignment", steps: 80 * 40 },
      { ...learner, agent: "guided", steps: 10 * 2048, batch: 2048, nodes: 1000 }
    ] as const
    const study = await studyOf("unknotters", points)
    const { tables, outcome } = await run(study, { threads: 1, backend: "simd" })
    t.equal(outcome, "done")
    t.same((await run(study, { threads: 2, backend: "simd" })).tables, tables)
    const [walk, trpo, guided] = ["random-walk", "trpo", "guided"].map(
      (agent) => tables.evaluation!.find((row) => row.agent === agent)!
    )
    t.ok(Number(trpo!.moves) < 0.75 * Number(walk!.moves), `${trpo!.moves} against ${walk!.moves}`)
    t.ok(Number(trpo!.solved) >= Number(walk!.solved))
    t.equal(guided!.solvedShare, 1)
    t.ok(Number(guided!.moves) < Number(trpo!.moves), `${guided!.moves} against ${trpo!.moves}`)
    for (const { divergence } of tables.learning!.filter(({ agent }) => agent === "trpo"))
      t.ok(Number(divergence) <= 0.04)
    t.same([...new Set(tables.choices!.map(({ action }) => action))], ["exchange columns", "exchange rows"])
  }
)
