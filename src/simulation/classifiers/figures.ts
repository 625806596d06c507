/** The talk's panels, and what it does not ask: knots or generators. */
import type { Curve, Figure } from "../figure.ts"

/** Accuracy on the words held out, over the trainings of a point. */
const accuracy = {
  kind: "line",
  table: "results",
  y: { column: "accuracy", label: "accuracy on held-out words" },
  over: ["repeat"]
} as const

/** Over the trainings of a point: what counts of letters tell, and what a model does. */
const beside: Omit<Curve, "name" | "title" | "caption" | "y"> = {
  kind: "line",
  table: "baseline",
  x: { column: "letters", label: "letters N" },
  series: ["sees"],
  facet: ["generator", "model"],
  over: ["repeat"],
  levels: [{ value: 0.5, label: "a coin" }]
}

export const figures: ReadonlyArray<Figure> = [
  {
    ...accuracy,
    name: "accuracy",
    title: "Accuracy against the length of the words",
    caption:
      "Mean over the trainings of each point, with its standard error. Longer words of the paper's two generators " +
      "differ more in their statistics: compare with the same from one generator, and with what counting tells.",
    x: { column: "letters", label: "letters N" },
    series: ["model"],
    facet: ["generator"]
  },
  {
    ...accuracy,
    name: "hashes",
    title: "Accuracy against rounds of hashing",
    caption: "Of Reformers. More rounds come nearer to full attention.",
    where: { model: "reformer" },
    x: { column: "hashes", label: "rounds of hashing", scale: "log" },
    series: ["bucket"],
    facet: ["letters", "generator"]
  },
  {
    ...beside,
    name: "baseline",
    title: "Models beside counts of letters",
    caption:
      "Accuracy of the models (word) and of logistic regressions that see the number of strands, the writhe, or all " +
      "counts of letters, and so no knot. Where a regression does as well as a model, the model need not have seen one.",
    y: { column: "accuracy", label: "accuracy" }
  },
  {
    ...beside,
    name: "missed",
    title: "Words that counting gets wrong",
    caption:
      "The model's accuracy on the words that a regression on all counts of letters gets wrong: one half would be a " +
      "coin, less a model that errs with the regression.",
    where: { sees: "counts" },
    series: ["model"],
    facet: ["generator"],
    y: { column: "modelAccuracyOnMissed", label: "accuracy on words that counts get wrong" }
  },
  {
    kind: "line",
    name: "course",
    title: "Accuracy along the training",
    caption:
      "Share of the words for validation that is decided rightly, epoch by epoch; dashed, of the words for training while it " +
      "trained. Where the two part, words are learnt by heart.",
    table: "epochs",
    x: { column: "epoch" },
    y: { column: "validationAccuracy", label: "accuracy" },
    lines: [{ column: "accuracy", label: "words for training", style: "reference" }],
    series: ["model", "hashes"],
    facet: ["letters", "generator"],
    over: ["repeat"]
  },
  {
    kind: "line",
    name: "loss",
    title: "Loss along the training",
    caption:
      "Mean cross entropy of the words for validation, epoch by epoch; dashed, of the words for training while it trained. The " +
      "parameters of the epoch with the least loss in validation are tested.",
    table: "epochs",
    x: { column: "epoch" },
    y: { column: "validationLoss", label: "loss" },
    lines: [{ column: "loss", label: "words for training", style: "reference" }],
    series: ["model", "hashes"],
    facet: ["letters", "generator"],
    over: ["repeat"]
  },
  {
    kind: "histogram",
    name: "outputs",
    title: "How sure the models are",
    caption:
      "The probability of a knot that words held out were given. Small peaks at the wrong end are words on which a " +
      "model is sure and wrong.",
    table: "histogram",
    x: { column: "low", label: "probability of a knot" },
    bins: 20,
    weight: "words",
    series: ["label"],
    facet: ["model", "letters", "generator"]
  },
  {
    kind: "line",
    name: "persistence",
    title: "Words that stay wrong",
    caption:
      "How many words so many of a point's trainings get wrong; dashed, what it would be were errors independent. " +
      "Words that all get wrong are hard in themselves.",
    table: "persistence",
    x: { column: "wrong", label: "trainings that get a word wrong" },
    y: { column: "words" },
    lines: [{ column: "expected", label: "independent errors", style: "reference" }],
    series: ["model"],
    facet: ["letters", "generator"]
  },
  {
    kind: "bar",
    name: "hard-knots",
    title: "Which knots are hard",
    caption:
      "Of the hard words, those that half of the trainings or more get wrong, the share of each knot; none: its name " +
      "was not looked for, or not found.",
    table: "hardKnots",
    x: { column: "name", label: "knot" },
    y: { column: "shareOfHard", label: "share of hard words" },
    series: ["model"],
    facet: ["letters", "generator"],
    order: "value",
    most: 12
  },
  {
    kind: "dot",
    name: "jones",
    title: "Confidence in knots against the span of their Jones polynomial",
    caption:
      "Outputs of the first training of each point for knots that it calls knots; the table jonesCorrelation has the " +
      "rank correlations of all trainings with their intervals.",
    table: "predictions",
    where: { label: "knot", correct: true, repeat: 0 },
    x: { column: "jonesSpan", label: "span of the Jones polynomial" },
    y: { column: "output", label: "output" },
    series: ["model"],
    facet: ["letters", "generator"],
    correlation: true
  },
  {
    kind: "bar",
    name: "moves",
    title: "How far outputs move when the knot stays",
    caption:
      "Mean change of the output under a move, in standard deviations of the outputs: zero for who sees the knot.",
    table: "equivariance",
    x: { column: "move" },
    y: { column: "relativeShift", label: "change in standard deviations" },
    series: ["model"],
    facet: ["generator", "letters"],
    over: ["repeat"]
  },
  {
    kind: "dot",
    name: "embeddings",
    title: "What is learnt of letters",
    caption:
      "The vectors of letters along their first two principal components, of the first training of each point. The " +
      "table embeddings says whether inverse letters are opposite: compare meanCosine with chanceCosine.",
    table: "embeddings",
    where: { repeat: 0 },
    x: { column: "component1", label: "first principal component" },
    y: { column: "component2", label: "second principal component" },
    series: ["letter"],
    facet: ["model", "letters", "generator"],
    ownAxes: true
  }
]
