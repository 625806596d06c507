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

const exactness =
  "exact functions of these networks at these inputs are not computed; why, a study with estimator: exact is told"
const range = "some values left the range of 64-bit numbers"

/** Why cells are empty that another config would fill: words of the column `note`, and what they mean. */
export const notes = {
  "no exact value": exactness,
  "out of range": range,
  "no exact value, out of range": `${exactness}; and ${range}`
} as const satisfies Readonly<Record<string, string>>

export const note = (isExactKnown: boolean, inRange: boolean): keyof typeof notes | null => {
  if (isExactKnown) return inRange ? null : "out of range"
  return inRange ? "no exact value" : "no exact value, out of range"
}
