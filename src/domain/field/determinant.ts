/**
 * The determinant of a covariance of two numbers, q11 q22 - q12^2, where the products nearly cancel: of two points in
 * nearly the same direction, or in opposite ones.
 *
 * A product of two floating-point numbers is the sum of two, p = fl(x y) and its error e, which Veltkamp's halves of x
 * and y give exactly. Source: Dekker, A floating-point technique for extending the available precision, 1971; the
 * difference of two products in this way: Kahan's, with a relative error of 2 units in the last place.
 */

/** 2^27 + 1 */
const splitter = 134217729

/** x y - p with p = fl(x y): exact below 1e300 unless it underflows. */
const error = (x: number, y: number, p: number): number => {
  const [sx, sy] = [splitter * x, splitter * y]
  const [hx, hy] = [sx - (sx - x), sy - (sy - y)]
  const [lx, ly] = [x - hx, y - hy]
  return hx * hy - p + hx * ly + lx * hy + lx * ly
}

/**
 * sqrt(q11 q22 - q12^2), to a few units in the last place of what the arguments say; 0 where they say less than 0, which
 * rounding of theirs may. Nothing overflows between.
 */
export const root = (q11: number, q22: number, q12: number): number => {
  if (q11 === 0 || q22 === 0) return 0
  const u = 2 ** Math.floor(Math.log2(q11) / 2)
  const v = 2 ** Math.floor(Math.log2(q22) / 2)
  const [a, b, c] = [q11 / u / u, q22 / v / v, q12 / u / v]
  const [square, product] = [c * c, a * b]
  const determinant = product - square + (error(a, b, product) - error(c, c, square))
  return u * v * Math.sqrt(Math.max(0, determinant))
}
