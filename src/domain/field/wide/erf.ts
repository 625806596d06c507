/**
 * erf: with H^2 = (1 + 2 q) (1 + 2 q') - 4 covariance^2 = 1 + 2 q + 2 q' + 4 across^2 and R^2 = (1 + 2 q) (1 + 2 q'),
 *
 *     E[erf erf] = (2 / pi) asin(2 covariance / R) = (4 / pi) atan(2 covariance / (H + R)),   E[erf' erf'] = (4 / pi) / H
 */
import * as Across from "./across.ts"
import { arctangent } from "./arctangent.ts"
import type { Make } from "./step.ts"

export const erf: Make = (layer) => {
  const { weight, bias, rows, columns } = layer
  const share = (4 / Math.PI) * weight
  const measure = Across.make(layer)
  const scales = columns.variances.map((q) => Math.sqrt(1 + 2 * q))
  return (row, a, count) => {
    const { covariances, across, Theta } = row
    const q = rows.variances[a]
    const scale = Math.sqrt(1 + 2 * q)
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const height = Math.sqrt(1 + 2 * q + 2 * columns.variances[b] + 4 * across[b] * across[b])
      const angle = arctangent((2 * Math.abs(covariance)) / (height + scale * scales[b]))
      const K = bias + share * (covariance < 0 ? -angle : angle)
      covariances[b] = K
      Theta[b] = K + (share / height) * Theta[b]
    }
    measure(row, a, count)
  }
}
