import * as Asynchronous from "../asynchronous.ts"
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
    return { training: config.steps * move, game: config.moves * move }
  },
  memory: Learning.memory,
  faults: (config) => [...Asynchronous.faults(config), ...Learning.faults(config)]
})
