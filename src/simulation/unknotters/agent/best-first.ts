import * as Weight from "../../../domain/rl/search/weight.ts"
import * as Game from "../game.ts"
import * as Search from "../search.ts"
import * as Agent from "./agent.ts"

/**
 * Search over words, shortest first, up to `nodes` words; its way is written as actions of the game. Over rectangular
 * diagrams likewise, each up to shifts.
 */
export const bestFirst = Agent.define({
  parameters: Search.parameters,
  player: async ({ moves, nodes }, actions) => {
    const { search } = await import("../player.ts")
    const player = search(actions, moves, nodes, () => ({ weight: Weight.thrifty }))
    return () => player
  },
  playerOfDiagrams: async ({ moves, nodes }, grid) => {
    const { searchDiagrams } = await import("../player.ts")
    const player = searchDiagrams(grid, moves, nodes)
    return () => player
  },
  isSearch: true,
  // Most words of the prior, and diagrams, are untied long before the search would give up.
  memory: Search.memory,
  cost: (config) => ({
    training: 0,
    game: Game.isOfDiagrams(config)
      ? 1e-5 * Math.min(config.nodes, config.letters)
      : 2e-6 * Math.min(config.nodes, 40 + 2.3 * config.letters ** 2)
  })
})
