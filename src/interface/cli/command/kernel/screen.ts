/** Kernels on a screen: their first rows and columns, and what they are like as a whole. */
import type * as Spectrum from "../../../../domain/stats/spectrum.ts"
import * as Columns from "../../terminal/columns.ts"
import type { Matrices } from "./write.ts"

const digits = 6
const mostRows = 8

const said = (value: number): string => String(Number(value.toPrecision(digits)))

/** As many columns as fit, all of the same width. */
const head = (matrix: Float64Array, { rows, columns }: Matrices, width: number): string => {
  const shownRows = Math.min(rows, mostRows)
  const cells = (shown: number) => {
    const numbers = Array.from({ length: shown }, (_, b) => String(b + 1))
    const more = shown < columns ? ["…"] : []
    const body = Array.from({ length: shownRows }, (_, a) => [
      String(a + 1),
      ...Array.from(matrix.subarray(a * columns, a * columns + shown), said),
      ...more
    ])
    return [["", ...numbers, ...more], ...body, ...(shownRows < rows ? [["…"]] : [])]
  }
  const text = (shown: number) => Columns.align(cells(shown), new Array(shown + 2).fill("right"))
  let shown = Math.min(columns, 12)
  while (
    shown > 1 &&
    text(shown)
      .split("\n")
      .some((line) => Columns.widthOf(line) > width)
  )
    shown--
  return text(shown)
}

const titles: Readonly<Record<string, string>> = {
  K: "K, the covariance of outputs (NNGP)",
  Theta: "Theta, the tangent kernel (NTK)"
}

const spectra = (all: Readonly<Record<string, Spectrum.Spectrum>>): string =>
  Columns.align(
    [
      ["eigenvalues", "largest", "smallest", "condition", "effective rank"],
      ...Object.entries(all).map(([name, { largest, smallest, condition, effectiveRank }]) => [
        name,
        said(largest),
        condition === undefined ? "rounding" : said(smallest),
        condition === undefined ? "-" : condition < 1e5 ? said(condition) : condition.toExponential(2),
        effectiveRank.toPrecision(4)
      ])
    ],
    ["left", "right", "right", "right", "right"]
  )

export const text = (
  matrices: Matrices,
  found: Readonly<Record<string, Spectrum.Spectrum>>,
  width: number
): string =>
  [
    ...Object.entries(matrices.of).map(
      ([name, matrix]) => `${titles[name]}\n${head(matrix, matrices, width)}`
    ),
    ...(Object.keys(found).length > 0 ? [spectra(found)] : [])
  ].join("\n")
