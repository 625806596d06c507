/** The table of couplings, its twelve rows, number by number. */
import { networksAndFields } from "../../simulation/paper.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Activations from "./activations.ts"
import * as Couplings from "./couplings.ts"
import * as Predictions from "./predictions.ts"

const sign: Claim = {
  id: "sign-of-lambda",
  says: "Networks have the action S_GP + ∫λf⁴ and 4-point functions −24 λ∫KKKK beside those of the Gaussian process (equation 3.18), and λ0 of M1 is positive for all three activations.",
  from: ["couplings"],
  judge: (rows) => {
    const all = rows("couplings", "lambda")
    const cases = Activations.all.flatMap((activation) => {
      const values = Cell.where(all, { activation }).map((row) => Cell.number(row, "kappa4"))
      return values.length === 0
        ? []
        : [{ activation, least: Math.min(...values), most: Math.max(...values) }]
    })
    if (cases.length === 0) return Judge.tooFew("connected 4-point functions")
    const isPositive = cases.every(({ least }) => least > 0)
    const isNegative = cases.every(({ most }) => most < 0)
    return {
      verdict: isNegative ? "agrees" : isPositive ? "differs" : "undecided",
      because: isPositive
        ? "Connected 4-point functions are positive on all tuples of the fits. So λ is negative by equation 3.18, and positive as the table has it only with the weight exp(−S_GP + ∫λf⁴): the two have opposite signs. Our couplings have the table's; a weight with such a quartic term can be expanded, not normalised."
        : isNegative
          ? "Connected 4-point functions are negative on all tuples of the fits, as equation 3.18 has them for a positive λ."
          : "Connected 4-point functions have both signs.",
      comparisons: cases.map(({ activation, least }) =>
        Judge.exact(`least connected 4-point function, ${Activations.called[activation]}`, least, {
          published: "below 0, by equation 3.18 and λ > 0"
        })
      )
    }
  }
}

export const table: Slide = {
  id: "couplings",
  title: "Verification of the predictions of effective field theory: the table of couplings",
  source: { paper: networksAndFields, where: "the table of couplings" },
  claims: [
    ...Activations.all.map(Couplings.of),
    ...Activations.all.map(Predictions.of),
    Predictions.predicted,
    Predictions.constant,
    sign
  ],
  figures: [
    { from: "couplings", figure: "prediction" },
    { from: "couplings", figure: "lambda" }
  ],
  ours: [
    "Averages are over ordered tuples of inputs, as the paper's: a tuple of four different inputs counts 24 times.",
    "Singular values below 10⁻³ of the largest are left out of the fits. That is ours, and found by what the published couplings of least norm amount to; with 10⁻⁸, which exact functions allow, M2 of Gauss and M3 of Gauss and Erf have other couplings altogether.",
    "A published coupling agrees where it is ours to its two digits, or as near as the error of a run of its size, 10⁷ networks, lets it be. Errors of tests are alike where they are within a factor of two: no error of them is known."
  ]
}
