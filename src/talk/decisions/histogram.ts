/** How sure the models are, and where they are sure and wrong. */
import { learningToUnknot } from "../../simulation/paper.ts"
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"

const labels = ["knot", "unknot"] as const

/** The bins of a label from its wrong end inwards: a knot is wrong at probability 0, an unknot at 1. */
const inwards = {
  knot: (rows: ReadonlyArray<Row>) => rows,
  unknot: (rows: ReadonlyArray<Row>) => [...rows].reverse()
} as const

/**
 * How many words of a label more lie in the last bin of the wrong end than in the mean of the two beside it, the mean over
 * trainings and models of one N. These share their words, so that a bin's error is that of one count:
 *
 *     variance = n_1 + (n_2 + n_3) / 4 + scatter^2 / trainings
 */
const excess = (
  rows: ReadonlyArray<Row>,
  label: (typeof labels)[number]
): Statistics.Estimate | undefined => {
  const trainings = Cell.grouped(Cell.where(rows, { label }), ["model", "repeat"]).flatMap((group) => {
    const ordered = [...group].sort((a, b) => Cell.number(a, "low") - Cell.number(b, "low"))
    const [first, second, third] = inwards[label](ordered).map((row) => Cell.number(row, "words"))
    return third === undefined ? [] : [{ first, rest: second + third }]
  })
  if (trainings.length === 0) return undefined
  const own = Statistics.overTrainings(trainings.map(({ first, rest }) => first - rest / 2))
  const counts = Statistics.mean(trainings.map(({ first, rest }) => first + rest / 4)).value
  return Statistics.plus(own, Math.sqrt(Math.max(1, counts)))
}

const peaks: Claim = {
  id: "wrong-peaks",
  says: "The histogram of outputs has small peaks in the wrong places: nets are quite sure of some wrong answers.",
  from: ["histogram"],
  judge: (rows) => {
    const all = rows("histogram", "histogram")
    const found = Cell.values(all, "letters").flatMap((letters) =>
      labels.flatMap((label) => {
        const each = excess(Cell.where(all, { letters }), label)
        return each === undefined ? [] : [{ letters, label, excess: each }]
      })
    )
    if (found.length === 0) return Judge.tooFew("histograms")
    const total = Statistics.average(found.map((each) => each.excess))
    const there = found.filter((each) => Statistics.side(each.excess) === "above")
    const comparisons = [
      Judge.measured("words in the last wrong bin beyond its neighbours, mean", total, {
        published: "a small peak",
        unit: "words"
      }),
      ...found.map(({ letters, label, excess }) =>
        Judge.measured(
          `words in the last wrong bin beyond its neighbours, ${label}s at N = ${letters}`,
          excess,
          {
            unit: "words"
          }
        )
      )
    ]
    const because = `The last of 20 bins at the wrong end has ${Written.within(total)} words more than the mean of the two beside it, mean over labels and N; surely more in ${there.length} of ${found.length} cases.`
    return Judge.allAre("above", [Statistics.side(total)], because, comparisons)
  }
}

export const histogram: Slide = {
  id: "histogram",
  title: "Hardness: how sure the nets are of wrong answers",
  source: { paper: learningToUnknot, where: "the histograms of outputs" },
  claims: [peaks],
  figures: [{ from: "histogram", figure: "outputs" }],
  ours: [
    "A peak is taken for more words in the last bin than in the mean of the two beside it; bins are a twentieth of the probability of a knot.",
    "All trainings and models of one N are asked about the same words, each of which counts once in the error."
  ]
}
