/** What a point of the simulation is. */
import type { ConfigFault } from "../contract.ts"
import type * as Parameter from "../parameter.ts"
import type { parameters } from "./parameters.ts"

export type Config = Parameter.Config<typeof parameters>

export const faults = ({ lambda, highest }: Config): ReadonlyArray<ConfigFault> => [
  ...(lambda > 0
    ? [
        {
          path: ["lambda"],
          message: `The weight exp(-a x^2/2 + lambda x^4) cannot be normalised for lambda > 0, here ${lambda}.`
        }
      ]
    : []),
  ...(highest % 2 === 1
    ? [{ path: ["highest"], message: `Odd moments vanish; highest is an even number, not ${highest}.` }]
    : [])
]

/** Estimated seconds of all moments: a quadrature and an expansion each. */
export const cost = ({ highest, order }: Config): number => 1e-5 + highest * (5e-6 + 2e-7 * order)
