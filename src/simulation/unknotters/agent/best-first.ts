import * as Weight from "../../../domain/rl/search/weight.ts"
import * as Game from "../game.ts"
import * as Search from "../search.ts"
import * as Agent from "./agent.ts"

/** Search over words, shortest first, up to `nodes` words; its way is written as actions of the game. */
export const bestFirst = Agent.define({
  parameters: Search.parameters,
  player: async ({ moves, nodes }, actions) => {
    const { search } = await import("../player.ts")
    const player = search(actions, moves, nodes, () => ({ weight: Weight.thrifty }))
    return () => player
  },
  isSearch: true,
  cost: (config) => ({
    training: 0,
    game: config.moves * Game.seconds(config) + config.nodes * 3e-6
  })
})
