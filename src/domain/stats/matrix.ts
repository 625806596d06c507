/** Small dense matrices, rows one after the other. */
import * as Interruption from "../interruption.ts"

/**
 * The solution x of A x = b for a symmetric positive definite A, by Cholesky's factors A = L L^T.
 *
 * @param a n x n, row by row; its lower triangle is read
 * @throws RangeError if A is not positive definite to rounding
 *
 * Cost: n^3 / 6 products.
 */
export const solve = (a: Float64Array, b: Float64Array): Float64Array => {
  const n = b.length
  if (a.length !== n * n) throw new RangeError(`${a.length} entries are no ${n} x ${n} matrix.`)
  const l = new Float64Array(n * n)
  for (let row = 0; row < n; row++) {
    Interruption.look()
    for (let column = 0; column <= row; column++) {
      let sum = a[row * n + column]
      for (let k = 0; k < column; k++) sum -= l[row * n + k] * l[column * n + k]
      if (row > column) l[row * n + column] = sum / l[column * n + column]
      else if (sum > 0) l[row * n + row] = Math.sqrt(sum)
      else throw new RangeError("The matrix is not positive definite.")
    }
  }
  const x = b.slice()
  for (let row = 0; row < n; row++) {
    for (let k = 0; k < row; k++) x[row] -= l[row * n + k] * x[k]
    x[row] /= l[row * n + row]
  }
  for (let row = n - 1; row >= 0; row--) {
    for (let k = row + 1; k < n; k++) x[row] -= l[k * n + row] * x[k]
    x[row] /= l[row * n + row]
  }
  return x
}

export interface Eigen {
  /** Largest first. */
  readonly values: Float64Array
  /** The unit vector of each value; the entry of largest modulus is positive. */
  readonly vectors: ReadonlyArray<Float64Array>
}

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by Jacobi's rotations, row by row until what is off the diagonal is
 * rounding: each rotation by angle phi in the plane of p and q, tan 2 phi = 2 a_pq / (a_qq - a_pp), puts a zero at p, q.
 *
 * @param a n x n, row by row
 * @throws RangeError if it is no square
 *
 * Source: Jacobi (1846); Golub and Van Loan, Matrix Computations, 8.5. Cost: some 10 n^3 products.
 */
export const eigen = (a: Float64Array, n: number): Eigen => {
  if (a.length !== n * n) throw new RangeError(`${a.length} entries are no ${n} x ${n} matrix.`)
  const m = a.slice()
  const v = new Float64Array(n * n)
  for (let k = 0; k < n; k++) v[k * n + k] = 1
  const scale = m.reduce((sum, entry) => sum + entry * entry, 0)
  const off = () => {
    let sum = 0
    for (let p = 0; p < n; p++) for (let q = 0; q < p; q++) sum += m[p * n + q] ** 2
    return sum
  }
  for (let sweep = 0; sweep < 60 && off() > 1e-30 * scale; sweep++) {
    for (let p = 0; p < n - 1; p++) for (let q = p + 1; q < n; q++) turn(m, v, n, p, q)
  }
  const order = Array.from({ length: n }, (_, k) => k).sort((i, j) => m[j * n + j] - m[i * n + i])
  return {
    values: Float64Array.from(order, (k) => m[k * n + k]),
    vectors: order.map((k) => signed(v.slice(k * n, (k + 1) * n)))
  }
}

/** One rotation of the matrix, and of the vectors, which stand in rows. */
const turn = (m: Float64Array, v: Float64Array, n: number, p: number, q: number): void => {
  const apart = m[p * n + q]
  if (apart === 0) return
  const theta = (m[q * n + q] - m[p * n + p]) / (2 * apart)
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1))
  const c = 1 / Math.hypot(tangent, 1)
  const s = c * tangent
  for (let k = 0; k < n; k++) rotate(m, k * n + p, k * n + q, c, s)
  for (let k = 0; k < n; k++) rotate(m, p * n + k, q * n + k, c, s)
  for (let k = 0; k < n; k++) rotate(v, p * n + k, q * n + k, c, s)
}

const rotate = (entries: Float64Array, i: number, j: number, c: number, s: number): void => {
  const [x, y] = [entries[i], entries[j]]
  entries[i] = c * x - s * y
  entries[j] = s * x + c * y
}

const signed = (vector: Float64Array): Float64Array => {
  const largest = vector.reduce((best, entry) => (Math.abs(entry) > Math.abs(best) + 1e-12 ? entry : best), 0)
  return largest < 0 ? vector.map((entry) => -entry) : vector
}
