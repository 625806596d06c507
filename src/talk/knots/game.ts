/** Knot or not? The game of the paper's pictures. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"

/** As the caption has them, in order: K a knot, U the unknot. */
const published = {
  "figure 14": "KUUKUKUUKUKK",
  "figure 15": "UKUKUKKUKUU",
  "figure 16": "KUUKUKUUKUKK"
} as const

const knots = (answers: string): number => [...answers].filter((each) => each === "K").length

const answers: Claim = {
  id: "answers",
  says: "Rows of pictures of five, ten, 25 and 30 crossings ask which of them are knotted, and a caption has the answers.",
  from: [],
  judge: () =>
    Judge.cannotBeCompared(
      "The pictures show diagrams whose words are printed nowhere, so that the answers cannot be checked. Those of figures 14 and 16 are the same twelve letters, and those of figure 15 eleven. Pages of our own, `skein game`, have answers that are proven.",
      Object.entries(published).map(([figure, text]) =>
        Judge.exact(`knots of the answers to ${figure}`, knots(text))
      )
    )
}

const difficulty: Claim = {
  id: "difficulty",
  says: "The pictures get harder the more crossings they have.",
  from: [],
  judge: () =>
    Judge.cannotBeCompared(
      "That is about people who look at pictures, whom nobody has counted. How models do against the letters of a word stands with the accuracies."
    )
}

export const game: Slide = {
  id: "knot-or-not",
  title: "Knot or not? A game",
  source: { paper: learningToUnknot, where: "figures 14 to 16" },
  claims: [answers, difficulty],
  figures: [],
  ours: [
    "Pages of our own to play, with a score: `skein game --crossings 5,10,25,30`; to print, with `--sheet`. There knots and unknots come from one source, so that strands and letters say nothing; `--generator paper` has the paper's two."
  ]
}
