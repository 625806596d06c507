/** What agents that search have in common. */
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
