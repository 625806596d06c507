import * as Epochs from "../../../domain/rl/epochs.ts"
import * as Game from "../game.ts"
import * as Learning from "../learning.ts"
import * as Parameter from "../parameter.ts"
import * as Tracing from "../tracing.ts"
import * as Agent from "./agent.ts"

const { climbing } = Epochs

const parameters = {
  ...Learning.parameters,
  ...Tracing.parameters,
  gamma: Learning.gamma(0.995),
  entropy: Learning.entropy(0.01),
  rate: Learning.rate(climbing.rate),
  ratio: Parameter.positive({
    default: 0.2,
    unit: "1",
    description: "how far the ratio of probabilities may leave 1"
  }),
  epochs: Parameter.integer({
    minimum: 1,
    maximum: 1000,
    default: climbing.epochs,
    unit: "1",
    description: "times that the policy sees each batch"
  }),
  minibatch: Parameter.integer({
    minimum: 1,
    maximum: 1_000_000,
    default: climbing.batch,
    unit: "moves",
    description: "moves of a minibatch"
  }),
  mostDivergence: Parameter.positive({
    default: climbing.mostDivergence,
    unit: "nats",
    description: "mean KL at which an update stops"
  })
}

type Config = Agent.ConfigOf<typeof parameters>

const updateOf = ({ rate, epochs, minibatch, mostDivergence, ratio }: Config): Tracing.Update => ({
  method: { kind: "clipped", setting: { ...climbing, rate, epochs, batch: minibatch, mostDivergence } },
  ratio,
  minibatch
})

/** The clipped objective: Schulman et al., arXiv 1707.06347. */
export const ppo = Agent.define({
  parameters,
  player: async (...game) => (await import("../policy.ts")).player(...game),
  playerOfDiagrams: async (...game) => (await import("../policy.ts")).player(...game),
  isSearch: false,
  method: {
    ...Tracing.rounds,
    prepare: async (config, backend) =>
      (await import("../round.ts")).prepare(config, backend, updateOf(config))
  },
  cost: (config) => ({
    training: Tracing.seconds(config),
    game: Game.learnedMoves(config) * Learning.seconds(config).move
  }),
  memory: (config) => Tracing.memory(config, config.minibatch),
  faults: (config) => [...Tracing.faults(config), ...Learning.faults(config)]
})
