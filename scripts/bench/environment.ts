/**
 * Steps a second and thread of the unknotting game, beside the same game in NumPy (peers/environment.py), in one go and
 * taking turns; rates are medians of rounds, ratios medians of neighbours in time. Before anything is timed both play the
 * same actions from the same words, and every reward and every word must agree.
 *
 *     SKEIN_PYTHON=… node scripts/bench/environment.ts [--rounds 5] [--json]
 *
 * Rows: `random` are uniformly random actions; `busy` takes four of five from the first five actions, as trained agents do,
 * so that words change and collapse far more often. NumPy is given the batch that suits it best of those tried. New games begin
 * with words of a pool, so that drawing them is no part of it. The complete set has no peer.
 */
import { parseArgs } from "node:util"
import * as Draft from "../../src/domain/braid/draft.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import type * as Word from "../../src/domain/braid/word.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as ActionSet from "../../src/domain/rl/environment/action-set.ts"
import * as Actions from "../../src/domain/rl/environment/actions.ts"
import * as Environment from "../../src/domain/rl/environment/environment.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

interface Timing {
  readonly seconds: number
  readonly steps: number
}

interface Replay {
  readonly words: ReadonlyArray<ReadonlyArray<number>>
  readonly rewards: ReadonlyArray<ReadonlyArray<number>>
}

interface Job {
  readonly letters: number
  readonly words: ReadonlyArray<ReadonlyArray<number>>
  readonly games?: number
  readonly steps?: number
  readonly share?: number
  readonly actions?: ReadonlyArray<ReadonlyArray<number>>
}

const { values: flags } = parseArgs({
  options: { rounds: { type: "string", default: "5" }, json: { type: "boolean", default: false } }
})
const say = (line: string) => flags.json || console.log(line)
const rounds = Number(flags.rounds)

const poolOf = (letters: number): ReadonlyArray<Word.Word> => {
  const sampler = Prior.sampler({ letters, moves: 10 })
  return Array.from({ length: 500 }, (_, k) => sampler.unknot(Key.child([1, letters], k)).slice())
}

/** Actions of `steps` steps of `games` games, drawn before the clock runs. */
const draw = (stream: Stream.Stream, size: number, share: number, steps: number, games: number) =>
  Array.from({ length: steps }, () =>
    Int32Array.from({ length: games }, () =>
      Stream.below(stream, 1000) < 1000 * share ? Stream.below(stream, 5) : Stream.below(stream, size)
    )
  )

const ours = (name: Actions.Name, letters: number, share: number) => {
  const pool = poolOf(letters)
  const games = 64
  const source: Environment.Source = (place, number) => pool[(place * 31 + number) % pool.length]!
  const environment = Environment.make({ actions: name, letters, games, source })
  const actions = draw(Stream.make([2, letters]), environment.actions.size, share, 2000, games)
  return (): Timing => {
    const start = performance.now()
    let turns = 0
    do for (const chosen of actions) Environment.step(environment, chosen)
    while (++turns < 3)
    return { seconds: (performance.now() - start) / 1000, steps: turns * actions.length * games }
  }
}

/** Both play the same; an Error says where they differ. */
const compare = async (peer: Peer.Peer<Job, Timing & Replay>, letters: number): Promise<void> => {
  const words = poolOf(letters).slice(0, 40)
  const set = ActionSet.of("paper", letters)
  const actions = draw(Stream.make([3, letters]), set.size, 0.5, 300, words.length)
  const theirs = await peer.run({
    letters,
    words: words.map((word) => Array.from(word)),
    actions: actions.map((chosen) => Array.from(chosen))
  })
  const draft = Draft.make(set.capacity)
  for (const [game, word] of words.entries()) {
    Draft.load(draft, word)
    for (const [step, chosen] of actions.entries()) {
      const outcome = set.act(draft, chosen[game]!)
      const reward = outcome === Actions.refused ? -4 * letters : 0 - draft.length
      if (theirs.rewards[step]![game] !== reward) throw new Error(`Game ${game} differs at step ${step}.`)
    }
    if (Draft.word(draft).join() !== theirs.words[game]!.join())
      throw new Error(`Game ${game} ends differently.`)
  }
}

const first = { letters: 4, words: [[1, 2, -1, 2]], games: 2, steps: 2, share: 0 }
const peer = await Peer.start<Job, Timing & Replay>("numpy", "environment.py", first)
const missing = typeof peer === "string" ? [peer] : []
for (const sentence of missing) say(sentence)
if (typeof peer !== "string") for (const letters of [10, 30]) await compare(peer, letters)

const rate = ({ seconds, steps }: Timing): number => steps / seconds
const million = (value: number): string => (value / 1e6).toFixed(2).padStart(14)

const measurements: Array<Measurement.Measurement> = []
say("actions   N   kind     ours, M steps/s  NumPy, M steps/s  ratio")
for (const name of ["paper", "complete"] as const)
  for (const letters of [30, 96])
    for (const [kind, share] of [
      ["random", 0],
      ["busy", 0.8]
    ] as const) {
      const mine = ours(name, letters, share)
      const hasPeer = name === "paper" && typeof peer !== "string"
      const words = poolOf(letters).map((word) => Array.from(word))
      const theirs = (games: number) =>
        (peer as Peer.Peer<Job, Timing>).run({
          letters,
          words,
          share,
          games,
          steps: Math.ceil(40_000 / games)
        })
      let batch = 64
      if (hasPeer) {
        const tried = [64, 512, 4096].map(async (games) => ({ games, rate: rate(await theirs(games)) }))
        batch = (await Promise.all(tried)).toSorted((a, b) => b.rate - a.rate)[0]!.games
      }
      mine()
      const rates: Array<number> = []
      const peers: Array<number> = []
      for (let round = 0; round < rounds; round++) {
        rates.push(rate(mine()))
        if (hasPeer) peers.push(rate(await theirs(batch)))
      }
      const ratios = peers.map((one, round) => rates[round]! / one)
      measurements.push(
        Measurement.of(
          `${name} actions, ${letters} letters, ${kind}`,
          "steps/s",
          rates,
          hasPeer ? { name: "numpy", values: peers } : undefined
        )
      )
      const cells = [
        name.padEnd(8),
        String(letters).padStart(3),
        "",
        kind.padEnd(7),
        million(Peer.median(rates)),
        ...(hasPeer
          ? [million(Peer.median(peers)).padStart(17), Peer.median(ratios).toFixed(0).padStart(6)]
          : [])
      ]
      say(cells.join(" "))
    }
if (typeof peer !== "string") peer.close()
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
