import * as Asynchronous from "../asynchronous.ts"
import * as Game from "../game.ts"
import * as Learning from "../learning.ts"
import * as Agent from "./agent.ts"

/** Asynchronous advantage actor-critic: Mnih et al., arXiv 1602.01783. */
export const a3c = Agent.define({
  parameters: {
    ...Learning.parameters,
    gamma: Learning.gamma(0.99),
    entropy: Learning.entropy(0.01),
    rate: Learning.rate(7e-4),
    ...Asynchronous.parameters
  },
  player: async (...game) => (await import("../policy.ts")).player(...game),
  playerOfDiagrams: async (...game) => (await import("../policy.ts")).player(...game),
  isSearch: false,
  method: {
    ...Asynchronous.rounds,
    prepare: async (config, backend) => (await import("../actor.ts")).prepare(config, backend)
  },
  cost: (config) => {
    const { move } = Learning.seconds(config)
    // A step is a move and its part of an update.
    const training = Learning.drawing(config) + 1.8 * config.steps * move
    return { training, game: Game.learnedMoves(config) * move }
  },
  memory: Learning.memory,
  faults: (config) => [...Asynchronous.faults(config), ...Learning.faults(config)]
})
