/** Whoever is judged by what its policy does. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Learning from "./learning.ts"
import * as Player from "./player.ts"
import * as Trial from "./trial.ts"

/** Plays the policy of these parameters. */
export const player = (
  config: Learning.Learner,
  actions: Actions,
  backend: Backend,
  choice: Player.Choice = "drawn"
): ((parameters: Float32Array) => Player.Player) => {
  const { moves, encoding } = config
  const agent = Learning.networks(config)
  const network = backend.actorCritic(agent, Trial.chunk)
  const { masked } = agent
  const player = Player.policy(actions, moves, { encoding, masked }, network, choice)
  return (parameters) => {
    network.load(parameters)
    return player
  }
}
