/** What a training has learned, as a guide of a search. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Guide } from "../../domain/rl/search/frontier.ts"
import * as Learned from "../../domain/rl/search/learned.ts"
import * as Weight from "../../domain/rl/search/weight.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import * as Config from "./config.ts"

/** Words judged at once. */
const batch = 8

export type { Scale }

/** What guides a search, for agents of the complete set. Holds for one search. */
export type Guided = (parameters: Float32Array, scale: Scale | undefined) => Guide

/** The networks are made once, and hold what was asked for last. */
export const make = (config: Config.Learner, backend: Backend): Guided => {
  const network = backend.actorCritic(Config.networks(config), batch)
  const { encoding, unit = 1 } = config as Config.Learner & Partial<Config.A3c>
  return (parameters, scale) => {
    network.load(parameters)
    const value = (answer: number) => (scale === undefined ? unit * answer : ValueScale.value(scale, answer))
    // Shorter words first, by far, and of equal ones those that the value holds for easier.
    return { weight: Weight.greedy, batch, evaluator: Learned.evaluator({ network, encoding, value }) }
  }
}
