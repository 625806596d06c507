/** What the pages of couplings, flow and training say came out. */
import type { Row } from "../../src/simulation/table.ts"
import * as Cell from "../../src/talk/cell.ts"
import * as Power from "../../src/talk/fields/power.ts"
import type { Blocks } from "./block.ts"
import * as Markdown from "./markdown.ts"

type Rows = ReadonlyArray<Row>

/** `6.25e-11`, `0.00535`: digits that say something, and nothing where there is no number. */
const figure = (x: number, digits = 3): string => {
  if (Number.isNaN(x)) return ""
  const rounded = Number(x.toPrecision(digits))
  return Math.abs(rounded) >= 1e-4 || rounded === 0
    ? String(rounded)
    : rounded.toExponential().replace("e+", "e")
}

const names = ["lambda0", "lambda2", "lambdaNL"] as const

/** Fitted where singular values below a thousandth are left out, as the paper's seem to be. */
const asPublished = (rows: Rows): Rows =>
  rows.filter((row) => Cell.has(row, { rankTolerance: 1e-3, test: "fit" }) && row.model !== "M0")

const couplings = (rows: Rows): string =>
  Markdown.table(
    ["", ...names.flatMap((name) => [name, "published"]), "rank"],
    ["relu", "gauss", "erf"].flatMap((activation) =>
      asPublished(rows)
        .filter((row) => Cell.has(row, { activation }))
        .map((row) => {
          const [rank, parameters] = [Cell.number(row, "rank"), Cell.number(row, "parameters")]
          return [
            `${activation} ${Cell.text(row, "model")}`,
            ...names.flatMap((name, k) =>
              k < parameters
                ? [
                    figure(Cell.number(row, name)),
                    figure(Cell.number(row, `published${name.replace(/^l/, "L")}`))
                  ]
                : ["", ""]
            ),
            rank === parameters ? rank : `${rank} of ${parameters}`
          ]
        })
    )
  )

const tests = ["same networks", "independent networks", "exact"] as const

const errors = (rows: Rows): string => {
  const fitted = rows.filter((row) => row.model !== "M0" && Cell.number(row, "publishedMape") > 0)
  const points = Cell.grouped(fitted, ["activation", "model"])
  const [first] = fitted
  const networks = `${Cell.number(first, "repeats")} times ${Cell.number(first, "nets").toLocaleString("en").replaceAll(",", " ")} networks`
  return [
    `MAPE in per cent over ordered tuples, ${networks}:`,
    "",
    Markdown.table(
      ["", ">published", ...tests.map((test) => `>${test}`)],
      points.map((some) => [
        `${Cell.text(some[0], "activation")} ${Cell.text(some[0], "model")}`,
        figure(Cell.number(some[0], "publishedMape"), 2),
        ...tests.map((test) => {
          const row = some.find((each) => Cell.has(each, { test }))
          return row === undefined ? "" : figure(Cell.number(row, "mape"), 2)
        })
      ])
    )
  ].join("\n")
}

const wideInputs = (rows: Rows): string => {
  const parts = ["gauss", "erf"].flatMap((activation) => {
    const row = rows.find((each) => Cell.has(each, { activation, model: "M1", test: "fit" }))
    return row === undefined
      ? []
      : [`${(100 * Cell.number(row, "residual")).toFixed(0)} % of ${activation}'s kappa4`]
  })
  return `* One constant lambda is a matter of small inputs. With \`inputScale: 1\` M1 leaves ${Markdown.list(parts)}, root mean square. relu without bias keeps one lambda in one dimension, as its kernels are products there.`
}

const sixPoint = (tuples: Rows, kappa: Rows): string => {
  const activations = ["relu", "gauss", "erf"]
  const shares = activations.map((activation) => {
    const own = Cell.where(tuples, { activation })
    return `${activation} ${figure(Cell.mean(own, "gpShare"))} and ${figure(Cell.mean(own, "gpAndLambdaShare"), 5)}`
  })
  const of = (activation: string, method: string) =>
    kappa.find((row) => Cell.has(row, { activation, method }))!
  const kappas = activations.map((activation) => {
    const [first, tree] = [of(activation, "first order"), of(activation, "with lambda^2 tree")]
    return `${activation} ${figure(Cell.number(first, "treeOverKappa6"))} times, ${figure(Cell.number(first, "kappa"))} and ${figure(Cell.number(tree, "kappa"))}`
  })
  return [
    `* 6-point functions: the mean over tuples of G_GP's share of G6, and of its share with lambda: ${shares.join("; ")}.`,
    `* kappa: what a line exchanged between two lambdas contributes, in kappa6, and kappa at first order and once that is taken out: ${kappas.join("; ")}. First order alone is no measurement of kappa.`
  ].join("\n")
}

const slopes = (rows: Rows): string => {
  const own = Cell.where(rows, { equations: "first order" })
  const at = (dIn: number, coupling: string) => own.find((row) => Cell.has(row, { dIn, coupling }))
  const off = Math.max(...own.map((row) => Math.abs(Cell.number(row, "slope") - Cell.number(row, "exact"))))
  const [first] = own
  return [
    Markdown.table(
      [`${Cell.text(first, "activation")}, no bias`, ">lambda", ">kappa"],
      Cell.values(own, "dIn").map((dIn) => [
        `dIn = ${dIn}`,
        ...["lambda", "kappa"].map((coupling) => figure(Cell.number(at(dIn, coupling)!, "slope"), 6))
      ])
    ),
    "",
    `Lines through ${Cell.number(first, "cutoffs")} cutoffs; the largest distance from the exact slope is ${figure(off, 1)}.`
  ].join("\n")
}

const slopesWithBias = (rows: Rows): string => {
  const of = (activation: string) =>
    rows.find((row) =>
      Cell.has(row, { activation, lines: "K", coupling: "lambda", equations: "first order" })
    )!
  const [gauss, erf] = [of("gauss"), of("erf")]
  const local = (row: Row) => Cell.number(row, "last").toFixed(5)
  const line = (row: Row) => Cell.number(row, "slope").toFixed(2)
  return `* The paper's \`beta(lambda) = -lambda dIn\` holds where lines tend to a constant: \`lines: K\` with bias, gauss and erf (\`flow-with-bias\`). The local slope at the last cutoff is ${local(gauss)} for gauss and ${local(erf)} for erf; lines through all ${Cell.number(gauss, "cutoffs")} cutoffs have ${line(gauss)} and ${line(erf)}, as small boxes have not got there.`
}

/** Of log m against log N, by least squares. */
const power = (rows: Rows): number =>
  Power.ofWidth(
    rows.filter((row) => Number.isFinite(Math.log(Cell.number(row, "exact")))),
    (row) => [Cell.number(row, "exact"), 0]
  ).value

const deviations = (rows: Rows): string => {
  const activations = ["relu", "erf", "gauss"]
  const own = Cell.where(rows, { dIn: 1, depth: 1 })
  const widths = Cell.values(own, "width")
  const kinds = [
    { order: 4, part: "full" },
    { order: 6, part: "full" },
    { order: 6, part: "connected" }
  ] as const
  return [
    `Slopes of log m against log N over ${widths.length} widths from ${widths[0]} to ${widths.at(-1)}, exact, one input dimension:`,
    "",
    Markdown.table(
      ["", ...kinds.map(({ order, part }) => `>${order}-pt, ${part}`)],
      activations.map((activation) => [
        activation,
        ...kinds.map((kind) => power(Cell.where(own, { activation, ...kind })).toFixed(3))
      ])
    )
  ].join("\n")
}

/** `0.45(5)`: with the standard error in the last digits. */
const bracketed = (value: number, error: number): string => {
  if (Number.isNaN(value)) return "diverges"
  if (!(error > 0)) return value.toFixed(2)
  const digits = Math.max(0, Math.min(4, -Math.floor(Math.log10(error))))
  return `${value.toFixed(digits).replace(/^-(0\.?0*)$/, "$1")}(${Math.round(error * 10 ** digits)})`
}

const kinds = [
  { name: "as drawn", column: "ownExcess", isDrawn: true },
  { name: "after", column: "ownExcess", isDrawn: false },
  { name: "the start alone, after", column: "excessLinear", isDrawn: false }
] as const

const excess = (rows: Rows): string => {
  const own = rows.filter((row) => Cell.has(row, { depth: 1 }) || row.depth === undefined)
  const widths = Cell.values(own, "width")
  const steps = Math.max(...Cell.values(own, "step"))
  const activations = [...new Set(own.map((row) => Cell.text(row, "activation")))]
  return [
    `${Cell.number(own[0], "networks").toLocaleString("en").replaceAll(",", " ")} networks of each width; in brackets the standard error in the last digit.`,
    "",
    Markdown.table(
      ["", ...widths.map((width, k) => (k === 0 ? `N = ${width}` : String(width)))],
      activations.flatMap((activation) =>
        kinds.map(({ name, column, isDrawn }) => [
          `${activation}, ${isDrawn ? name : `${name} ${steps} steps`}`,
          ...widths.map((width) => {
            const row = own.find((each) => Cell.has(each, { activation, width, step: isDrawn ? 0 : steps }))
            return row === undefined
              ? ""
              : bracketed(Cell.number(row, column), Cell.number(row, `${column}StandardError`))
          })
        ])
      )
    )
  ].join("\n")
}

export const fields: Blocks = {
  couplings: { from: "couplings", tables: ["couplings"], text: couplings },
  errors: { from: "sampledCouplings", tables: ["couplings"], text: errors },
  "wide-inputs": { from: "wideInputs", tables: ["couplings"], text: wideInputs },
  "six-point": { from: "sixPoint", tables: ["sixPoint", "kappa"], text: sixPoint },
  slopes: { from: "flow", tables: ["slopes"], text: slopes },
  "slopes-with-bias": { from: "flowWithBias", tables: ["slopes"], text: slopesWithBias },
  deviations: { from: "exact", tables: ["deviations"], text: deviations },
  excess: { from: "learning", tables: ["learning"], text: excess }
}
