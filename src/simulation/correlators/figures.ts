/** The paper's figures: how far random networks are from a Gaussian process, against their width. */
import type { Curve, Figure } from "../figure.ts"

/** m of one part, with its exact value and what sampling alone would give. */
const againstWidth: Omit<Curve, "name" | "title" | "caption" | "y"> = {
  kind: "dot",
  table: "deviations",
  x: { column: "width", label: "width N", scale: "log" },
  band: ["bandLow", "bandHigh"],
  lines: [
    { column: "exact", label: "exact", style: "theory" },
    { column: "firstOrder", label: "to first order in 1/N", style: "expansion" },
    { column: "background", label: "background", style: "reference" }
  ],
  series: ["activation"],
  facet: ["order", "dIn"]
}

export const figures: ReadonlyArray<Figure> = [
  {
    ...againstWidth,
    name: "deviation",
    title: "Deviation from the Gaussian process against width",
    caption:
      "Full n-point functions. Marks: mean of |G_n - G_GP| / |G_GP| over the tuples of inputs, bars one standard " +
      "error, shaded the 95 % bootstrap band over tuples. Solid: exact at this width. Dashes and dots: deep networks to first order in 1/N. Dashed: the background, what " +
      "the scatter over the repeats alone would give.",
    where: { part: "full" },
    y: { column: "m", label: "deviation m", scale: "log" }
  },
  {
    ...againstWidth,
    name: "connected",
    title: "Connected functions over the Gaussian process against width",
    caption:
      "As above, of the connected part alone: |kappa_n| / |G_GP|, exactly proportional to N^(1 - n/2). Marks below " +
      "the dashed background are noise.",
    where: { part: "connected" },
    y: { column: "m", label: "connected m", scale: "log" }
  },
  {
    kind: "histogram",
    name: "z-scores",
    title: "Measured minus exact n-point functions in standard errors",
    caption:
      "Over all tuples of inputs, those with a caution too. Near a standard normal distribution where the standard errors are right; tuples " +
      "share their networks, so that they move together.",
    table: "correlators",
    x: { column: "zScore", label: "(mean - exact) / standard error" },
    normal: true,
    series: ["activation"],
    facet: ["order"]
  }
]
