/**
 * The advantage actor-critic of asynchronous agents: what one actor does between two looks at the parameters. In each
 * of G games it makes T steps, bootstraps the return of n steps from the value of where it stands then, and has the
 * gradient of
 *
 *     L = 1/G sum_rows ( - A ln p(a) - beta (H + sum_a p_a ln odds_a) + (R - V)^2 / 2 ),   A = R - V
 *     R_t = r_t + gamma R_(t+1),   R_T = V(s_T), 0 where the game was solved, V of its last state where it was cut
 *
 * A is a constant to differentiation. Rewards are in units of `unit` letters, so that values are about 1 in size.
 *
 * Source: Mnih et al., arXiv 1602.01783, algorithm S3. Liberties: an actor plays several games at a time, as one game
 * fills no vectors, and averages over them; policy and value share no layer.
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"
import type { ActorCritic } from "./actor-critic.ts"
import { forbidden } from "./categorical.ts"
import type { Encoder, Encoding } from "./encoding.ts"
import { encoder } from "./encoding.ts"
import * as Environment from "./environment/environment.ts"
import * as Softmax from "./softmax.ts"

export interface Setting {
  /** T. */
  readonly horizon: number
  readonly gamma: number
  /** beta. */
  readonly entropy: number
  /** Letters that make a reward of 1. */
  readonly unit: number
  readonly encoding: Encoding
  /** Whether actions that would not be made get no probability. */
  readonly masked: boolean
}

/** Who hears of every step and of every game that ends, while `environment` still shows it. */
export interface Witness {
  /** Before game `game` makes `action`; H is the entropy, in nats, of what it was drawn from. */
  readonly onAction: (game: number, action: number, entropy: number) => void
  readonly onEnd: (game: number) => void
}

/** Rows that a network needs: the steps, the states after them, and the last states of games that were cut. */
export const rows = (games: number, { horizon }: Setting): number => games * (horizon + 2)

/** The numbers that decide an actor's choices: its key, and how often it has played. */
export interface Draw {
  readonly key: Key
  readonly act: number
}

/**
 * Plays with the parameters that the network has loaded, and leaves the gradient in it.
 *
 * @returns the norm of the gradient
 * @throws RangeError if the norm is no finite number: the parameters are those of before, and still good
 */
export type Play = (draw: Draw, witness: Witness) => number

/** @param network with {@link rows} rows */
export const make = (network: ActorCritic, environment: Environment.Any, setting: Setting): Play => {
  const desk = deskOf(network, environment, setting)
  const { games } = environment
  const { horizon } = setting
  return ({ key, act }, witness) => {
    Threefry.fill(key[0], key[1], act, 0, desk.words)
    let cut = 0
    for (let t = 0; t < horizon; t++) cut = step(desk, t, cut, witness)
    see(desk, environment.observations, games, horizon * games)
    network.value(0, horizon * games + games + cut)
    slope(desk)
    const norm = network.backward(horizon * games)
    if (!Number.isFinite(norm))
      throw new RangeError(
        "the gradient is no number any more: the training has diverged; take a smaller rate, or a smaller clip"
      )
    return norm
  }
}

/** What an actor works with; rows are [step][game]. */
interface Desk {
  readonly network: ActorCritic
  readonly environment: Environment.Any
  readonly setting: Setting
  /** Features of a row. */
  readonly inputs: number
  readonly encode: Encoder
  /** The first of the rows for last states of games that were cut. */
  readonly spare: number
  readonly chosen: Int32Array
  readonly rewards: Float64Array
  /** [row]: the row that has the value of what followed; -1 for none. */
  readonly following: Int32Array
  /** [row]: random words. */
  readonly words: Uint32Array
  /** [game]: the action of this step, and R of the one before it, from the last step backwards. */
  readonly picks: Int32Array
  readonly returns: Float64Array
}

const deskOf = (network: ActorCritic, environment: Environment.Any, setting: Setting): Desk => {
  const { games, actions } = environment
  const { horizon, encoding } = setting
  const played = games * horizon
  return {
    network,
    environment,
    setting,
    inputs: network.features.length / rows(games, setting),
    encode: encoder(encoding, actions.capacity),
    spare: games * (horizon + 1),
    chosen: new Int32Array(played),
    rewards: new Float64Array(played),
    following: new Int32Array(played),
    words: new Uint32Array(2 * Math.ceil(played / 2)),
    picks: new Int32Array(games),
    returns: new Float64Array(games)
  }
}

const see = ({ network, inputs, encode }: Desk, states: Float32Array, count: number, row: number): void =>
  encode(states, count, network.features.subarray(row * inputs, (row + count) * inputs))

/** Gives no probability to actions that would not be made in the games whose rows begin at `first`. */
const forbid = ({ network: { logits, stride }, environment }: Desk, first: number): void => {
  const { games, actions, legal } = environment
  for (let game = 0; game < games; game++)
    for (let a = 0; a < actions.size; a++)
      if (legal[game * actions.size + a] === 0) logits[(first + game) * stride + a] = forbidden
}

/** Step number t of all games; takes and returns how many games were cut before. */
const step = (desk: Desk, t: number, cut: number, witness: Witness): number => {
  const { network, environment, setting, spare, picks, chosen, words, rewards, following } = desk
  const { games, actions, observations } = environment
  Interruption.look()
  const first = t * games
  see(desk, observations, games, first)
  network.policy(first, games)
  if (setting.masked) forbid(desk, first)
  network.soften(first, games)
  for (let game = 0; game < games; game++) {
    const row = first + game
    const uniform = (words[row] + 0.5) / 2 ** 32
    picks[game] = chosen[row] = Softmax.pick(network, row, actions.size, uniform)
    witness.onAction(game, picks[game], network.entropies[row])
  }
  Environment.step(environment, picks)
  for (let game = 0; game < games; game++) {
    const row = first + game
    const end = environment.ends[game]
    rewards[row] = environment.rewards[game] / setting.unit
    following[row] = end === Environment.running ? row + games : end === Environment.solved ? -1 : spare + cut
    if (end === Environment.expired) {
      const from = game * actions.capacity
      see(desk, environment.lastObservations.subarray(from, from + actions.capacity), 1, spare + cut)
      cut++
    }
    if (end !== Environment.running) witness.onEnd(game)
  }
  return cut
}

/** Puts the slopes of L in the place of logits and values. */
const slope = (desk: Desk): void => {
  const { setting, spare, chosen, rewards, following, returns, network } = desk
  const { logits, stride, values, pulls } = network
  const { games } = desk.environment
  const { horizon, gamma, entropy } = setting
  const scale = 1 / games
  for (let game = 0; game < games; game++) returns[game] = values[horizon * games + game]
  for (let t = horizon - 1; t >= 0; t--) {
    Interruption.look()
    for (let game = 0; game < games; game++) {
      const row = t * games + game
      const next = following[row]
      const after = next < 0 ? 0 : next >= spare ? values[next] : returns[game]
      const total = rewards[row] + gamma * after
      returns[game] = total
      pulls[row] = scale * (total - values[row])
    }
  }
  network.tilt(horizon * games, scale * entropy)
  for (let row = 0; row < horizon * games; row++) {
    logits[row * stride + chosen[row]] -= pulls[row]
    values[row] = -pulls[row]
  }
}
