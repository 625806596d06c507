/** Correlations and kernels along the depth, and the two phases. */
import type { Figure } from "../figure.ts"

const layer = { column: "layer", label: "hidden layers" } as const
const twoPoints = { pair: "two points" } as const

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "line",
    name: "correlations",
    title: "Correlations of two points along the depth",
    caption:
      "K(x, x') / sqrt(K(x, x) K(x', x')) after each layer. In the ordered phase all points become one; in the chaotic one " +
      "neighbours come apart, to the fixed point that is dashed.",
    table: "kernels",
    where: twoPoints,
    x: layer,
    y: { column: "correlation", label: "correlation" },
    lines: [{ column: "fixedPoint", label: "fixed point", style: "reference" }],
    series: ["a", "b"],
    facet: ["activation", "weightStd", "biasStd"],
    pooled: true,
    trend: true
  },
  {
    kind: "line",
    name: "tangents",
    title: "Tangent kernels along the depth",
    caption:
      "Theta(x, x') after each layer, of two points. On the edge of chaos it grows as the depth, in order it comes to a constant, in " +
      "chaos it grows exponentially for each point with itself.",
    table: "kernels",
    x: layer,
    y: { column: "Theta", label: "Theta", scale: "log", magnitude: true },
    series: ["a", "b"],
    facet: ["activation", "weightStd", "biasStd"],
    pooled: true,
    ownAxes: true,
    trend: true
  },
  {
    kind: "line",
    name: "phases",
    title: "Order and chaos",
    caption:
      "chi_perpendicular, the factor by which a layer makes small angles larger, at the fixed point of the variance: below 1 signals " +
      "become the same, above 1 they come apart.",
    table: "phases",
    x: { column: "weightStd", label: "weightStd" },
    y: { column: "chiPerpendicular", label: "chi perpendicular" },
    levels: [{ value: 1, label: "edge of chaos" }],
    series: ["activation", "biasStd"],
    trend: true
  },
  {
    kind: "line",
    name: "depths",
    title: "How deep signals go",
    caption:
      "Layers over which correlations come e times nearer to their fixed point: it has no bound on the edge of chaos, where deep " +
      "networks can be trained.",
    table: "phases",
    x: { column: "weightStd", label: "weightStd" },
    y: { column: "depthScale", label: "depth scale", scale: "log" },
    series: ["activation", "biasStd"],
    trend: true
  }
]
