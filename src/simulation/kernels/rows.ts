/** From the kernels after each layer to the rows of both tables. */
import * as Activation from "../../domain/field/activation/list.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

export const rows = (
  config: Point.Config,
  [[{ K, Theta, criticality }]]: ReadonlyArray<Tally>
): Readonly<Record<"kernels" | "phases", ReadonlyArray<Row>>> => {
  const { activation, inputs } = Point.network(config)
  const points = inputs.length
  const isExact = Activation.of(activation).deep.isExact({ ...config, inputs })
  const kernels: Array<Row> = []
  for (const [layer, matrix] of K.entries())
    for (let a = 0; a < points; a++)
      for (let b = a; b < points; b++) {
        const at = a * points + b
        const lengths = Math.sqrt(matrix[a * (points + 1)]) * Math.sqrt(matrix[b * (points + 1)])
        kernels.push({
          layer: layer + 1,
          a: a + 1,
          b: b + 1,
          pair: a === b ? "a point" : "two points",
          K: known(matrix[at]),
          Theta: known(Theta[layer][at]),
          correlation: known(a === b ? (lengths > 0 ? 1 : undefined) : matrix[at] / lengths),
          fixedPoint: known(criticality?.correlation),
          exact: layer === 0 || isExact
        })
      }
  return {
    kernels,
    phases: [
      {
        phase: criticality?.phase ?? null,
        chiPerpendicular: known(criticality?.perpendicular),
        chiParallel: known(criticality?.parallel),
        variance: known(criticality?.variance),
        correlation: known(criticality?.correlation),
        chi: known(criticality?.chi),
        depthScale: known(criticality?.layers)
      }
    ]
  }
}
