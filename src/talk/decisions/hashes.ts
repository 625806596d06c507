/** Panel (a): rounds of hashing. */
import { learningToUnknot } from "../../simulation/paper.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

const rounds = ({ point }: Score.Score): number => Cell.number(point, "hashes")

const told: Readonly<Record<Statistics.Side, string>> = {
  above: "rises",
  below: "falls",
  open: "neither rises nor falls beyond its error"
}

const panel: Claim = {
  id: "hashes",
  says: "A panel shows how the accuracy of the Reformer depends on the number of hashes.",
  from: ["hashes"],
  judge: (rows) => {
    const all = Score.of(rows("hashes", "results"), rows("hashes", "hardness"))
    const hashed = [...Score.where(all, { model: "reformer" })].sort((a, b) => rounds(a) - rounds(b))
    const [full] = Score.where(all, { model: "transformer" })
    if (hashed.length < 2 || full === undefined) return Judge.tooFew("Reformers and full attention")
    const slope = Score.contrast(Statistics.tilt(hashed.map((score) => Math.log2(rounds(score)))), hashed)
    const gap = Score.contrast([1, -1], [full, hashed[0]])
    const comparisons = [
      ...hashed.map((score) =>
        Judge.share(`accuracy, rounds of hashing: ${rounds(score)}`, Score.accuracy(score))
      ),
      Judge.share("accuracy with full attention, shared queries and keys", Score.accuracy(full)),
      Judge.points("change of accuracy with each doubling of the rounds", slope)
    ]
    return Judge.cannotBeCompared(
      `The panel is drawn and its numbers are printed nowhere. Ours ${told[Statistics.side(slope)]} with the rounds: ${Written.within(slope, Written.points)} for each doubling, on the same words; full attention is ahead of one round by ${Written.within(gap, Written.points)}.`,
      comparisons
    )
  }
}

export const hashes: Slide = {
  id: "hashes",
  title: "Decisions, panel (a): rounds of hashing",
  source: { paper: learningToUnknot, where: "the figure of accuracies, panel (a)" },
  claims: [panel],
  figures: [{ from: "hashes", figure: "hashes" }],
  ours: [
    "Words of 24 letters and buckets of four are ours, and so is what the Reformer is set beside: full attention with shared queries and keys, which it is in the limit of many rounds.",
    "Intervals cover which words were drawn for the test and how a training begins; all trainings learn from the same words."
  ]
}
