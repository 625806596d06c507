/**
 * The Conway-normalised Alexander polynomial of a knot at a point, modulo a prime: a witness for tests that is
 * independent of the project's own invariants.
 *
 *     Delta(t) = t^(-(writhe - n + 1) / 2) (1 - t) / (1 - t^n) det(1 - burau(t))
 *
 * with burau the reduced Burau representation of a word on n strands, -t on the diagonal. It is 1 for the unknot
 * and t - 1 + 1/t for both trefoils. (For knots only: there the exponent is an integer.)
 */
export const prime = 67108859n

export const alexander = (word: ArrayLike<number>, strands: number, t: bigint): bigint => {
  const size = strands - 1
  let matrix = identity(size)
  let writhe = 0
  for (const letter of Array.from(word)) {
    writhe += Math.sign(letter)
    matrix = multiply(matrix, generator(Math.abs(letter) - 1, size, t, letter < 0))
  }
  const difference = identity(size).map((row, i) => row.map((entry, j) => mod(entry - matrix[i][j])))
  const scale = mod((1n - t) * invert(mod(1n - power(t, BigInt(strands)))))
  const shift = (writhe - strands + 1) / 2
  return mod(determinant(difference) * scale * power(shift > 0 ? invert(t) : t, BigInt(Math.abs(shift))))
}

/** What the trefoil has at t. */
export const trefoil = (t: bigint): bigint => {
  return mod(t - 1n + invert(t))
}

type Matrix = Array<Array<bigint>>

const generator = (i: number, size: number, t: bigint, isInverse: boolean): Matrix => {
  const matrix = identity(size)
  const u = isInverse ? invert(t) : t
  matrix[i][i] = mod(-u)
  if (i > 0) matrix[i][i - 1] = isInverse ? 1n : t
  if (i + 1 < size) matrix[i][i + 1] = isInverse ? u : 1n
  return matrix
}

const identity = (size: number): Matrix => {
  return Array.from({ length: size }, (_, i) => Array.from({ length: size }, (_, j) => (i === j ? 1n : 0n)))
}

const multiply = (a: Matrix, b: Matrix): Matrix => {
  return a.map((row) => b.map((_, j) => mod(row.reduce((sum, entry, k) => sum + entry * b[k][j], 0n))))
}

const determinant = (matrix: Matrix): bigint => {
  const m = matrix.map((row) => row.slice())
  let product = 1n
  for (let column = 0; column < m.length; column++) {
    const pivot = m.findIndex((row, i) => i >= column && row[column] !== 0n)
    if (pivot < 0) return 0n
    if (pivot !== column) {
      const row = m[pivot]
      m[pivot] = m[column]
      m[column] = row
      product = mod(-product)
    }
    product = mod(product * m[column][column])
    const scale = invert(m[column][column])
    for (let i = column + 1; i < m.length; i++) {
      const factor = mod(m[i][column] * scale)
      if (factor !== 0n) m[i] = m[i].map((entry, j) => mod(entry - factor * m[column][j]))
    }
  }
  return product
}

const power = (base: bigint, exponent: bigint): bigint => {
  let result = 1n
  for (let b = base, e = exponent; e > 0n; e >>= 1n, b = mod(b * b)) if (e & 1n) result = mod(result * b)
  return result
}

const invert = (x: bigint): bigint => {
  return power(x, prime - 2n)
}

const mod = (x: bigint): bigint => {
  const rest = x % prime
  return rest < 0n ? rest + prime : rest
}
