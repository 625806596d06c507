/** The paper's figure of the running coupling. */
import type { Figure } from "../figure.ts"

const cutoff = { column: "cutoff", label: "cutoff L", scale: "log" } as const

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "line",
    name: "flow",
    title: "Couplings against the cutoff",
    caption:
      "Mean over the tuples of inputs at first order. Straight lines are powers of L: relu without bias falls as " +
      "L^-(dIn + 4) for lambda and L^-(dIn + 6) for kappa.",
    table: "flow",
    x: cutoff,
    y: { column: "value", label: "coupling", scale: "log", magnitude: true },
    series: ["coupling", "activation", "dIn"],
    facet: ["lines"]
  },
  {
    kind: "line",
    name: "slopes",
    title: "Local slopes of the couplings",
    caption: "d log |coupling| / d log L at each cutoff: constant where the coupling is a power of L.",
    table: "flow",
    x: cutoff,
    y: { column: "slope", label: "d log |coupling| / d log L" },
    series: ["coupling", "activation", "dIn"],
    facet: ["lines"]
  }
]
