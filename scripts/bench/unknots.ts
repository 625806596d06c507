/**
 * What searches untie in the same time: the hard unknots by name, and composites of them (search/composite.ts) of 30 to 100
 * letters on 6 to 12 strands; random unknots of the prior of 96 letters for comparison. All play the complete set
 * of actions, but for the row that says so. Every solution is replayed and its certificate checked. With a RUN, the
 * trainings of it that have learned `complete` actions guide searches beside them; they search with their own room for
 * letters, and words that have none are not theirs.
 *
 *     node scripts/bench/unknots.ts [--seconds 5] [--count 5] [--run RUN]
 */
import { parseArgs } from "node:util"
import * as Checker from "../../src/domain/braid/checker.ts"
import * as HardUnknots from "../../src/domain/braid/hard-unknots.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import type * as Word from "../../src/domain/braid/word.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as ActionSet from "../../src/domain/rl/environment/action-set.ts"
import type * as Actions from "../../src/domain/rl/environment/actions.ts"
import * as Episode from "../../src/domain/rl/environment/episode.ts"
import * as Composite from "../../src/domain/rl/search/composite.ts"
import * as Frontier from "../../src/domain/rl/search/frontier.ts"
import * as Policy from "../../src/domain/rl/search/policy.ts"
import * as Weight from "../../src/domain/rl/search/weight.ts"
import * as Peer from "./peer.ts"
import * as Trained from "./trained.ts"

const { values: flags } = parseArgs({
  options: {
    seconds: { type: "string", default: "5" },
    count: { type: "string", default: "5" },
    run: { type: "string" }
  }
})
const seconds = Number(flags.seconds)
const count = Number(flags.count)

interface Agent {
  readonly name: string
  readonly set: Actions.Name
  /** N of its game; that of the word unless given. */
  readonly letters?: number
  readonly guide: () => Frontier.Guide
}

const plain = (name: string, guide: Frontier.Guide, set: Actions.Name = "complete"): Agent => ({
  name,
  set,
  guide: () => guide
})

const agents: ReadonlyArray<Agent> = [
  plain("best-first, weight 1000", { weight: Weight.greedy }),
  plain("best-first, weight 16", { weight: Weight.thrifty }),
  plain("guided by a rule, weight 1000", { weight: Weight.greedy, evaluator: Policy.plain() }),
  plain("guided by a rule, weight 16", { weight: Weight.thrifty, evaluator: Policy.plain() }),
  plain("best-first, the paper's actions", { weight: Weight.greedy }, "paper"),
  ...(flags.run === undefined ? [] : await Trained.of(flags.run)).map(
    ({ name, letters, guide }): Agent => ({ name: `guided by ${name}`, set: "complete", letters, guide })
  )
]

const sampler = Prior.sampler({ letters: 96, moves: 10 })
const families: Array<readonly [name: string, words: ReadonlyArray<Word.Word>]> = [
  ...HardUnknots.all.map(({ name, word }) => [name, [word]] as const),
  [
    "prior, 96 letters",
    Array.from({ length: count }, (_, k) => sampler.unknot(Key.child([3, 96], k)).slice())
  ]
]
for (const [strands, letters] of [
  [6, 30],
  [6, 60],
  [8, 40],
  [10, 60],
  [12, 60],
  [12, 80],
  [12, 100]
] as const) {
  const stream = Stream.make([strands, letters])
  const words = Array.from({ length: count }, () => Composite.draw(stream, { letters, strands }))
  families.push([`composite, ${letters} letters, ${strands} strands`, words])
}

const solve = ({ set, letters, guide }: Agent, word: Word.Word) => {
  const actions = ActionSet.of(set, letters ?? word.length)
  const start = performance.now()
  const isOver = () => performance.now() - start > 1000 * seconds
  const attempt = Frontier.search(actions, word, guide(), { mostWords: 4e6, isOver })
  const spent = (performance.now() - start) / 1000
  const { isSolved, certificate } = Episode.play(actions, word, attempt.actions)
  if (!Checker.check(certificate).valid || isSolved !== (attempt.outcome === "solved"))
    throw new Error("No proof.")
  return { isSolved, spent, moves: attempt.actions.length, steps: certificate.steps.length }
}

console.log(`${seconds} s a word; medians are over what was solved`)
for (const [family, words] of families) {
  console.log(family)
  for (const agent of agents) {
    const fitting = words.filter(({ length }) => agent.letters === undefined || length <= 2 * agent.letters)
    const solved = fitting.map((word) => solve(agent, word)).filter(({ isSolved }) => isSolved)
    const middle = (of: (one: (typeof solved)[number]) => number, digits: number) =>
      solved.length === 0 ? "-" : Peer.median(solved.map(of)).toFixed(digits)
    console.log(
      `  ${agent.name.padEnd(32)} ${String(solved.length).padStart(2)} of ${words.length}`,
      `${middle(({ spent }) => spent, 2).padStart(6)} s`,
      `${middle(({ moves }) => moves, 0).padStart(5)} actions`,
      `${middle(({ steps }) => steps, 0).padStart(5)} elementary moves`
    )
  }
}
