/** Tosses of a biased coin: small enough to run a thousand times, honest enough to have a standard error. */
import { appendFileSync, existsSync, writeFileSync } from "node:fs"
import { setTimeout as setTimer } from "node:timers"
import { setTimeout } from "node:timers/promises"
import { words } from "../../../../src/domain/random/threefry.ts"
import { Uncomputable } from "../../../../src/domain/uncomputable.ts"
import type { SamplingKernel } from "../../../../src/simulation/contract.ts"
import type { Config } from "./parameters.ts"

/** Sums that rounding makes depend on the order they are added in, so that a wrong order shows. */
export interface Tally {
  readonly tosses: number
  readonly heads: number
  readonly weight: Float64Array
}

/** What is slow waits, and leaves the processor to others. */
const never = new Int32Array(new SharedArrayBuffer(4))

export default {
  kind: "sampling",
  empty: { tosses: 0, heads: 0, weight: new Float64Array(1) },
  combine: (a, b) => ({
    tosses: a.tosses + b.tosses,
    heads: a.heads + b.heads,
    weight: Float64Array.of(a.weight[0] + b.weight[0])
  }),
  sample: (config, shard) => {
    const end = performance.now() + config.slow
    if (config.diary !== "") appendFileSync(config.diary, `${shard.key} ${shard.from}-${shard.to}\n`)
    let heads = 0
    let weight = 0
    for (let toss = shard.from; toss < shard.to; toss++) {
      if (toss === config.noAnswerAt)
        throw new Uncomputable(`toss ${toss} has no answer with a bias of ${config.bias}; use another bias.`)
      if (toss === config.crashAt) throw new RangeError(`toss ${toss} fell off the table`)
      if (toss === config.dieAt && !(config.fate !== "" && existsSync(config.fate))) {
        if (config.fate !== "") writeFileSync(config.fate, "")
        process.exit(3)
      }
      if (toss === config.killAt) process.kill(process.pid, "SIGKILL")
      const [word] = words(shard.key[0], shard.key[1], toss, 0)
      if (word < config.bias * 2 ** 32) heads++
      weight += 1 / (word + 1)
    }
    const rest = end - performance.now()
    if (rest > 0 && process.env.SKEIN_COIN_HASTE === undefined) Atomics.wait(never, 0, 0, rest)
    const tally = { tosses: shard.to - shard.from, heads, weight: Float64Array.of(weight) }
    if (config.leaves >= 0)
      setTimer(() => {
        throw new RangeError("the table has been left")
      }, config.leaves)
    if (config.strayAt < shard.from || config.strayAt >= shard.to)
      return config.rests === 0 ? tally : setTimeout(config.rests, tally)
    setImmediate(() => {
      throw new RangeError(`toss ${config.strayAt} rolled away`)
    })
    return setTimeout(5000, tally)
  }
} satisfies SamplingKernel<Config, Tally>
