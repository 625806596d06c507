/** What learning is: how the 1-point function flows, and what stays of the Gaussian process. */
import { tangentKernel } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim, Verdict } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"
import * as Activations from "./activations.ts"
import * as Chance from "./chance.ts"

const name = Activations.ofRow

/** Of the widest networks of each activation. */
const widest = (rows: ReadonlyArray<Row>): ReadonlyArray<ReadonlyArray<Row>> =>
  Cell.grouped(Cell.where(rows, { isWidest: true }), ["activation"])

const at = (rows: ReadonlyArray<Row>, phase: string): ReadonlyArray<Row> => Cell.where(rows, { phase })

/** The rows of the last time before the end. */
const before = (rows: ReadonlyArray<Row>): ReadonlyArray<Row> => {
  const steps = Cell.values(rows, "step")
  return Cell.where(rows, { step: steps.at(-2) ?? Number.NaN })
}

/** Root mean square over points. */
const size = (numbers: ReadonlyArray<number>): number =>
  Math.sqrt(Statistics.mean(numbers.map((x) => x * x)).value)

const means = (rows: ReadonlyArray<Row>): ReadonlyArray<number> =>
  rows
    .toSorted(
      (a, b) =>
        Cell.number(a, "x") - Cell.number(b, "x") || (Cell.text(a, "point") < Cell.text(b, "point") ? -1 : 1)
    )
    .map((row) => Cell.number(row, "mean"))

/** Shares of the whole change that one calls reached, and at rest. */
const reached = 0.05

const flow: Claim = {
  id: "one-point-flow",
  says: "Supervised learning is the evolution of the 1-point function E f until it has converged: networks as drawn have none, trained ones that of what they have learned.",
  from: ["learning"],
  judge: (rows) => {
    const cases = widest(rows("learning", "functions")).map((all) => {
      const learned = Cell.where(all, { role: "learned" })
      const [start, end, last] = [at(all, "start"), at(all, "end"), before(all)]
      const change = size(means(end).map((mean, k) => mean - means(start)[k]))
      return {
        row: all[0],
        start: Chance.of([
          start.map((row) => Cell.number(row, "mean") / Cell.number(row, "meanStandardError"))
        ]),
        missed:
          size(at(learned, "end").map((row) => Cell.number(row, "mean") - Cell.number(row, "target"))) /
          change,
        moving: size(means(end).map((mean, k) => mean - means(last)[k])) / change,
        ends: Cell.where(end, { role: "asked" }),
        steps: [Cell.number(last[0] ?? {}, "step"), Cell.number(end[0] ?? {}, "step")] as const
      }
    })
    if (cases.length === 0 || cases.some(({ moving }) => Number.isNaN(moving)))
      return Judge.tooFew("networks before and after they have learned")
    const isZero = cases.every(({ start }) => start.says !== "more than chance")
    const isLearned = cases.every(({ missed }) => missed < reached)
    const isAtRest = cases.every(({ moving }) => moving < reached)
    return {
      verdict:
        isZero && isLearned && isAtRest ? "agrees" : isZero && isLearned ? "agrees in trend" : "differs",
      because: cases
        .map(
          ({ row, start, missed, moving, steps }) =>
            `${name(row)}, ${Cell.number(row, "width")} neurons: E f is ${Written.number(Math.sqrt(start.meanSquare), 2)} standard errors from 0 as drawn, and after ${steps[1]} steps ${Written.number(100 * missed, 2)} % of its whole change from what is to be learned; from step ${steps[0]} on it moved by ${Written.number(100 * moving, 2)} %.`
        )
        .join(" "),
      comparisons: cases.flatMap(({ row, ends }) =>
        ends.map((each) =>
          Judge.withError(
            `E f at ${Cell.text(each, "point")} after learning, ${name(row)}`,
            Cell.number(each, "mean"),
            Cell.number(each, "meanStandardError"),
            { published: "a function that is learned" }
          )
        )
      )
    }
  }
}

/** What is left at infinite width, in its errors: of one activation all is of the same networks. */
const left = (rows: ReadonlyArray<Row>): Chance.Chance =>
  Chance.of([rows.map((row) => Cell.number(row, "left") / Cell.number(row, "leftStandardError"))])

const verdictOf = (cases: ReadonlyArray<Chance.Chance>): Verdict => {
  const [right, wrong] = (["chance", "more than chance"] as const).map(
    (word) => cases.filter(({ says }) => says === word).length
  )
  if (right === cases.length) return "agrees"
  if (wrong === cases.length) return "differs"
  return wrong > 0 && right > 0 ? "agrees in trend" : "undecided"
}

const closedForm: Claim = {
  id: "one-point-infinite-width",
  says: "Networks that are trained suitably are Gaussian processes at infinite width, too: E f then follows a closed form, at every step.",
  from: ["learning"],
  judge: (rows) => {
    const all = Cell.where(rows("learning", "limit"), { quantity: "mean" }).filter((row) =>
      Number.isFinite(Cell.number(row, "left"))
    )
    const ends = widest(rows("learning", "functions")).map((some) => ({
      row: some[0],
      asked: Cell.where(at(some, "end"), { role: "asked" })
    }))
    const cases = Cell.grouped(all, ["activation"]).map((group) => ({ row: group[0], chance: left(group) }))
    if (cases.length === 0) return Judge.tooFew("fits to infinite width")
    const nearest = ends.map(
      ({ row, asked }) =>
        `${name(row)} with ${Cell.number(row, "width")} neurons is off by ${Written.number(size(asked.map((each) => Cell.number(each, "meanDeviation"))), 2)} where E f is ${Written.number(size(asked.map((each) => Cell.number(each, "meanTheory"))), 2)}`
    )
    return {
      verdict: verdictOf(cases.map(({ chance }) => chance)),
      because:
        `Where the deviation from the closed form is a series in the width, what it leaves at infinite width is, root mean square over points and steps, ${cases
          .map(
            ({ row, chance }) =>
              `${Written.number(Math.sqrt(chance.meanSquare), 2)} of its errors for ${name(row)}`
          )
          .join(
            " and "
          )}, where 1 is due and ${Written.number(Math.sqrt(cases[0].chance.usual), 2)} is usual. At the end ${nearest.join(", ")}.` +
        (cases.some(({ chance }) => chance.says === "more than chance")
          ? " Where the series does not end at zero, these widths are too few for it: neurons of ReLU change sides at points that are learned, and the approach is slower than 1/N."
          : ""),
      comparisons: ends.flatMap(({ row, asked }) =>
        asked.map((each) =>
          Judge.withError(
            `E f at ${Cell.text(each, "point")} less the closed form, ${name(row)}, N = ${Cell.number(row, "width")}`,
            Cell.number(each, "meanDeviation"),
            Cell.number(each, "meanDeviationStandardError"),
            { published: "0 as N → ∞" }
          )
        )
      )
    }
  }
}

/** A relative connected part below which networks are near a Gaussian process. */
const nearGaussian = 0.1

const excess = (row: Row): Statistics.Estimate =>
  Statistics.of(Cell.number(row, "ownExcess"), Cell.number(row, "ownExcessStandardError"))

/** Of the narrowest and the widest networks: where the interval of the latter is, and whether it is below the former. */
const nearness = (rows: ReadonlyArray<Row>) => {
  const sorted = rows.toSorted((a, b) => Cell.number(a, "width") - Cell.number(b, "width"))
  const [narrow, wide] = [sorted[0], sorted[sorted.length - 1]]
  const { low, high } = Statistics.interval(excess(wide))
  return {
    narrow,
    wide,
    isNear: low > -nearGaussian && high < nearGaussian,
    isFar: low > nearGaussian || high < -nearGaussian,
    falls: Statistics.side(Statistics.difference(excess(narrow), excess(wide))) === "above"
  }
}

const staysGaussian: Claim = {
  id: "training-keeps-gaussian",
  says: "Some training keeps networks near to a Gaussian process at large N, so that field theory describes them while they learn.",
  from: ["learning"],
  judge: (rows) => {
    const all = Cell.where(rows("learning", "learning"), { phase: "end" })
    const cases = Cell.grouped(all, ["activation"]).map(nearness)
    if (cases.length === 0) return Judge.tooFew("networks that have learned")
    const verdict = (): Verdict => {
      if (cases.some(({ isFar }) => isFar)) return "differs"
      if (cases.every(({ isNear }) => isNear)) return "agrees"
      return cases.every(({ isNear, falls }) => isNear || falls) ? "agrees in trend" : "undecided"
    }
    return {
      verdict: verdict(),
      because: `After learning, connected 4-point functions over Gaussian ones are ${cases
        .map(
          ({ narrow, wide }) =>
            `${Written.estimate(excess(narrow))} with ${Cell.number(narrow, "width")} neurons and ${Written.within(excess(wide))} with ${Cell.number(wide, "width")} for ${name(wide)}`
        )
        .join(", ")}; we call near what is below ${nearGaussian} with its whole interval.`,
      comparisons: cases.map(({ wide }) =>
        Judge.measured(
          `4-point function over the Gaussian one after learning, ${name(wide)}, N = ${Cell.number(wide, "width")}`,
          excess(wide),
          { published: "near 0" }
        )
      )
    }
  }
}

/** Standard errors that no chance reaches in a thousand studies. */
const far = 5

const breaks: Claim = {
  id: "learning-breaks-symmetry",
  says: "Learning breaks the symmetry of f and −f: a 1-point function is there where there was none.",
  from: ["learning"],
  judge: (rows) => {
    const cases = widest(rows("learning", "functions")).map((all) => {
      const score = (row: Row) => Cell.number(row, "mean") / Cell.number(row, "meanStandardError")
      const asked = Cell.where(all, { role: "asked" })
      const most = (some: ReadonlyArray<Row>) =>
        some.toSorted((a, b) => Math.abs(score(b)) - Math.abs(score(a)))[0]
      const [start, end] = [most(at(asked, "start")), most(at(asked, "end"))]
      return { start, end, from: score(start ?? {}), to: score(end ?? {}) }
    })
    if (cases.length === 0 || cases.some(({ to }) => Number.isNaN(to)))
      return Judge.tooFew("networks before and after they have learned")
    const isBroken = cases.every(({ from, to }) => Math.abs(from) < far && Math.abs(to) > far)
    return {
      verdict: isBroken ? "agrees" : "differs",
      because: cases
        .map(
          ({ end, from, to }) =>
            `${name(end)}: at the points asked E f is at most ${Written.number(Math.abs(from), 2)} standard errors from 0 as drawn, and ${Written.number(Math.abs(to), 2)} after learning.`
        )
        .join(" "),
      comparisons: cases.map(({ end }) =>
        Judge.withError(
          `E f at ${Cell.text(end, "point")} after learning, ${name(end)}`,
          Cell.number(end, "mean"),
          Cell.number(end, "meanStandardError"),
          { published: "not 0" }
        )
      )
    }
  }
}

const chosen = [
  "The talk names no task: ours is a sine, five points of it learned and four asked, by full-batch gradient descent of 1000 steps in the parametrisation of the neural tangent kernel.",
  "Widths are 8 to 512; all times of one activation are of the same networks."
]

export const learning: Slide = {
  id: "learning",
  title: "What is learning? A flow of the 1-point function",
  source: { paper: tangentKernel, where: "the limit that trained networks are held against" },
  claims: [flow, closedForm],
  figures: [
    { from: "learning", figure: "functions" },
    { from: "learning", figure: "flow" }
  ],
  ours: chosen
}

export const training: Slide = {
  id: "training",
  title: "Gains in perspective: training and supervised learning as field theory",
  claims: [staysGaussian, breaks],
  figures: [{ from: "learning", figure: "excess-width" }],
  ours: chosen
}
