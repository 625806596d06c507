/**
 * Places that fill the unit cube evenly: the additive recurrence with the generalised golden ratio,
 *
 *     x_i = frac(shift + (i + 1) alpha),   alpha_j = phi^-(j + 1),   phi^(d + 1) = phi + 1
 *
 * shifted by a vector that the key draws (Cranley and Patterson), so that seeds differ and each place by itself is uniform.
 *
 * Source: Roberts, "The unreasonable effectiveness of quasirandom sequences" (2018).
 */
import * as Distribution from "../random/distribution.ts"
import type { Key } from "../random/key.ts"
import * as Threefry from "../random/threefry.ts"
import type { Place } from "./space.ts"

/** The root above 1 of `phi^(d + 1) = phi + 1`, by its fixed point: an iteration gains half a digit at least. */
export const ratio = (dimensions: number): number => {
  let phi = 2
  for (let k = 0; k < 100; k++) phi = (1 + phi) ** (1 / (dimensions + 1))
  return phi
}

const fraction = (x: number): number => x - Math.floor(x)

/** Place number `index`, from 0. */
export const place = (key: Key, dimensions: number, index: number): Place => {
  const phi = ratio(dimensions)
  const words = new Uint32Array(2 * dimensions)
  Threefry.fill(key[0], key[1], 0, 0, words)
  return Array.from({ length: dimensions }, (_, j) => {
    const alpha = fraction(phi ** -(j + 1))
    return fraction(Distribution.uniform(words[2 * j]!) + fraction((index + 1) * alpha))
  })
}
