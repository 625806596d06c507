/** The worker's half: agents learn to unknot, if they learn, and are judged on words that none of them has seen. */
import type { Backend } from "../../accelerator/backend.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Grid from "../../domain/rl/environment/grid.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import type { Opaque, Standing, TrainingKernel } from "../contract.ts"
import * as Agents from "./agent/list.ts"
import * as Board from "./board.ts"
import * as Point from "./config.ts"
import * as Diagrams from "./diagrams.ts"
import * as Game from "./game.ts"
import * as Log from "./log.ts"
import type * as Method from "./method.ts"
import type { State } from "./state.ts"
import * as Knowledge from "./state.ts"
import * as Trial from "./trial.ts"
import * as Words from "./words.ts"

/** A bout is to be played with these parameters. */
interface BoutMessage {
  readonly kind: "bout"
  readonly key: State["key"]
  readonly bout: Trial.Bout
  readonly place: number
  readonly parameters: Float32Array
  readonly scale: Scale | undefined
}

interface BoutContribution {
  readonly kind: "bout"
  readonly results: ReadonlyArray<Trial.Result>
}

type Message = Method.Message | BoutMessage
type Contribution = Method.Message | BoutContribution

/** Bouts between two states. */
const boutsARound = 16

const boutsOf = (config: Agents.Config) => Trial.bouts(config, Agents.of(config).isSearch)

/** What a thread has ready: who is judged, and what it learns with. */
export interface Prepared {
  readonly judge: Judge
  readonly learning: Method.Prepared | undefined
}

/** Plays bouts with what was learned. */
type Judge = (message: BoutMessage, key: Key) => ReadonlyArray<Trial.Result>

const prepare = async (config: Agents.Config, backend: Backend): Promise<Prepared> => {
  const agent = Agents.of(config)
  return {
    judge: await (Game.isOfDiagrams(config)
      ? judgeOfDiagrams(config, backend)
      : judgeOfWords(config, backend)),
    learning: await agent.method?.prepare(config, backend)
  }
}

const judgeOfWords = async (config: Agents.Config, backend: Backend): Promise<Judge> => {
  const actions = Game.wordActionsOf(config)
  const player = await present(Agents.of(config).player)(config, actions, backend)
  const board = Board.ofWords(actions, Words.on("test", config.scramble, backend.prior), config.data)
  return ({ bout, place, parameters, scale }, key) =>
    Trial.play(bout, place, board, player(parameters, scale), key)
}

const judgeOfDiagrams = async (config: Agents.Config, backend: Backend): Promise<Judge> => {
  const { letters, unknots, scramble } = config
  const grid = Grid.of(letters)
  const player = await present(Agents.of(config).playerOfDiagrams)(config, grid, backend)
  const board = Board.ofDiagrams(grid, Diagrams.on("test", unknots, scramble), config.data)
  return ({ bout, place, parameters, scale }, key) =>
    Trial.play(bout, place, board, player(parameters, scale), key)
}

const bout = (message: BoutMessage, { judge }: Prepared): BoutContribution => ({
  kind: "bout",
  results: judge(message, Knowledge.keys.bouts(message.key))
})

const present = <A>(what: A | undefined): A => {
  if (what === undefined)
    throw new TypeError("The agent does not learn, or not by arrival, or not this game.")
  return what
}

/** Whether there is something left to learn. */
const isLearning = (config: Agents.Config, { steps }: State): boolean =>
  Agents.learns(config) && steps[0] < config.steps

const tells = (config: Agents.Config, state: State): Standing => {
  const { actors, bouts } = state
  const learning = Point.shareOfLearning(config)
  if (!isLearning(config, state)) {
    const all = boutsOf(config)
    return {
      share: learning + (1 - learning) * Trial.share(all, bouts),
      said: `games of ${bouts} of ${all.length} bouts`
    }
  }
  const share = Point.progress(config, state)
  const { games = 0, solved = 0 } =
    actors.length === 0 ? {} : Log.sumsOf(Log.total(actors.map(({ log }) => log)), Log.part(share, 1))
  const lately = games > 0 ? `, ${Math.round((100 * solved) / games)} % of games solved` : ""
  return { share: learning * share, said: `learning, ${Math.floor(100 * share)} %${lately}` }
}

const kernel: TrainingKernel<Agents.Config, State, Message, Contribution, Opaque, Prepared> = {
  kind: "training",
  prepare,
  release: ({ learning }) => learning?.close?.(),
  start: (config, key) => Agents.of(config).method?.start(config, key) ?? Knowledge.unlearned(key),
  done: (config, state) => !isLearning(config, state) && state.bouts === boutsOf(config).length,
  progress: Point.progress,
  tells,
  scatter: (config, state) => {
    if (isLearning(config, state)) return Agents.methodOf(config).scatter(config, state)
    const { bouts, key, parameters } = state
    const scale = state.learned?.scale
    return boutsOf(config)
      .slice(bouts, bouts + boutsARound)
      .map((bout, k) => ({ kind: "bout", key, bout, place: bouts + k, parameters, scale }))
  },
  work: (_config, message, prepared) => {
    switch (message.kind) {
      case "bout":
        return bout(message, prepared)
      case "learning":
        return present(prepared.learning).work(message)
      default:
        return nothingLeft(message, "message to an agent")
    }
  },
  isDivisible: (config, state) => !isLearning(config, state),
  // All contributions of a round are of one kind, as its messages were.
  step: (config, state, contributions, prepared, share) =>
    isLearning(config, state)
      ? present(prepared.learning).step(state, contributions, share)
      : {
          ...state,
          bouts: state.bouts + contributions.length,
          results: [
            ...state.results,
            ...contributions.flatMap((each) => (each.kind === "bout" ? each.results : []))
          ]
        },
  // Asked for in the order of arrival alone.
  actors: {
    count: (config) => present(Agents.methodOf(config).actors).count(config),
    read: (config, memory) => present(Agents.methodOf(config).actors).read(memory),
    share: (_config, state, { learning }) => present(learning?.actors).share(state),
    join: (_config, memory, index, { learning }) => present(learning?.actors).join(memory, index)
  }
}

export default kernel
