import * as Weight from "../../../domain/rl/search/weight.ts"
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
  // Most words of the prior are untied long before the search would give up.
  memory: Search.memory,
  cost: ({ letters, nodes }) => ({ training: 0, game: 3e-6 * Math.min(nodes, 40 + 2.3 * letters ** 2) })
})
