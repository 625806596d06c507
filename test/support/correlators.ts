/** A backend made of the reference sampler, and what a test needs to run a point on it. */
import * as Schema from "effect/Schema"
import type { Backend } from "../../src/accelerator/backend.ts"
import * as Sampler from "../../src/accelerator/sampler.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import * as Gram from "../../src/domain/field/gram.ts"
import * as Descent from "../../src/domain/field/learning/descent.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as ActorCritic from "../../src/domain/rl/actor-critic.ts"
import type { Config } from "../../src/simulation/correlators/config.ts"
import simulation from "../../src/simulation/correlators/index.ts"
import type { Tally } from "../../src/simulation/correlators/kernel.ts"
import kernel from "../../src/simulation/correlators/kernel.ts"
import * as Prepared from "../../src/simulation/prepared.ts"
import { rowsOf } from "./rows.ts"

export const backend: Backend = {
  name: "cpu",
  networks: Sampler.plain,
  gram: Gram.make,
  descent: Descent.make,
  prior: Prior.sampler,
  actorCritic: ActorCritic.make,
  close: () => {}
}

export const decode = (given: Readonly<Record<string, unknown>>): Config =>
  Schema.decodeUnknownSync(simulation.config)(given, { onExcessProperty: "error" })

/** The tally of one repeat, grain by grain. */
export const tally = async (config: Config, repeat: number, on = backend): Promise<Tally> => {
  const key = Key.child([20200808, 2], repeat)
  const replicates = simulation.replicates(config)
  const grain = simulation.grain(config)
  const prepared = await Prepared.of(kernel, config, on)
  let sum = kernel.empty
  for (let from = 0; from < replicates; from += grain) {
    const shard = { key, from, to: Math.min(replicates, from + grain) }
    sum = kernel.combine(sum, await kernel.sample(config, shard, prepared))
  }
  return sum
}

/** The rows of a point, its repeats numbered from `first`. */
export const rows = async (
  given: Readonly<Record<string, unknown>>,
  repeats = 1,
  first = 0,
  on = backend
) => {
  const config = decode(given)
  const tallies: Array<Tally> = []
  for (let repeat = 0; repeat < repeats; repeat++) tallies.push(await tally(config, first + repeat, on))
  return rowsOf(simulation, config, tallies)
}
