/** Any activation by its two means, pair by pair. */
import * as Activation from "../activation/list.ts"
import * as Across from "./across.ts"
import type { Make } from "./step.ts"

export const general =
  (name: Activation.Name): Make =>
  (layer) => {
    const { weight, bias, rows, columns } = layer
    const { covariance, derivatives } = Activation.of(name)
    const measure = Across.make(layer)
    return (row, a, count) => {
      const { covariances, Theta } = row
      for (let b = 0; b < count; b++) {
        const [q1, q2, q12] = [rows.variances[a], columns.variances[b], covariances[b]]
        covariances[b] = bias + weight * covariance(q1, q2, q12)
        Theta[b] = covariances[b] + weight * derivatives(q1, q2, q12) * Theta[b]
      }
      measure(row, a, count)
    }
  }
