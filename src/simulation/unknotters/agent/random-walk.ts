import * as Game from "../game.ts"
import * as Agent from "./agent.ts"

/** Any action, each as likely; of those that do something where actions are complete, or exchanges. */
export const randomWalk = Agent.define({
  parameters: {},
  player: async ({ moves }, actions) => {
    const { randomWalk } = await import("../player.ts")
    const player = randomWalk(actions, moves, actions.name === "complete")
    return () => player
  },
  playerOfDiagrams: async ({ moves }, grid) => {
    const { randomWalk } = await import("../player.ts")
    const player = randomWalk(grid, moves, true)
    return () => player
  },
  isSearch: false,
  cost: (config) => ({ training: 0, game: config.moves * Game.seconds(config) })
})
