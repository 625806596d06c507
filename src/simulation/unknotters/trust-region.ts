/** Learning from traces by updates in a trust region. */
import * as Epochs from "../../domain/rl/epochs.ts"
import * as TrustRegion from "../../domain/rl/trust-region.ts"
import type { Memory } from "../contract.ts"
import type { Method } from "./method.ts"
import * as Parameter from "./parameter.ts"
import * as Tracing from "./tracing.ts"

export const parameters = {
  delta: Parameter.positive({
    default: 0.04,
    unit: "nats",
    description: "largest mean KL of an update"
  }),
  damping: Parameter.number({
    minimum: 0,
    maximum: 1000,
    default: 0.003,
    unit: "1",
    description: "added to the Fisher matrix's diagonal"
  }),
  iterations: Parameter.integer({
    minimum: 1,
    maximum: 1000,
    default: TrustRegion.customary.iterations,
    unit: "1",
    description: "steps of conjugate gradients"
  })
}

export type Config = Tracing.Config & Parameter.Values<typeof parameters>

const updateOf = ({ delta, damping, iterations }: Config): Tracing.Update => ({
  method: { kind: "trust-region", setting: { ...TrustRegion.customary, delta, damping, iterations } },
  // There is no clipped objective.
  ratio: 0,
  minibatch: Epochs.fitting.batch
})

export const memory = (config: Config): ReadonlyArray<Memory> => Tracing.memory(config, Epochs.fitting.batch)

export const method: Method<Config> = {
  ...Tracing.rounds,
  prepare: async (config, backend) => (await import("./round.ts")).prepare(config, backend, updateOf(config))
}
