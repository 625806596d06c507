/** Gaussian processes as free fields: what n-point functions are at infinite width, and which vanish. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Activations from "./activations.ts"
import * as Chance from "./chance.ts"

const rounding = 1e-9

type Pairing = ReadonlyArray<readonly [number, number]>

/** Written out here, and not taken from what computes the tables: 1, 3 and 15 of them. */
const pairings = (points: ReadonlyArray<number>): ReadonlyArray<Pairing> => {
  const [first, ...others] = points
  if (first === undefined) return [[]]
  return others.flatMap((partner) =>
    pairings(others.filter((point) => point !== partner)).map((rest) => [[first, partner] as const, ...rest])
  )
}

const products: Claim = {
  id: "gaussian-process-correlators",
  says: "Of a Gaussian process the 2-point function is the kernel K, the 4-point function the sum of three products of two kernels, and the others are likewise sums over pairings: particles that fly past each other.",
  from: ["exact"],
  judge: (rows) => {
    const found = rows("exact", "correlators")
    // The limit is the same at every width.
    const all = found.filter((row) => row.width === found[0].width)
    const apart = Activations.all.flatMap((activation) =>
      Cell.values(all, "dIn").flatMap((dIn) => {
        const some = Cell.where(all, { activation, dIn })
        const K = new Map(
          Cell.where(some, { order: 2 }).map((row) => [Cell.text(row, "tuple"), Cell.number(row, "gp")])
        )
        return [4, 6].flatMap((order) =>
          Cell.where(some, { order }).map((row) => {
            const inputs = Cell.text(row, "tuple").split("-")
            const sum = pairings(inputs.map((_, place) => place)).reduce(
              (total, pairing) =>
                total +
                pairing.reduce((product, [a, b]) => product * (K.get(`${inputs[a]}-${inputs[b]}`) ?? NaN), 1),
              0
            )
            return { order, apart: Math.abs(Cell.number(row, "gp") / sum - 1) }
          })
        )
      })
    )
    if (apart.length === 0) return Judge.tooFew("4- and 6-point functions")
    const largest = Math.max(...apart.map((each) => each.apart))
    return {
      verdict: largest < rounding ? "agrees" : "differs",
      because: `For all three activations, in up to three input dimensions, all ${apart.length} 4- and 6-point functions of the limit are the sums over pairings of the 2-point functions, to ${Written.number(largest, 1)} of their size.`,
      comparisons: [
        Judge.exact("products of kernels in a 4-point function", pairings([0, 1, 2, 3]).length, {
          published: 3
        }),
        ...[...Map.groupBy(apart, ({ order }) => order)].map(([order, some]) =>
          Judge.exact(
            `largest relative distance of a ${order}-point function from its sum over pairings`,
            Math.max(...some.map((each) => each.apart)),
            { published: 0 }
          )
        )
      ]
    }
  }
}

const symmetric = (row: Row): boolean =>
  Cell.number(row, "weightMean") === 0 && Cell.number(row, "biasMean") === 0

const point = ["activation", "width", "order", "weightMean", "biasMean"]

const odd: Claim = {
  id: "odd-functions-vanish",
  says: "Functions of an odd number of points vanish, and with them all odd couplings of the action.",
  from: ["symmetries"],
  judge: (rows) => {
    const scores = rows("symmetries", "correlators")
      .filter((row) => symmetric(row) && Cell.number(row, "order") % 2 === 1)
      .map((row) => ({ ...row, score: Cell.number(row, "mean") / Cell.number(row, "standardError") }))
    if (scores.length === 0) return Judge.tooFew("functions of an odd number of points")
    const score = (some: ReadonlyArray<Row>) =>
      Chance.of(Cell.grouped(some, point).map((group) => group.map((row) => Cell.number(row, "score"))))
    const chance = score(scores)
    return {
      verdict: Chance.verdicts[chance.says],
      because:
        `${chance.scores} functions of one and three points, of ${chance.groups} independent ensembles, are ${Written.number(Math.sqrt(chance.meanSquare))} standard errors from 0, root mean square, where 1 is due; ` +
        `chance alone stays below ${Written.number(Math.sqrt(chance.usual))} in 95 of 100 cases. They are zero because f and −f are as likely, as long as weights and biases of the last layer have no mean.`,
      comparisons: Cell.values(scores, "order").map((order) =>
        Judge.withoutError(
          `root mean square of ${order}-point functions, in standard errors (1 by chance)`,
          Math.sqrt(score(Cell.where(scores, { order })).meanSquare),
          { published: "0 but for chance" }
        )
      )
    }
  }
}

const broken: Claim = {
  id: "means-break-symmetry",
  says: "A prior with means breaks the symmetry: functions that it makes vanish no longer do.",
  from: ["symmetries"],
  judge: (rows) => {
    const all = Cell.where(rows("symmetries", "correlators"), { order: 1 }).filter((row) => !symmetric(row))
    if (all.length === 0) return Judge.tooFew("networks whose parameters have means")
    const columns = ["biasMean", "weightMean"] as const
    const cases = columns.flatMap((column) =>
      Cell.values(all, column)
        .filter((mean) => mean !== 0)
        .reverse()
        .map((mean) => {
          const some = Cell.where(all, { [column]: mean })
          const scores = some.map((row) => Cell.number(row, "mean") / Cell.number(row, "standardError"))
          return {
            column,
            mean,
            first: some[0],
            rms: Math.sqrt(Statistics.mean(scores.map((z) => z * z)).value)
          }
        })
    )
    const named = { biasMean: "biases", weightMean: "weights" }
    /** Of as many functions as there are, none is so far out by chance in a thousand studies. */
    const far = 5
    const seen = cases.filter(({ rms }) => rms > far)
    return {
      verdict: seen.length > 0 ? "agrees" : "undecided",
      because:
        `1-point functions, in standard errors from 0, root mean square: ${cases
          .map(
            ({ column, mean, rms }) => `${Written.number(rms)} with a mean of ${mean} of the ${named[column]}`
          )
          .join(", ")}. ` +
        (seen.length === cases.length
          ? "All are seen."
          : "Means that are too small for so many networks are not seen."),
      comparisons: cases.map(({ column, mean, first }) =>
        Judge.withError(
          `E f of ${Activations.ofRow(first)} networks of ${Cell.number(first, "width")} neurons at their first input, mean of the ${named[column]} ${mean}`,
          Cell.number(first, "mean"),
          Cell.number(first, "standardError"),
          { published: "not 0" }
        )
      )
    }
  }
}

export const free: Slide = {
  id: "free-fields",
  title: "Gaussian processes as free fields, and their n-point functions",
  claims: [products],
  figures: [],
  ours: [
    "That a Gaussian process is a free field theory, with its kernel for a propagator and its log-likelihood for an action, is a dictionary between words; what can be computed of it are the n-point functions."
  ]
}

export const symmetry: Slide = {
  id: "symmetries",
  title: "Symmetries of the distribution, and what breaks them",
  claims: [odd, broken],
  figures: [{ from: "symmetries", figure: "laws" }],
  ours: [
    "The slide refers to a paper of the week after, arXiv 2106.00694 by what it is about; widths, numbers of outputs and means of parameters are ours.",
    "All functions of one ensemble share its networks, so that an ensemble counts as one observation in the test, which errs on the side of chance."
  ]
}
