/** What a point of the simulation is, as kernel and rows see it: everything resolved. */

import type { Encoding } from "../../domain/rl/encoding.ts"
import * as EncodingOf from "../../domain/rl/encoding.ts"
import * as ActionSet from "../../domain/rl/environment/action-set.ts"
import type * as Actions from "../../domain/rl/environment/actions.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import type { ConfigFault, Order } from "../contract.ts"
import * as Log from "./log.ts"
import * as Routes from "./routes.ts"
import * as Words from "./words.ts"

export const agents = ["random-walk", "greedy", "best-first", "a3c", "trpo", "ppo", "guided"] as const
export type Name = (typeof agents)[number]

/** What every agent needs. */
interface Game {
  readonly agent: Name
  /** N. */
  readonly letters: number
  /** M of RANDOMUNKNOT. */
  readonly scramble: number
  readonly actions: Actions.Name
  /** After so many a game is lost. */
  readonly moves: number
  /** Letters of the words that agents are judged by, and how many of each. */
  readonly evaluate: ReadonlyArray<number>
  readonly words: number
  /** Games with each of the hard unknots. */
  readonly tries: number
}

/** What agents that search need. */
interface Searching {
  /** Words looked at in one search. */
  readonly nodes: number
}

/** What agents that learn need. */
interface Learning {
  readonly steps: number
  readonly actors: number
  readonly games: number
  readonly pool: number
  readonly shortest: number
  readonly curriculum: number
  /** Share of the games that begin on the way of a hard unknot; 0 unless given. */
  readonly routes?: number
  readonly encoding: Encoding
  readonly odds: "actions" | "kinds"
  readonly hidden: ReadonlyArray<number>
  readonly gamma: number
  readonly entropy: number
}

/** What agents that climb by gradients alone need. */
interface Climbing {
  readonly rate: number
}

interface Asynchronous extends Climbing {
  readonly order: Order
  readonly horizon: number
  readonly unit: number
  readonly alpha: number
  readonly epsilon: number
  readonly clip: number
}

/** What agents that learn from long traces need. */
interface Tracing {
  /** Steps between two updates, of all actors together. */
  readonly batch: number
  readonly lambda: number
  readonly valueEpochs: number
  readonly valueRate: number
}

interface Trusting {
  readonly delta: number
  readonly damping: number
  readonly iterations: number
}

interface Clipping extends Climbing {
  readonly ratio: number
  readonly epochs: number
  readonly minibatch: number
  readonly mostDivergence: number
}

type Rest = Searching & Learning & Asynchronous & Tracing & Trusting & Clipping

/** Of the parameters after the first eight, those that the agent has. */
export type Config = Game & Partial<Rest>

/** A config of an agent that learns; {@link resolve} has filled it in. */
export type Learner = Game & Learning
export type A3c = Learner & Asynchronous
export type Tracer = Learner & Tracing & Partial<Trusting & Clipping>

/** The paper's. */
export const mostMoves = 300

const learning = { steps: 1_000_000, actors: 8, games: 8, pool: 10_000, curriculum: 0 } as const
const network = { encoding: "seam", odds: "kinds", hidden: [64, 64] } as const
const trusting = { gamma: 0.995, entropy: 0.02, delta: 0.04, damping: 0.003, iterations: 10 } as const
const tracing = { batch: 5120, lambda: 0.97, valueEpochs: 5, valueRate: 1e-3 } as const

/** The parameters of each agent beyond those that all have, and their defaults, but for those that are N. */
const defaults: Readonly<Record<Name, Partial<Rest>>> = {
  "random-walk": {},
  greedy: {},
  "best-first": { nodes: 20_000 },
  a3c: {
    ...learning,
    ...network,
    gamma: 0.99,
    entropy: 0.01,
    rate: 7e-4,
    order: "arrival",
    horizon: 5,
    alpha: 0.99,
    epsilon: 0.1,
    clip: 40
  },
  trpo: { ...learning, ...network, ...tracing, ...trusting },
  guided: { ...learning, ...network, ...tracing, ...trusting, nodes: 20_000, routes: 0.5 },
  ppo: {
    ...learning,
    ...network,
    ...tracing,
    gamma: 0.995,
    entropy: 0.01,
    rate: 3e-4,
    ratio: 0.2,
    epochs: 10,
    minibatch: 256,
    mostDivergence: 0.015
  }
}

const common: ReadonlyArray<string> = [
  "agent",
  "letters",
  "scramble",
  "actions",
  "moves",
  "evaluate",
  "words",
  "tries"
]

export const learns = (agent: Name): boolean => "steps" in defaults[agent]

/** Parameters whose default is N. */
const sized = (agent: Name): ReadonlyArray<keyof Rest> =>
  agent === "a3c" ? ["shortest", "unit"] : learns(agent) ? ["shortest"] : []

export type Given = Omit<Config, "evaluate"> & Partial<Pick<Config, "evaluate">>

/** Fills in what the study left out, so that leaving it out and writing it down name the same point. */
export const resolve = (given: Given): Config => {
  const evaluate = given.evaluate ?? [given.letters]
  const sizes = Object.fromEntries(sized(given.agent).map((parameter) => [parameter, given.letters]))
  return { ...defaults[given.agent], ...sizes, ...given, evaluate }
}

/** In words, what a point of a study has set other than usual of its agent, beyond what tables have columns for. */
export const settingOf = (config: Config): string => {
  const { agent, letters } = config
  const sizes = Object.fromEntries(sized(agent).map((parameter) => [parameter, letters]))
  const usual: Readonly<Record<string, unknown>> = { moves: mostMoves, ...defaults[agent], ...sizes }
  const said = Object.entries(usual).flatMap(([parameter, value]) => {
    const own = JSON.stringify(config[parameter as keyof Config])
    return own === undefined || own === JSON.stringify(value)
      ? []
      : [`${parameter} ${own.replaceAll('"', "")}`]
  })
  return said.length === 0 ? "defaults" : said.join(", ")
}

export const orderOf = ({ agent, order }: Config): Order =>
  agent === "a3c" ? (order ?? "arrival") : "assignment"

/** The networks of an agent that learns. */
export const networks = ({ letters, actions, encoding, odds, hidden }: Learner): Agent => {
  const all = ActionSet.of(actions, letters)
  return {
    features: EncodingOf.features(encoding, 2 * letters),
    choices: all.size,
    hidden,
    // The paper's agents may try what does nothing; the complete set is too large for that.
    masked: actions === "complete",
    ...(odds === "kinds" ? { odds: shares(Log.kinds(all)) } : {})
  }
}

/** Equal shares for all kinds of actions, and within a kind for all its actions. */
const shares = ({ names, of }: Log.Kinds): ReadonlyArray<number> => {
  const counts = names.map((_, kind) => of.filter((each) => each === kind).length)
  return Array.from(of, (kind) => 1 / (names.length * counts[kind]))
}

/** What the schema cannot say. */
export const faults = (config: Config): ReadonlyArray<ConfigFault> => {
  const found: Array<ConfigFault> = []
  const fault = (parameter: keyof Config, message: string) => found.push({ path: [parameter], message })
  const { agent, letters, evaluate, shortest, actors, games, batch, moves, horizon, hidden } = config
  const known = new Set([...common, ...Object.keys(defaults[agent]), ...sized(agent)])
  for (const parameter of Object.keys(config))
    if (!known.has(parameter)) fault(parameter as keyof Config, `${agent} has no ${parameter}: leave it out.`)
  const impossible = (some: number) => !Words.possible(some) || some > letters
  const wrong = evaluate.find(impossible)
  if (wrong !== undefined)
    fault(
      "evaluate",
      `Words have 4, or 6 or more, and at most N = ${letters} letters, not ${wrong}: RANDOMUNKNOT makes no others.`
    )
  if (shortest !== undefined && impossible(shortest))
    fault("shortest", `Words have 4, or 6 or more, and at most N = ${letters} letters, not ${shortest}.`)
  if (batch !== undefined && batch % (actors! * games!) !== 0)
    fault(
      "batch",
      `All games make equally many steps: batch is a multiple of actors times games, ${actors! * games!}.`
    )
  if (horizon !== undefined && horizon > moves)
    fault(
      "horizon",
      `A game of ${moves} moves is not cut twice in one update: take a horizon of at most that.`
    )
  if (agent === "guided" && config.actions === "paper")
    fault("actions", "guided searches among all moves: actions is complete.")
  if (config.routes !== undefined && letters < Routes.fewest)
    fault("routes", `Hard unknots have more room: N is ${Routes.fewest} or more, not ${letters}.`)
  if (hidden?.some((neurons) => !(neurons >= 1))) fault("hidden", "Each hidden layer has 1 neuron or more.")
  return found
}

/** Estimated seconds of one training and its evaluation on one thread. */
export const cost = (config: Config): number => {
  const { agent, letters, moves, evaluate, words, tries, steps = 0, nodes = 0 } = config
  const games = evaluate.length * words + 5 * tries
  const game = 1e-6 + 2e-8 * letters
  if (!learns(agent)) return games * (moves * game * (agent === "greedy" ? letters : 1) + nodes * 3e-6)
  const { features, hidden, choices } = networks(config as Learner)
  const sizes = [features, ...hidden, choices]
  const weights = sizes.slice(1).reduce((sum, outputs, l) => sum + 2 * sizes[l] * outputs, 0)
  const step = game + 1.3e-10 * weights
  const trial = agent === "guided" ? nodes * 5e-6 : moves * step
  // Updates of the others go through a graph, several times a step.
  const update = agent === "a3c" ? 0 : 1e-9 * weights
  return steps * (step + update) + games * trial
}
