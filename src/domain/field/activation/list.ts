/**
 * The activations by name. Configs, tables and messages to workers carry names; what a name stands for is looked up
 * here, and nowhere else is one listed.
 */
import type { Activation } from "./activation.ts"
import { cos } from "./cos.ts"
import { erf } from "./erf.ts"
import { gauss } from "./gauss.ts"
import { gelu } from "./gelu.ts"
import { linear } from "./linear.ts"
import { relu } from "./relu.ts"
import { tanh } from "./tanh.ts"

const all = { gauss, relu, erf, tanh, gelu, linear, cos } satisfies Readonly<Record<string, Activation>>

export type Name = keyof typeof all

export const names = Object.keys(all) as ReadonlyArray<Name>

/** @throws RangeError where there is none of that name, which only what no type checker has seen can have */
export const of = (name: Name): Activation => {
  if (!Object.hasOwn(all, name))
    throw new RangeError(`There is no activation ${JSON.stringify(name)}: there are ${names.join(", ")}.`)
  return all[name]
}
