/** Agents through the engine: the same bits by assignment, learning by arrival, proofs that are accepted. */
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import t from "tap"
import * as Certificate from "../../../src/domain/braid/certificate.ts"
import { check } from "../../../src/domain/braid/checker.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Split from "../../../src/domain/decision/split.ts"
import type { Event } from "../../../src/engine/event.ts"
import * as Chart from "../../../src/interface/chart/chart.ts"
import type { Curve } from "../../../src/simulation/figure.ts"
import simulation from "../../../src/simulation/unknotters/index.ts"
import { count, newFolder, run, studyOf } from "../../support/engine.ts"

t.setTimeout(240_000)

const tiny = {
  agent: "a3c",
  letters: 6,
  pool: 100,
  games: 8,
  actors: 4,
  hidden: [16],
  moves: 40,
  words: 20,
  tries: 1
} as const

t.test("a3c by assignment: the same bits on 1, 2 and 4 threads, killed and resumed", async (t) => {
  const study = await studyOf("unknotters", [{ ...tiny, order: "assignment", steps: 160 * 2000 }])
  const { tables } = await run(study, { threads: 1, backend: "simd" })
  t.ok(tables.learning!.length > 0 && tables.certificates!.length > 0)
  for (const threads of [2, 4])
    t.same((await run(study, { threads, backend: "simd" })).tables, tables, `${threads} threads`)
  const directory = newFolder()
  for (const threads of [1, 2]) {
    const stop = new AbortController()
    const onEvent = (event: Event) => {
      if (event._tag === "TaskProgress" && event.done > 30 * threads) stop.abort()
    }
    await t.rejects(run(study, { directory, threads, backend: "simd", signal: stop.signal, onEvent }))
  }
  const frames = new DatabaseSync(join(directory, "run.sqlite"))
  t.ok(Number(frames.prepare("SELECT max(next) AS next FROM _frame").get()!.next) > 30)
  frames.close()
  t.same((await run(study, { directory, threads: 2, backend: "simd" })).tables, tables, "killed twice")
})

t.test("a3c by arrival, two threads on one memory, learns with each of five seeds", async (t) => {
  const points = [{ ...tiny, order: "arrival", odds: "actions", steps: 120_000, rate: 3e-3 }]
  for (let seed = 1; seed <= 5; seed++) {
    const { outcome, tables } = await run(await studyOf("unknotters", points, { seed }), {
      threads: 2,
      backend: "simd"
    })
    t.equal(outcome, "done")
    const [first, last] = [tables.learning![0]!, tables.learning!.at(-1)!]
    // Words of 6 letters want about two moves; a random walk comes to -100 or so.
    t.ok(Number(last.return) > -15, `${last.return} letters at last`)
    t.ok(Number(first.return) < -20, `${first.return} letters at first`)
    t.ok(Number(last.entropy) < Number(first.entropy))
    t.ok(Number(first.stepsPerSecond) > 0)
    const steps = tables.rollouts!.reduce((sum, { count }) => sum + Number(count), 0)
    t.equal(steps, 120_000, "every step is logged once")
  }
})

t.test("every certificate is accepted, its word is held out, and shares are what was counted", async (t) => {
  const points = [
    { ...tiny, steps: 1, order: "assignment" },
    { agent: "random-walk", letters: 10, evaluate: [6, 10], words: 60, tries: 3 },
    { agent: "random-walk", letters: 10, actions: "complete", evaluate: [6], words: 30, tries: 3 }
  ] as const
  const { tables } = await run(await studyOf("unknotters", points))
  for (const row of tables.certificates!) {
    const certificate = Certificate.decode(JSON.parse(String(row.certificate)))
    t.same(check(certificate), { valid: true })
    t.equal(certificate.from.join(" "), row.word)
    t.same(certificate.to, [])
    if (row.name === null) t.equal(Split.of(Word.parse(String(row.word))), "test")
  }
  for (const row of tables.evaluation!) {
    const proven = tables.certificates!.filter(
      (each) =>
        each.name === null &&
        each.agent === row.agent &&
        each.actions === row.actions &&
        each.n === row.n &&
        Word.parse(String(each.word)).length === row.letters
    )
    t.equal(proven.length, row.solved, "a proof for each")
    t.ok(
      Number(row.solvedLow) <= Number(row.solvedShare) && Number(row.solvedShare) <= Number(row.solvedHigh)
    )
    t.ok(Number(row.solved) > 0)
  }
  t.same(
    tables.hard!.filter(({ n, actions }) => n === 10 && actions === "paper").map(({ name }) => name),
    ["nasty", "Morton", "culprit", "monster"],
    "Goeritz's has too many letters for N = 10"
  )
  t.equal(tables.hard!.find(({ name, actions }) => name === "Morton" && actions === "paper")!.solved, 0)
})

t.test("trpo and ppo: the same bits on 1 and 2 threads, and they learn", async (t) => {
  const points = (["trpo", "ppo"] as const).map((agent) => ({
    ...tiny,
    agent,
    actors: 2,
    steps: 1024 * 8,
    batch: 1024,
    encoding: "seam"
  }))
  const study = await studyOf("unknotters", points)
  const { tables } = await run(study, { threads: 1, backend: "simd" })
  t.same((await run(study, { threads: 2, backend: "simd" })).tables, tables)
  t.same(
    (await run(await studyOf("unknotters", [points[0]!]), { threads: 2, backend: "simd" })).tables.learning,
    tables.learning!.filter(({ agent }) => agent === "trpo"),
    "alone, spread over the threads"
  )
  for (const agent of ["trpo", "ppo"]) {
    const rows = tables.learning!.filter((row) => row.agent === agent)
    t.ok(Number(rows.at(-1)!.return) > Number(rows[0]!.return) / 2, agent)
    t.ok(rows.every(({ divergence, refused }) => Number(divergence) <= 0.04 && Number(refused) <= 1))
  }
})

t.test(
  "guided: learns, then searches by what it has learned; the same bits on 1 and 2 threads",
  async (t) => {
    const point = {
      ...tiny,
      agent: "guided",
      actions: "complete",
      letters: 18,
      evaluate: [6, 18],
      actors: 2,
      steps: 2048,
      batch: 1024,
      moves: 100,
      words: 10,
      nodes: 4000
    } as const
    const study = await studyOf("unknotters", [point])
    const { tables } = await run(study, { threads: 1, backend: "simd" })
    t.same((await run(study, { threads: 2, backend: "simd" })).tables, tables)
    t.same(
      tables.evaluation!.map(({ agent, solved }) => [agent, solved]),
      [
        ["guided", 10],
        ["guided", 10]
      ],
      "words of the prior come down by themselves"
    )
    const hard = tables.hard!.filter(({ solved }) => solved === 1).map(({ name }) => name)
    t.ok(hard.includes("nasty") && hard.includes("culprit"), `hills are got over: ${hard}`)
    t.equal(tables.certificates!.length, 20 + hard.length)
  }
)

t.test("a training that diverges stops its point with a sentence; the others go on", async (t) => {
  const wild = { ...tiny, steps: 160_000, rate: 10, epsilon: 1e-30, unit: 1e-37, clip: 1e30 }
  for (const order of ["assignment", "arrival"] as const) {
    const study = await studyOf("unknotters", [
      { ...wild, order },
      { agent: "random-walk", letters: 6, words: 10 }
    ])
    const { crashed, outcome, events, tables } = await run(study, { threads: 2, backend: "simd" })
    t.equal(outcome, "failed")
    t.match(crashed, [{ message: /the training has diverged/ }])
    t.equal(count(events, "WorkerLost"), 0)
    t.equal(tables.evaluation!.length, 1)
  }
})

t.test("words that cannot be drawn are refused, and what does not go together", async (t) => {
  const faults = async (point: object) => {
    const study = await studyOf("unknotters", [point as never])
    return simulation.faults!(study.points[0]!.config as never).map(({ path }) => path[0])
  }
  t.same(await faults(tiny), [])
  t.same(await faults({ agent: "a3c", letters: 10, evaluate: [5, 12], shortest: 5 }), [
    "evaluate",
    "shortest"
  ])
  t.same(await faults({ agent: "trpo", letters: 10, batch: 1000 }), ["batch"])
  await t.rejects(faults({ agent: "ppo", letters: 10, rate: 0 }), "an optimiser that stands still")
  t.same(await faults({ agent: "guided", letters: 10, actions: "paper" }), ["actions", "routes"])
  t.same(await faults({ agent: "a3c", letters: 10, moves: 3, hidden: [0] }), ["horizon", "hidden"])
})

t.test("what was measured of games that could not have been lost yet is not said", async (t) => {
  const steps = 4 * 8 * 40 * 10
  const { tables } = await run(
    await studyOf("unknotters", [{ ...tiny, order: "assignment", steps, horizon: 20, tries: 0 }])
  )
  const [early, late] = [true, false].map((is) =>
    tables.learning!.filter((row) => Number(row.steps) < 4 * 8 * 40 === is)
  )
  t.equal(early!.length, 1)
  for (const row of early!) {
    t.equal(row.solved, row.games, "none but solved games have ended")
    t.same(
      [row.solvedShare, row.solvedLow, row.solvedHigh, row.return, row.moves],
      [null, null, null, null, null]
    )
  }
  t.ok(late!.some(({ games, solved }) => Number(solved) < Number(games)))
  for (const row of late!) t.equal(row.solvedShare, Number(row.solved) / Number(row.games))
  for (const { training, action, count } of tables.choices!) {
    const some = tables.rollouts!.filter((row) => row.training === training && row.action === action)
    t.equal(
      some.reduce((sum, row) => sum + Number(row.count), 0),
      count
    )
  }
  const shares = tables.choices!.reduce((sum, { share }) => sum + Number(share), 0)
  t.ok(Math.abs(shares - 10) < 1e-9, "the shares of each tenth of the training sum to 1")
})

t.test("a search plays a hard unknot once: it would do the same again", async (t) => {
  const game = { letters: 12, words: 0, tries: 5 }
  const points = [
    { ...game, agent: "best-first", nodes: 200 },
    { ...game, agent: "greedy", moves: 10 }
  ] as const
  const { tables } = await run(await studyOf("unknotters", points))
  t.same(
    new Set(tables.hard!.map(({ agent, games }) => `${agent} ${games}`)),
    new Set(["best-first 1", "greedy 5"])
  )
})

t.test(
  "rows say what their point has set, so that no two settings are taken for repeats of one",
  async (t) => {
    const game = { agent: "random-walk", letters: 6, words: 10, tries: 0 } as const
    const { tables } = await run(
      await studyOf("unknotters", [
        game,
        { ...game, moves: 20 },
        { ...tiny, steps: 160, odds: "actions", words: 10 }
      ])
    )
    t.same(
      tables.evaluation!.map(({ setting }) => setting),
      ["defaults", "moves 20", "moves 40, steps 160, actors 4, pool 100, odds actions, hidden [16]"]
    )
    const solved = simulation.figures!.find(({ name }) => name === "solved") as Curve
    const { marks, series } = Chart.of(solved, {
      columns: simulation.tables.evaluation!.columns,
      rows: tables.evaluation!,
      swept: []
    })
    t.equal(marks.length, 3)
    t.same(series[0], "random-walk, defaults")
  }
)

t.test("the entropy of a training is that of the policy that acted, of ppo as of trpo", async (t) => {
  const points = (["trpo", "ppo"] as const).map((agent) => ({
    ...tiny,
    agent,
    odds: "actions",
    steps: 512,
    batch: 512,
    games: 4,
    actors: 2,
    words: 0,
    tries: 0,
    // One update, which leaves a policy of less entropy.
    ...(agent === "ppo" ? { rate: 0.05, mostDivergence: 100 } : {})
  }))
  const { tables } = await run(await studyOf("unknotters", points))
  for (const row of tables.learning!) {
    t.ok(Math.abs(Number(row.entropy) - Math.log(11)) < 0.01, "of 11 actions about equally likely")
    t.ok(Number(row.explained) <= 1 && row.norm === null)
    t.equal(row.steps, 512, "what the part has seen, not its twentieth")
  }
})
