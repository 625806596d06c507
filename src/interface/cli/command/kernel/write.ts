/** Kernels as files: arrays of NumPy, a matrix in text, or a table of all pairs. */
import { extname } from "node:path"
import type { Row } from "../../../../simulation/table.ts"
import * as Format from "../../../export/format.ts"
import type * as Npy from "../../../export/npy.ts"
import type { Chunks } from "../../../export/sink.ts"
import type { Table } from "../../../export/table.ts"

/** Row by row, by their names: K, Theta. */
export interface Matrices {
  readonly rows: number
  readonly columns: number
  readonly of: Readonly<Record<string, Float64Array>>
}

type Shaped = Npy.Shaped

/** NumPy's own, each from the arrays by their names. */
const arrays = {
  npy: (all: Readonly<Record<string, Shaped>>, { encoded }: typeof Npy) => encoded(Object.values(all)[0]!),
  npz: (all: Readonly<Record<string, Shaped>>, { archived }: typeof Npy) => archived(all)
}

type NumPy = keyof typeof arrays

export type Asked = Format.Format | NumPy

export const names: ReadonlyArray<Asked> = [...Format.names, "npy", "npz"]

const isArray = (format: Asked | undefined): format is NumPy =>
  format !== undefined && Object.hasOwn(arrays, format)

/** Formats that are no text. */
export const isBinary = (format: Asked): boolean => isArray(format) || Format.binary.has(format)

const clash = (ending: string, said: Asked, asked: Asked) => ({
  fault: `A file ${ending} is ${said}, and --format asks for ${asked}: one of them is wrong.`
})

/** As `Format.choose`, with NumPy's own beside. */
export const choose = (
  asked: Asked | undefined,
  file: string | undefined
): Asked | { readonly fault: string } => {
  const ending = file === undefined ? "" : extname(file).toLowerCase()
  const said = ending.slice(1) as Asked
  if (isArray(said)) return asked === undefined || asked === said ? said : clash(ending, said, asked)
  if (!isArray(asked)) return Format.choose(asked, file)
  const other = Format.choose(undefined, file)
  return ending === "" || typeof other === "object" ? asked : clash(ending, other, asked)
}

const descriptions: Readonly<Record<string, string>> = {
  K: "covariance of the networks' outputs at infinite width (NNGP)",
  Theta: "tangent kernel at infinite width (NTK)"
}

/** A row a pair, points counted from 1 as lines are. */
const pairs = ({ rows, columns, of }: Matrices): Table => {
  const place = (description: string) => ({ type: "integer", description, unit: "1" }) as const
  const kernels = Object.keys(of).map((name) => [
    name,
    { type: "real", description: descriptions[name]!, unit: "1" }
  ])
  return {
    name: "kernels",
    columns: { row: place("point"), column: place("the other point"), ...Object.fromEntries(kernels) },
    rows: {
      *[Symbol.iterator]() {
        for (let a = 0; a < rows; a++)
          for (let b = 0; b < columns; b++) {
            const row: { [name: string]: Row[string] } = { row: a + 1, column: b + 1 }
            for (const name of Object.keys(of)) row[name] = of[name]![a * columns + b]!
            yield row
          }
      }
    }
  }
}

function* lines(matrix: Float64Array, { rows, columns }: Matrices, separator: string): Generator<string> {
  for (let a = 0; a < rows; a++) yield `${matrix.subarray(a * columns, (a + 1) * columns).join(separator)}\n`
}

const separators: Readonly<Partial<Record<Asked, string>>> = { csv: ",", tsv: "\t" }

/** Why they cannot be written so, as a sentence. */
export const refusal = (
  format: Asked,
  kernels: ReadonlyArray<string>,
  isMatrix: boolean
): string | undefined => {
  const which = "say --kernel nngp or --kernel ntk"
  if (format === "npy" && kernels.length > 1)
    return `A file .npy holds one array: ${which}, or name a file .npz for both.`
  if (!isMatrix || isArray(format)) return undefined
  if (separators[format] === undefined)
    return `--matrix is for csv and tsv, not for ${format}, where a row is a pair of points.`
  return kernels.length > 1 ? `--matrix writes one kernel: ${which}.` : undefined
}

export const encoded = async (format: Asked, matrices: Matrices, isMatrix: boolean): Promise<Chunks> => {
  const { rows, columns, of } = matrices
  const all = Object.entries(of)
  if (isArray(format)) {
    const shaped = all.map(([name, values]) => [name, { shape: [rows, columns], values }] as const)
    return arrays[format](Object.fromEntries(shaped), await import("../../../export/npy.ts"))
  }
  if (isMatrix) return lines(all[0]![1], matrices, separators[format]!)
  const encode = await Format.load(format)
  return encode(pairs(matrices))
}
