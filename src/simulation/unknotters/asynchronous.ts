/**
 * A3C: what an actor does with the parameters at one time. By assignment all actors start a round from the same
 * parameters, and their gradients are applied one after the other, in the order of their numbers; by arrival each
 * applies its own to the shared memory as soon as it has it, without a lock. Actors are in actor.ts.
 */
import type { Table } from "../../domain/rl/actor-critic.ts"
import * as Objective from "../../domain/rl/objective.ts"
import type { ConfigFault } from "../contract.ts"
import * as Learning from "./learning.ts"
import * as Memory from "./memory.ts"
import type { Rounds } from "./method.ts"
import * as Parameter from "./parameter.ts"
import type { Own, State } from "./state.ts"
import * as Knowledge from "./state.ts"

/** Those of Mnih et al. and their followers. */
export const parameters = {
  order: Parameter.choice({
    names: ["assignment", "arrival"],
    default: "arrival",
    description:
      "gradients applied in a fixed order, the same bits on any threads, or as they arrive, which is faster"
  }),
  horizon: Parameter.integer({
    minimum: 1,
    maximum: 10_000,
    default: 5,
    unit: "moves",
    description: "moves between two updates of an actor, t_max"
  }),
  unit: Parameter.positive({
    default: Parameter.ofSize("N", (letters) => letters),
    unit: "letters",
    description: "letters that make a reward of 1"
  }),
  alpha: Parameter.number({
    minimum: 0,
    maximum: 1,
    default: 0.99,
    unit: "1",
    description: "share of the mean square that RMSProp keeps"
  }),
  epsilon: Parameter.positive({
    default: 0.1,
    unit: "1",
    description: "what RMSProp adds to the mean square"
  }),
  clip: Parameter.positive({
    default: 40,
    unit: "1",
    description: "norm to which longer gradients are shortened"
  })
}

export type Config = Learning.Learner & Parameter.Values<typeof parameters> & { readonly rate: number }

export const faults = ({ horizon, moves }: Config): ReadonlyArray<ConfigFault> =>
  horizon <= moves
    ? []
    : [
        {
          path: ["horizon"],
          message: `A game of ${moves} moves is not cut twice in one update: take a horizon of at most that.`
        }
      ]

/** Actor `index` is to play once. */
export interface Message {
  readonly kind: "learning"
  readonly key: State["key"]
  readonly index: number
  readonly parameters: Float32Array
  readonly own: Pick<Own, "acts" | "games">
  /** Steps behind it. */
  readonly steps: number
}

export interface Contribution {
  readonly kind: "learning"
  readonly gradient: Float32Array
  readonly norm: number
  readonly own: Own
}

/** What actors share: the state, with its parameters and their mean squares at a table. */
export interface Ground {
  readonly state: State
  readonly table: Table
}

export const rounds: Rounds<Config, Message> = {
  start: (config, key) => {
    const { policy, value } = Objective.initial(Learning.networks(config), Knowledge.keys.network(key))
    const parameters = Knowledge.both(policy, value)
    const squares = new Float32Array(parameters.length)
    return { ...Knowledge.unlearned(key), parameters, squares, actors: Knowledge.actors(config) }
  },
  scatter: (_config, { key, parameters, actors, steps }) =>
    actors.map(({ acts, games }, index) => ({
      kind: "learning",
      key,
      index,
      parameters,
      own: { acts, games },
      steps: steps[0]
    })),
  order: ({ order }) => order,
  actors: { count: ({ actors }) => actors, read: ({ state }: Ground) => Memory.own(state) },
  value:
    ({ unit }) =>
    (answer) =>
      unit * answer,
  measures: ["norm"]
}
