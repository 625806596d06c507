/**
 * Products of vectors to the rounding of f64 however much cancels in them: sums are carried in pairs of numbers, the
 * second of which is what rounding has left of the first.
 *
 * Source: Dekker, A floating-point technique for extending the available precision, 1971; Ogita, Rump and Oishi, Accurate
 * sum and dot product, SIAM J. Sci. Comput. 26, 2005.
 */

type Vector = ArrayLike<number>

/** High and low part of a number of twice the precision. */
type Double = readonly [number, number]

const plus = (a: number, b: number): Double => {
  const sum = a + b
  const part = sum - a
  return [sum, a - (sum - part) + (b - part)]
}

/** Of numbers below 1e300. */
const times = (a: number, b: number): Double => {
  const product = a * b
  const [as, bs] = [134217729 * a, 134217729 * b]
  const [ah, bh] = [as - (as - a), bs - (bs - b)]
  const [al, bl] = [a - ah, b - bh]
  return [product, al * bl - (product - ah * bh - al * bh - ah * bl)]
}

const added = ([high, low]: Double, [h, l]: Double): Double => {
  const [sum, rest] = plus(high, h)
  return plus(sum, rest + low + l)
}

const scaled = ([high, low]: Double, by: number): Double => {
  const [product, rest] = times(high, by)
  return plus(product, rest + low * by)
}

const ratio = (a: Double, b: Double): Double => {
  const first = a[0] / b[0]
  const rest = added(a, scaled(b, -first))
  return plus(first, (rest[0] + rest[1]) / b[0])
}

const exactly = (x: Vector, y: Vector): Double => {
  let sum: Double = [0, 0]
  for (let c = 0; c < x.length; c++) sum = added(sum, times(x[c], y[c]))
  return sum
}

/** Below this part of the absolute values a sum, or a difference of two, has lost too much to be left as it is. */
const little = 1e-2
const less = 0.25

/** x . y. */
export const dot = (x: Vector, y: Vector): number => {
  let sum = 0
  let size = 0
  for (let c = 0; c < x.length; c++) {
    const product = x[c] * y[c]
    sum += product
    size += Math.abs(product)
  }
  return Math.abs(sum) >= little * size ? sum : exactly(x, y)[0]
}

/** a b + c d. */
export const pair = (a: number, b: number, c: number, d: number): number => {
  const [first, second] = [a * b, c * d]
  return Math.abs(first + second) >= less * Math.abs(first)
    ? first + second
    : added(times(a, b), times(c, d))[0]
}

/** sqrt(a^2 + b^2). */
export const length = (a: number, b: number): number => {
  const square = a * a + b * b
  return square > 1e-280 && square < 1e300 ? Math.sqrt(square) : Math.hypot(a, b)
}

/** |x - y|^2, or |x + y|^2 where `sign` is 1. */
export const distance = (x: Vector, y: Vector, sign: 1 | -1 = -1): number => {
  let sum = 0
  for (let c = 0; c < x.length; c++) sum += (x[c] + sign * y[c]) ** 2
  return sum
}

/** The area of the parallelogram of x and y from its minors. */
const ofMinors = (x: Vector, y: Vector): number => {
  let sum = 0
  for (let i = 0; i < x.length; i++)
    for (let j = 0; j < i; j++) sum = length(sum, pair(x[i], y[j], -x[j], y[i]))
  return sum
}

/**
 * The area |x| |y| sin(x, y) of the parallelogram of x and y.
 *
 * Where they are nearly parallel, or opposite, it is that of x and the rest of y across x, which c, the projection, leaves
 * right as long as the angle is far above the 1e-32 of c; below, that of all minors.
 *
 * Cost: O(d); O(d^2) below an angle of 1e-20.
 */
export const area = (x: Vector, y: Vector): number => {
  if (x.length === 1) return 0
  if (x.length === 2) return Math.abs(pair(x[0], y[1], -x[1], y[0]))
  const [xx, yy] = [dot(x, x), dot(y, y)]
  const size = Math.sqrt(xx) * Math.sqrt(yy)
  if (size === 0) return 0
  const cos = dot(x, y) / size
  if (Math.abs(cos) < 0.99) return size * Math.sqrt((1 - cos) * (1 + cos))
  const [high, low] = ratio(exactly(x, y), exactly(x, x))
  let rest = 0
  for (let c = 0; c < x.length; c++) {
    const [first, second] = added([y[c], 0], scaled([high, low], -x[c]))
    rest = length(rest, first + second)
  }
  return rest > 1e-20 * Math.sqrt(yy) || rest === 0 ? Math.sqrt(xx) * rest : ofMinors(x, y)
}
