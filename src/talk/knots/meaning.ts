/** Whether models of natural language learn which words mean the same knot. */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import type { Claim } from "../claim.ts"
import * as Judge from "../judgement.ts"
import type { Slide } from "../slide.ts"
import * as Statistics from "../statistics.ts"
import * as Written from "../written.ts"

/** So many verdicts may change for a move to be learnt: ours. */
const most = 0.05

const readers = ["transformer", "reformer"]

/**
 * The share of words on which a move that keeps the knot changes the verdict, the mean over the trainings of models of natural
 * language. Points are asked about the same words, or words like them, so that the mean is no better known than by these.
 */
const flips = (rows: ReadonlyArray<Row>): Statistics.Estimate => {
  const points = Cell.grouped(rows, ["model", "generator", "turn"]).map((group) => {
    const own = Statistics.overTrainings(group.map((row) => Cell.number(row, "flips")))
    const words = Cell.number(group[0], "words")
    return Statistics.plus(own, Statistics.share(own.value * words, words).standardError)
  })
  return Statistics.ofSameWords(points)
}

/** What a move is called in sentences. */
const titles = {
  relation1: "relation 1",
  relation2: "a round of relation 2",
  conjugation: "conjugation",
  stabilisation: "stabilisation"
} as const

type Move = keyof typeof titles

const claim = (id: string, says: string, moves: ReadonlyArray<Move>): Claim => ({
  id,
  says,
  from: ["moves"],
  judge: (rows) => {
    const all = rows("moves", "equivariance").filter(
      (row) => readers.includes(Cell.text(row, "model")) && Number.isFinite(Cell.number(row, "flips"))
    )
    const found = moves.flatMap((move) => {
      const some = Cell.where(all, { move })
      return some.length === 0 ? [] : [{ title: titles[move], changed: flips(some) }]
    })
    if (found.length === 0) return Judge.tooFew("moves of trained models")
    const comparisons = found.map(({ title, changed }) =>
      Judge.share(`verdicts that change under ${title}, models with attention`, changed, 0)
    )
    const told = found.map(
      ({ title, changed }) => `${title} on ${Written.within(changed, Written.share)} of the words`
    )
    const because = `Models with attention change their verdict after ${told.join(", ")}; a model that has learnt it would on none, and up to ${100 * most} % is taken for learnt.`
    const sides = found.map(({ changed }) => Statistics.side(changed, most))
    return Judge.allAre("below", sides, because, comparisons)
  }
})

export const meaning: Slide = {
  id: "meaning",
  title: "Natural language: learning that words are equivalent",
  claims: [
    claim(
      "learns-commutation",
      "A model of natural language can learn that generators commute, as it learns which words of a sentence may change places.",
      ["relation1"]
    ),
    claim(
      "learns-equivalences",
      "It can learn the other equivalences, too: relation 2, conjugation and stabilisation mean the same knot.",
      ["relation2", "conjugation", "stabilisation"]
    )
  ],
  figures: [{ from: "moves", figure: "moves" }],
  ours: [
    "The slides say what there is to learn, and not how far it is learnt; the measure, a verdict that changes after one move, is ours. Conjugation and stabilisation are asked on words with room for more letters.",
    "Nothing in the training tells of moves, but for a reading that may begin at any letter (turn)."
  ]
}
