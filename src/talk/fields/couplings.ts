/** The couplings of the table: each of its numbers beside exact functions, and beside networks that are drawn. */
import { z95 } from "../../domain/stats/normal.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Judgement, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import * as Written from "../written.ts"
import type { Activation } from "./activations.ts"
import * as Activations from "./activations.ts"

const columns = {
  lambda0: { symbol: "λ0", published: "publishedLambda0" },
  lambda2: { symbol: "λ2", published: "publishedLambda2" },
  lambdaNL: { symbol: "λNL", published: "publishedLambdaNL" }
} as const
type Name = keyof typeof columns

export const models = ["M0", "M1", "M2", "M3"] as const
const fitted: Readonly<Record<(typeof models)[number], ReadonlyArray<Name>>> = {
  M0: [],
  M1: ["lambda0"],
  M2: ["lambda0", "lambda2"],
  M3: ["lambda0", "lambda2", "lambdaNL"]
}

/** The singular values that count as zero in the first of these are what the published couplings of least norm amount to. */
export const tolerances = { published: 1e-3, exact: 1e-8 } as const

/** Networks of one of the paper's fits: ten experiments of a million. */
const papers = 1e7

/** What rounding to the two digits of the slide may hide. */
export const half = (published: number): number =>
  published === 0 ? 0 : 0.5001 * 10 ** (Math.floor(Math.log10(Math.abs(published))) - 1)

/** A coupling of the table, and what there is to hold it against. */
interface Printed {
  readonly model: string
  readonly name: Name
  readonly published: number
  readonly exact: number
  /** With all that exact functions can tell. */
  readonly full: number
  /** Standard error of a run of the paper's size; NaN where none of it was drawn. */
  readonly error: number
  readonly isLeastNorm: boolean
}

export const exactRows = (rows: ReadonlyArray<Row>, activation: Activation, rankTolerance: number) =>
  Cell.where(rows, { activation, rankTolerance })

const numbers = (
  activation: Activation,
  exact: ReadonlyArray<Row>,
  sampled: ReadonlyArray<Row>
): ReadonlyArray<Printed> =>
  models.flatMap((model) => {
    const [row] = Cell.where(exactRows(exact, activation, tolerances.published), { model })
    const [full] = Cell.where(exactRows(exact, activation, tolerances.exact), { model })
    const [drawn] = Cell.where(sampled, { activation, model })
    if (row === undefined) return []
    return fitted[model].map((name) => ({
      model,
      name,
      published: Cell.number(row, columns[name].published),
      exact: Cell.number(row, name),
      full: full === undefined ? Number.NaN : Cell.number(full, name),
      error:
        drawn === undefined
          ? Number.NaN
          : Cell.number(drawn, `${name}StandardError`) *
            Math.sqrt((Cell.number(drawn, "nets") * Cell.number(drawn, "repeats")) / papers),
      isLeastNorm: Cell.number(row, "rank") < Cell.number(row, "parameters")
    }))
  })

/** Of a run of the paper's size, the error of lambda0 over its value; 0 where none of it was drawn. */
export const relativeError = (
  activation: Activation,
  exact: ReadonlyArray<Row>,
  sampled: ReadonlyArray<Row>
): number => {
  const [first] = numbers(activation, exact, sampled)
  return first === undefined || Number.isNaN(first.error) ? 0 : first.error / first.exact
}

const label = ({ model, name }: Pick<Printed, "model" | "name">): string =>
  `${columns[name].symbol} of ${model}`

const apart = ({ published, exact }: Printed): number => Math.abs(published - exact)

const judgeCouplings = (activation: Activation, rows: Rows): Judgement => {
  const sampled = rows("sampledCouplings", "couplings")
  const all = numbers(activation, rows("couplings", "couplings"), sampled)
  if (all.length === 0) return Judge.tooFew(`couplings of ${Activations.called[activation]}`)
  const byRounding = all.filter((each) => apart(each) <= half(each.published))
  const byError = all.filter(
    (each) => !byRounding.includes(each) && apart(each) <= half(each.published) + z95 * each.error
  )
  const others = all.filter((each) => !byRounding.includes(each) && !byError.includes(each))
  const unknown = others.filter(({ error }) => Number.isNaN(error))
  const ratios = all.map(({ published, exact }) => published / exact)
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
  const drawn = Cell.where(sampled, { activation })
  const [first] = Cell.where(drawn, { model: "M1" })
  const leastNorm = all.filter(({ isLeastNorm }) => isLeastNorm)
  const moved = leastNorm.filter(
    ({ full, exact }) => Number.isFinite(full) && Math.abs(full - exact) > 0.01 * Math.abs(exact)
  )
  const because = [
    byRounding.length === all.length
      ? `All ${all.length} published couplings are those of exact 4-point functions, to their digits.`
      : `Of ${all.length} published couplings ${byRounding.length === 0 ? "none is" : `${byRounding.length} are`} those of exact 4-point functions to their digits; they are ${low.toFixed(2)} to ${high.toFixed(2)} times those.`,
    byError.length > 0 && first !== undefined
      ? `${byError.length === all.length ? "All are" : byError.length === 1 ? "One is" : `${byError.length} are`} as near as 10⁷ networks, the paper's number, let them be: ${Written.number(Cell.number(first, "nets") * Cell.number(first, "repeats"))} of ours have λ0 = ${Written.number(Cell.number(first, "lambda0"))} ± ${Written.number(Cell.number(first, "lambda0StandardError"), 2)}, where ${Written.number(all[0].exact)} is exact.`
      : "",
    unknown.length > 0
      ? `How far a run of the paper's size is off cannot be said without one${drawn.length === 0 ? ", and none is drawn here" : ""}.`
      : "",
    first !== undefined && Activations.isDoubtful(first)
      ? "Its error is too small: the tails that make 4-point functions of these neurons are hardly ever drawn, and most plain runs find too little of them."
      : "",
    leastNorm.length > 0
      ? `${[...new Set(leastNorm.map(({ model }) => model))].join(" and ")} ${new Set(leastNorm.map(({ model }) => model)).size === 1 ? "has" : "have"} fewer independent columns than couplings, so that these are the ones of least norm and no measurements` +
        (moved.length > 0
          ? `; all that exact functions tell makes them ${moved.map((each) => `${label(each)} ${Written.number(each.full)}`).join(", ")}.`
          : ".")
      : ""
  ]
  return {
    verdict: others.length === 0 ? "agrees" : unknown.length === others.length ? "undecided" : "differs",
    because: because.filter((sentence) => sentence !== "").join(" "),
    comparisons: all.flatMap((each) => {
      const row = Cell.where(drawn, { model: each.model })[0]
      return [
        Judge.exact(`${label(each)}, exact`, each.exact, { published: each.published }),
        ...(row === undefined
          ? []
          : [
              Judge.withError(
                `${label(each)}, from networks`,
                Cell.number(row, each.name),
                Cell.number(row, `${each.name}StandardError`),
                { published: each.published }
              )
            ])
      ]
    })
  }
}

export const of = (activation: Activation): Claim => ({
  id: `couplings-${activation}`,
  says: `${Activations.called[activation]}: the couplings λ0, λ2 and λNL that models M1 to M3 fit to connected 4-point functions.`,
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => judgeCouplings(activation, rows)
})
