/** Whether confidence goes with the degree of the Jones polynomial. */
import { learningToUnknot } from "../../simulation/paper.ts"
import * as Cell from "../cell.ts"
import type { Claim, Judgement, Rows } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import type { SourceName } from "../source.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Score from "./score.ts"

interface Correlation {
  readonly model: string
  readonly generator: string
  readonly letters: number
  readonly degree: string
  readonly rho: Statistics.Estimate
}

/**
 * The mean over a point's trainings, of rank correlations rho over n words that all share:
 *
 *     variance = s^2 / trainings + (1 - rho^2)^2 (1 + rho^2 / 2) / (n - 3)
 *
 * the second part by Bonett and Wright (2000), carried from artanh rho to rho.
 */
const correlations = (rows: Rows, source: SourceName): ReadonlyArray<Correlation> =>
  Cell.grouped(
    rows(source, "jonesCorrelation").filter((row) => Number.isFinite(Cell.number(row, "correlation"))),
    ["model", "generator", "letters", "degree"]
  ).flatMap((group) => {
    const values = group.map((row) => Cell.number(row, "correlation"))
    const words = Cell.mean(group, "words")
    if (words <= 3) return []
    const own = Statistics.overTrainings(values)
    const spread = ((1 - own.value ** 2) * Math.sqrt(1 + own.value ** 2 / 2)) / Math.sqrt(words - 3)
    const [row] = group
    return [
      {
        model: Score.title(Cell.text(row, "model")),
        generator: Cell.text(row, "generator"),
        letters: Cell.number(row, "letters"),
        degree: Cell.text(row, "degree"),
        rho: Statistics.plus(own, spread)
      }
    ]
  })

const spans = (found: ReadonlyArray<Correlation>): ReadonlyArray<Correlation> =>
  found.filter(({ degree }) => degree === "span")

/** What the words of a generator are called. */
const wordsOf: ReadonlyMap<string, string> = new Map([
  ["paper", "words of the paper"],
  ["same", "words of one generator"],
  ["grid", "words of one distribution"]
])

/** Those with the span, which decides, come first. */
const compared = (found: ReadonlyArray<Correlation>, published: string) =>
  [...spans(found), ...found.filter(({ degree }) => degree !== "span")].map(
    ({ model, generator, letters, degree, rho }) =>
      Judge.measured(
        `rank correlation with the ${degree}, ${model}, ${wordsOf.get(generator) ?? generator}, N = ${letters}`,
        rho,
        { published }
      )
  )

const told = (found: ReadonlyArray<Correlation>): string =>
  found
    .map(({ model, letters, rho }) => `${Written.within(rho)} for the ${model} at N = ${letters}`)
    .join(", ")

const confidence: Claim = {
  id: "jones-degree",
  says: "How confident a net is of knots that it calls knots is correlated with the degree of their Jones polynomial.",
  from: ["jones"],
  judge: (rows) => {
    const found = correlations(rows, "jones").filter(({ generator }) => generator === "paper")
    const main = spans(found)
    if (main.length === 0) return Judge.tooFew("correlations")
    const sides = main.map(({ rho }) => Statistics.side(rho))
    const because = `On the paper's words the rank correlation of output and span, largest exponent less the least, is ${told(main)}.`
    const comparisons = compared(found, "correlated")
    const clear = sides.filter((side) => side !== "open")
    if (clear.length === 0) return Judge.undecided(because, comparisons)
    if (new Set(clear).size > 1)
      return Judge.differs(`${because} Its sign is not always the same.`, comparisons)
    return clear.length === sides.length
      ? Judge.agrees(because, comparisons)
      : Judge.agreesInTrend(because, comparisons)
  }
}

const feature: Claim = {
  id: "jones-learned",
  says: "Training never saw the Jones polynomial: its degree is a feature that the net has learned.",
  from: ["jones", "grid"],
  judge: (rows) => {
    const all = correlations(rows, "jones")
    const paper = spans(all).filter(({ generator }) => generator === "paper")
    const same = all.filter(({ generator }) => generator === "same")
    const grid = correlations(rows, "grid")
    if (paper.length === 0 || same.length === 0 || grid.length === 0)
      return Judge.tooFew("correlations under three generators")
    const sign = Statistics.side(Statistics.average(paper.map(({ rho }) => rho)))
    const others = [...spans(same), ...spans(grid)]
    const because = `Under the paper's generators the correlation with the span is ${told(paper)}. On words of one generator it is ${told(spans(same))}; where nothing but the knot tells, ${told(spans(grid))}.`
    const comparisons = compared([...same, ...grid], "correlated")
    /** How many of the others have the sign, and how many the opposite one. */
    const held = (own: "above" | "below", opposite: "above" | "below"): Judgement => {
      const having = (side: Statistics.Side) =>
        others.filter(({ rho }) => Statistics.side(rho) === side).length
      if (having(own) === others.length) return Judge.agrees(because, comparisons)
      if (having(opposite) > 0)
        return Judge.differs(
          `${because} So the sign is a matter of how the words were made, and no feature of knots alone.`,
          comparisons
        )
      return having(own) > 0
        ? Judge.undecided(because, comparisons)
        : Judge.differs(`${because} It does not show without what the generators give away.`, comparisons)
    }
    return {
      open: Judge.undecided(because, comparisons),
      above: held("above", "below"),
      below: held("below", "above")
    }[sign]
  }
}

export const jones: Slide = {
  id: "jones",
  title: "Correlations with the Jones polynomial",
  source: { paper: learningToUnknot, where: "the section on hardness and Jones" },
  claims: [confidence, feature],
  figures: [
    { from: "jones", figure: "jones" },
    { from: "grid", figure: "jones" }
  ],
  ours: [
    "Which degree is not told: we take the span to decide, as a knot and its mirror image have the same, and show the least and the largest exponent, too. Confidence is the output, and the correlation is that of ranks.",
    "Polynomials are computed for words of up to 16 letters. Words of one generator (same), and of one distribution without a tell-tale (grid), are ours.",
    "Intervals cover how a training begins and which words were drawn for the test; they are 95 % each, and nothing is taken off for their number."
  ]
}
