import t from "tap"
import type { Row } from "../../src/simulation/table.ts"
import type { Rows } from "../../src/talk/claim.ts"
import { untying } from "../../src/talk/untying.ts"

const claims = new Map(untying.flatMap((slide) => slide.claims).map((claim) => [claim.id, claim]))
const judge = (id: string, tables: Readonly<Record<string, ReadonlyArray<Row>>> = {}) => {
  const rows: Rows = (source, table) => {
    if (source !== "agents") throw new Error(`No claim here reads ${source}.`)
    return tables[table] ?? []
  }
  return claims.get(id)!.judge(rows)
}
const verdict = (...of: Parameters<typeof judge>) => judge(...of).verdict

const letters = [10, 30, 60, 96]
const agents = ["random-walk", "a3c", "trpo"] as const

/** Rows of three trainings with 300 words each: solved games and moves by N. */
const evaluation = (
  solved: Readonly<Record<(typeof agents)[number], ReadonlyArray<number>>>,
  moves: Readonly<Record<(typeof agents)[number], number>> = { "random-walk": 150, a3c: 20, trpo: 30 },
  scatter = 3,
  repeats = 3
) => ({
  evaluation: agents.flatMap((agent) =>
    letters.flatMap((n, k) =>
      Array.from({ length: repeats }, (_, repeat): Row => {
        const some = Math.min(300, Math.max(0, solved[agent][k] + scatter * (repeat - 1)))
        return {
          agent,
          n,
          letters: n,
          repeat,
          games: 300,
          solved: some,
          solvedShare: some / 300,
          moves: some === 0 ? null : moves[agent] + repeat,
          movesStandardError: some < 2 ? null : 3
        }
      })
    )
  )
})

const good = {
  "random-walk": [258, 110, 45, 18],
  a3c: [290, 270, 262, 260],
  trpo: [296, 285, 284, 286]
}

t.test("what is looked at in the game itself", async (t) => {
  for (const id of [
    "state-space",
    "action-space",
    "reward",
    "end-of-game",
    "collapse-alone-shortens",
    "composed-moves"
  ]) {
    const { verdict, comparisons } = judge(id)
    t.equal(verdict, "agrees", id)
    t.ok(
      comparisons.length > 0 && comparisons.every(({ doubt }) => doubt === "exact"),
      `${id}: exact figures`
    )
  }
  t.same(
    judge("action-space").comparisons.map(({ published, ours }) => [published, ours]),
    [15, 35, 101, 6].map((each) => [each, each])
  )
})

t.test("agents win, or they do not", async (t) => {
  t.equal(verdict("agents-win", evaluation(good)), "agrees")
  t.equal(verdict("agents-win", evaluation({ ...good, a3c: good["random-walk"] })), "undecided")
  t.equal(verdict("agents-win", evaluation({ ...good, a3c: [100, 50, 20, 5] })), "differs")
  t.equal(
    verdict("agents-win", evaluation({ ...good, trpo: [200, 285, 284, 286] })),
    "agrees in trend",
    "ahead on average, behind at one N"
  )
  t.equal(verdict("agents-win", evaluation(good, undefined, 0, 1)), "agrees", "of one training each")
  t.equal(verdict("agents-win"), "undecided", "without rows")
})

t.test("who is best of those that learn", async (t) => {
  t.equal(verdict("trust-region-best", evaluation(good)), "agrees")
  t.equal(verdict("trust-region-best", evaluation({ ...good, a3c: good.trpo })), "undecided")
  t.equal(verdict("trust-region-best", evaluation({ ...good, a3c: good.trpo, trpo: good.a3c })), "differs")
})

t.test("the walk falls", async (t) => {
  t.equal(verdict("walk-falls", evaluation(good)), "agrees")
  t.equal(
    verdict("walk-falls", evaluation({ ...good, "random-walk": [258, 240, 220, 200] })),
    "agrees in trend",
    "but slowly"
  )
  t.equal(verdict("walk-falls", evaluation({ ...good, "random-walk": [100, 100, 100, 100] })), "undecided")
  t.equal(verdict("walk-falls", evaluation({ ...good, "random-walk": [100, 150, 200, 250] })), "differs")
})

t.test("TRPO is flat, or has a slope", async (t) => {
  t.equal(verdict("trust-region-flat", evaluation({ ...good, trpo: [286, 285, 287, 286] })), "agrees")
  const bent = judge("trust-region-flat", evaluation({ ...good, trpo: [297, 292, 288, 285] }, undefined, 0))
  t.equal(bent.verdict, "agrees in trend", "a slope beyond its error that stays within the margin")
  t.match(bent.because, /there is a slope/)
  t.equal(verdict("trust-region-flat", evaluation({ ...good, trpo: [290, 270, 240, 200] })), "differs")
  t.equal(
    verdict("trust-region-flat", evaluation({ ...good, trpo: [200, 220, 260, 290] })),
    "differs",
    "rising"
  )
  t.equal(
    verdict("trust-region-flat", evaluation({ ...good, trpo: [270, 265, 255, 250] }, undefined, 15)),
    "undecided",
    "trainings that differ too much"
  )
  const [slope, drop] = judge(
    "trust-region-flat",
    evaluation({ ...good, trpo: [280, 250, 270, 265] }, undefined, 0)
  ).comparisons
  t.match(drop, { what: "largest drop, N = 10 to 30" })
  t.ok(Math.abs(drop.ours - 10) < 1e-9)
  // By hand: N - 49 is -39, -19, 11, 47, with squares 4212; shares .9333 .8333 .9 .8833.
  const byHand = (-39 * 280 - 19 * 250 + 11 * 270 + 47 * 265) / 4212 / 300
  t.match(slope, { unit: "points in 10 letters" })
  t.ok(Math.abs(slope.ours - 1000 * byHand) < 1e-9, "the least-squares slope")
  t.equal(verdict("trust-region-flat"), "undecided", "without rows")
})

t.test("four fifths everywhere", async (t) => {
  t.equal(verdict("trust-region-great", evaluation(good)), "agrees")
  t.equal(verdict("trust-region-great", evaluation({ ...good, trpo: [296, 285, 284, 241] })), "undecided")
  t.equal(verdict("trust-region-great", evaluation({ ...good, trpo: [296, 285, 284, 190] })), "differs")
})

t.test("in fewer moves", async (t) => {
  t.equal(verdict("agents-need-fewer-moves", evaluation(good)), "agrees")
  t.equal(
    verdict("agents-need-fewer-moves", evaluation(good, { "random-walk": 20, a3c: 30, trpo: 40 })),
    "differs"
  )
  t.equal(
    verdict("agents-need-fewer-moves", evaluation({ ...good, "random-walk": [258, 110, 0, 0] })),
    "agrees",
    "none solved"
  )
})

/** Three trainings at four N; shares of the kinds in the tenths. */
const choices = (
  tenth: (k: number, agent: string, training: number) => Readonly<Record<string, number>>
) => ({
  choices: ["a3c", "trpo"].flatMap((agent) =>
    letters.flatMap((n, at) =>
      [0, 1, 2].flatMap((repeat) =>
        Array.from({ length: 10 }, (_, k) =>
          Object.entries(tenth(k, agent, 3 * at + repeat)).map(
            ([action, share]): Row => ({
              agent,
              n,
              actions: "paper",
              repeat,
              training: k / 10,
              action,
              count: 1,
              share
            })
          )
        ).flat()
      )
    )
  )
})

t.test("shifts", async (t) => {
  const shifts = (by: (training: number) => number) =>
    choices((_, __, training) => ({
      "shift left": 0.1 + by(training),
      "shift right": 0.1,
      "relation 1": 0.2,
      "relation 2": 0.2
    }))
  t.equal(
    verdict(
      "shifts-unlike",
      shifts((k) => 0.02 + 0.001 * (k % 3))
    ),
    "agrees"
  )
  t.match(
    judge(
      "shifts-unlike",
      shifts((k) => 0.02 + 0.001 * (k % 3))
    ).because,
    /12 of 12 trainings \(sign test: p = 0\.00049\)/
  )
  t.equal(
    verdict(
      "shifts-unlike",
      shifts((k) => (k % 2 === 0 ? 0.02 : -0.02))
    ),
    "undecided"
  )
  t.equal(
    verdict(
      "shifts-unlike",
      shifts((k) => -0.02 - 0.001 * (k % 3))
    ),
    "differs"
  )
  t.equal(
    verdict(
      "right-shifts-free",
      shifts(() => 0)
    ),
    "agrees"
  )
  t.equal(
    verdict(
      "right-shifts-free",
      choices(() => ({ "shift left": 0.1, "shift right": 0.5, "relation 1": 0.1 }))
    ),
    "differs"
  )
  t.equal(verdict("shifts-unlike"), "undecided", "without rows")
})

t.test("the flow of the actions", async (t) => {
  const flow = (of: (k: number, training: number) => number) =>
    choices((k, _, training) => ({ collapse: of(k, training), conjugate: 1 - of(k, training) }))
  t.equal(
    verdict(
      "learning-is-a-flow",
      flow((k, training) => 0.2 + 0.05 * k + 0.001 * training)
    ),
    "agrees"
  )
  t.equal(
    verdict(
      "learning-is-a-flow",
      flow((k, training) => 0.3 + (k % 2 === training % 2 ? 0.02 : -0.02))
    ),
    "undecided",
    "no more than noise"
  )
  t.equal(
    verdict(
      "learning-is-a-flow",
      flow((k) => (k === 8 ? 0.9 : 0.3))
    ),
    "differs",
    "back to where it began"
  )
})

t.test("behaviour alters", async (t) => {
  const learning = (entropy: (k: number, training: number) => number) => ({
    learning: ["a3c", "trpo"].flatMap((agent) =>
      [0, 1, 2].flatMap((repeat) =>
        Array.from({ length: 20 }, (_, k): Row => ({ agent, n: 10, repeat, entropy: entropy(k, repeat) }))
      )
    )
  })
  t.equal(
    verdict(
      "agents-alter-behaviour",
      learning((k, training) => 1.8 - 0.04 * k - 0.001 * k * training)
    ),
    "agrees"
  )
  t.equal(
    verdict(
      "agents-alter-behaviour",
      learning((k, training) => 1 + 0.01 * k * (training - 1))
    ),
    "undecided"
  )
  t.equal(
    verdict(
      "agents-alter-behaviour",
      learning((k, training) => 1 + 0.01 * k + 0.001 * k * training)
    ),
    "differs"
  )
})

t.test("a judgement is a sentence with figures", async (t) => {
  const tables = { ...evaluation(good), ...choices((k) => ({ collapse: 0.2 + k / 20 })) }
  for (const id of claims.keys()) {
    const { because } = judge(id, tables)
    t.match(because, /^[A-Z].*\.$/s, id)
    t.notMatch(because, /NaN|undefined|Infinity/, id)
  }
})
