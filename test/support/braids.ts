/** What a test needs to run a point of the simulation braids outside the engine. */
import * as Schema from "effect/Schema"
import type { Backend } from "../../src/accelerator/backend.ts"
import * as Draft from "../../src/domain/braid/draft.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import type * as Word from "../../src/domain/braid/word.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as ActorCritic from "../../src/domain/rl/actor-critic.ts"
import type { Config } from "../../src/simulation/braids/config.ts"
import simulation from "../../src/simulation/braids/index.ts"
import kernel from "../../src/simulation/braids/kernel.ts"
import type { Tally } from "../../src/simulation/braids/tally.ts"
import * as Prepared from "../../src/simulation/prepared.ts"

export const key = (repeat: number): Key.Key => Key.child([20101626, 1], repeat)

export const decode = (given: Readonly<Record<string, unknown>>): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

/** The kernel asks for words alone. */
export const backend: Backend = {
  name: "cpu",
  networks: () => {
    throw new TypeError("Braids ask for no networks.")
  },
  gram: () => {
    throw new TypeError("Braids ask for no sums of products.")
  },
  descent: () => {
    throw new TypeError("Braids ask for nothing that learns.")
  },
  prior: Prior.sampler,
  actorCritic: ActorCritic.make,
  close: () => {}
}

/** One repeat, cut into shards of so many draws. */
export const tally = async (config: Config, repeat = 0, size = simulation.grain(config)): Promise<Tally> => {
  const prepared = await Prepared.of(kernel, config, backend)
  let sum = kernel.empty
  for (let from = 0; from < config.count; from += size) {
    const shard = { key: key(repeat), from, to: Math.min(config.count, from + size) }
    sum = kernel.combine(sum, await kernel.sample(config, shard, prepared))
  }
  return sum
}

/** The words of a repeat, straight from the prior. */
export const draws = ({ kind, letters, strands, moves, count }: Config, repeat = 0): Array<Word.Word> => {
  const options = { letters, moves }
  return Array.from({ length: count }, (_, replicate) => {
    const draft = Prior.draft({ ...options, strands: strands ?? 1 })
    const stream = Stream.make(Key.child(key(repeat), replicate))
    if (kind === "unknot") Prior.randomUnknot(draft, stream, options)
    else Prior.randomKnot(draft, stream, { ...options, strands: strands! })
    return Draft.word(draft)
  })
}
