/** Whether models decide, and whether those of natural language do it better. */
import { learningToUnknot } from "../../simulation/paper.ts"
import * as Cell from "../cell.ts"
import type { Claim, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import type { SourceName } from "../source.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

const names = ["feed-forward", "transformer", "reformer"] as const

/** A score of each model at each N where all have one, by N. */
type Trios = ReadonlyArray<{ readonly letters: number; readonly scores: ReadonlyArray<Score.Score> }>

const trios = (rows: Rows, source: SourceName): Trios => {
  const all = Score.of(rows(source, "results"), rows(source, "hardness"))
  return Cell.values(rows(source, "results"), "letters").flatMap((letters) => {
    const scores = names.flatMap((model) => Score.where(all, { model, letters }).slice(0, 1))
    return scores.length === names.length ? [{ letters, scores }] : []
  })
}

/** A difference of models, the mean over all N, each on the words that all of them were tested on. */
const apart = (all: Trios, coefficients: ReadonlyArray<number>): Statistics.Estimate =>
  Statistics.average(all.map(({ scores }) => Score.contrast(coefficients, scores)))

const at = (letters: number, what: string) => `${what} at N = ${letters}`

const target = 0.95

const ninetyFive: Claim = {
  id: "ninety-five",
  says: "All kinds of classifiers decide 95 % of the words or more.",
  from: ["accuracy"],
  judge: (rows) => {
    const all = trios(rows, "accuracy")
    if (all.length === 0) return Judge.tooFew("points with all models")
    const estimates = all.map(({ letters, scores }) => ({ letters, each: scores.map(Score.accuracy) }))
    const comparisons = estimates.flatMap(({ letters, each }) =>
      names.map((model, k) =>
        Judge.share(at(letters, `accuracy of the ${Score.title(model)}`), each[k], "95 or more")
      )
    )
    /** N at which every model is surely on this side. */
    const sides = (side: Statistics.Side) =>
      estimates
        .filter(({ each }) => each.every((estimate) => Statistics.side(estimate, target) === side))
        .map(({ letters }) => letters)
    const [reached, missed] = [sides("above"), sides("below")]
    const { train } = all[0].scores[0].point
    const told = `With ${train} words to learn from all three are above 95 % ${reached.length === 0 ? "at no N" : `at N = ${reached.join(", ")}`}, and all below ${missed.length === 0 ? "at no N" : `at N = ${missed.join(", ")}`}; which N is meant is not told.`
    if (reached.length === estimates.length) return Judge.agrees(told, comparisons)
    if (reached.length > 0)
      return Judge.agreesInTrend(`${told} Short words are decided less well.`, comparisons)
    return missed.length === estimates.length && Number(train) >= Score.enough
      ? Judge.differs(told, comparisons)
      : Judge.undecided(told, comparisons)
  }
}

/** What still is "barely", and what still is "about the same": ours. */
const barely = 0.05
const same = 0.02

const language: Claim = {
  id: "language-wins-barely",
  says: "Models of natural language decide better than a feed-forward net, but barely.",
  from: ["models"],
  judge: (rows) => {
    const all = trios(rows, "models")
    if (all.length === 0) return Judge.tooFew("points with all models")
    const lead = [-1, 0.5, 0.5]
    const mean = apart(all, lead)
    const comparisons = [
      Judge.points("attention ahead of the feed-forward net, mean over N", mean, "barely"),
      ...all.map(({ letters, scores }) =>
        Judge.points(at(letters, "attention ahead of the feed-forward net"), Score.contrast(lead, scores))
      )
    ]
    const because = `On the same words the mean of transformer and Reformer is ahead of the feed-forward net by ${Written.within(mean, Written.points)}, mean over N = ${all.map(({ letters }) => letters).join(", ")}; barely is taken for less than 5 points.`
    const { high } = Statistics.interval(mean)
    const decide = {
      above: high < barely ? Judge.agrees : Judge.agreesInTrend,
      below: Judge.differs,
      open: Judge.undecided
    }[Statistics.side(mean)]
    return decide(because, comparisons)
  }
}

const alike: Claim = {
  id: "reformers-like-transformers",
  says: "Reformers do about as well as transformers.",
  from: ["models"],
  judge: (rows) => {
    const all = trios(rows, "models")
    if (all.length === 0) return Judge.tooFew("points with all models")
    const ahead = [0, -1, 1]
    const mean = apart(all, ahead)
    const { low, high } = Statistics.interval(mean)
    const comparisons = [
      Judge.points("Reformer ahead of the transformer, mean over N", mean, "about 0"),
      ...all.map(({ letters, scores }) =>
        Judge.points(at(letters, "Reformer ahead of the transformer"), Score.contrast(ahead, scores))
      )
    ]
    const because = `On the same words the Reformer is ahead of the transformer by ${Written.within(mean, Written.points)}, mean over N; about the same is taken for less than 2 points either way.`
    if (low > -same && high < same) return Judge.agrees(because, comparisons)
    return high < -same || low > same
      ? Judge.differs(because, comparisons)
      : Judge.undecided(because, comparisons)
  }
}

export const models: Slide = {
  id: "decisions",
  title: "Decisions: feed-forward net, transformer and Reformer, panel (b)",
  source: { paper: learningToUnknot, where: "abstract, and the figure of accuracies, panel (b)" },
  claims: [ninetyFive, language, alike],
  figures: [
    { from: "models", figure: "accuracy" },
    { from: "models", figure: "baseline" },
    { from: "accuracy", figure: "accuracy" }
  ],
  ours: [
    "Sizes of the models, rates, epochs and the number of words are ours, and so are strands and M of the priors: the published accuracies belong to others.",
    "The curves of the panel are drawn and not printed: no number of theirs stands beside ours.",
    "Intervals cover which words were drawn for the test and how a training begins; all trainings learn from the same words. With one training a point, as for the 95 %, they cover the words alone."
  ]
}
