/**
 * The determinant of a covariance of two numbers, q11 q22 - q12^2, where the products nearly cancel: of two points in
 * nearly the same direction, or in opposite ones.
 */
import * as Compensated from "./compensated.ts"

/**
 * sqrt(q11 q22 - q12^2), to a few units in the last place of what the arguments say; 0 where they say less than 0, which
 * rounding of theirs may. Nothing overflows between.
 */
export const root = (q11: number, q22: number, q12: number): number => {
  const product = q11 * q22
  const square = q12 * q12
  if (square < 0.9 * product && product < 1e300) return Math.sqrt(product - square)
  if (q11 === 0 || q22 === 0) return 0
  const u = 2 ** Math.floor(Math.log2(q11) / 2)
  const v = 2 ** Math.floor(Math.log2(q22) / 2)
  const [a, b, c] = [q11 / u / u, q22 / v / v, q12 / u / v]
  return u * v * Math.sqrt(Math.max(0, Compensated.pair(a, b, -c, c)))
}
