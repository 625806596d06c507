/** What a training has learned, as a guide of a search. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Guide } from "../../domain/rl/search/frontier.ts"
import * as Learned from "../../domain/rl/search/learned.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import * as Config from "./config.ts"

/** What a letter weighs in units of -log policy; more solves no more, and takes longer ways. */
const weight = 16

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
    return { weight, batch, evaluator: Learned.evaluator({ network, encoding, value }) }
  }
}
