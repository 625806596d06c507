/** The table of couplings, its twelve rows, number by number. */
import { networksAndFields } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import type { Claim, Comparison, Judgement } from "../claim.ts"
import type { Slide } from "../slide.ts"
import type { Activation } from "./cells.ts"
import * as Cells from "./cells.ts"

const columns = {
  lambda0: { symbol: "λ0", published: "publishedLambda0" },
  lambda2: { symbol: "λ2", published: "publishedLambda2" },
  lambdaNL: { symbol: "λNL", published: "publishedLambdaNL" }
} as const
type Name = keyof typeof columns

const models = ["M0", "M1", "M2", "M3"] as const
const fitted: Readonly<Record<(typeof models)[number], ReadonlyArray<Name>>> = {
  M0: [],
  M1: ["lambda0"],
  M2: ["lambda0", "lambda2"],
  M3: ["lambda0", "lambda2", "lambdaNL"]
}

/** The singular values that count as zero in the first of these are what the published couplings of least norm amount to. */
const tolerances = { published: 1e-3, exact: 1e-8 } as const

/** Networks of one of the paper's fits: ten experiments of a million. */
const papers = 1e7

/** What rounding to the two digits of the slide may hide. */
const half = (published: number): number =>
  published === 0 ? 0 : 0.5001 * 10 ** (Math.floor(Math.log10(Math.abs(published))) - 1)

const normal95 = 1.96

interface Number {
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

const exactRows = (rows: ReadonlyArray<Row>, activation: Activation, rankTolerance: number) =>
  Cells.where(rows, { activation, rankTolerance })

const numbers = (
  activation: Activation,
  exact: ReadonlyArray<Row>,
  sampled: ReadonlyArray<Row>
): ReadonlyArray<Number> =>
  models.flatMap((model) => {
    const [row] = Cells.where(exactRows(exact, activation, tolerances.published), { model })
    const [full] = Cells.where(exactRows(exact, activation, tolerances.exact), { model })
    const [drawn] = Cells.where(sampled, { activation, model })
    if (row === undefined) return []
    return fitted[model].map((name) => ({
      model,
      name,
      published: Cells.number(row, columns[name].published),
      exact: Cells.number(row, name),
      full: full === undefined ? Number.NaN : Cells.number(full, name),
      error:
        drawn === undefined
          ? Number.NaN
          : Cells.number(drawn, `${name}StandardError`) *
            Math.sqrt((Cells.number(drawn, "nets") * Cells.number(drawn, "repeats")) / papers),
      isLeastNorm: Cells.number(row, "rank") < Cells.number(row, "parameters")
    }))
  })

const label = ({ model, name }: Pick<Number, "model" | "name">): string =>
  `${columns[name].symbol} of ${model}`

const apart = ({ published, exact }: Number): number => Math.abs(published - exact)

const judgeCouplings = (activation: Activation, rows: Parameters<Claim["judge"]>[0]): Judgement => {
  const sampled = rows("sampledCouplings", "couplings")
  const all = numbers(activation, rows("couplings", "couplings"), sampled)
  if (all.length === 0) return Cells.tooFew(`couplings of ${Cells.activations[activation]}`)
  const byRounding = all.filter((each) => apart(each) <= half(each.published))
  const byError = all.filter(
    (each) => !byRounding.includes(each) && apart(each) <= half(each.published) + normal95 * each.error
  )
  const others = all.filter((each) => !byRounding.includes(each) && !byError.includes(each))
  const unknown = others.filter(({ error }) => Number.isNaN(error))
  const ratios = all.map(({ published, exact }) => published / exact)
  const [low, high] = [Math.min(...ratios), Math.max(...ratios)]
  const drawn = Cells.where(sampled, { activation })
  const [first] = Cells.where(drawn, { model: "M1" })
  const leastNorm = all.filter(({ isLeastNorm }) => isLeastNorm)
  const moved = leastNorm.filter(
    ({ full, exact }) => Number.isFinite(full) && Math.abs(full - exact) > 0.01 * Math.abs(exact)
  )
  const because = [
    byRounding.length === all.length
      ? `All ${all.length} published couplings are those of exact 4-point functions, to their digits.`
      : `Of ${all.length} published couplings ${byRounding.length === 0 ? "none is" : `${byRounding.length} are`} those of exact 4-point functions to their digits; they are ${low.toFixed(2)} to ${high.toFixed(2)} times those.`,
    byError.length > 0 && first !== undefined
      ? `${byError.length === all.length ? "All are" : byError.length === 1 ? "One is" : `${byError.length} are`} as near as 10⁷ networks, the paper's number, let them be: ${Cells.told(Cells.number(first, "nets") * Cells.number(first, "repeats"))} of ours have λ0 = ${Cells.told(Cells.number(first, "lambda0"))} ± ${Cells.told(Cells.number(first, "lambda0StandardError"), 2)}, where ${Cells.told(all[0].exact)} is exact.`
      : "",
    unknown.length > 0
      ? `How far a run of the paper's size is off cannot be said without one${drawn.length === 0 ? ", and none is drawn here" : ""}.`
      : "",
    first !== undefined && first.caution !== null && first.caution !== undefined
      ? "Its error is too small: the tails that make 4-point functions of these neurons are hardly ever drawn, and most plain runs find too little of them."
      : "",
    leastNorm.length > 0
      ? `${[...new Set(leastNorm.map(({ model }) => model))].join(" and ")} ${new Set(leastNorm.map(({ model }) => model)).size === 1 ? "has" : "have"} fewer independent columns than couplings, so that these are the ones of least norm and no measurements` +
        (moved.length > 0
          ? `; all that exact functions tell makes them ${moved.map((each) => `${label(each)} ${Cells.told(each.full)}`).join(", ")}.`
          : ".")
      : ""
  ]
  return {
    verdict: others.length === 0 ? "agrees" : unknown.length === others.length ? "undecided" : "differs",
    because: because.filter((sentence) => sentence !== "").join(" "),
    comparisons: all.flatMap((each): ReadonlyArray<Comparison> => {
      const row = Cells.where(drawn, { model: each.model })[0]
      return [
        { what: `${label(each)}, exact`, published: each.published, ours: each.exact, doubt: "exact" },
        ...(row === undefined
          ? []
          : [
              {
                what: `${label(each)}, from networks`,
                published: each.published,
                ours: Cells.number(row, each.name),
                doubt: { standardError: Cells.number(row, `${each.name}StandardError`) }
              }
            ])
      ]
    })
  }
}

const ofCouplings = (activation: Activation): Claim => ({
  id: `couplings-${activation}`,
  says: `${Cells.activations[activation]}: the couplings λ0, λ2 and λNL that models M1 to M3 fit to connected 4-point functions.`,
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => judgeCouplings(activation, rows)
})

/** A ratio of errors within which one calls them alike. */
const alike = 2

interface Test {
  readonly model: string
  readonly published: { readonly mape: number; readonly mse: number }
  readonly exact: { readonly mape: number; readonly mse: number }
  /** MAPE of a run, by what it was tested on. */
  readonly same: number
  readonly independent: number
}

const tests = (activation: Activation, exact: ReadonlyArray<Row>, sampled: ReadonlyArray<Row>) =>
  models.flatMap((model): ReadonlyArray<Test> => {
    const [row] = Cells.where(exactRows(exact, activation, tolerances.published), { model, test: "exact" })
    if (row === undefined) return []
    const drawn = (test: string) => Cells.where(sampled, { activation, model, test })[0]
    const mape = (test: string) =>
      drawn(test) === undefined ? Number.NaN : Cells.number(drawn(test), "mape")
    return [
      {
        model,
        published: { mape: Cells.number(row, "publishedMape"), mse: Cells.number(row, "publishedMse") },
        exact: { mape: Cells.number(row, "mape"), mse: Cells.number(row, "mse") },
        same: mape("same networks"),
        independent: mape("independent networks")
      }
    ]
  })

const ratio = (a: number, b: number): number => Math.max(a / b, b / a)

/** Published figures of M0 have one digit or two; its MSE is the mean square of kappa4, and moves by twice what couplings do. */
const signal = ({ published, exact }: Test, relativeError: number): "same" | "near" | "other" => {
  const unit = published.mse >= 0.01 ? half(published.mse) : 10 * half(published.mse)
  const distance = Math.abs(published.mse - exact.mse)
  if (distance <= unit) return "same"
  return distance <= unit + 2 * normal95 * relativeError * exact.mse ? "near" : "other"
}

const isTenfold = ({ published, exact }: Test): boolean => Math.abs(published.mse / exact.mse - 10) < 0.5

const sizes: Readonly<Record<ReturnType<typeof signal>, (test: Test) => string>> = {
  same: ({ exact }) => `M0's MSE, the mean square of κ4, is ${Cells.told(exact.mse)}, as published.`,
  near: ({ published, exact }) =>
    `M0's MSE, the mean square of κ4, is ${Cells.told(exact.mse)}, and the published ${Cells.told(published.mse)} is as near as a run of the paper's size may be.`,
  other: (test) =>
    `M0's MSE, the mean square of κ4, is ${Cells.told(test.exact.mse)}, and ${Cells.told(test.published.mse)} is published` +
    (isTenfold(test) ? ": ten times that, a slip of a digit by all appearance." : ".")
}

const judgeTests = (activation: Activation, rows: Parameters<Claim["judge"]>[0]): Judgement => {
  const sampled = rows("sampledCouplings", "couplings")
  const all = tests(activation, rows("couplings", "couplings"), sampled)
  const [none, ...fits] = all
  if (none === undefined) return Cells.tooFew(`tests of ${Cells.activations[activation]}`)
  const [first] = numbers(activation, rows("couplings", "couplings"), sampled)
  const relativeError = first === undefined || Number.isNaN(first.error) ? 0 : first.error / first.exact
  const size = signal(none, relativeError)
  const isAlike = ({ published, exact, same }: Test) =>
    ratio(published.mape, exact.mape) <= alike || ratio(published.mape, same) <= alike
  const isDrawn = fits.some(({ same }) => Number.isFinite(same))
  const tell = (each: (test: Test) => number) => fits.map((test) => Cells.told(each(test), 2)).join(", ")
  const because = [
    `MAPE of M1 to M3 in per cent: published ${tell(({ published }) => published.mape)}; with exact functions ${tell(({ exact }) => exact.mape)}` +
      (isDrawn
        ? `; of networks that are drawn, ${tell(({ same }) => same)} where the same ones are asked at both sets of inputs and ${tell(({ independent }) => independent)} where others are.`
        : "."),
    isDrawn
      ? "So small errors come of a test by the same networks: noise that moves all 4-point functions together is fitted and tested alike."
      : "",
    sizes[size](none),
    fits.every(({ exact }) => exact.mape < 1e-6)
      ? "With exact functions one coupling leaves nothing but rounding, as these kernels are products, and networks in 32-bit numbers leave hardly more; what the published errors are of we cannot say."
      : ""
  ]
  const same = fits.filter(isAlike)
  return {
    verdict:
      size === "other" || same.length === 0
        ? "differs"
        : same.length === fits.length
          ? "agrees in trend"
          : "differs",
    because: because.filter((sentence) => sentence !== "").join(" "),
    comparisons: all.flatMap(
      ({ model, published, exact }): ReadonlyArray<Comparison> => [
        {
          what: `MAPE of ${model}, exact functions`,
          published: published.mape,
          ours: exact.mape,
          doubt: "exact",
          unit: "%"
        },
        {
          what: `MSE of ${model}, exact functions`,
          published: published.mse,
          ours: exact.mse,
          doubt: "exact"
        }
      ]
    )
  }
}

const ofTests = (activation: Activation): Claim => ({
  id: `couplings-test-${activation}`,
  says: `${Cells.activations[activation]}: how far M0 to M3 are from connected 4-point functions at other inputs, by MAPE and MSE.`,
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => judgeTests(activation, rows)
})

/** Per cent within which one calls a prediction verified. */
const verified = 1

const predicted: Claim = {
  id: "couplings-predict",
  says: "Couplings that are measured at some inputs predict connected 4-point functions at others: what M0 leaves whole, M1 to M3 get right.",
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => {
    const cases = Cells.names.flatMap((activation) =>
      tests(activation, rows("couplings", "couplings"), rows("sampledCouplings", "couplings"))
        .filter(({ model }) => model !== "M0")
        .map((test) => ({ ...test, activation }))
    )
    if (cases.length === 0) return Cells.tooFew("tests")
    const largest = Cells.largest(cases.map(({ exact }) => exact.mape))
    const noisy = cases.filter(({ model, independent }) => model === "M1" && Number.isFinite(independent))
    return {
      verdict: largest < verified ? "agrees" : "differs",
      because:
        `With exact functions M1 to M3 miss by at most ${Cells.told(largest, 2)} % where M0 misses by 100 %.` +
        (noisy.length === 0
          ? ""
          : ` Couplings of drawn networks predict what other networks do by no more than both are known: M1 misses by ${noisy
              .map(
                ({ activation, independent }) =>
                  `${Cells.told(independent, 2)} % (${Cells.activations[activation]})`
              )
              .join(", ")}.`),
      comparisons: cases.map(({ activation, model, published, exact }) => ({
        what: `MAPE of ${model}, ${Cells.activations[activation]}, exact functions`,
        published: published.mape,
        ours: exact.mape,
        doubt: "exact",
        unit: "%"
      }))
    }
  }
}

const constant: Claim = {
  id: "constant-lambda",
  says: "λ may be taken as a constant: M1, one number, describes connected 4-point functions to a fraction of a per cent.",
  from: ["couplings", "wideInputs"],
  judge: (rows) => {
    const residual = (source: "couplings" | "wideInputs") =>
      Cells.names.flatMap((activation) => {
        const all = Cells.where(rows(source, "couplings"), { activation, model: "M1", test: "fit" })
        return all.length === 0 ? [] : [{ activation, left: 100 * Cells.number(all[0], "residual") }]
      })
    const [narrow, wide] = [residual("couplings"), residual("wideInputs")]
    if (narrow.length === 0) return Cells.tooFew("fits")
    const isNarrow = narrow.every(({ left }) => left < verified)
    const isWide = wide.every(({ left }) => left < verified)
    const tell = (some: typeof narrow) =>
      some
        .map(({ activation, left }) => `${Cells.told(left, 2)} % (${Cells.activations[activation]})`)
        .join(", ")
    return {
      verdict: isNarrow && isWide ? "agrees" : isNarrow ? "agrees in trend" : "differs",
      because:
        `On the paper's inputs one λ leaves ${tell(narrow)} of κ4, root mean square.` +
        (isWide
          ? ""
          : ` But inputs of Gauss and Erf are 0.01 and less there; with inputs of order 1 one λ leaves ${tell(wide)}. That λ is constant is a property of inputs near 0, and of ReLU without bias.`),
      comparisons: [
        ...narrow.map(
          ({ activation, left }): Comparison => ({
            what: `κ4 that one λ leaves, ${Cells.activations[activation]}, the paper's inputs`,
            published: "little",
            ours: left,
            doubt: "exact",
            unit: "%"
          })
        ),
        ...wide.map(
          ({ activation, left }): Comparison => ({
            what: `κ4 that one λ leaves, ${Cells.activations[activation]}, inputs of order 1`,
            ours: left,
            doubt: "exact",
            unit: "%"
          })
        )
      ]
    }
  }
}

const sign: Claim = {
  id: "sign-of-lambda",
  says: "Networks have the action S_GP + ∫λf⁴ and 4-point functions −24 λ∫KKKK beside those of the Gaussian process (equation 3.18), and λ0 of M1 is positive for all three activations.",
  from: ["couplings"],
  judge: (rows) => {
    const all = rows("couplings", "lambda")
    const cases = Cells.names.flatMap((activation) => {
      const values = Cells.where(all, { activation }).map((row) => Cells.number(row, "kappa4"))
      return values.length === 0
        ? []
        : [{ activation, least: Math.min(...values), most: Math.max(...values) }]
    })
    if (cases.length === 0) return Cells.tooFew("connected 4-point functions")
    const isPositive = cases.every(({ least }) => least > 0)
    const isNegative = cases.every(({ most }) => most < 0)
    return {
      verdict: isNegative ? "agrees" : isPositive ? "differs" : "undecided",
      because: isPositive
        ? "Connected 4-point functions are positive on all tuples of the fits. So λ is negative by equation 3.18, and positive as the table has it only with the weight exp(−S_GP + ∫λf⁴): the two have opposite signs. Our couplings have the table's; a weight with such a quartic term can be expanded, not normalised."
        : isNegative
          ? "Connected 4-point functions are negative on all tuples of the fits, as equation 3.18 has them for a positive λ."
          : "Connected 4-point functions have both signs.",
      comparisons: cases.map(({ activation, least }) => ({
        what: `least connected 4-point function, ${Cells.activations[activation]}`,
        published: "below 0, by equation 3.18 and λ > 0",
        ours: least,
        doubt: "exact"
      }))
    }
  }
}

export const table: Slide = {
  id: "couplings",
  title: "Verification of the predictions of effective field theory: the table of couplings",
  source: { paper: networksAndFields, where: "the table of couplings" },
  claims: [...Cells.names.map(ofCouplings), ...Cells.names.map(ofTests), predicted, constant, sign],
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
