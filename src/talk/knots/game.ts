/** Knot or not? The game of the paper's pictures. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"

const answers: Claim = {
  id: "answers",
  says: "Rows of pictures of five, ten, 25 and 30 crossings ask which of them are knotted, and a caption has the answers.",
  from: [],
  judge: () =>
    Judge.cannotBeCompared(
      "The pictures show diagrams whose words are printed nowhere, so that the answers cannot be checked. The answers given to figures 14 and 16 are the same twelve letters, K for a knot and U for the unknot (KUUKUKUUKUKK); to figure 15 there are eleven. The game that ./skein game makes has answers that are proven."
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
    "./skein game --crossings 5,10,25,30 makes a page to play, with a score, and with --sheet one to print. There knots and unknots come from one source, so that strands and letters say nothing; with --generator paper they come from the paper's two."
  ]
}
