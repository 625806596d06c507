/**
 * The table of couplings of Halverson, Maiti, Stoner (arXiv 2008.08601), as the slides of Halverson's talk print it:
 * couplings (lambda_0, lambda_2, lambda_NL), MAPE in per cent and MSE of kappa4 on the test inputs, averaged over ordered
 * tuples. Its tests are as small as they are because the same networks gave both sets of inputs. The MSE of relu's M0 is
 * printed as 0.003, ten times what it is, 0.000298.
 */
import type * as Coupling from "../../domain/field/action/coupling.ts"
import type * as Activation from "../../domain/field/activation/list.ts"
import type { Config } from "./config.ts"
import { parameters } from "./parameters.ts"

export interface Line {
  readonly couplings: Readonly<Record<Coupling.Name, number>>
  readonly mape: number
  readonly mse: number
}

const line = (lambda0: number, lambda2: number, lambdaNL: number, mape: number, mse: number): Line => ({
  couplings: { lambda0, lambda2, lambdaNL },
  mape,
  mse
})

type Lines = Readonly<Record<keyof typeof Coupling.models, Line>>

/** Of the paper's three activations. */
const table: { readonly [name in Activation.Name]?: Lines } = {
  gauss: {
    M0: line(0, 0, 0, 100, 0.019),
    M1: line(0.0046, 0, 0, 0.0145, 6.8e-10),
    M2: line(0.0043, 0.0011, 0, 0.0144, 6.7e-10),
    M3: line(0.00062, 0.00016, 0.0015, 0.0156, 7.5e-10)
  },
  relu: {
    M0: line(0, 0, 0, 100, 0.003),
    M1: line(6.2e-11, 0, 0, 0.0035, 7.6e-12),
    M2: line(1.2e-18, 8.7e-15, 0, 0.0013, 1.5e-12),
    M3: line(1.2e-18, 8.7e-15, 6.8e-17, 0.0012, 1.2e-12)
  },
  erf: {
    M0: line(0, 0, 0, 100, 0.006),
    M1: line(0.039, 0, 0, 0.03, 8.3e-10),
    M2: line(0.04, -0.00043, 0, 0.0042, 1.9e-11),
    M3: line(0.0019, -0.0054, 0.0063, 0.037, 1.1e-9)
  }
}

/** The lines of the paper's table that are of this point; undefined where it is none of the paper's. */
export const of = (config: Config): Lines | undefined => {
  const { activation, inputs, dIn, weightStd, testScale } = config
  const paper = parameters.resolve({ activation })
  const same = (["width", "biasStd", "cutoff", "inputScale"] as const).every(
    (name) => config[name] === paper[name]
  )
  return same && inputs === "paper" && dIn === 1 && weightStd === 1 && testScale === Math.SQRT1_2
    ? table[activation]
    : undefined
}
