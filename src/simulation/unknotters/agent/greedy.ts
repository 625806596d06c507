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
  // It tries every action, and most games end early.
  cost: (config) => {
    const { letters, moves } = config
    const tried = Game.actionsOf(config).size * (2e-7 + 3e-9 * letters)
    return { training: 0, game: Math.min(moves, 30 + letters / 5) * tried }
  }
})
