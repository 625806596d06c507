import * as Game from "../game.ts"
import * as Learning from "../learning.ts"
import * as Tracing from "../tracing.ts"
import * as TrustRegion from "../trust-region.ts"
import * as Agent from "./agent.ts"

/** Trust region policy optimisation, with generalised advantages: Schulman et al., arXiv 1502.05477 and 1506.02438. */
export const trpo = Agent.define({
  parameters: {
    ...Learning.parameters,
    ...Tracing.parameters,
    gamma: Learning.gamma(0.995),
    entropy: Learning.entropy(0.02),
    ...TrustRegion.parameters
  },
  player: async (...game) => (await import("../policy.ts")).player(...game),
  playerOfDiagrams: async (...game) => (await import("../policy.ts")).player(...game),
  isSearch: false,
  method: TrustRegion.method,
  cost: (config) => ({
    training: Tracing.seconds(config),
    game: Game.learnedMoves(config) * Learning.seconds(config).move
  }),
  memory: TrustRegion.memory,
  faults: (config) => [...Tracing.faults(config), ...Learning.faults(config)]
})
