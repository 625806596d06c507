/** What a state is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import * as Word from "../../domain/braid/word.ts"
import * as Diagram from "../../domain/grid/diagram.ts"
import * as Proof from "../../domain/proof/proof.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Shape from "../shape.ts"
import * as Agents from "./agent/list.ts"
import * as Diagrams from "./diagrams.ts"
import * as Game from "./game.ts"
import type { State } from "./state.ts"
import * as Knowledge from "./state.ts"
import * as Trial from "./trial.ts"

const Adam = Schema.Struct({
  parameters: Shape.Float32,
  mean: Shape.Float32,
  square: Shape.Float32,
  steps: Schema.Natural
})
const isOne = Schema.is(
  Schema.Struct({
    key: Shape.Key,
    steps: Shape.Int32,
    parameters: Shape.Float32,
    squares: Shape.Float32,
    actors: Schema.Array(
      Schema.Struct({
        acts: Shape.Int32,
        games: Schema.Struct({
          observations: Shape.Float32,
          lengths: Shape.Int32,
          strands: Shape.Int32,
          moves: Shape.Int32,
          returns: Shape.Float64,
          begun: Shape.Int32
        }),
        log: Schema.Struct({ sums: Shape.Float64, actions: Shape.Float64 })
      })
    ),
    learned: Schema.NullOr(
      Schema.Struct({
        policy: Adam,
        value: Adam,
        scale: Schema.Struct({ mean: Schema.Finite, deviation: Schema.Finite }),
        updates: Schema.Natural
      })
    ),
    bouts: Schema.Natural,
    results: Schema.Array(
      Schema.Struct({
        name: Schema.NullOr(Schema.String),
        letters: Schema.Natural,
        word: Schema.String,
        solved: Schema.Boolean,
        moves: Schema.Natural,
        shortest: Schema.Natural,
        certificate: Schema.Unknown
      })
    )
  })
)

/** The lengths of all arrays of a state, which its config decides; those of results it does not. */
const lengths = ({ steps, parameters, squares, actors, learned }: State): ReadonlyArray<number> => [
  ...[steps, parameters, squares].map(({ length }) => length),
  ...actors.flatMap(({ acts, games, log }) =>
    [acts, ...Object.values(games), log.sums, log.actions].map(({ length }) => length)
  ),
  ...(learned === null ? [] : [learned.policy, learned.value]).flatMap((adam) =>
    [adam.parameters, adam.mean, adam.square].map(({ length }) => length)
  )
]

const areEqual = (a: ReadonlyArray<number>, b: ReadonlyArray<number>): boolean =>
  a.length === b.length && a.every((each, k) => each === b[k])

/** Whether each game of an actor that has played stands at a word that a game may stand at. */
const areGames = (config: Agents.Learner, { acts, games }: State["actors"][number]): boolean => {
  if (acts[0] === 0) return true
  const { letters } = config
  const capacity = 2 * letters
  if (Game.isOfDiagrams(config))
    return Array.from(games.lengths).every((columns, game) => {
      const marks = Array.from(games.observations).slice(game * capacity, (game + 1) * capacity)
      const rows = marks.slice(0, 2 * columns).map((mark) => mark - 1)
      return (
        columns >= 2 &&
        columns <= letters &&
        marks.slice(2 * columns).every((mark) => mark === 0) &&
        parses(() => Diagram.of(Array.from({ length: columns }, (_, x) => rows.slice(2 * x, 2 * x + 2))))
      )
    })
  const [lengths, strands] = [Array.from(games.lengths), Array.from(games.strands)]
  return (
    lengths.every((length) => length >= 0 && length <= capacity) &&
    strands.every((count) => count >= 1 && count <= letters + 1) &&
    Array.from(games.observations).every((letter, k) => {
      const game = Math.floor(k / capacity)
      const isLetter = Number.isInteger(letter) && letter !== 0 && Math.abs(letter) < strands[game]!
      return k % capacity < lengths[game]! ? isLetter : letter === 0
    })
  )
}

const parses = (read: () => unknown): boolean => {
  try {
    read()
    return true
  } catch {
    return false
  }
}

const isResult = (config: Agents.Config, { word, solved, certificate }: State["results"][number]): boolean =>
  parses(() => (Game.isOfDiagrams(config) ? Diagrams.parse(word) : Word.parse(word))) &&
  (certificate === null ? !solved : solved && parses(() => Proof.decode(certificate)))

/** Of the training with this key. */
export const isState = (config: Agents.Config, value: unknown, key: Key): value is State => {
  if (!isOne(value)) return false
  const state = value as State
  const start = Agents.of(config).method?.start(config, key) ?? Knowledge.unlearned(key)
  const played = Trial.bouts(config, Agents.of(config).isSearch).slice(0, state.bouts)
  return (
    areEqual(state.key, key) &&
    (state.learned === null) === (start.learned === null) &&
    state.actors.length === start.actors.length &&
    areEqual(lengths(state), lengths(start)) &&
    state.steps[0]! >= 0 &&
    (!Agents.learns(config) || state.actors.every((actor) => areGames(config, actor))) &&
    played.length === state.bouts &&
    state.results.length === played.reduce((games, { from, to }) => games + to - from, 0) &&
    state.results.every((result) => isResult(config, result))
  )
}
