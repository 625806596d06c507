/** The kernel of the Gaussian process: exact at all widths, and by three formulas. */
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
import * as Chance from "./chance.ts"

/** Those whose errors can be counted by. */
const trusted = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> =>
  rows.filter((row) => !Activations.isDoubtful(row))

/** Networks of different widths are independent, tuples of one width are of the same ones. */
const scores = (rows: ReadonlyArray<Row>): Chance.Chance =>
  Chance.of(
    Cell.grouped(rows, ["activation", "width"]).map((group) => group.map((row) => Cell.number(row, "zScore")))
  )

/** Of all widths together, each by its error; tuples of a width count as one. */
const ratio = (rows: ReadonlyArray<Row>): Statistics.Estimate => {
  const widths = Cell.grouped(rows, ["width"]).map((group) =>
    Statistics.of(
      Statistics.mean(group.map((row) => Cell.number(row, "mean") / Cell.number(row, "exact"))).value,
      Statistics.mean(
        group.map((row) => Math.abs(Cell.number(row, "standardError") / Cell.number(row, "exact")))
      ).value
    )
  )
  const weights = widths.map(({ standardError }) => standardError ** -2)
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return Statistics.combination(
    weights.map((weight) => weight / total),
    widths
  )
}

const exactAtAllWidths: Claim = {
  id: "kernel-at-all-widths",
  says: "In these experiments the kernel of the Gaussian process is the exact 2-point function of networks of any width.",
  from: ["kernel"],
  judge: (rows) => {
    const all = Cell.where(rows("kernel", "correlators"), { order: 2 })
    const counted = trusted(all)
    if (counted.length === 0) return Judge.tooFew("2-point functions whose errors are known")
    const chance = scores(counted)
    const widths = Cell.values(counted, "width")
    const parts = Activations.all.flatMap((activation) => {
      const some = Cell.where(counted, { activation })
      return some.length === 0 ? [] : [{ activation, chance: scores(some), ratio: ratio(some) }]
    })
    const left = all.length - counted.length
    return {
      verdict: Chance.verdicts[chance.says],
      because:
        `${chance.scores} measured 2-point functions at widths ${widths[0]} to ${widths.at(-1)} have a mean square distance from K of ${Written.number(chance.meanSquare)} squared standard errors, ` +
        `where 1 is due and chance stays below ${Written.number(chance.usual)} in 95 of 100 cases (${parts
          .map(
            ({ activation, chance: { meanSquare } }) =>
              `${Activations.called[activation]} ${Written.number(meanSquare)}`
          )
          .join(", ")}); the largest distance is ${Written.number(chance.largest)}. ` +
        "That must be so: given the hidden layer, the covariance of f is a mean over neurons of one law, whose expectation does not depend on how many there are." +
        (left > 0 ? ` ${left} more have too few effective networks for an error.` : ""),
      comparisons: parts.flatMap(({ activation, ratio: value, chance: { meanSquare } }) => [
        Judge.measured(`G2 / K over all widths, ${Activations.called[activation]}`, value, { published: 1 }),
        Judge.withoutError(
          `mean squared distance in standard errors, ${Activations.called[activation]}`,
          meanSquare,
          { published: "1 by chance" }
        )
      ])
    }
  }
}

/** Inputs of the tests with one input dimension, from the paper's table of experiments. */
const inputs: Readonly<Record<Activation, ReadonlyArray<number>>> = {
  gauss: [-1, -0.6, -0.2, 0.2, 0.6, 1].map((x) => 0.01 * x),
  relu: [0.2, 0.4, 0.6, 0.8, 1, 1.2],
  erf: [-1, -0.6, -0.2, 0.2, 0.6, 1]
}

/** K(x, x') as the slide prints it, for one input dimension. `b` and `w` are the variances of biases and weights. */
export const formulas: Readonly<Record<Activation, (x: number, y: number, b: number, w: number) => number>> =
  {
    gauss: (x, y, b, w) => b + w * Math.exp((-w * (x - y) ** 2) / 2),
    relu: (x, y, b, w) => {
      const [xx, yy, xy] = [b + w * x * x, b + w * y * y, b + w * x * y]
      const theta = Math.acos(Math.min(1, Math.max(-1, xy / Math.sqrt(xx * yy))))
      return (
        b +
        ((w * Math.sqrt(xx * yy)) / (2 * Math.PI)) * (Math.sin(theta) + (Math.PI - theta) * Math.cos(theta))
      )
    },
    erf: (x, y, b, w) =>
      b +
      ((2 * w) / Math.PI) *
        Math.asin((2 * (b + w * x * y)) / Math.sqrt((1 + 2 * (b + w * x * x)) * (1 + 2 * (b + w * y * y))))
  }

const printed = (activation: Activation, row: Row): number => {
  const [a, b] = Cell.text(row, "tuple")
    .split("-")
    .map((place) => inputs[activation][Number(place) - 1])
  return formulas[activation](a, b, Cell.number(row, "biasStd") ** 2, Cell.number(row, "weightStd") ** 2)
}

const byFormula: Claim = {
  id: "kernel-formulas",
  says: "The kernels of Gauss-, ReLU- and Erf-networks of one hidden layer are three closed formulas.",
  from: ["kernel"],
  judge: (rows) => {
    const all = trusted(
      Cell.where(rows("kernel", "correlators"), { order: 2, dIn: 1, inputs: "gp-test", depth: 1 })
    )
    const measured = Activations.all.flatMap((activation) =>
      Cell.where(all, { activation }).map((row) => {
        const value = printed(activation, row)
        const error = Cell.number(row, "standardError")
        return {
          activation,
          row: { ...row, zScore: (Cell.number(row, "mean") - value) / error, exact: value }
        }
      })
    )
    if (measured.length === 0) return Judge.tooFew("2-point functions whose errors are known")
    const chance = scores(measured.map(({ row }) => row))
    return {
      verdict: Chance.verdicts[chance.says],
      because: `Networks drawn as the slides say, which know no formula, have 2-point functions whose mean square distance from the printed formulas is ${Written.number(chance.meanSquare)} squared standard errors; chance stays below ${Written.number(chance.usual)} in 95 of 100 cases.`,
      comparisons: Activations.all.flatMap((activation) => {
        const some = measured.filter((each) => each.activation === activation).map(({ row }) => row)
        const ends = Cell.where(some, { tuple: "1-6" })
        if (ends.length === 0) return []
        const value = Number(ends[0].exact)
        return [
          Judge.measured(
            `K(${inputs[activation][0]}, ${inputs[activation][5]}), ${Activations.called[activation]}`,
            Statistics.times(value, ratio(ends)),
            { published: value }
          )
        ]
      })
    }
  }
}

export const kernel: Slide = {
  id: "kernels",
  title: "Kernels of the experiments, exact at all widths",
  source: { paper: networksAndFields, where: "section 2, and the experiments" },
  claims: [exactAtAllWidths, byFormula],
  figures: [
    { from: "kernel", figure: "deviation" },
    { from: "kernel", figure: "z-scores" }
  ],
  ours: [
    "Gauss-networks are drawn by tilts with weights and not plainly, as with a bias of 1 their neurons are log-normal; the means are the same, the errors can be trusted.",
    "All pairs of inputs of one width share their networks, so that a width counts as one observation in the test, which errs on the side of chance."
  ]
}
