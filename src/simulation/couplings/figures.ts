/** How well a few couplings describe and predict connected functions. */
import type { Figure } from "../figure.ts"

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "dot",
    name: "lambda",
    title: "The quartic coupling, tuple by tuple",
    caption:
      "lambda = kappa4 / (24 int K_W^4) for each tuple of inputs, with its standard error. A constant lambda would be " +
      "the same for all of them. Tuples share their networks: what is drawn moves all of them together.",
    table: "lambda",
    x: { column: "integral", label: "24 int K_W^4", scale: "log" },
    y: { column: "lambda" },
    series: ["source", "inputs", "inputScale"],
    facet: ["activation"],
    ownAxes: true
  },
  {
    kind: "bar",
    name: "prediction",
    title: "What the couplings do not explain",
    caption:
      "Root mean square of kappa4 minus its prediction over that of kappa4, by model and by what is predicted. " +
      "The honest ones are independent networks and exact.",
    table: "couplings",
    x: { column: "model" },
    y: { column: "residual", label: "residual over signal", scale: "log" },
    series: ["test"],
    facet: ["activation", "source"]
  },
  {
    kind: "dot",
    name: "six-point",
    title: "6-point functions as they are predicted",
    caption:
      "Share of G6 that the Gaussian process gives (dashed), and with the lambda of 4-point functions alone (marks). " +
      "Tuples share their networks: what is drawn moves all of them together.",
    table: "sixPoint",
    x: { column: "G6", label: "6-point function G6", scale: "log" },
    y: { column: "gpAndLambdaShare", label: "prediction / G6" },
    lines: [{ column: "gpShare", label: "Gaussian process alone", style: "reference" }],
    levels: [{ value: 1, label: "all of G6" }],
    series: ["source"],
    facet: ["activation"],
    ownAxes: true
  },
  {
    kind: "dot",
    name: "kappa",
    title: "The sextic coupling, and what two lambdas exchange",
    caption:
      "kappa from kappa6 alone, and with what two lambdas exchange taken out. Both are of one order, so that the first is no " +
      "measurement.",
    table: "kappa",
    x: { column: "method" },
    y: { column: "kappa" },
    levels: [{ value: 0, label: "no sextic coupling" }],
    series: ["source"],
    facet: ["activation"],
    ownAxes: true
  },
  {
    kind: "picture",
    name: "diagrams",
    picture: "diagrams",
    title: "G4 at first order in lambda",
    caption:
      "What the couplings contribute is the sum of the kept diagrams; those that correct the exact 2-point function " +
      "are dropped."
  }
]
