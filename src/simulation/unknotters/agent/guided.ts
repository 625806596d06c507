import type { ConfigFault } from "../../contract.ts"
import * as Game from "../game.ts"
import * as Learning from "../learning.ts"
import * as Parameter from "../parameter.ts"
import * as Search from "../search.ts"
import * as Sum from "../sum.ts"
import * as Tracing from "../tracing.ts"
import * as TrustRegion from "../trust-region.ts"
import * as Agent from "./agent.ts"

const faultsOf = (game: Game.Game): ReadonlyArray<ConfigFault> => [
  ...(game.actions === "paper"
    ? [{ path: ["actions"], message: "guided searches among all moves: actions is complete, or grid." }]
    : []),
  ...(Game.isOfDiagrams(game) || game.letters >= Sum.fewest
    ? []
    : [
        {
          path: ["routes"],
          message: `Hard unknots have more room: N is ${Sum.fewest} or more, not ${game.letters}.`
        }
      ])
]

/** Learns as trpo does, and is judged by a search that its policy guides, and, of words, its value. */
export const guided = Agent.define({
  parameters: {
    ...Learning.parameters,
    ...Tracing.parameters,
    gamma: Learning.gamma(0.995),
    entropy: Learning.entropy(0.02),
    ...TrustRegion.parameters,
    ...Search.parameters,
    routes: Parameter.number({
      minimum: 0,
      maximum: 1,
      default: 0.5,
      unit: "1",
      description:
        "share of training games that begin on the way from a hard unknot to the empty word; none of rectangular diagrams"
    })
  },
  player: async (config, actions, backend) => {
    const [Guide, Player] = await Promise.all([import("../guide.ts"), import("../player.ts")])
    const guide = Guide.make(config, TrustRegion.method, backend)
    return (parameters, scale) =>
      Player.search(actions, config.moves, config.nodes, () => guide(parameters, scale))
  },
  playerOfDiagrams: async (config, grid, backend) => {
    const [Guide, Player] = await Promise.all([import("../guide.ts"), import("../player.ts")])
    const guide = Guide.ofDiagrams(config, backend)
    return (parameters) => Player.searchDiagrams(grid, config.moves, config.nodes, guide(parameters))
  },
  isSearch: true,
  method: TrustRegion.method,
  // Of diagrams it seldom sees more than some hundred.
  cost: (config) => ({
    training: Tracing.seconds(config),
    game: Game.isOfDiagrams(config)
      ? Math.min(config.nodes, 10 * config.letters) * Learning.seconds(config).move
      : config.nodes * 5e-6
  }),
  memory: (config) => [...TrustRegion.memory(config), ...Search.memory(config)],
  faults: (config) => [...Tracing.faults(config), ...faultsOf(config), ...Learning.faults(config)]
})
