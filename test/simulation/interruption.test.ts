/** Every kernel looks whether it shall stop within 0.3 s, at the largest configs of its simulation. */
import t from "tap"
import * as Interruption from "../../src/domain/interruption.ts"
import { listen } from "../support/silence.ts"

/** Seconds between two looks. Twice what is promised, for a machine that is slow or busy; without looks it is many. */
const most = 0.6

/** After so many seconds a job is stopped. */
const patience = 0.5

t.setTimeout(300_000)

const points = (count: number, dimension: number) =>
  Array.from({ length: count }, (_, i) =>
    Array.from({ length: dimension }, (_, c) => 0.3 + 0.2 * Math.sin(1 + 7 * i + 3 * c))
  )

type Given = Readonly<Record<string, unknown>>

/** Those for which one call of a kernel takes seconds to minutes. */
const worst: Readonly<Record<string, ReadonlyArray<Given>>> = {
  braids: [
    { kind: "knot", letters: 256, strands: 2, moves: 1000 },
    { kind: "unknot", letters: 256, moves: 3 },
    { kind: "unknot", letters: 256, moves: 1000 },
    { kind: "unknot", letters: 256, moves: 3, certify: false }
  ],
  classifiers: [
    { model: "feed-forward", letters: 100, train: 200_000, validation: 0 },
    { model: "transformer", letters: 128, train: 640, epochs: 1, validation: 64 }
  ],
  correlators: [
    { activation: "tanh", width: 1e6, dIn: 64, inputs: points(12, 64), nets: 64 },
    { activation: "gelu", width: 2000, depth: 4, dIn: 64, inputs: points(12, 64), nets: 160, order: 6 },
    { activation: "erf", width: 10_000, order: 6, inputs: points(12, 1), nets: 1600 }
  ],
  couplings: [
    { activation: "erf", dIn: 3, order: 6, inputs: points(8, 3) },
    { activation: "relu", dIn: 3, order: 6, inputs: points(8, 3), source: "direct" }
  ],
  flow: [
    { activation: "erf", dIn: 3, inputs: points(8, 3) },
    { activation: "relu", dIn: 3, inputs: points(8, 3) }
  ],
  moments: [{ lambda: -1e-9, highest: 20, order: 40 }],
  unknotters: [
    { agent: "random-walk", letters: 499, actions: "complete", moves: 100_000 },
    { agent: "random-walk", letters: 499, actions: "paper", moves: 100_000 },
    { agent: "greedy", letters: 499, actions: "complete", moves: 100_000 },
    { agent: "best-first", letters: 499, actions: "complete", nodes: 100_000_000 },
    { agent: "a3c", letters: 100, order: "assignment", hidden: [512, 512], games: 64, horizon: 50 },
    { agent: "trpo", letters: 100, batch: 51_200, actions: "complete", hidden: [256, 256] },
    { agent: "guided", letters: 100, batch: 51_200, actions: "complete", hidden: [256, 256] }
  ]
}

for (const [simulation, configs] of Object.entries(worst))
  for (const given of configs)
    t.test(`${simulation} ${JSON.stringify(given).slice(0, 80)}`, async (t) => {
      const { silence, where, seconds } = await listen(simulation, given, patience)
      t.ok(silence < most, `silent for ${silence.toFixed(2)} s`, { where })
      t.ok(seconds < patience + most, `ended after ${seconds.toFixed(2)} s`)
    })

t.test(
  "of games that were played before the stop none is lost, those of an unfinished round neither",
  async (t) => {
    const given = { agent: "random-walk", letters: 60, moves: 3000, words: 160, tries: 0 }
    const first = await listen("unknotters", given, 1)
    if (first.reply._tag !== "Folded") return t.fail(`the reply is ${first.reply._tag}`)
    t.notOk(first.reply.done)
    t.ok(first.reply.checkpoint.next > 0, "the games of a part of a round are kept")
  }
)

t.test("nobody is stopped who was not asked to", async (t) => {
  Interruption.look()
  let asked = false
  const work = async () => {
    Interruption.look()
    asked = true
    Interruption.look()
  }
  t.same(await Interruption.orNothing(() => Interruption.during(() => asked, work)), undefined)
  Interruption.look()
  t.pass("and nobody after it")
})
