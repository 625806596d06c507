/**
 * relu: with s = sqrt(q q'), t the angle, e = t or pi - t the one below pi / 2, tan(e / 2) = across / (s + |covariance|),
 * and g = s (sin e - e cos e),
 *
 *     2 pi E[relu relu']    = g + pi covariance    t <= pi/2,    g    t > pi/2
 *     2 pi E[step step']    = pi - e                             e
 *     2 pi delta            = pi (s - covariance) - g            pi s - g,      delta = s / 2 - E[relu relu']
 *     across^2 <- weightStd^4 delta (s - delta) + biasStd^2 weightStd^2 ((sqrt q - sqrt q')^2 / 2 + 2 delta)
 *
 * for E[relu^2] = q / 2. No difference here loses digits: s - covariance is across tan(e / 2), and g has a series.
 */
import { arctangent } from "./arctangent.ts"
import type { Make } from "./step.ts"

const turn = 2 * Math.PI

export const relu: Make = ({ weight, bias, rows, columns }) => {
  const share = weight / turn
  return ({ covariances, across, Theta }, a, count) => {
    const one = rows.deviations[a]
    for (let b = 0; b < count; b++) {
      const other = columns.deviations[b]
      const s = one * other
      const covariance = covariances[b]
      const side = across[b]
      const along = Math.abs(covariance)
      const tangent = side === 0 ? 0 : side / (s + along)
      const e = 2 * arctangent(tangent)
      const square = e * e
      const g =
        e > 0.25
          ? side - e * along
          : s *
            e *
            square *
            (1 / 3 - square * (1 / 30 - square * (1 / 840 - square * (1 / 45360 - square / 3991680))))
      const isNear = covariance >= 0
      const C = isNear ? g + Math.PI * covariance : g
      const slope = isNear ? Math.PI - e : e
      const delta = isNear ? Math.PI * side * tangent - g : Math.PI * s - g
      const K = bias + share * C
      covariances[b] = K
      Theta[b] = K + share * slope * Theta[b]
      across[b] = Math.sqrt(
        share * (share * delta * (turn * s - delta) + bias * (Math.PI * (one - other) ** 2 + 2 * delta))
      )
    }
  }
}
