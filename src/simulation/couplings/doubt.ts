/** What there is against the standard errors of a point: tails that its networks are too few to have drawn. */
import * as Skewness from "../../domain/field/estimator/skewness.ts"
import * as Skew from "../../domain/stats/skew.ts"
import * as Caution from "../caution.ts"
import * as Point from "./config.ts"

export interface Doubt {
  /** Networks that count, see `Skew.effective`; null where nothing was drawn. */
  readonly effective: number | null
  readonly caution: Caution.Word | null
}

/**
 * Of what is made of connected functions of up to `order` points: at the input, and of the function, where what a network says
 * is most skewed.
 */
export const of = (config: Point.Config, order: 4 | 6, networks: number): Doubt => {
  if (networks === 0) return { effective: null, caution: null }
  const shape = Point.training(config)
  const orders = { 4: [4], 6: [4, 6] }[order]
  const skewed = orders.flatMap((n) => Skewness.of(shape, "direct", n).map(({ connected }) => connected))
  const effective = Skew.effective(networks, Math.max(...skewed))
  return { effective, caution: Caution.of(true, effective) }
}
