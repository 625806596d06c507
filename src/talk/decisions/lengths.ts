/** Panels (c) and (d): accuracy against the letters of the words, and what counting explains of it. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import type { SourceName } from "../source.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

const scored = (rows: Rows, source: SourceName): ReadonlyArray<Score.Score> =>
  [...Score.of(rows(source, "results"), rows(source, "hardness"))].sort(
    (a, b) => Score.letters(a) - Score.letters(b)
  )

const curve = (scores: ReadonlyArray<Score.Score>): ReadonlyArray<Statistics.Measured> =>
  scores.map((score) => ({ x: Score.letters(score), y: Score.accuracy(score) }))

/** What a regression on counts of letters decides; the same for all trainings, which share their words. */
const counting = (rows: Rows, source: SourceName): ReadonlyArray<Statistics.Measured> => {
  const counts = Cell.where(rows(source, "baseline"), { sees: "counts" })
  return Cell.grouped(counts, ["letters"]).map(([row]) => ({
    x: Cell.number(row, "letters"),
    y: decided(row)
  }))
}

const decided = (row: Row): Statistics.Estimate => {
  const words = Cell.number(row, "words")
  return Statistics.share(Cell.number(row, "accuracy") * words, words)
}

const compared = (points: ReadonlyArray<Statistics.Measured>, what: string) =>
  points.map(({ x, y }) => Judge.share(`accuracy at N = ${x}, ${what}`, y))

const perLetter = (slope: Statistics.Estimate): string => `${Written.within(slope, Written.points)} a letter`

const fixedWords: Claim = {
  id: "fixed-words",
  says: "With as many words of each length, accuracy rises with N.",
  from: ["fixedWords"],
  judge: (rows) => {
    const points = curve(scored(rows, "fixedWords"))
    if (points.length < 2) return Judge.tooFew("two lengths")
    const slope = Statistics.slope(points)
    const counts = counting(rows, "fixedWords")
    const ofCounts = Statistics.slope(counts)
    const why =
      Statistics.side(ofCounts) === "above"
        ? ": longer words of the two generators differ more in their letters"
        : ""
    const counted =
      counts.length < 2
        ? ""
        : ` What counting letters decides changes by ${perLetter(ofCounts)}, to ${Written.estimate(counts.at(-1)!.y, Written.percent)}${why}.`
    const because = `Accuracy changes by ${perLetter(slope)}, from N = ${points[0].x} to ${points.at(-1)!.x}.${counted}`
    const comparisons = [
      Judge.points("change of accuracy with each letter, as many words", slope, "rises"),
      ...compared(points, "as many words"),
      ...compared(counts, "counting letters alone")
    ]
    return Judge.allAre("above", [Statistics.side(slope)], because, comparisons)
  }
}

const fixedLetters: Claim = {
  id: "fixed-letters",
  says: "With as many letters in all, so that longer words are fewer, accuracy rises less with N.",
  from: ["fixedWords", "fixedLetters"],
  judge: (rows) => {
    const all = scored(rows, "fixedLetters")
    const pairs = scored(rows, "fixedWords").flatMap((words) => {
      const letters = Score.beside(all, words)
      return letters === undefined ? [] : [{ words, letters }]
    })
    if (pairs.length < 2) return Judge.tooFew("two lengths")
    const letters = curve(pairs.map((pair) => pair.letters))
    const ofLetters = Statistics.slope(letters)
    const ofWords = Statistics.slope(curve(pairs.map((pair) => pair.words)))
    const less = Statistics.slope(
      pairs.map((pair) => ({
        x: Score.letters(pair.words),
        y: Score.contrast([1, -1], [pair.words, pair.letters])
      }))
    )
    const because = `With as many letters accuracy changes by ${perLetter(ofLetters)}, with as many words by ${perLetter(ofWords)}: the second is steeper by ${perLetter(less)}.`
    const comparisons = [
      Judge.points("change of accuracy with each letter, as many letters", ofLetters, "rises less"),
      Judge.points("how much less it rises than with as many words", less, "more than 0"),
      ...compared(letters, "as many letters")
    ]
    return Judge.allAre("above", [Statistics.side(less)], because, comparisons)
  }
}

export const lengths: Slide = {
  id: "lengths",
  title: "Decisions, panels (c) and (d): accuracy against N",
  source: { paper: learningToUnknot, where: "the figure of accuracies, panels (c) and (d)" },
  claims: [fixedWords, fixedLetters],
  figures: [
    { from: "fixedWords", figure: "accuracy" },
    { from: "fixedWords", figure: "baseline" },
    { from: "fixedLetters", figure: "accuracy" }
  ],
  ours: [
    "The Reformer, 3000 words (as many letters: 90 000), and N from 9 to 30 are ours. At N = 30 both panels have the same data.",
    "The curves are drawn and not printed; what is held against ours is their direction. A slope is that of least squares, and bent curves have one, too.",
    "Beside the model stands a regression on counts of letters, which sees no order and so no knot: the slide does not ask what of the rise is the generators' doing.",
    "Both panels are tested on the same words of each N, so that their difference is taken word by word; intervals cover which words were drawn for the test and how a training begins."
  ]
}
