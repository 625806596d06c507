/**
 * A training's agent at one knot that somebody asks about. Of words: a game of its likeliest actions, then games that are drawn
 * from its policy, many, and, where its actions are complete, a search guided by its policy and its value. Of rectangular
 * diagrams: a search guided by its policy, on diagrams of any size, since a network scores one exchange at a time.
 */
import type { Backend } from "../../accelerator/backend.ts"
import * as Word from "../../domain/braid/word.ts"
import * as Planar from "../../domain/diagram/planar.ts"
import { fromPlanar } from "../../domain/grid/from-planar.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import type * as ActionsOf from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import * as Frontier from "../../domain/rl/search/frontier.ts"
import * as GuidedDiagrams from "../../domain/rl/search/guided-diagrams.ts"
import type { Ask, Untying } from "../ask.ts"
import * as Agents from "./agent/list.ts"
import * as Game from "./game.ts"
import * as Guide from "./guide.ts"
import type * as Player from "./player.ts"
import * as Policy from "./policy.ts"
import * as Search from "./search.ts"
import type { State } from "./state.ts"
import * as Trial from "./trial.ts"

/** The share of the time that is for games: where actions are complete, a search comes after them. */
const playing = { paper: 1, complete: 0.25 } as const

/** Words in memory at once: some hundred bytes each. */
const mostWords = 3_000_000

/** Games are drawn the same every time. */
const draws: Key = [2010, 16263]

interface Attempt {
  readonly chosen: ReadonlyArray<number>
  readonly isSolved: boolean
  /** Letters it came to. */
  readonly left: number
}

/** @throws RangeError for what has no room in the game */
const unknot: Ask<Agents.Config, State>["unknot"] = (config, state, from, seconds, backend) => {
  if (!Agents.learns(config) || state.steps[0] === 0) return undefined
  if (Game.isOfDiagrams(config)) return ofDiagram(config, state, from, seconds, backend)
  if ("word" in from) return ofWord(config, state, Word.of(from.word), seconds, backend)
  throw new RangeError("The agent's game is one of braid words, and a planar diagram is none.")
}

/** Bytes of diagrams in memory at once, and of each (search.ts). */
const mostBytes = 1e9

const ofDiagram = (
  config: Agents.Learner & Game.OfDiagrams,
  { parameters }: State,
  from: Planar.Origin,
  seconds: number,
  backend: Backend
): Untying => {
  const start = performance.now()
  const { diagram } = fromPlanar(Planar.ofOrigin(from))
  const letters = diagram.length
  const [{ thread: bytes = 1 }] = Search.memory({ ...config, letters, nodes: 1 })
  const judge = Guide.ofDiagrams({ ...config, letters }, backend)(parameters)
  const { actions, seen } = GuidedDiagrams.search(Grid.of(letters), diagram, judge, {
    most: Math.max(1, Math.floor(mostBytes / bytes)),
    isOver: () => performance.now() - start >= 1000 * seconds
  })
  return {
    set: "grid",
    letters,
    chosen: actions,
    effort: `${config.agent}, a guided search: ${seen} diagram${seen === 1 ? "" : "s"} seen`
  }
}

/** @throws RangeError for a word that has no room in the game: more than 2 N letters, or letters above N */
const ofWord = (
  config: Agents.Learner,
  state: State,
  word: Word.Word,
  seconds: number,
  backend: Backend
): Untying => {
  const { letters } = config
  const actions = Game.wordActionsOf(config)
  if (word.length > actions.capacity)
    throw new RangeError(
      `The word has ${word.length} letters; the game of N = ${letters} has words of at most ${actions.capacity}.`
    )
  if (Word.strands(word) > letters + 1)
    throw new RangeError(
      `The word stands on ${Word.strands(word)} strands; the game of N = ${letters} has at most ${letters + 1}.`
    )

  const start = performance.now()
  const spent = () => (performance.now() - start) / 1000
  const effort: Array<string> = []
  let best: Attempt = { chosen: [], isSolved: word.length === 0, left: word.length }
  const take = (chosen: ReadonlyArray<number>) => {
    const attempt = toShortest(actions, word, chosen)
    if (attempt.left < best.left || (attempt.isSolved && attempt.chosen.length < best.chosen.length))
      best = attempt
  }

  if (!Agents.of(config).isSearch && !best.isSolved) {
    const play = (choice: Player.Choice) => Policy.player(config, actions, backend, choice)(state.parameters)
    play("likeliest")([word], draws).forEach(take)
    const until = playing[actions.name] * seconds
    const drawn = play("drawn")
    const words = Array.from({ length: Trial.chunk }, () => word)
    let games = 0
    for (; !best.isSolved && spent() < until; games += words.length)
      drawn(words, child(draws, games)).forEach(take)
    effort.push(`a game of the likeliest actions${games > 0 ? `, ${games} drawn from the policy` : ""}`)
  }
  if (actions.name === "complete" && !best.isSolved) {
    const guide = Guide.make(config, Agents.methodOf(config), backend)(state.parameters, state.learned?.scale)
    const isOver = () => spent() >= seconds
    const found = Frontier.search(actions, word, guide, { mostWords, isOver })
    take(found.actions)
    effort.push(`a guided search: ${found.expanded} words continued, ${found.seen} seen`)
  }
  return {
    set: actions.name,
    letters,
    chosen: best.chosen,
    effort: `${config.agent}, ${effort.length === 0 ? "nothing to do" : effort.join("; ")}`
  }
}

/** Without what comes after the shortest word. */
const toShortest = (actions: ActionsOf.Actions, word: Word.Word, chosen: ReadonlyArray<number>): Attempt => {
  const { words, isSolved } = Episode.play(actions, word, chosen)
  const lengths = words.map(({ length }) => length)
  const left = Math.min(...lengths)
  return { chosen: chosen.slice(0, lengths.indexOf(left)), isSolved, left }
}

const ask: Ask<Agents.Config, State> = { unknot }

export default ask
