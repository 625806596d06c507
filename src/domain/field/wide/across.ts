/** sqrt(q q' - covariance^2) from the covariances after a layer, where the layer has no form of its own for it. */
import * as Determinant from "../determinant.ts"
import type { Layer, Step } from "./step.ts"

/** The cosine of an angle above which 1 - cos^2 loses digits that the covariances still have. */
export const steep = 0.99

export const make =
  ({ next: { rows, columns } }: Layer): Step =>
  ({ covariances, across }, a, count) => {
    for (let b = 0; b < count; b++) {
      const s = rows.deviations[a] * columns.deviations[b]
      const cos = s === 0 ? 1 : covariances[b] / s
      across[b] =
        Math.abs(cos) < steep
          ? s * Math.sqrt((1 - cos) * (1 + cos))
          : Determinant.root(rows.variances[a], columns.variances[b], covariances[b])
    }
  }
