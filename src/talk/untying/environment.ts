/** The game: what an agent sees, may do, gets, and when it is over. Looked at in the game itself, so without errors. */

import { check } from "../../domain/braid/checker.ts"
import * as Prior from "../../domain/braid/prior.ts"
import { child } from "../../domain/random/key.ts"
import * as Stream from "../../domain/random/stream.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Claim, Comparison, Judgement } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import { sizes, steps, type Watched, watch } from "./watch.ts"

interface Seen extends Watched {
  readonly letters: number
}

const seen = (): ReadonlyArray<Seen> => sizes.map((letters) => ({ letters, ...watch(letters, steps) }))

const sum = (all: ReadonlyArray<Seen>, of: (each: Seen) => number): number =>
  all.reduce((total, each) => total + of(each), 0)

/** Of what holds in every case, or does not hold. */
const always = (holds: boolean, because: string, comparisons: ReadonlyArray<Comparison>): Judgement =>
  holds ? Judge.agrees(because, comparisons) : Judge.differs(because, comparisons)

const state: Claim = {
  id: "state-space",
  says: "A state is a braid word of N letters at the start, padded with zeros to a length of 2 N.",
  from: [],
  judge: () => {
    const all = seen()
    const [moves, padded] = [sum(all, (each) => each.moves), sum(all, (each) => each.padded)]
    return always(
      padded === moves && all.every(({ numbers, letters }) => numbers === 2 * letters),
      `After ${padded} of ${moves} random moves the numbers were letters and nothing but zeros behind them, 2 N in all.`,
      all.map(({ letters, numbers }) =>
        Judge.exact(`numbers of a state at N = ${letters}`, numbers, { published: 2 * letters })
      )
    )
  }
}

const actions: Claim = {
  id: "action-space",
  says: "There are N + 5 actions, of six kinds: shifts to the left and to the right, the two braid relations with a shift to the right, conjugation by each generator, and SmartCollapse.",
  from: [],
  judge: () => {
    const all = seen()
    const kinds = [...all[0].effects.keys()]
    return always(
      all.every(({ letters, actions, effects }) => actions === letters + 5 && effects.size === 6),
      `The kinds are ${kinds.join(", ")}; there is a conjugation for each of N generators and one action of every other kind.`,
      [
        ...all.map((each) =>
          Judge.exact(`actions at N = ${each.letters}`, each.actions, { published: each.letters + 5 })
        ),
        Judge.exact("kinds of actions", kinds.length, { published: 6 })
      ]
    )
  }
}

const reward: Claim = {
  id: "reward",
  says: "The reward of a move is minus the length of the braid.",
  from: [],
  judge: () => {
    const all = seen()
    const moves = sum(all, (each) => each.moves)
    const refused = sum(all, (each) => each.refused)
    const rewarded = sum(all, (each) => each.rewarded)
    return always(
      rewarded + refused === moves,
      `So it was after each of ${moves - refused} random moves; ${refused} more would have made a word longer than 2 N, were not made, and cost 4 N, of which the slide says nothing.`,
      [
        Judge.exact("moves whose reward is minus the length", rewarded, {
          published: moves - refused,
          unit: "moves"
        })
      ]
    )
  }
}

const end: Claim = {
  id: "end-of-game",
  says: "A game ends with the empty braid, or after 300 moves.",
  from: [],
  judge: () => {
    const all = seen()
    const lost = all.flatMap(({ lostAfter }) => lostAfter ?? [])
    const longest = Math.max(...all.map((each) => each.longest))
    return always(
      longest <= 300 && lost.every((moves) => moves === 300),
      `Of ${sum(all, (each) => each.solved + each.lost)} random games ${sum(all, (each) => each.solved)} ended with the empty word, and the others after their 300th move.`,
      [Judge.exact("moves of the longest game", longest, { published: 300, unit: "moves" })]
    )
  }
}

export const environment: Slide = {
  id: "unknotting-game",
  title: "Unknotting with RL: states, actions, reward and end",
  source: { paper: learningToUnknot, where: "the game of its reinforcement learning" },
  claims: [state, actions, reward, end],
  figures: [],
  ours: [
    "A relation is applied at the first place from the front where it fits, and the word is shifted so that the letters that were rewritten come last; relation 2 in every pattern of signs for which it holds.",
    "An action that does not fit changes nothing and costs the move. A conjugation beyond 2 N letters is refused at a reward of −4 N, and the game goes on.",
    "Agents see the word through 299 numbers about its beginning, its end and its sums (encoding: seam), or as the padded integers; how the paper scales or embeds them is not said.",
    "No action adds a strand. So there are unknots, Morton's for one, that no agent can solve by them, however well it plays."
  ]
}

/** Whether random actions lead from a word to another whose closure is the same knot, by a checker that knows no actions. */
const accepted = (letters: number, games: number): { readonly games: number; readonly steps: number } => {
  const set = ActionSet.of("paper", letters)
  const sampler = Prior.sampler({ letters, moves: 10 })
  let [good, elementary] = [0, 0]
  for (let game = 0; game < games; game++) {
    const key = child([2010, letters], game)
    const stream = Stream.make(child(key, 1))
    const chosen = Array.from({ length: 60 }, () =>
      Stream.below(stream, 2) === 0 ? Stream.below(stream, 5) : Stream.below(stream, set.size)
    )
    const { certificate } = Episode.play(set, sampler.unknot(child(key, 0)).slice(), chosen)
    if (check(certificate).valid) good++
    elementary += certificate.steps.length
  }
  return { games: good, steps: elementary }
}

/** Of the conclusions. */
export const composed: Claim = {
  id: "composed-moves",
  says: "Every action is put together of braid moves and Markov moves.",
  from: [],
  judge: () => {
    const games = 50
    const all = sizes.map((letters) => ({ letters, ...accepted(letters, games) }))
    return always(
      all.every((each) => each.games === games),
      `Games of 60 random actions were written down as elementary moves, ${all.reduce((total, each) => total + each.steps, 0)} in all, and replayed by a checker that knows braid relations, conjugations and (de)stabilisations alone.`,
      all.map((each) =>
        Judge.exact(`games of ${games} that the checker accepts, N = ${each.letters}`, each.games, {
          published: games,
          unit: "games"
        })
      )
    )
  }
}
