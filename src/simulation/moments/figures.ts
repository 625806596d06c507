/** How far perturbation theory carries. */
import type { Figure } from "../figure.ts"

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "line",
    name: "truncation",
    title: "Error of perturbation theory against its order",
    caption:
      "|perturbative - exact| / exact of each moment. The series is asymptotic: from some order on, more terms make " +
      "it worse, the sooner the larger |lambda|.",
    table: "moments",
    x: { column: "order", label: "last order of lambda that is kept" },
    y: { column: "relativeError", label: "relative error", scale: "log", magnitude: true },
    series: ["lambda"],
    facet: ["moment"]
  },
  {
    kind: "line",
    name: "quotient",
    title: "Error of the quotient of both series",
    caption: "As the slides write it: numerator and normalisation are cut off at the same order and divided.",
    table: "moments",
    x: { column: "order", label: "last order of lambda that is kept" },
    y: { column: "quotientError", label: "quotient - exact", scale: "log", magnitude: true },
    series: ["lambda"],
    facet: ["moment"]
  },
  {
    kind: "picture",
    name: "diagrams",
    picture: "diagrams",
    title: "<x^4> at first order",
    caption:
      "Diagrams with one vertex of four lines: <x^4> = 3/a^2 + (24 + 72) lambda/a^4, the vacuum's being cancelled by the norm."
  }
]
