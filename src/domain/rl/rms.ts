/**
 * RMSProp without momentum, as asynchronous agents share it: one mean square a parameter, which all of them update.
 *
 *     s <- alpha s + (1 - alpha) g^2,   theta <- theta - rate g / sqrt(s + epsilon)
 *
 * On memory that several threads write at the same time there is no lock (Hogwild): an update may meet a parameter
 * that another changes at that moment, and one of the two changes is lost; each entry stays a number that one of them
 * wrote.
 *
 * Source: Mnih et al., arXiv 1602.01783, equations 8 and 9; Recht et al., "Hogwild!" (NIPS 2011).
 */

export interface Rule {
  readonly rate: number
  /** Share of the mean square that stays. */
  readonly alpha: number
  readonly epsilon: number
}

/** The Euclidean length of a gradient, summed in f64. */
export const norm = (gradient: Float32Array): number => {
  let sum = 0
  for (let k = 0; k < gradient.length; k++) sum += gradient[k] * gradient[k]
  return Math.sqrt(sum)
}

/** Steps parameters and mean squares, in place, by `scale` times the gradient. */
export const descend = (
  parameters: Float32Array,
  squares: Float32Array,
  gradient: Float32Array,
  scale: number,
  { rate, alpha, epsilon }: Rule
): void => {
  for (let k = 0; k < gradient.length; k++) {
    const g = scale * gradient[k]
    const square = alpha * squares[k] + (1 - alpha) * g * g
    squares[k] = square
    parameters[k] -= (rate * g) / Math.sqrt(square + epsilon)
  }
}
