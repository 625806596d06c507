/** Rows of tables, as judges read them. */
import type { Cell, Row } from "../../simulation/table.ts"
import type { Judgement } from "../claim.ts"

/** NaN where there is none. */
export const number = (row: Row, column: string): number => {
  const cell = row[column]
  return typeof cell === "number" || typeof cell === "bigint" ? Number(cell) : Number.NaN
}

export const text = (row: Row, column: string): string => String(row[column] ?? "")

/** Those with all these values. */
export const where = (rows: ReadonlyArray<Row>, cells: Readonly<Record<string, Cell>>): ReadonlyArray<Row> =>
  rows.filter((row) => Object.entries(cells).every(([column, cell]) => row[column] === cell))

/** The values of a column that are numbers, each once, from the smallest. */
export const values = (rows: ReadonlyArray<Row>, column: string): ReadonlyArray<number> =>
  [...new Set(rows.map((row) => number(row, column)))]
    .filter((value) => !Number.isNaN(value))
    .sort((a, b) => a - b)

/** Rows that are alike in these columns, in the order in which they come. */
export const groups = (
  rows: ReadonlyArray<Row>,
  columns: ReadonlyArray<string>
): ReadonlyArray<ReadonlyArray<Row>> => [
  ...Map.groupBy(rows, (row) => columns.map((column) => String(row[column])).join("|")).values()
]

export const mean = (numbers: ReadonlyArray<number>): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length

/** NaN of none. */
export const largest = (numbers: ReadonlyArray<number>): number =>
  numbers.length === 0 ? Number.NaN : Math.max(...numbers)

/** The three activations of the paper, in the order of its table, as the slides write them. */
export const activations = { gauss: "Gauss", relu: "ReLU", erf: "Erf" } as const
export type Activation = keyof typeof activations
export const names: ReadonlyArray<Activation> = ["gauss", "relu", "erf"]

const superscript = (exponent: number): string =>
  [...String(exponent)].map((digit) => (digit === "-" ? "⁻" : "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)])).join("")

/** Of the row's activation, as the slides write it. */
export const nameOf = (row: Row): string => {
  const activation = text(row, "activation")
  return names.find((name) => name === activation) === undefined
    ? activation
    : activations[activation as Activation]
}

/** For sentences: so many digits, and a power of ten where it is needed: `0.054`, `10⁷`, `−5.2×10⁻¹¹`. */
export const told = (value: number, digits = 3): string => {
  if (!Number.isFinite(value)) return "unknown"
  const short = Number(value.toPrecision(digits))
  const [mantissa, exponent] = (
    short === 0 || (Math.abs(short) >= 1e-4 && Math.abs(short) < 1e6) ? String(short) : short.toExponential()
  ).split("e")
  const power = exponent === undefined ? "" : `10${superscript(Number(exponent))}`
  const number = mantissa.replace("-", "−")
  return power === "" ? number : number === "1" ? power : `${number}×${power}`
}

export const tooFew = (what: string): Judgement => ({
  verdict: "undecided",
  because: `There are no rows of ${what}.`,
  comparisons: []
})
