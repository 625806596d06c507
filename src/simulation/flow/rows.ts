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
  const both = tally.flatMap(({ coupled }) => coupled ?? [])
  const homogeneous = isHomogeneous && biasStd === 0
  const series = [
    { name: "lambda", equations: "first order", points: 4, running: tally.map(({ lambda }) => lambda) },
    {
      name: "kappa",
      equations: "first order",
      points: 6,
      running: tally.flatMap(({ kappa }) => kappa ?? [])
    },
    { name: "lambda", equations: "coupled", points: 4, running: both.map(({ lambda }) => lambda) },
    { name: "kappa", equations: "coupled", points: 6, running: both.map(({ kappa }) => kappa) }
  ].filter(({ running }) => running.length === cutoffs.length)
  return {
    slopes: series.map(({ name, equations, points, running }) => {
      const values = running.map(({ mean }) => mean)
      // No power of L where it passes zero.
      const isOneSign = values.every((value) => Math.sign(value) === Math.sign(values[0]))
      const { slope, standardError } = Flow.line(cutoffs, values)
      return {
        ...point,
        coupling: name,
        equations,
        cutoffs: cutoffs.length,
        slope: isOneSign ? known(slope) : null,
        standardError: isOneSign ? known(standardError) : null,
        first: known(running.at(0)?.slope),
        last: known(running.at(-1)?.slope),
        exact: homogeneous ? -(dIn + points) : null,
        marginal: constant ? -dIn : null
      }
    }),
    flow: tally.flatMap(({ error }, i) =>
      series.map(({ name, equations, running }) => {
        const isDriven = name === "kappa" && equations === "coupled"
        return {
          ...point,
          coupling: name,
          equations,
          cutoff: cutoffs[i],
          value: known(running[i].mean),
          spread: known(running[i].deviation),
          slope: known(running[i].slope),
          beta: known(running[i].beta),
          driven: isDriven ? known(both[i].kappa.driven) : null,
          exchangeOverKappa6: isDriven ? known(both[i].kappa.exchange) : null,
          quadratureError: equations === "coupled" ? both[i].error : error
        }
      })
    )
  }
}
