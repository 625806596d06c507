/** What agents that search have in common. */
import type { Memory } from "../contract.ts"
import type * as Game from "./game.ts"
import * as Parameter from "./parameter.ts"

export const parameters = {
  nodes: Parameter.integer({
    minimum: 1,
    maximum: 100_000_000,
    default: 20_000,
    unit: "words",
    description: "words looked at in a search"
  })
}

export type Searcher = Game.Game & Parameter.Values<typeof parameters>

/** Words of up to 2 N letters, and how each was come to, in arrays that grow by doubling. */
export const memory = ({ nodes, letters }: Searcher): ReadonlyArray<Memory> => [
  { parameter: "nodes", thread: nodes * (3 * letters + 60) }
]
