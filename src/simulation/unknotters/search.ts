/** What agents that search have in common. */
import type { Memory } from "../contract.ts"
import * as Game from "./game.ts"
import * as Parameter from "./parameter.ts"

export const parameters = {
  nodes: Parameter.integer({
    minimum: 1,
    maximum: 100_000_000,
    default: 20_000,
    unit: "words",
    description: "words, or rectangular diagrams, looked at in a search"
  })
}

export type Searcher = Game.Game & Parameter.Values<typeof parameters>

/**
 * Words of up to 2 N letters, and how each was come to, in arrays that grow by doubling; or diagrams, each with its tables, its
 * key and what is to be done with it.
 */
export const memory = (config: Searcher): ReadonlyArray<Memory> => {
  const { nodes, letters } = config
  const each = Game.isOfDiagrams(config) ? 60 * letters + 600 : 3 * letters + 60
  return [{ parameter: "nodes", thread: nodes * each }]
}
