/**
 * cos and gauss, which go by the variance of z - z':
 *
 *     near = exp(-Var(z - z') / 2),   Var(z - z') / 2 = (sqrt q - sqrt q')^2 / 2 + s - covariance,   s = sqrt(q q')
 *     s - |covariance| = across^2 / (s + |covariance|),   far = exp(-Var(z + z') / 2) = near exp(-2 covariance)
 *
 *     E[cos cos] = (near + far) / 2,   E[sin sin] = (near - far) / 2,   E[gauss gauss] = E[gauss' gauss'] = near
 */
import * as Across from "./across.ts"
import { exponential } from "./exponential.ts"
import type { Layer, Make, Points } from "./step.ts"

/** Up to this variance (q + q') / 2 - |covariance| itself is right to 1e-14. */
const moderate = 16

const isModerate = (points: Points): boolean => points.variances.every((q) => q <= moderate)

/** Whether the layer goes by covariances alone, and not by what lies across. */
export const isBlind = ({ rows, columns }: Pick<Layer, "rows" | "columns">): boolean =>
  isModerate(rows) && (rows === columns || isModerate(columns))

/** The larger of near and far: of a point and a column. */
const larger = ({ rows, columns }: Layer) => {
  const isClose = isBlind({ rows, columns })
  const [{ variances: q, deviations: sigma }, { variances: qs, deviations: sigmas }] = [rows, columns]
  return (a: number, b: number, covariance: number, side: number): number => {
    const along = Math.abs(covariance)
    if (isClose) return exponential(Math.max(0, (q[a] + qs[b]) / 2 - along))
    const apart = sigma[a] - sigmas[b]
    return exponential(
      (apart * apart) / 2 + (side === 0 ? 0 : (side * side) / (sigma[a] * sigmas[b] + along))
    )
  }
}

export const cos: Make = (layer) => {
  const { weight, bias, next } = layer
  const more = larger(layer)
  const measure = isBlind(next) ? undefined : Across.make(layer)
  return (row, a, count) => {
    const { covariances, across, Theta } = row
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const half = (weight * more(a, b, covariance, across[b])) / 2
      const less = exponential(2 * Math.abs(covariance))
      const K = bias + half * (1 + less)
      covariances[b] = K
      Theta[b] = K + half * (covariance < 0 ? less - 1 : 1 - less) * Theta[b]
    }
    measure?.(row, a, count)
  }
}

export const gauss: Make = (layer) => {
  const { weight, bias } = layer
  const more = larger(layer)
  return ({ covariances, across, Theta }, a, count) => {
    for (let b = 0; b < count; b++) {
      const covariance = covariances[b]
      const most = more(a, b, covariance, across[b])
      const near = covariance < 0 ? most * Math.exp(2 * covariance) : most
      covariances[b] = bias + weight * near
      Theta[b] = covariances[b] + weight * near * Theta[b]
    }
  }
}
