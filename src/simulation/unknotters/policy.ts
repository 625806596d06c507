/** Whoever is judged by what its policy does. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Shared from "../../domain/rl/shared.ts"
import * as Learning from "./learning.ts"
import * as Player from "./player.ts"
import * as Trial from "./trial.ts"

/** Plays the policy of these parameters. */
export const player = <Start, Position>(
  config: Learning.Learner,
  actions: Actions<Start, Position, unknown>,
  backend: Backend,
  choice: Player.Choice = "drawn"
): ((parameters: Float32Array) => Player.Player<Start>) => {
  const { moves } = config
  const encoding = Learning.encodingOf(config)
  const agent = Learning.networks(config)
  const network = Shared.over(backend.actorCritic)(agent, Trial.chunk)
  const { masked } = agent
  const player = Player.policy(actions, moves, { encoding, masked }, network, choice)
  return (parameters) => {
    network.load(parameters)
    return player
  }
}
