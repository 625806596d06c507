/**
 * gelu: with D = 1 + q + q' + across^2, R^2 = (1 + q) (1 + q'), and the formulas of ../activation/gelu.ts
 *
 *     quadrant = 1/4 + asin(covariance / R) / (2 pi),   asin(covariance / R) = 2 atan(covariance / (sqrt D + R)),
 *     quadrant = e / (2 pi),   e = 2 atan(sqrt D / (R - covariance))     for covariances below 0
 *     E[gelu gelu]   = covariance quadrant + ((q q' sqrt D + covariance^2 / sqrt D) / R^2) / (2 pi)
 *                    = (R (sin e - e cos e) + 1 / sqrt D - (1 / (1 + q) + 1 / (1 + q')) sqrt D) / (2 pi)     where they cancel
 *     E[gelu' gelu'] = quadrant + covariance / (2 pi sqrt D) (1 / (1 + q) + 1 / (1 + q') + 1 / D)
 */
import * as Wedge from "../wedge.ts"
import * as Across from "./across.ts"
import { arctangent } from "./arctangent.ts"
import type { Make } from "./step.ts"

export const gelu: Make = (layer) => {
  const { weight, bias, rows, columns } = layer
  const share = weight / (2 * Math.PI)
  const measure = Across.make(layer)
  return (row, a, count) => {
    const { covariances, across, Theta } = row
    const q = rows.variances[a]
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const other = columns.variances[b]
      const [inverse, otherInverse] = [1 / (1 + q), 1 / (1 + other)]
      const root = Math.sqrt(1 + q + other + across[b] * across[b])
      const scale = Math.sqrt(1 + q) * Math.sqrt(1 + other)
      const quadrant =
        covariance < 0
          ? 2 * arctangent(root / (scale - covariance))
          : Math.PI / 2 + 2 * arctangent(covariance / (root + scale))
      const ratio = covariance / scale
      const C =
        quadrant < Math.PI / 4
          ? Wedge.of(quadrant, scale) + 1 / root - (inverse + otherInverse) * root
          : covariance * quadrant + q * inverse * other * otherInverse * root + (ratio * ratio) / root
      const slope = quadrant + (covariance / root) * (inverse + otherInverse + 1 / root / root)
      const K = bias + share * C
      covariances[b] = K
      Theta[b] = K + share * slope * Theta[b]
    }
    measure(row, a, count)
  }
}
