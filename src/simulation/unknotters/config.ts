/** What a point of the simulation is, as kernel and rows see it: the parameters of its agent, all filled in. */
import type { ConfigFault, Memory, Order } from "../contract.ts"
import * as Agents from "./agent/list.ts"
import * as Game from "./game.ts"
import * as Parameter from "./parameter.ts"
import type { State } from "./state.ts"

export type { Config } from "./agent/list.ts"

export const orderOf = (config: Agents.Config): Order =>
  Agents.of(config).method?.order?.(config) ?? "assignment"

/** Steps that were begun, of those that there are to learn from; an agent that does not learn has nothing to stop it for. */
export const progress = (config: Agents.Config, { steps }: Pick<State, "steps">): number =>
  Agents.learns(config) ? Math.min(1, steps[0]! / config.steps) : 1

/** What the schema cannot say. */
export const faults = (config: Agents.Config): ReadonlyArray<ConfigFault> => [
  ...Game.faults(config),
  ...playing(config),
  ...(Agents.of(config).faults?.(config) ?? [])
]

/** Whether the agent plays the game at all. */
const playing = (config: Agents.Config): ReadonlyArray<ConfigFault> => {
  const { player, playerOfDiagrams } = Agents.of(config)
  const [plays, others] = Game.isOfDiagrams(config) ? [playerOfDiagrams, player] : [player, playerOfDiagrams]
  if (plays !== undefined || others === undefined) return []
  const message = Game.isOfDiagrams(config)
    ? `${config.agent} plays braid words: actions is paper or complete.`
    : `${config.agent} plays rectangular diagrams: actions is grid.`
  return [{ path: ["actions"], message }]
}

/** Estimated seconds of one training and its evaluation on one thread. */
export const cost = (config: Agents.Config): number => {
  const { cost, isSearch } = Agents.of(config)
  const { training, game } = cost(config)
  return training + Game.drawingJudged(config) + Game.judged(config, isSearch) * game
}

/** Of the seconds of a training, about the part that is learning; the rest are games that the agent is judged by. */
export const shareOfLearning = (config: Agents.Config): number =>
  Agents.of(config).cost(config).training / cost(config)

export const memory = (config: Agents.Config): ReadonlyArray<Memory> => [
  ...Game.memory(config),
  ...(Agents.of(config).memory?.(config) ?? [])
]

/** What an agent has beyond what tables always have columns for. */
const settable = (name: Agents.Name): Parameter.Parameters => ({
  moves: Game.parameters.moves,
  ...Agents.agents[name].parameters
})

/** The names of all that {@link settingOf} may speak of. */
export const settled: ReadonlyArray<string> = [
  ...new Set(
    (Object.keys(Agents.agents) as ReadonlyArray<Agents.Name>).flatMap((name) => Object.keys(settable(name)))
  )
]

/** In words, what a point of a study has set other than usual of its agent, beyond what tables have columns for. */
export const settingOf = (config: Agents.Config): string => {
  const parameters = Object.entries(settable(config.agent))
  const usual = Parameter.defaults(Object.fromEntries(parameters), config)
  const isDerived = ([, { default: standard }]: (typeof parameters)[number]) => Parameter.isDerived(standard)
  const said = [...parameters.filter((each) => !isDerived(each)), ...parameters.filter(isDerived)].flatMap(
    ([name]) => {
      const own = JSON.stringify(config[name as keyof Agents.Config])
      return own === JSON.stringify(usual[name]) ? [] : [`${name} ${own.replaceAll('"', "")}`]
    }
  )
  return said.length === 0 ? "defaults" : said.join(", ")
}
