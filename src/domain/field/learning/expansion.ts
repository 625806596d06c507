/**
 * What falls with the width of networks, as a series, from what was measured at several widths by least squares:
 *
 *     D(N) = c_1 N^-p + c_2 N^-2p,   each D with its standard error
 *
 * p is 1 where networks move smoothly with their parameters. Of relu a share of N^-1/2 of the neurons changes sides at a point
 * that is learned from, each of which changes the tangent kernel by 1/N: there p is 1/2.
 *
 * One term less than there are widths, at most two, so that the scatter about the series can be judged. With an intercept
 * c_0 before them the same says whether D is zero at infinite width.
 */
import * as Matrix from "../../stats/matrix.ts"

/** Of independent networks at each width. */
export interface Measured {
  readonly width: number
  readonly value: number
  readonly standardError: number
}

export interface Fit {
  /** Of the powers asked for, in their order. */
  readonly coefficients: Float64Array
  readonly standardErrors: Float64Array
  /** Sum of squared distances in standard errors, and of how many free numbers. */
  readonly chiSquared: number
  readonly freedom: number
}

/**
 * The coefficients c of sum_p c_p N^-p, p of `powers`; undefined where they are more than the widths, or an error is none.
 *
 * Widths are taken in units of the smallest, so that columns are alike in size.
 */
export const fit = (measured: ReadonlyArray<Measured>, powers: ReadonlyArray<number>): Fit | undefined => {
  const terms = powers.length
  const usable = measured.every(
    ({ value, standardError }) => Number.isFinite(value) && standardError > 0 && standardError < Infinity
  )
  if (terms > measured.length || terms === 0 || !usable) return undefined
  const unit = Math.min(...measured.map(({ width }) => width))
  const columns = measured.map(({ width, standardError }) =>
    powers.map((power) => (unit / width) ** power / standardError)
  )
  const normal = Float64Array.from({ length: terms ** 2 }, (_, pq) =>
    columns.reduce((sum, row) => sum + row[Math.floor(pq / terms)] * row[pq % terms], 0)
  )
  const right = Float64Array.from({ length: terms }, (_, p) =>
    columns.reduce((sum, row, i) => sum + (row[p] * measured[i].value) / measured[i].standardError, 0)
  )
  const solution = Matrix.solve(normal, right)
  const chiSquared = columns.reduce((sum, row, i) => {
    const fitted = row.reduce((value, entry, p) => value + entry * solution[p], 0)
    return sum + (measured[i].value / measured[i].standardError - fitted) ** 2
  }, 0)
  const variance = (p: number): number =>
    Matrix.solve(
      normal,
      Float64Array.from({ length: terms }, (_, q) => (p === q ? 1 : 0))
    )[p]
  return {
    coefficients: solution.map((c, p) => c * unit ** powers[p]),
    standardErrors: solution.map((_, p) => Math.sqrt(variance(p)) * unit ** powers[p]),
    chiSquared,
    freedom: measured.length - terms
  }
}

/** As many terms as there are widths but one, at least one, at most two. */
export const decay = (measured: ReadonlyArray<Measured>, p: number): Fit | undefined =>
  fit(measured, measured.length < 3 ? [p] : [p, 2 * p])

/** With what is left at infinite width before it; undefined for fewer than three widths. */
export const limit = (measured: ReadonlyArray<Measured>, p: number): Fit | undefined =>
  measured.length < 3 ? undefined : fit(measured, measured.length < 4 ? [0, p] : [0, p, 2 * p])

/**
 * The width from which on |D| is below `level`, between those measured by a power law; undefined where it is below at all of
 * them, or not yet at the widest.
 *
 * @param measured ascending in width
 */
export const below = (measured: ReadonlyArray<Measured>, level: number): number | undefined => {
  const last = measured.findLastIndex(({ value }) => !(Math.abs(value) <= level))
  if (last < 0 || last === measured.length - 1) return undefined
  const [above, under] = [measured[last], measured[last + 1]]
  const share = Math.log(level / Math.abs(above.value)) / Math.log(Math.abs(under.value / above.value))
  return above.width * (under.width / above.width) ** share
}
