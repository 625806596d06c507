/**
 * An evaluator of what an agent has learned in the game, for a guided search: the logits of its policy as they are, and
 * a hardness in letters from its value V, the discounted sum of minus the letters that are left.
 *
 *     hardness = letters + trust * letters_0 * sqrt(V / V_0)         of the first word that is judged: letters_0, V_0
 *
 * A word of L letters that loses them steadily earns about - L^2 / 2 times the moves a letter takes, so the root counts
 * letters, and the first word says how many moves one takes. Where V_0 is not negative, as of an agent that has learned
 * nothing, a word is as hard as it is long. A search goes where the value errs to its advantage, hence the trust.
 *
 * An evaluator remembers its first word: one for each search.
 */
import type { ActorCritic } from "../actor-critic.ts"
import * as Encoding from "../encoding.ts"
import type { Evaluator } from "./policy.ts"

/** Letters that one letter by the value weighs, as measured (scripts/bench/unknots.ts). */
const trust = 0.1

export interface Learned {
  /** Has loaded its parameters. Its choices are the set's actions. */
  readonly network: ActorCritic
  readonly encoding: Encoding.Encoding
  /** V of what the value network answers. */
  readonly value: (answer: number) => number
}

/** Throws a RangeError for a set of other actions than the network's. */
export const evaluator = ({ network, encoding, value }: Learned): Evaluator => {
  const most = network.values.length
  let encode: Encoding.Encoder | undefined
  let letters = 0
  let first = 0
  return ({ count, actions, observations, lengths, logits, hardness }) => {
    const { capacity, size } = actions
    const width = Encoding.features(encoding, capacity)
    if (network.stride < size || network.features.length !== most * width)
      throw new RangeError(`The network was not made for the ${size} actions of N = ${actions.letters}.`)
    encode ??= Encoding.encoder(encoding, capacity)
    for (let from = 0; from < count; from += most) {
      const rows = Math.min(most, count - from)
      const words = observations.subarray(from * capacity, (from + rows) * capacity)
      encode(words, rows, network.features)
      network.policy(0, rows)
      network.value(0, rows)
      for (let row = 0; row < rows; row++) {
        const at = row * network.stride
        logits.set(network.logits.subarray(at, at + size), (from + row) * size)
        const worth = value(network.values[row])
        if (letters === 0) {
          letters = lengths[from + row]
          first = worth
        }
        hardness[from + row] =
          lengths[from + row] + (first < 0 ? trust * letters * Math.sqrt(Math.max(0, worth / first)) : 0)
      }
    }
  }
}
