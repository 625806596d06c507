/** Is the decision easy? What counting letters decides, and what nets decide where there is nothing to count. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import type { SourceName } from "../source.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

interface Beside {
  readonly letters: number
  /** Of the models, their mean. */
  readonly nets: Statistics.Estimate
  /** Of a regression on counts of letters, on the same words. */
  readonly counts: Statistics.Estimate
  /** nets - counts, on the same words. */
  readonly gain: Statistics.Estimate
}

/** Of two that are asked the same words: sqrt((share where they disagree - difference^2) / words), as McNemar has it. */
const discordance = (rows: ReadonlyArray<Row>, difference: number): number => {
  const apart = Statistics.mean(rows.map((row) => 1 - Cell.number(row, "agreement"))).value
  return Math.sqrt(Math.max(0, apart - difference ** 2) / Cell.number(rows[0], "words"))
}

/** By N, of the words of one generator. */
const beside = (rows: Rows, source: SourceName, generator: string): ReadonlyArray<Beside> => {
  const all = Score.where(Score.of(rows(source, "results")), { generator })
  const counting = Cell.where(rows(source, "baseline"), { generator, sees: "counts" })
  return [...new Set(all.map(Score.letters))]
    .sort((a, b) => a - b)
    .flatMap((letters) => {
      const regressions = Cell.where(counting, { letters })
      const scores = Score.where(all, { letters })
      if (regressions.length === 0) return []
      const words = Cell.number(regressions[0], "words")
      const counts = Statistics.share(Cell.number(regressions[0], "accuracy") * words, words)
      const trained = Statistics.average(scores.map(Score.trained))
      const lead = { ...trained, value: trained.value - counts.value }
      const gain = Statistics.plus(lead, discordance(regressions, lead.value))
      return [{ letters, nets: Statistics.ofSameWords(scores.map(Score.accuracy)), counts, gain }]
    })
}

const compared = (points: ReadonlyArray<Beside>, what: string) =>
  points.flatMap(({ letters, nets, counts }) => [
    Judge.share(`nets at N = ${letters}, ${what}`, nets),
    Judge.share(`counting at N = ${letters}, ${what}`, counts)
  ])

const slope = (points: ReadonlyArray<Beside>): string =>
  `${Written.within(Statistics.slope(points.map(({ letters, nets }) => ({ x: letters, y: nets }))), Written.points)} a letter`

const range = (points: ReadonlyArray<Beside>, of: "nets" | "counts"): string =>
  points.map((point) => Written.estimate(point[of], Written.percent)).join(", ")

/** That much of what nets have above a coin counting has to have, for the task to be called easy: ours. */
const most = 0.5

const easy: Claim = {
  id: "easy",
  says: "That models of natural language win by little may be because the task is easy.",
  from: ["generator"],
  judge: (rows) => {
    const points = beside(rows, "generator", "paper")
    if (points.length === 0) return Judge.tooFew("models beside counts")
    // counts - 1/2 > most (nets - 1/2)
    const surplus = Statistics.average(
      points.map(({ nets, counts }) => {
        const weighed = Statistics.combination([1, -most], [counts, nets])
        return { ...weighed, value: weighed.value - (1 - most) / 2 }
      })
    )
    const gain = Statistics.average(points.map((point) => point.gain))
    const one = beside(rows, "generator", "same")
    const elsewhere =
      one.length === 0
        ? ""
        : ` On words of one generator, matched in strands and writhe, nets decide ${range(one, "nets")}, and their accuracy changes by ${slope(one)}, where on the paper's it changes by ${slope(points)}.`
    const because = `Counting letters, which sees no knot, decides ${range(points, "counts")} of the paper's words at N = ${points.map(({ letters }) => letters).join(", ")}; nets less counting comes to ${Written.within(gain, Written.points)}, in the mean.${elsewhere}`
    const comparisons = [
      Judge.points("nets ahead of counting, mean over N, words of the paper", gain, "little"),
      ...compared(points, "words of the paper"),
      ...compared(one, "words of one generator")
    ]
    const side = Statistics.side(surplus)
    const easily = side === "above" ? " What is easy is to tell the two generators apart." : ""
    return Judge.allAre("above", [side], `${because}${easily}`, comparisons)
  }
}

/** Below, nets are called blind there; ours. */
const seen = 0.05

const withoutTell: Claim = {
  id: "decide-the-unknot",
  says: "Neural networks can decide the unknot problem: the slides ask, and the accuracies say yes.",
  from: ["grid"],
  judge: (rows) => {
    const points = beside(rows, "grid", "grid")
    if (points.length === 0) return Judge.tooFew("models on words without a tell-tale")
    const above = Statistics.average(points.map(({ nets }) => nets))
    const over = { ...above, value: above.value - 0.5 }
    const sure = points
      .filter(({ nets }) => Statistics.side(nets, 0.5) === "above")
      .map(({ letters }) => letters)
    const because = `On knots and unknots of one distribution, where counting decides ${range(points, "counts")} at N = ${points.map(({ letters }) => letters).join(", ")}, nets decide ${range(points, "nets")}: ${Written.within(over, Written.points)} above a coin in the mean, and surely above it ${sure.length === 0 ? "at no N" : `at N = ${sure.join(", ")}`}.`
    const comparisons = [
      Judge.points("nets above a coin, mean over N, one distribution", over),
      ...compared(points, "one distribution")
    ]
    const learnt = Math.min(...rows("grid", "results").map((row) => Cell.number(row, "train")))
    const { low, high } = Statistics.interval(over)
    if (low > seen) return Judge.agrees(`${because} They can.`, comparisons)
    return high < seen && learnt >= Score.enough
      ? Judge.differs(
          `${because} With ${learnt} words to learn from they hardly can: what decides the paper's words is mostly how these were made.`,
          comparisons
        )
      : Judge.undecided(because, comparisons)
  }
}

export const easily: Slide = {
  id: "easy",
  title: "Decisions: is it easy, and is it the knot that is seen?",
  claims: [easy, withoutTell],
  figures: [
    { from: "generator", figure: "baseline" },
    { from: "generator", figure: "missed" },
    { from: "grid", figure: "baseline" }
  ],
  ours: [
    "The slide asks in brackets; all that is set against it here is ours: the regressions, words of one generator, and words of one distribution, whose knots and unknots agree in the exponent sum of every generator.",
    `Easy is taken for: counting has more than ${100 * most} % of what nets have above a coin. Hardly is taken for less than ${100 * seen} points above a coin.`,
    "Nets and regressions are asked the same words, and their difference has the error of those on which they disagree. Intervals do not cover which words were learnt from."
  ]
}
