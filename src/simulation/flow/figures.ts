/** The paper's figure of the running coupling. */
import type { Figure } from "../figure.ts"

const cutoff = { column: "cutoff", label: "cutoff L", scale: "log" } as const

const alone = { equations: "first order" } as const

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "line",
    name: "flow",
    title: "Couplings against the cutoff",
    caption:
      "Mean over the tuples of inputs at first order. Straight lines are powers of L: relu without bias falls as " +
      "L^-(dIn + 4) for lambda and L^-(dIn + 6) for kappa.",
    table: "flow",
    where: alone,
    x: cutoff,
    y: { column: "value", label: "coupling", scale: "log", magnitude: true },
    series: ["coupling", "activation", "dIn"],
    facet: ["lines"]
  },
  {
    kind: "line",
    name: "slopes",
    title: "Local slopes of the couplings",
    caption:
      "d log |coupling| / d log L at each cutoff: constant where the coupling is a power of L, with a pole where it changes " +
      "its sign.",
    table: "flow",
    where: alone,
    x: cutoff,
    y: { column: "slope", label: "d log |coupling| / d log L" },
    series: ["coupling", "activation", "dIn"],
    facet: ["lines"]
  },
  {
    kind: "line",
    name: "coupled",
    title: "Slopes of lambda and kappa that run together",
    caption:
      "d log |coupling| / d log L where G4 and G6 do not depend on the cutoff, and kappa is what kappa6 leaves beside " +
      "what two lambdas exchange (one dimension). relu keeps -5 and -7; where lines tend to a constant both tend to -1.",
    table: "flow",
    where: { equations: "coupled" },
    x: cutoff,
    y: { column: "slope", label: "d log |coupling| / d log L" },
    series: ["coupling"],
    facet: ["activation", "lines"],
    ownAxes: true
  },
  {
    kind: "line",
    name: "exchange",
    title: "What two lambdas exchange, beside kappa6",
    caption:
      "Roots of the mean square over the tuples. Where it is above 1, kappa has the other sign than at first order, or is larger.",
    table: "flow",
    where: { equations: "coupled", coupling: "kappa" },
    x: cutoff,
    y: { column: "exchangeOverKappa6", label: "exchange / kappa6", scale: "log" },
    series: ["activation"],
    facet: ["lines"],
    levels: [{ value: 1, label: "as large as kappa6" }]
  }
]
