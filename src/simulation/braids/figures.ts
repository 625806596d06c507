/** The paper's pictures of random knots: over the table of knots, as bars, and drawn. */
import type { Figure } from "../figure.ts"

export const figures: ReadonlyArray<Figure> = [
  {
    kind: "picture",
    name: "rolfsen",
    picture: "rolfsen",
    title: "Random knots over the table of knots",
    caption:
      "How often each prime knot came up among the words kept, mirror images and all points together, as in figure 8 " +
      "of the paper. Each knot is drawn as the closure of its braid in the table.",
    table: "knots",
    where: { kind: "knot" }
  },
  {
    kind: "stack",
    name: "knots",
    title: "Knots by name and chirality",
    caption:
      "Share of the words kept, for the most frequent names in the order of the table, coloured by chirality: the " +
      "table's own knot, its mirror image, or both.",
    table: "knots",
    where: { kind: "knot" },
    x: { column: "name", label: "knot" },
    y: { column: "share", label: "share of words" },
    series: ["mirror"],
    facet: ["letters", "strands", "moves"],
    order: "natural",
    most: 30
  },
  {
    kind: "stack",
    name: "proofs",
    title: "How the labels are known",
    caption: "Share of the draws by what became of them, coloured by the proof of the label.",
    table: "labels",
    x: { column: "outcome" },
    y: { column: "share", label: "share of draws" },
    series: ["proof"],
    facet: ["kind", "letters", "strands", "moves"]
  },
  {
    kind: "histogram",
    name: "strands",
    title: "Strands of the words",
    caption:
      "Unknots of the prior stand on more strands than knots of as many letters: a label for the asking.",
    table: "words",
    x: { column: "wordStrands", label: "strands of the word" },
    series: ["label"],
    facet: ["letters"]
  },
  {
    kind: "picture",
    name: "words",
    picture: "words",
    title: "Knot or not?",
    caption: "Some of the words as closed braids. What each is stands beneath it.",
    table: "words"
  }
]
