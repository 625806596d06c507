/** linear: E[z z'] and 1; across^2 <- weightStd^4 across^2 + biasStd^2 weightStd^2 Var(z - z'). */
import type { Make } from "./step.ts"

export const linear: Make =
  ({ weight, bias, rows, columns }) =>
  ({ covariances, across, Theta }, a, count) => {
    const one = rows.deviations[a]
    for (let b = 0; b < count; b++) {
      const other = columns.deviations[b]
      const covariance = covariances[b]
      const side = across[b]
      const s = one * other
      const apart = covariance > 0 ? (side * side) / (s + covariance) : s - covariance
      const K = bias + weight * covariance
      covariances[b] = K
      Theta[b] = K + weight * Theta[b]
      across[b] = Math.sqrt(weight * (weight * side * side + bias * ((one - other) ** 2 + 2 * apart)))
    }
  }
