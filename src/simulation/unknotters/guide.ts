/** What a training has learned, as a guide of a search. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Guide } from "../../domain/rl/search/frontier.ts"
import type { Judge } from "../../domain/rl/search/guided-diagrams.ts"
import * as Learned from "../../domain/rl/search/learned.ts"
import * as LearnedDiagrams from "../../domain/rl/search/learned-diagrams.ts"
import * as Weight from "../../domain/rl/search/weight.ts"
import * as Shared from "../../domain/rl/shared.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import * as Learning from "./learning.ts"
import type { Rounds } from "./method.ts"

/** Words judged at once. */
const batch = 8

/** What guides a search, for agents of the complete set. Holds for one search. */
export type Guided = (parameters: Float32Array, scale: Scale | undefined) => Guide

/** The networks are made once, and hold what was asked for last. */
export const make = <C extends Learning.Learner>(
  config: C,
  { value: of }: Pick<Rounds<C>, "value">,
  backend: Backend
): Guided => {
  const network = backend.actorCritic(Learning.networks(config), batch)
  const { encoding } = config
  return (parameters, scale) => {
    network.load(parameters)
    const value = of(config, scale)
    // Shorter words first, by far, and of equal ones those that the value holds for easier.
    return { weight: Weight.greedy, batch, evaluator: Learned.evaluator({ network, encoding, value }) }
  }
}

/** What guides a search over rectangular diagrams: the policy alone. The network is made once, and holds what was asked for last. */
export const ofDiagrams = (
  config: Learning.Learner,
  backend: Backend
): ((parameters: Float32Array) => Judge) => {
  const { letters } = config
  const network = backend.actorCritic(Shared.single(Learning.networks(config)), 2 * letters)
  const judge = LearnedDiagrams.judge(network, letters)
  return (parameters) => {
    network.load(parameters)
    return judge
  }
}
