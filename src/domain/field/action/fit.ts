/**
 * Least squares by singular value decomposition, the solution of least norm, with the rank and the condition that say
 * whether it means anything.
 *
 *     minimise |A x - b|, of all that do the one with the least |x|:  x = sum_k v_k (u_k.b) / s_k   over s_k > tolerance s_1
 *
 * Rows may have weights w: then sum w (A x - b)^2 is least, and A and b stand for sqrt(w) A and sqrt(w) b.
 *
 * A has few columns (couplings): one-sided Jacobi rotations make them orthogonal, which finds small singular values to
 * their own relative precision. Source: Demmel and Veselic 1992; Golub and Van Loan, Matrix Computations, 8.6.
 */
export interface Fit {
  /** One a column. */
  readonly coefficients: Float64Array
  /** Descending. */
  readonly singular: Float64Array
  readonly rank: number
  /** s_1 / s_last: the largest over the smallest singular value; Infinity where that is zero, 1 without columns. */
  readonly condition: number
}

/** A singular value below this part of the largest counts as zero: what quadratures of 1e-9 can tell from it. */
export const rankTolerance = 1e-8

/** A power of two by which the largest of all entries is of the order of 1, so that squares neither overflow nor vanish. */
export const scale = (columns: ReadonlyArray<Float64Array>): number => {
  let largest = 0
  for (const column of columns) for (const value of column) largest = Math.max(largest, Math.abs(value))
  return largest > 0 && largest < Infinity ? 2 ** Math.min(1000, -Math.floor(Math.log2(largest))) : 1
}

/** The decomposition of some columns, which serves any b. */
export interface Solver extends Omit<Fit, "coefficients"> {
  readonly solve: (b: Float64Array) => Float64Array
}

/** Of each row; absent: all are 1. */
export type Weights = Float64Array | undefined

/**
 * @param columns [column][row], of any size that numbers have: powers of two out of all of them move no bit
 * @throws RangeError if the lengths differ
 *
 * Cost: a few sweeps over all pairs of columns; then a product of A's size for each b.
 */
export const solver = (
  columns: ReadonlyArray<Float64Array>,
  tolerance = rankTolerance,
  weights?: Weights
): Solver => {
  const n = columns.length
  const roots = weights?.map(Math.sqrt)
  const weighted = (values: Float64Array) => {
    const rows = roots?.length ?? columns[0]?.length ?? values.length
    if (values.length !== rows)
      throw new RangeError(`A column of ${rows} rows does not fit ${values.length} values.`)
    return roots === undefined ? Float64Array.from(values) : values.map((value, i) => roots[i] * value)
  }
  const size = scale(columns)
  const U = columns.map((column) => weighted(column.map((value) => size * value)))
  const V = columns.map((_, j) => Float64Array.from({ length: n }, (_, i) => (i === j ? 1 : 0)))
  const dot = (p: Float64Array, q: Float64Array) => p.reduce((sum, value, i) => sum + value * q[i], 0)
  const turn = (p: Float64Array, q: Float64Array, cos: number, sin: number) => {
    for (let i = 0; i < p.length; i++) [p[i], q[i]] = [cos * p[i] - sin * q[i], sin * p[i] + cos * q[i]]
  }
  for (let sweep = 0, turned = true; turned && sweep < 60; sweep++) {
    turned = false
    for (let p = 0; p < n; p++)
      for (let q = p + 1; q < n; q++) {
        const [pp, qq, pq] = [dot(U[p], U[p]), dot(U[q], U[q]), dot(U[p], U[q])]
        if (pq === 0 || Math.abs(pq) <= 1e-15 * Math.sqrt(pp) * Math.sqrt(qq)) continue
        turned = true
        const zeta = (qq - pp) / (2 * pq)
        const tan = (zeta < 0 ? -1 : 1) / (Math.abs(zeta) + Math.hypot(1, zeta))
        const cos = 1 / Math.hypot(1, tan)
        turn(U[p], U[q], cos, cos * tan)
        turn(V[p], V[q], cos, cos * tan)
      }
  }
  const sizes = U.map((u) => Math.sqrt(dot(u, u)))
  const order = [...sizes.keys()].sort((i, j) => sizes[j] - sizes[i])
  const singular = Float64Array.from(order, (k) => sizes[k] / size)
  const small = order.findIndex((k) => !(sizes[k] > tolerance * sizes[order[0]]))
  const rank = small < 0 ? n : small
  return {
    singular,
    rank,
    condition: n === 0 ? 1 : sizes[order[0]] / sizes[order[n - 1]],
    solve: (b) => {
      const target = weighted(b)
      const coefficients = new Float64Array(n)
      for (const k of order.slice(0, rank)) {
        const weight = dot(U[k], target) / sizes[k] ** 2
        for (let j = 0; j < n; j++) coefficients[j] += size * weight * V[k][j]
      }
      return coefficients
    }
  }
}

/** {@link solver} for one b. */
export const least = (
  columns: ReadonlyArray<Float64Array>,
  b: Float64Array,
  tolerance = rankTolerance,
  weights?: Weights
): Fit => {
  const { solve, ...decomposition } = solver(columns, tolerance, weights)
  return { ...decomposition, coefficients: solve(b) }
}

/** What the columns make of the coefficients. */
export const predict = (columns: ReadonlyArray<Float64Array>, coefficients: Float64Array, rows: number) =>
  Float64Array.from({ length: rows }, (_, i) =>
    columns.reduce((sum, column, j) => sum + coefficients[j] * column[i], 0)
  )

/** mean 100 |A - P| / |A|, a percentage, over the values that are not zero. */
export const mape = (actual: Float64Array, predicted: Float64Array, weights?: Weights): number => {
  const rows = [...actual.keys()].filter((i) => actual[i] !== 0)
  const weight = (i: number) => weights?.[i] ?? 1
  const sum = rows.reduce(
    (total, i) => total + weight(i) * Math.abs((actual[i] - predicted[i]) / actual[i]),
    0
  )
  return (100 * sum) / rows.reduce((total, i) => total + weight(i), 0)
}

/** mean (A - P)^2. */
export const mse = (actual: Float64Array, predicted: Float64Array, weights?: Weights): number => {
  const all = weights?.reduce((total, weight) => total + weight, 0) ?? actual.length
  return actual.reduce((sum, value, i) => sum + ((weights?.[i] ?? 1) * (value - predicted[i]) ** 2) / all, 0)
}

/** sqrt(sum (A - P)^2 / sum A^2): the part of what is predicted that is left. */
export const residual = (actual: Float64Array, predicted: Float64Array, weights?: Weights): number => {
  const size = scale([actual])
  const [A, P] = [actual, predicted].map((values) => values.map((value) => size * value))
  return Math.sqrt(mse(A, P, weights) / mse(A, new Float64Array(A.length), weights))
}
