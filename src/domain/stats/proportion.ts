/** The share of successes among independent trials, and how far it can be trusted. */
import type { Interval } from "./normal.ts"
import { z95 as z } from "./normal.ts"

/**
 * Wilson's 95 % interval of the probability behind k successes in n trials:
 *
 *     (p + z^2 / 2n +- z sqrt(p (1 - p) / n + z^2 / 4n^2)) / (1 + z^2 / n),   p = k / n
 *
 * It has a length where all trials succeed, and never leaves 0 to 1. Of no trials it is all of 0 to 1.
 *
 * @throws RangeError unless 0 <= k <= n
 *
 * Source: E. B. Wilson, Probable inference, the law of succession, and statistical inference (JASA 22, 1927).
 */
export const interval = (k: number, n: number): Interval => {
  if (!(k >= 0 && k <= n)) throw new RangeError(`${k} of ${n} trials cannot succeed.`)
  if (n === 0) return { low: 0, high: 1 }
  const p = k / n
  const middle = p + (z * z) / (2 * n)
  const reach = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n))
  const scale = 1 + (z * z) / n
  return { low: k === 0 ? 0 : (middle - reach) / scale, high: k === n ? 1 : (middle + reach) / scale }
}
