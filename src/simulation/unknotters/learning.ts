/** What agents that learn have in common: the words that they train on, and networks for policy and value. */
import * as Split from "../../domain/decision/split.ts"
import * as Encoding from "../../domain/rl/encoding.ts"
import type { Agent } from "../../domain/rl/objective.ts"
import type { ConfigFault, Memory } from "../contract.ts"
import * as Game from "./game.ts"
import * as Log from "./log.ts"
import * as Parameter from "./parameter.ts"

export const parameters = {
  steps: Parameter.integer({
    minimum: 1,
    maximum: 2_000_000_000,
    default: 1_000_000,
    unit: "moves",
    description: "moves of all games of the training"
  }),
  actors: Parameter.integer({
    minimum: 1,
    maximum: 1024,
    default: 8,
    unit: "actors",
    description: "actors that learn side by side"
  }),
  games: Parameter.integer({
    minimum: 1,
    maximum: 1024,
    default: 8,
    unit: "games",
    description: "games that each actor plays at a time"
  }),
  pool: Parameter.integer({
    minimum: 1,
    maximum: 100_000_000,
    default: 10_000,
    unit: "words",
    description: "training words of each length"
  }),
  shortest: Parameter.integer({
    minimum: 4,
    maximum: 499,
    default: Parameter.ofSize("N", (letters) => letters),
    unit: "letters",
    description: "letters of the shortest training words"
  }),
  curriculum: Parameter.number({
    minimum: 0,
    maximum: 1,
    default: 0,
    unit: "1",
    description: "share of the training in which the longest training words grow from the shortest to N"
  }),
  encoding: Parameter.choice({
    names: Encoding.names,
    default: "seam",
    description:
      "what networks see: the padded word (integers), or its ends and sums over it, as many numbers for any N (seam)"
  }),
  odds: Parameter.choice({
    names: ["actions", "kinds"],
    default: "kinds",
    description:
      "what is equally likely before anything is learned, and draws the policy as far as entropy weighs: all actions, or all kinds of actions"
  }),
  hidden: Parameter.integers({
    default: [64, 64],
    unit: "neurons",
    description: "neurons of each hidden layer of policy and value"
  })
}

/** Parameters whose usual value is the agent's own. */
export const gamma = (usual: number) =>
  Parameter.number({
    minimum: 0,
    maximum: 1,
    default: usual,
    unit: "1",
    description: "discount of rewards"
  })

export const entropy = (usual: number) =>
  Parameter.number({
    minimum: 0,
    maximum: 100,
    default: usual,
    unit: "1/nats",
    description: "weight of the policy's entropy"
  })

export const rate = (usual: number) =>
  Parameter.positive({
    maximum: 10,
    default: usual,
    unit: "1",
    description: "learning rate of the policy"
  })

export type Learner = Game.Game &
  Parameter.Values<typeof parameters> & { readonly gamma: number; readonly entropy: number }

/** Numbers in each layer of a network, from what it sees to what it chooses among. */
const sizes = (config: Learner): ReadonlyArray<number> => [
  Encoding.features(encodingOf(config), 2 * config.letters),
  ...config.hidden,
  Game.actionsOf(config).size
]

/** Exchanges are seen each from its place; of words there is a choice. */
export const encodingOf = (config: Learner): Encoding.Encoding =>
  Game.isOfDiagrams(config) ? "outlook" : config.encoding

/** Numbers that its networks see, and actions that they choose among. */
export const ends = (config: Learner): { readonly seen: number; readonly choices: number } => {
  const all = sizes(config)
  return { seen: all[0]!, choices: all.at(-1)! }
}

/** Its networks. */
export const networks = (config: Learner): Agent => {
  const { letters, actions, odds, hidden } = config
  const encoding = encodingOf(config)
  const all = Game.actionsOf(config)
  const features = Encoding.features(encoding, 2 * letters)
  if (Game.isOfDiagrams(config)) return { features, choices: all.size, hidden, masked: true, shared: true }
  return {
    features,
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

export const faults = (config: Learner): ReadonlyArray<ConfigFault> => [
  ...(Game.isPossible(config.shortest, config)
    ? []
    : [Game.letterFault("shortest", config.shortest, config)]),
  // The same fault is told once: by the held-out words, where they are as long.
  ...(Game.faults(config).some(({ path }) => path[0] === "scramble")
    ? []
    : Game.scrambleFaults(config.letters, config)),
  ...(config.hidden.some((neurons) => !(neurons >= 1))
    ? [{ path: ["hidden"], message: "Each hidden layer has 1 neuron or more." }]
    : tooLarge(config))
]

/** Numbers that a network may be made of, with the room that it works in: 2 GiB of them. */
const most = 2 ** 29

/** Weights and their gradients of policy and value, and the widest layer once more, turned. */
const numbersOf = (config: Learner): number => {
  const widest = sizes(config)
    .slice(1)
    .reduce((a, b) => Math.max(a, b))
  return 2 * weights(config) + widest ** 2
}

const tooLarge = (config: Learner): ReadonlyArray<ConfigFault> => {
  const numbers = numbersOf(config)
  if (numbers <= most) return []
  const gibibytes = (4 * numbers) / 2 ** 30
  return [
    {
      path: ["hidden"],
      message: `Networks of these layers take about ${gibibytes.toPrecision(2)} GiB on every thread; 2 GiB are the most.`
    }
  ]
}

/** Weights of the policy and of the value, which has about as many; shared ones as often as they are used for a state. */
const weights = (config: Learner): number => {
  const all = sizes(config)
  if (Game.isOfDiagrams(config)) {
    const [seen, choices] = [all[0]! / all.at(-1)!, all.at(-1)!]
    const one = [seen, ...config.hidden, 1]
    return choices * one.slice(1).reduce((sum, outputs, l) => sum + 2 * one[l]! * outputs, 0)
  }
  return all.slice(1).reduce((sum, outputs, l) => sum + 2 * all[l] * outputs, 0)
}

/** Networks, and what a state keeps beside them; the words that games began with; the games. */
export const memory = (config: Learner): ReadonlyArray<Memory> => {
  const { letters, actors, games } = config
  // A game takes ten moves or more.
  const [seen, ...layers] = sizes(config)
  const row = seen! + layers.reduce((sum, neurons) => sum + 2 * neurons, 0)
  return [
    {
      parameter: "hidden",
      thread: 4 * numbersOf(config),
      task: 40 * weights(config),
      repeat: 16 * weights(config)
    },
    { parameter: "pool", thread: begun(config, 10) * (2 * letters + 250), objects: true },
    {
      parameter: "games",
      thread: games * (8 * letters + 4 * row),
      task: actors * games * (8 * letters + 200)
    }
  ]
}

/** Bytes of what an update makes of so many moves at once, in the layers of its networks. */
export const bytesOfUpdate = (config: Learner, moves: number): number =>
  12 * moves * sizes(config).reduce((sum, neurons) => sum + neurons)

/** Different words (or diagrams) that training games begin with, where a game takes so many moves. */
const begun = ({ pool, letters, shortest, steps }: Learner, moves: number): number =>
  Math.min(pool * (letters - shortest + 1), steps / moves)

/** Estimated seconds to draw what training games begin with. */
export const drawing = (config: Learner): number =>
  begun(config, 50) * Game.drawing(config, (config.letters + config.shortest) / 2, trainShare)

/** Of all words. */
const trainShare = 1 - Split.testShare - Split.validationShare

/** Estimated seconds of a move of the policy, and of its part of an update that goes through a graph. */
export const seconds = (config: Learner): { readonly move: number; readonly update: number } => {
  const all = weights(config)
  return { move: Game.seconds(config) + 1.3e-10 * all, update: 1e-9 * all }
}
