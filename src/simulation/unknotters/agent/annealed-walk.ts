import * as Game from "../game.ts"
import * as Parameter from "../parameter.ts"
import * as Agent from "./agent.ts"

/**
 * Of the exchanges of a rectangular diagram one that would lengthen its segments by d is less likely by exp(-d / T). With
 * T without end it is the random walk.
 */
export const annealedWalk = Agent.define({
  parameters: {
    temperature: Parameter.positive({
      default: 4,
      unit: "1",
      description: "T, in lengths of segments between neighbouring lines"
    })
  },
  playerOfDiagrams: async ({ moves, temperature }, grid) => {
    const { annealedWalk } = await import("../player.ts")
    const player = annealedWalk(grid, moves, temperature)
    return () => player
  },
  isSearch: false,
  // The colder, the sooner it is at a circle.
  cost: (config) => {
    const { letters, moves, temperature } = config
    return { training: 0, game: Math.min(2 * moves, letters * (1 + temperature)) * Game.seconds(config) }
  }
})
