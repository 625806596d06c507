/** The multiple of a standard error within which a normal variable stays with probability 0.95. */
export const z95 = 1.959963984540054

/** An interval that is meant to hold the truth in 95 of 100 cases. */
export interface Interval {
  readonly low: number
  readonly high: number
}
