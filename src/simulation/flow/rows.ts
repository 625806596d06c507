/** From the couplings at each cutoff to the rows of both tables. */
import * as Coupling from "../../domain/field/action/coupling.ts"
import * as Flow from "../../domain/field/action/flow.ts"
import * as Activation from "../../domain/field/activation/list.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import * as Point from "./config.ts"
import type { Tally } from "./kernel.ts"

export const rows = (
  config: Point.Config,
  [tally]: ReadonlyArray<Tally>
): Readonly<Record<"slopes" | "flow", ReadonlyArray<Row>>> => {
  const { activation, dIn, biasStd, lines } = config
  const cutoffs = Point.cutoffs(config)
  const point: Row = { convention: Coupling.convention }
  const { couplings: field, isHomogeneous } = Activation.of(activation)
  /** Where lines tend to a constant: where the activation's kernel does; and K with bias where it falls to zero. */
  const constant = field.far === "constant" || (field.far === "zero" && lines === "K" && biasStd > 0)
  const homogeneous = isHomogeneous && biasStd === 0
  const couplings = [
    { name: "lambda", points: 4, running: tally.map(({ lambda }) => lambda) },
    { name: "kappa", points: 6, running: tally.flatMap(({ kappa }) => kappa ?? []) }
  ].filter(({ running }) => running.length === cutoffs.length)
  return {
    slopes: couplings.map(({ name, points, running }) => {
      const { slope, standardError } = Flow.line(
        cutoffs,
        running.map(({ mean }) => mean)
      )
      return {
        ...point,
        coupling: name,
        cutoffs: cutoffs.length,
        slope: known(slope),
        standardError: known(standardError),
        last: known(running.at(-1)?.slope),
        exact: homogeneous ? -(dIn + points) : null,
        marginal: constant ? -dIn : null
      }
    }),
    flow: tally.flatMap(({ error }, i) =>
      couplings.map(({ name, running }) => ({
        ...point,
        coupling: name,
        cutoff: cutoffs[i],
        value: known(running[i].mean),
        spread: known(running[i].deviation),
        slope: known(running[i].slope),
        beta: known(running[i].beta),
        quadratureError: error
      }))
    )
  }
}
