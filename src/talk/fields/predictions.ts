/** What the couplings of the table predict, and how far that is from what it says of them. */
import { z95 } from "../../domain/stats/normal.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Judgement, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import * as Written from "../written.ts"
import type { Activation } from "./activations.ts"
import * as Activations from "./activations.ts"
import * as Couplings from "./couplings.ts"

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
  Couplings.models.flatMap((model): ReadonlyArray<Test> => {
    const [row] = Cell.where(Couplings.exactRows(exact, activation, Couplings.tolerances.published), {
      model,
      test: "exact"
    })
    if (row === undefined) return []
    const drawn = (test: string) => Cell.where(sampled, { activation, model, test })[0]
    const mape = (test: string) => (drawn(test) === undefined ? Number.NaN : Cell.number(drawn(test), "mape"))
    return [
      {
        model,
        published: { mape: Cell.number(row, "publishedMape"), mse: Cell.number(row, "publishedMse") },
        exact: { mape: Cell.number(row, "mape"), mse: Cell.number(row, "mse") },
        same: mape("same networks"),
        independent: mape("independent networks")
      }
    ]
  })

const ratio = (a: number, b: number): number => Math.max(a / b, b / a)

/** Published figures of M0 have one digit or two; its MSE is the mean square of kappa4, and moves by twice what couplings do. */
const signal = ({ published, exact }: Test, relativeError: number): "same" | "near" | "other" => {
  const unit = published.mse >= 0.01 ? Couplings.half(published.mse) : 10 * Couplings.half(published.mse)
  const distance = Math.abs(published.mse - exact.mse)
  if (distance <= unit) return "same"
  return distance <= unit + 2 * z95 * relativeError * exact.mse ? "near" : "other"
}

const isTenfold = ({ published, exact }: Test): boolean => Math.abs(published.mse / exact.mse - 10) < 0.5

const sizes: Readonly<Record<ReturnType<typeof signal>, (test: Test) => string>> = {
  same: ({ exact }) => `M0's MSE, the mean square of κ4, is ${Written.number(exact.mse)}, as published.`,
  near: ({ published, exact }) =>
    `M0's MSE, the mean square of κ4, is ${Written.number(exact.mse)}, and the published ${Written.number(published.mse)} is as near as a run of the paper's size may be.`,
  other: (test) =>
    `M0's MSE, the mean square of κ4, is ${Written.number(test.exact.mse)}, and ${Written.number(test.published.mse)} is published` +
    (isTenfold(test) ? ": ten times that, a slip of a digit by all appearance." : ".")
}

const judgeTests = (activation: Activation, rows: Rows): Judgement => {
  const sampled = rows("sampledCouplings", "couplings")
  const all = tests(activation, rows("couplings", "couplings"), sampled)
  const [none, ...fits] = all
  if (none === undefined) return Judge.tooFew(`tests of ${Activations.called[activation]}`)
  const size = signal(none, Couplings.relativeError(activation, rows("couplings", "couplings"), sampled))
  const isAlike = ({ published, exact, same }: Test) =>
    ratio(published.mape, exact.mape) <= alike || ratio(published.mape, same) <= alike
  const isDrawn = fits.some(({ same }) => Number.isFinite(same))
  const tell = (each: (test: Test) => number) => fits.map((test) => Written.number(each(test), 2)).join(", ")
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
    comparisons: all.flatMap(({ model, published, exact }) => [
      Judge.exact(`MAPE of ${model}, exact functions`, exact.mape, { published: published.mape, unit: "%" }),
      Judge.exact(`MSE of ${model}, exact functions`, exact.mse, { published: published.mse })
    ])
  }
}

export const of = (activation: Activation): Claim => ({
  id: `couplings-test-${activation}`,
  says: `${Activations.called[activation]}: how far M0 to M3 are from connected 4-point functions at other inputs, by MAPE and MSE.`,
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => judgeTests(activation, rows)
})

/** Per cent within which one calls a prediction verified. */
const verified = 1

export const predicted: Claim = {
  id: "couplings-predict",
  says: "Couplings that are measured at some inputs predict connected 4-point functions at others: what M0 leaves whole, M1 to M3 get right.",
  from: ["couplings", "sampledCouplings"],
  judge: (rows) => {
    const cases = Activations.all.flatMap((activation) =>
      tests(activation, rows("couplings", "couplings"), rows("sampledCouplings", "couplings"))
        .filter(({ model }) => model !== "M0")
        .map((test) => ({ ...test, activation }))
    )
    if (cases.length === 0) return Judge.tooFew("tests")
    const largest = Math.max(...cases.map(({ exact }) => exact.mape))
    const noisy = cases.filter(({ model, independent }) => model === "M1" && Number.isFinite(independent))
    return {
      verdict: largest < verified ? "agrees" : "differs",
      because:
        `With exact functions M1 to M3 miss by at most ${Written.number(largest, 2)} % where M0 misses by 100 %.` +
        (noisy.length === 0
          ? ""
          : ` Couplings of drawn networks predict what other networks do by no more than both are known: M1 misses by ${noisy
              .map(
                ({ activation, independent }) =>
                  `${Written.number(independent, 2)} % (${Activations.called[activation]})`
              )
              .join(", ")}.`),
      comparisons: cases.map(({ activation, model, published, exact }) =>
        Judge.exact(`MAPE of ${model}, ${Activations.called[activation]}, exact functions`, exact.mape, {
          published: published.mape,
          unit: "%"
        })
      )
    }
  }
}

export const constant: Claim = {
  id: "constant-lambda",
  says: "λ may be taken as a constant: M1, one number, describes connected 4-point functions to a fraction of a per cent.",
  from: ["couplings", "wideInputs"],
  judge: (rows) => {
    const residual = (source: "couplings" | "wideInputs") =>
      Activations.all.flatMap((activation) => {
        const all = Cell.where(rows(source, "couplings"), { activation, model: "M1", test: "fit" })
        return all.length === 0 ? [] : [{ activation, left: 100 * Cell.number(all[0], "residual") }]
      })
    const [narrow, wide] = [residual("couplings"), residual("wideInputs")]
    if (narrow.length === 0) return Judge.tooFew("fits")
    const isNarrow = narrow.every(({ left }) => left < verified)
    const isWide = wide.every(({ left }) => left < verified)
    const tell = (some: typeof narrow) =>
      some
        .map(({ activation, left }) => `${Written.number(left, 2)} % (${Activations.called[activation]})`)
        .join(", ")
    return {
      verdict: isNarrow && isWide ? "agrees" : isNarrow ? "agrees in trend" : "differs",
      because:
        `On the paper's inputs one λ leaves ${tell(narrow)} of κ4, root mean square.` +
        (isWide
          ? ""
          : ` But inputs of Gauss and Erf are 0.01 and less there; with inputs of order 1 one λ leaves ${tell(wide)}. That λ is constant is a property of inputs near 0, and of ReLU without bias.`),
      comparisons: [
        ...narrow.map(({ activation, left }) =>
          Judge.exact(`κ4 that one λ leaves, ${Activations.called[activation]}, the paper's inputs`, left, {
            published: "little",
            unit: "%"
          })
        ),
        ...wide.map(({ activation, left }) =>
          Judge.exact(`κ4 that one λ leaves, ${Activations.called[activation]}, inputs of order 1`, left, {
            unit: "%"
          })
        )
      ]
    }
  }
}
