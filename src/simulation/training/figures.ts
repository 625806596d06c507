/** The flow of the n-point functions while networks learn. */
import type { Curve, Figure } from "../figure.ts"

const step = { column: "step", label: "steps of gradient descent", scale: "log" } as const

const facet = ["activation", "depth"]

const excess: Omit<Curve, "name" | "title" | "caption" | "kind" | "x"> = {
  table: "learning",
  y: { column: "ownExcess", label: "kappa4 / (3 cov cov)" },
  lines: [{ column: "excessLinear", label: "by a kernel that stays as it was", style: "reference" }]
}

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "line",
    name: "functions",
    title: "Supervised learning is the flow of the 1-point function",
    caption:
      "The widest networks: their mean, and shaded one standard deviation over networks. Solid: infinite width, and dashed " +
      "one standard deviation of it.",
    table: "functions",
    where: { isWidest: true, phase: ["start", "middle", "end"] },
    x: { column: "x", label: "first coordinate of the point" },
    y: { column: "mean", label: "E f(x)" },
    band: ["low", "high"],
    lines: [
      { column: "meanTheory", label: "infinite width", style: "theory" },
      { column: "theoryLow", label: "less one deviation", style: "reference" },
      { column: "theoryHigh", label: "and one deviation", style: "reference" }
    ],
    facet: ["activation", "depth", "step"]
  },
  {
    kind: "dot",
    name: "flow",
    title: "The 1-point function against steps",
    caption:
      "At points that have no target. Marks: mean over networks, bars one standard error. Solid: gradient descent at infinite " +
      "width; dashed: gradient flow.",
    table: "functions",
    where: { role: "asked" },
    x: step,
    y: { column: "mean", label: "E f(x)" },
    lines: [
      { column: "meanTheory", label: "infinite width", style: "theory" },
      { column: "meanFlow", label: "gradient flow", style: "reference" }
    ],
    series: ["width"],
    facet: ["activation", "depth", "point"],
    ownAxes: true
  },
  {
    kind: "dot",
    name: "variance",
    title: "The connected 2-point function against steps",
    caption:
      "Variance over networks at points that have no target, bars one standard error. Solid: infinite width, by gradient descent.",
    table: "functions",
    where: { role: "asked" },
    x: step,
    y: { column: "variance", label: "E f f - E f E f" },
    lines: [{ column: "varianceTheory", label: "infinite width", style: "theory" }],
    series: ["width"],
    facet: ["activation", "depth", "point"],
    ownAxes: true
  },
  {
    ...excess,
    kind: "line",
    name: "excess",
    x: step,
    title: "How far from Gaussian networks are while they learn",
    caption:
      "kappa4 over its Gaussian sum at coincident points that have no target, by the networks' own variances, shaded one standard error. Dashed: the same of " +
      "networks that move from their own start by the kernel of infinite width, so that only the start makes it.",
    series: ["width"],
    facet,
    ownAxes: true
  },
  {
    ...excess,
    kind: "dot",
    name: "excess-width",
    x: { column: "width", label: "width N", scale: "log" },
    y: { column: "ownExcess", label: "kappa4 / (3 cov cov)", scale: "log", magnitude: true },
    where: { phase: ["start", "middle", "end"] },
    title: "How far from Gaussian networks are, against their width",
    caption: "As above. Where it falls as 1/N it is a straight line of slope -1; the level is a tenth.",
    levels: [{ value: 0.1, label: "a tenth" }],
    series: ["phase"],
    facet
  },
  {
    kind: "dot",
    name: "deviation",
    title: "Deviation of the 1-point function from infinite width",
    caption:
      "|E f(x) - that of infinite width| at the end, each network beside its linear model, bars one standard error. To leading " +
      "order it falls as 1/N.",
    table: "functions",
    where: { role: "asked", phase: "end" },
    x: { column: "width", label: "width N", scale: "log" },
    y: { column: "meanDeviation", label: "E f(x) - theory", scale: "log", magnitude: true },
    series: ["point"],
    facet
  },
  {
    kind: "histogram",
    name: "z-scores",
    title: "What is left of deviations at infinite width, in standard errors",
    caption:
      "Of means, variances, losses and excesses, fitted as c0 + c1/N + c2/N^2: c0 over its error. Near a standard normal " +
      "distribution where theory and errors are right; the times of an ensemble move together.",
    table: "limit",
    x: { column: "zScore", label: "left / standard error" },
    normal: true,
    series: ["quantity"]
  }
]
