import * as Game from "../game.ts"
import * as Player from "../player.ts"
import * as Agent from "./agent.ts"

/** The action after which a collapse leaves the fewest letters. */
export const greedy = Agent.define({
  parameters: {},
  player: ({ moves }, actions) => {
    const player = Player.greedy(actions, moves)
    return () => player
  },
  isSearch: false,
  // It tries every action.
  cost: (config) => ({ training: 0, game: config.moves * Game.seconds(config) * config.letters })
})
