/** What networks answer to a search is what they answer in the game, and what the search finds can be played there. */
import t from "tap"
import * as Certificate from "../../../../src/domain/braid/certificate.ts"
import { check } from "../../../../src/domain/braid/checker.ts"
import * as HardUnknots from "../../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../../src/domain/braid/word.ts"
import * as ActorCritic from "../../../../src/domain/rl/actor-critic.ts"
import * as Encoding from "../../../../src/domain/rl/encoding.ts"
import * as ActionSet from "../../../../src/domain/rl/environment/action-set.ts"
import * as Environment from "../../../../src/domain/rl/environment/environment.ts"
import * as Episode from "../../../../src/domain/rl/environment/episode.ts"
import * as Objective from "../../../../src/domain/rl/objective.ts"
import * as Frontier from "../../../../src/domain/rl/search/frontier.ts"
import * as Learned from "../../../../src/domain/rl/search/learned.ts"

const letters = 12
const actions = ActionSet.of("complete", letters)
const encodings = ["integers", "seam"] as const
const words = ["1 2 -1 2", "-3 -3 2 -3 2 1 1 1 -2 1 -2", "1", "3 -2 1 1 -2 3 -1"].map(Word.parse)

const networkOf = (encoding: Encoding.Encoding, rows: number) => {
  const features = Encoding.features(encoding, actions.capacity)
  const agent = { features, choices: actions.size, hidden: [16], masked: true }
  const { policy, value } = Objective.initial(agent, [6, 8])
  // A policy that is far from even.
  const network = ActorCritic.make(agent, rows)
  network.load(Float32Array.of(...policy.map((weight) => 300 * weight), ...value))
  return network
}

const game = () =>
  Environment.make({
    actions: "complete",
    letters,
    games: words.length,
    source: (place) => words[place]!
  })

const batchOf = (environment: Environment.Environment) => ({
  count: words.length,
  actions,
  observations: environment.observations,
  lengths: environment.lengths,
  strands: environment.strands,
  logits: new Float32Array(words.length * actions.size).fill(Number.NaN),
  hardness: new Float32Array(words.length).fill(Number.NaN)
})

t.test(
  "under the game's mask the logits are the policy that plays, however many rows at a time",
  async (t) => {
    for (const encoding of encodings) {
      const environment = game()
      const whole = networkOf(encoding, words.length)
      Encoding.encoder(encoding, actions.capacity)(environment.observations, words.length, whole.features)
      whole.policy(0, words.length)
      whole.value(0, words.length)
      for (const rows of [1, 3, 8]) {
        const batch = batchOf(environment)
        Learned.evaluator({ network: networkOf(encoding, rows), encoding, value: (y) => y - 50 })(batch)
        for (let word = 0; word < words.length; word++) {
          const from = word * actions.size
          const legal = environment.legal.subarray(from, from + actions.size)
          const chances = (logits: Float32Array) => {
            const odds = Array.from(logits, (z, a) => (legal[a] === 1 ? Math.exp(z) : 0))
            const sum = odds.reduce((total, each) => total + each, 0)
            return odds.map((each) => each / sum)
          }
          const ours = chances(batch.logits.subarray(from, from + actions.size))
          const theirs = chances(whole.logits.subarray(word * whole.stride).subarray(0, actions.size))
          t.ok(
            ours.every((p, a) => Math.abs(p - theirs[a]!) < 1e-6),
            `${encoding}, ${rows} rows, word ${word}`
          )
          t.ok(Math.max(...ours) > 1.5 / legal.reduce((sum, each) => sum + each, 0), "and it is not even")
        }
        const first = whole.values[0]! - 50
        for (let word = 0; word < words.length; word++) {
          const expected =
            words[word]!.length + 0.1 * words[0]!.length * Math.sqrt((whole.values[word]! - 50) / first)
          t.ok(
            Math.abs(batch.hardness[word]! - expected) < 1e-4,
            "letters, and the root of the value in the first's letters"
          )
        }
      }
    }
  }
)

t.test("without a loss at the first word, hardness is length", async (t) => {
  const batch = batchOf(game())
  Learned.evaluator({ network: networkOf("seam", 4), encoding: "seam", value: () => 0 })(batch)
  t.same(
    Array.from(batch.hardness),
    words.map(({ length }) => length)
  )
})

t.test("what a search finds by them is legal, move by move, and solves; its proof is accepted", async (t) => {
  const starts = [words[0]!, words[2]!, ...HardUnknots.all.slice(0, 3).map(({ word }) => word)]
  for (const word of starts) {
    const network = networkOf("seam", 8)
    const evaluator = Learned.evaluator({ network, encoding: "seam", value: (y) => y - 50 })
    const guide = { weight: 16, batch: 8, evaluator }
    const found = Frontier.search(actions, word, guide, { mostWords: 100_000 })
    t.equal(found.outcome, "solved", Word.print(word))
    const environment = Environment.make({ actions: "complete", letters, games: 1, source: () => word })
    for (const action of found.actions) {
      t.equal(environment.legal[action], 1)
      Environment.step(environment, [action])
    }
    t.equal(environment.ends[0], Environment.solved)
    const { certificate, isSolved } = Episode.play(actions, word, found.actions)
    t.ok(isSolved)
    t.same(check(Certificate.decode(JSON.parse(JSON.stringify(certificate)))), { valid: true })
  }
})

t.test("networks of another game are refused", async (t) => {
  const evaluator = Learned.evaluator({
    network: networkOf("integers", 4),
    encoding: "integers",
    value: (y) => y
  })
  const other = ActionSet.of("complete", 20)
  const batch = { ...batchOf(game()), actions: other }
  t.throws(() => evaluator(batch), /not made for the 130 actions of N = 20/)
})
