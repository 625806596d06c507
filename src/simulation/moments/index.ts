import * as Reducer from "effect/Reducer"
import type { Sampling } from "../contract.ts"
import * as Paper from "../paper.ts"
import type { Row } from "../table.ts"
import { known } from "../table.ts"
import * as Point from "./config.ts"
import { figures } from "./figures.ts"
import type { Tally } from "./kernel.ts"
import kernel from "./kernel.ts"
import { parameters } from "./parameters.ts"
import { isTally } from "./shape.ts"

const rows = ([tally]: ReadonlyArray<Tally>): ReadonlyArray<Row> =>
  tally.flatMap(({ exact, gaussian, expansion: { coefficients, partial, quotient } }, i) =>
    Array.from(partial, (value, order) => ({
      moment: 2 * (i + 1),
      order,
      exact: known(exact),
      gaussian: known(gaussian),
      coefficient: known(coefficients[order]),
      perturbative: known(value),
      truncationError: known(value - exact),
      relativeError: known((value - exact) / exact),
      quotient: known(quotient[order]),
      quotientError: known(quotient[order] - exact)
    }))
  )

const simulation: Sampling<Point.Config, Tally> = {
  kind: "sampling",
  summary: "moments of one variable that is nearly Gaussian: exact, and by perturbation theory",
  version: 1,
  config: parameters.codec,
  faults: Point.faults,
  smoke: { lambda: -0.01 },
  tables: {
    moments: {
      description: "moments to each order of perturbation theory, and how far they are from the exact ones",
      columns: {
        ...parameters.columns("a", "lambda"),
        moment: { type: "integer", description: "2n of <x^2n>", unit: "1" },
        order: { type: "integer", description: "the last power of lambda that is kept", unit: "1" },
        exact: { type: "real", description: "<x^2n> by quadrature", unit: "1" },
        gaussian: { type: "real", description: "<x^2n> for lambda = 0: (2n - 1)!! / a^n", unit: "1" },
        coefficient: {
          type: "real",
          description: "coefficient of lambda^order: the sum of the diagrams without vacuum parts",
          unit: "1"
        },
        perturbative: { type: "real", description: "the expansion in lambda up to this order", unit: "1" },
        truncationError: { type: "real", description: "perturbative - exact", unit: "1" },
        relativeError: { type: "real", description: "(perturbative - exact) / exact", unit: "1" },
        quotient: {
          type: "real",
          description: "both series of the quotient cut off at this order, and divided",
          unit: "1"
        },
        quotientError: { type: "real", description: "quotient - exact", unit: "1" }
      }
    }
  },
  headline: ["moment", "order", "exact", "perturbative", "relativeError"],
  figures,
  papers: [Paper.networksAndFields],
  reducer: Reducer.make(kernel.combine, kernel.empty),
  replicates: () => 1,
  grain: () => 1,
  cost: Point.cost,
  isTally,
  rows: (_, repeats) => ({ moments: rows(repeats) })
}

export default simulation
