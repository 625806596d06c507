/**
 * scale (sin(e) - e cos(e)) for 0 <= e <= 1, to a few units in the last place: what half-spaces have in common that are
 * opposite but for the angle e.
 *
 *     e^3 / 3 - e^5 / 30 + e^7 / 840 - ... = sum over k >= 1 of (-1)^(k + 1) 2 k e^(2 k + 1) / (2 k + 1)!
 */
export const of = (e: number, scale: number): number => {
  const square = e * e
  let term = 1 / 3
  let sum = term
  for (let k = 2; k <= 9; k++) {
    term *= -square / ((2 * k - 2) * (2 * k + 1))
    sum += term
  }
  // The cube of a small angle is below all numbers long before it is so beside a large scale.
  return scale * e * e * e * sum
}
