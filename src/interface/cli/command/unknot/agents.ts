/** Who plays with words on the command line, and what came of it. */
import type * as Word from "../../../../domain/braid/word.ts"
import { strands } from "../../../../domain/braid/word.ts"
import * as Stream from "../../../../domain/random/stream.ts"
import * as ActionSet from "../../../../domain/rl/environment/action-set.ts"
import type * as Actions from "../../../../domain/rl/environment/actions.ts"
import * as Episode from "../../../../domain/rl/environment/episode.ts"
import * as Frontier from "../../../../domain/rl/search/frontier.ts"
import * as Policy from "../../../../domain/rl/search/policy.ts"
import * as Walk from "../../../../domain/rl/search/walk.ts"
import * as Weight from "../../../../domain/rl/search/weight.ts"

export type Name = "best-first" | "guided" | "greedy" | "random"

export interface Request {
  readonly word: Word.Word
  readonly agent: Name
  readonly actions: Actions.Name
  readonly seconds: number
}

/** A game with a word. */
export interface Played {
  readonly actions: Actions.Actions
  readonly outcome: Frontier.Attempt["outcome"]
  /** To the empty word, or to the shortest word that was found. */
  readonly chosen: ReadonlyArray<number>
  readonly episode: Episode.Episode
  /** What was done meanwhile, counted. */
  readonly effort: string
  readonly seconds: number
}

/** Words in memory at once: some hundred bytes each. */
const mostWords = 3_000_000

/** The paper's; walks that are longer begin anew. */
const mostMoves = 300

/** Tries for so many seconds at most. Throws a RangeError for a word that is no knot's. */
export const attempt = ({ word, agent, actions: name, seconds }: Request): Played => {
  // Room for twice the letters, as in the paper, and for short words on many strands to be stabilised.
  const actions = ActionSet.of(name, Math.max(word.length, strands(word) + 2))
  const start = performance.now()
  const spent = () => (performance.now() - start) / 1000
  const isOver = () => spent() >= seconds
  const found = agents[agent](actions, word, isOver)
  return { ...found, actions, episode: Episode.play(actions, word, found.chosen), seconds: spent() }
}

type Found = Pick<Played, "outcome" | "chosen" | "effort">

type Agent = (actions: Actions.Actions, word: Word.Word, isOver: () => boolean) => Found

/** @param guide made anew for each search */
const searcher =
  (guide: () => Frontier.Guide): Agent =>
  (actions, word, isOver) => {
    const found = Frontier.search(actions, word, guide(), { mostWords, isOver })
    const effort = `${found.expanded} words continued, ${found.seen} seen`
    return { outcome: found.outcome, chosen: found.actions, effort }
  }

/** Walks from the word again and again, until one ends at the empty word. */
const walker =
  (agent: Walk.Agent): Agent =>
  (actions, word, isOver) => {
    const stream = Stream.make([0, 0])
    let tries = 0
    let best: Episode.Episode | null = null
    let chosen: ReadonlyArray<number> = []
    do {
      const one = agent(actions, word, stream, mostMoves)
      const episode = Episode.play(actions, word, one)
      tries++
      const lengths = episode.words.map(({ length }) => length)
      const end = lengths.indexOf(Math.min(...lengths))
      if (best === null || lengths[end] < best.words.at(-1)!.length) {
        chosen = one.slice(0, end)
        best = Episode.play(actions, word, chosen)
      }
    } while (!best.isSolved && !isOver())
    return {
      outcome: best.isSolved ? "solved" : "open",
      chosen,
      effort: `${tries} walks of up to ${mostMoves} moves`
    }
  }

const agents: Readonly<Record<Name, Agent>> = {
  "best-first": searcher(() => ({ weight: Weight.greedy })),
  guided: searcher(() => ({ weight: Weight.greedy, evaluator: Policy.plain(), batch: 8 })),
  greedy: walker(Walk.greedy),
  random: walker(Walk.random)
}
