/** One number, lambda of 4-point functions, and what it makes of 6-point functions. */
import { networksAndFields } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import type { Activation } from "./activations.ts"
import * as Activations from "./activations.ts"

/** Of the correction to the Gaussian process, what lambda gives. */
const explained = (row: Row): number =>
  (Cell.number(row, "gpAndLambda") - Cell.number(row, "gp")) /
  (Cell.number(row, "G6") - Cell.number(row, "gp"))

/** All tuples are of the same networks: their mean is known no better than each. */
const measured = (rows: ReadonlyArray<Row>): Statistics.Estimate =>
  Statistics.of(
    Cell.mean(rows, "gpAndLambdaShare"),
    Cell.mean(rows, "gpAndLambdaShareStandardError"),
    Cell.number(rows[0], "blocks") - 1
  )

const nearly = 0.9
const most = 0.5

const of = (activation: Activation): Claim => ({
  id: `six-point-${activation}`,
  says: `A single number, a constant λ that was measured by 4-point functions, is enough to approximate how 6-point functions differ from those of the Gaussian process: ${Activations.called[activation]}.`,
  from: ["sixPoint", "sixPointSampled"],
  judge: (rows) => {
    const exact = Cell.where(rows("sixPoint", "sixPoint"), { activation })
    if (exact.length === 0) return Judge.tooFew("6-point functions")
    const shares = exact.map(explained)
    const [least, middle] = [Math.min(...shares), Statistics.mean(shares).value]
    const sampled = Cell.where(rows("sixPointSampled", "sixPoint"), { activation })
    const value = sampled.length === 0 ? undefined : measured(sampled)
    const verdict = least >= nearly ? "agrees" : least >= most ? "agrees in trend" : "differs"
    return {
      verdict,
      because:
        `Of the difference between exact 6-point functions and those of the Gaussian process, λ gives ${Written.number(100 * middle)} % (at least ${Written.number(100 * least)} % on each of ${exact.length} tuples of inputs), at N = ${Cell.number(exact[0], "width")}. ` +
        (verdict === "agrees"
          ? ""
          : "The rest is the connected 6-point function, which no λ at first order makes, and which falls faster, as 1/N². ") +
        (value === undefined
          ? ""
          : `Of networks that were drawn, the prediction is ${Written.within(value)} of what is measured, where exact functions have ${Written.number(Cell.mean(exact, "gpAndLambdaShare"), 5)}.`),
      comparisons: [
        Judge.exact("share of the correction that λ gives", 100 * middle, {
          published: "enough to approximate",
          unit: "%"
        }),
        Judge.exact("Gaussian process over G6, exact", Cell.mean(exact, "gpShare")),
        Judge.exact("Gaussian process and λ over G6, exact", Cell.mean(exact, "gpAndLambdaShare"), {
          published: "1, approximately"
        }),
        ...(value === undefined
          ? []
          : [
              Judge.measured("Gaussian process and λ over G6, measured", value, {
                published: "1, approximately"
              })
            ])
      ]
    }
  }
})

export const sixPoint: Slide = {
  id: "six-point",
  title: "Gains in perspective: one number for 6-point functions",
  source: { paper: networksAndFields, where: "the experiments" },
  claims: Activations.all.map(of),
  figures: [{ from: "sixPoint", figure: "six-point" }],
  ours: [
    "Widths and cutoffs are those of the table of couplings: ReLU 20 neurons and Λ = 100, Erf 5 and 100, Gauss 1000 and all of space.",
    `We say that λ is enough where it gives ${100 * nearly} % of the correction on each tuple, and call it a trend from ${100 * most} % on; the talk has no number.`,
    "Gauss is not sampled here: its 6-point functions are decided by draws that no plain run has."
  ]
}
