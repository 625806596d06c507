/** What there is against the numbers of a row: standard errors that are not to be believed, and what is missing. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Skewness from "../../domain/field/estimator/skewness.ts"
import * as Tilt from "../../domain/field/tilt.ts"
import type * as Tuples from "../../domain/field/tuples.ts"
import type * as Config from "./config.ts"
import * as Inputs from "./inputs.ts"

/** Squared skewness that is known beforehand of what one network says of each tuple: the largest of its inputs. */
export const skewness = (config: Config.Config, tuples: ReadonlyArray<Tuples.Tuple>) => {
  const { estimator, order } = config
  const shape = Inputs.shape(config)
  const of = ((): ReadonlyArray<Skewness.Skewness> => {
    switch (estimator) {
      case "exact":
        return shape.inputs.map(() => ({ full: 0, connected: 0 }))
      case "direct":
      case "rao-blackwell":
      case "centred":
      case "single-neuron": {
        const tilts = Tilt.of(shape, order).centres.length
        if (tilts === 0) return Skewness.of(shape, estimator, order)
        const squared = Skewness.ofTilted(shape.width, tilts, estimator, order)
        return shape.inputs.map(() => ({ full: squared, connected: squared }))
      }
      default:
        return nothingLeft(estimator, "estimator")
    }
  })()
  return {
    full: tuples.map((tuple) => Math.max(...tuple.map((a) => of[a].full))),
    connected: tuples.map((tuple) => Math.max(...tuple.map((a) => of[a].connected)))
  }
}

/** Why cells are empty that another config would fill. */
export const note = (refused: string | undefined, finite: boolean): string | null => {
  const reasons = [
    ...(refused === undefined ? [] : [`no exact value: ${refused}`]),
    ...(finite ? [] : ["some values left the range of numbers"])
  ]
  return reasons.length === 0 ? null : reasons.join(" ")
}
