/** The learning rate over a training. */
export interface Schedule {
  /** The largest rate. */
  readonly rate: number
  /** Steps until it is reached. */
  readonly warmUp: number
  /** Steps of the whole training. */
  readonly steps: number
}

/**
 * The rate of step t = 0, 1, ...: rising linearly to `rate` over the warm-up, then falling to zero along half a cosine
 * (Loshchilov, Hutter, 1608.03983, equation 5, without restarts).
 */
export const at = ({ rate, warmUp, steps }: Schedule, t: number): number => {
  if (t < warmUp) return (rate * (t + 1)) / warmUp
  const share = Math.min(1, (t - warmUp) / Math.max(1, steps - warmUp))
  return (rate * (1 + Math.cos(Math.PI * share))) / 2
}
