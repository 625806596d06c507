import type { Figure } from "../figure.ts"

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "dot",
    name: "laws",
    title: "What the symmetry of the outputs forbids, and what is left of it",
    caption:
      "Root mean square of what must be zero, in standard errors, over all n-point functions that the law is about: near 1 " +
      "where it holds, and beyond 1 where means of weights or biases break it. Ensembles that differ in something else have the same mark.",
    table: "laws",
    x: { column: "order", label: "order n", scale: "category" },
    y: { column: "rms", label: "distance, root mean square", scale: "log" },
    levels: [{ value: 1, label: "chance alone" }],
    series: ["weightMean", "biasMean"],
    facet: ["law"],
    pooled: true
  },
  {
    kind: "histogram",
    name: "rotation-scores",
    title: "What a rotation of two outputs changes, in standard errors",
    caption:
      "Over all n-point functions, for outputs 1 and 2 turned by an eighth of a turn. Near a standard normal where nothing changes.",
    table: "correlators",
    x: { column: "changeScore", label: "change / standard error" },
    normal: true,
    facet: ["order"]
  }
]
