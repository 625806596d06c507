/**
 * What this thread makes of a computation that another machine has made, too: digests of its bits. Free of Effect, as all of
 * the thread's half.
 */
import { hash } from "node:crypto"
import { open } from "../../accelerator/open.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Kernel, Opaque, Shard } from "../../simulation/contract.ts"
import { loadKernel } from "../../simulation/discover.ts"
import * as Prepared from "../../simulation/prepared.ts"
import type { Subject } from "../job.ts"
import { pack } from "../wire.ts"

/** A repeat of a point. */
export interface Trial extends Subject {
  readonly key: Shard["key"]
  /** Where its first grain ends; of no use to a training. */
  readonly to: number
}

/** SHA-256, its first 32 hexadecimal digits; of a first grain that fails, how. */
export interface Proof {
  /** Of each function of Math at some arguments, by its name. */
  readonly math: Readonly<Record<string, string>>
  /** Of the tally of the repeat's first grain, or of the training's state after its first round. */
  readonly grain: string
}

/** The arguments of a function: between two bounds. */
const unary: Readonly<Record<string, readonly [from: number, to: number]>> = {
  ...{ sin: [-50, 50], cos: [-50, 50], tan: [-50, 50], asin: [-1, 1], acos: [-1, 1], atan: [-20, 20] },
  ...{ sinh: [-20, 20], cosh: [-20, 20], tanh: [-5, 5], asinh: [-50, 50], acosh: [1, 50], atanh: [-1, 1] },
  ...{ exp: [-50, 50], expm1: [-5, 5], log: [0, 50], log1p: [-1, 50], log2: [0, 50], log10: [0, 50] },
  ...{ cbrt: [-50, 50], sqrt: [0, 50] }
}

const binary = ["atan2", "hypot", "pow"] as const

/** Of each function: where compilers and processors round otherwise, some of so many values differ. */
const count = 256

const golden = (Math.sqrt(5) - 1) / 2

/** Spread evenly; made of products and sums alone, which all machines round alike. */
const between = (from: number, to: number, place: number): number =>
  from + (to - from) * ((place * golden) % 1)

const digestOf = (bytes: Uint8Array): string => hash("sha256", bytes, "hex").slice(0, 32)

const digestOfValues = (value: (place: number) => number): string =>
  digestOf(new Uint8Array(Float64Array.from({ length: count }, (_, i) => value(i + 1)).buffer))

export const math = (): Proof["math"] => {
  const functions = Math as unknown as Readonly<Record<string, (x: number, y?: number) => number>>
  const found: Record<string, string> = {}
  for (const [name, [from, to]] of Object.entries(unary))
    found[name] = digestOfValues((place) => functions[name]!(between(from, to, place)))
  for (const name of binary)
    found[name] = digestOfValues((place) =>
      functions[name]!(between(0, 20, place), between(-9, 9, 7 * place))
    )
  return found
}

const firstOf = async (kernel: Kernel, { config, key, to }: Trial, prepared: Opaque): Promise<Opaque> => {
  switch (kernel.kind) {
    case "sampling":
      return kernel.combine(kernel.empty, await kernel.sample(config, { key, from: 0, to }, prepared))
    case "training": {
      const state = await kernel.start(config, key)
      if (kernel.done(config, state)) return state
      const contributions: Array<Opaque> = []
      for (const message of kernel.scatter(config, state))
        contributions.push(await kernel.work(config, message, prepared))
      return kernel.step(config, state, contributions, prepared)
    }
    default:
      return nothingLeft(kernel, "kind of kernel")
  }
}

/**
 * Rejects where the kernel or the backend does not load. What the kernel itself throws is no difference between machines: it is
 * told where the run comes to it.
 */
export const grain = async (trial: Trial): Promise<string> => {
  const kernel = await loadKernel(trial.simulation)
  const backend = await open(trial.backend)
  try {
    const prepared = await Prepared.of(kernel, trial.config, backend)
    const first = await firstOf(kernel, trial, prepared)
    const digest = digestOf(pack(first))
    await kernel.release?.(prepared)
    return digest
  } catch {
    return "throws"
  } finally {
    backend.close()
  }
}
