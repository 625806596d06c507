/**
 * cos and gauss, which go by the variance of z - z':
 *
 *     near = exp(-Var(z - z') / 2),   Var(z - z') / 2 = (sqrt q - sqrt q')^2 / 2 + s - covariance,   s = sqrt(q q')
 *     s - |covariance| = across^2 / (s + |covariance|),   far = exp(-Var(z + z') / 2) = near exp(-2 covariance)
 *
 *     E[cos cos] = (near + far) / 2,   E[sin sin] = (near - far) / 2,   E[gauss gauss] = E[gauss' gauss'] = near
 */
import * as Across from "./across.ts"
import type { Make } from "./step.ts"

/** The larger of near and far. */
const larger = (one: number, other: number, covariance: number, side: number): number =>
  Math.exp(
    -((one - other) ** 2) / 2 - (side === 0 ? 0 : (side * side) / (one * other + Math.abs(covariance)))
  )

export const cos: Make = (layer) => {
  const { weight, bias, rows, columns } = layer
  const measure = Across.make(layer)
  return (row, a, count) => {
    const { covariances, across, Theta } = row
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const half = larger(rows.deviations[a], columns.deviations[b], covariance, across[b]) / 2
      const less = Math.expm1(-2 * Math.abs(covariance))
      const K = bias + weight * half * (2 + less)
      covariances[b] = K
      Theta[b] = K + weight * half * (covariance < 0 ? less : -less) * Theta[b]
    }
    measure(row, a, count)
  }
}

export const gauss: Make = (layer) => {
  const { weight, bias, rows, columns } = layer
  return ({ covariances, across, Theta }, a, count) => {
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const more = larger(rows.deviations[a], columns.deviations[b], covariance, across[b])
      const near = covariance < 0 ? more * Math.exp(2 * covariance) : more
      covariances[b] = bias + weight * near
      Theta[b] = covariances[b] + weight * near * Theta[b]
    }
  }
}
