import * as Game from "../game.ts"
import * as Agent from "./agent.ts"

/** The action after which a collapse leaves the fewest letters. */
export const greedy = Agent.define({
  parameters: {},
  player: async ({ moves }, actions) => {
    const { greedy } = await import("../player.ts")
    const player = greedy(actions, moves)
    return () => player
  },
  isSearch: false,
  // It tries every action.
  cost: (config) => ({ training: 0, game: config.moves * Game.seconds(config) * config.letters })
})
