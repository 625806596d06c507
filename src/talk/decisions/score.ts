/**
 * How well the trainings of a point decide, with what is in doubt about it.
 *
 * All trainings of a point are tested on the same words, so their scatter says nothing about other words: that part comes from
 * the words themselves, each of which counts once, however many trainings were asked. All have learnt from the same words, too,
 * and what another set of these would give is not in the interval.
 */
import type { Row } from "../../simulation/table.ts"
import * as Cell from "../cell.ts"
import * as Statistics from "../statistics.ts"

export interface Score {
  /** Its columns. */
  readonly point: Row
  /** The accuracy of each training. */
  readonly accuracies: ReadonlyArray<number>
  /** Words tested. */
  readonly words: number
  /** By word, the share of the trainings that get it wrong; words that all get right are left out. */
  readonly wrong: ReadonlyMap<string, number>
}

const columns = [
  "model",
  "width",
  "blocks",
  "hashes",
  "bucket",
  "generator",
  "letters",
  "fewestLetters",
  "train",
  "turn",
  "positions",
  "apart",
  "dataSeed"
]

/** @param hardness rows of that table: which words some training gets wrong; who asks for no {@link contrast} needs none */
export const of = (results: ReadonlyArray<Row>, hardness: ReadonlyArray<Row> = []): ReadonlyArray<Score> => {
  const errors = new Map(
    Cell.grouped(hardness, columns).map((rows) => [Cell.key(rows[0], columns), rows] as const)
  )
  return Cell.grouped(results, columns).map((rows) => {
    const wrong = new Map<string, number>()
    for (const row of errors.get(Cell.key(rows[0], columns)) ?? []) {
      const word = Cell.text(row, "word")
      const share = Cell.number(row, "wrong") / Cell.number(row, "trainings")
      wrong.set(word, (wrong.get(word) ?? 0) + share)
    }
    return {
      point: rows[0],
      accuracies: rows.map((row) => Cell.number(row, "accuracy")),
      words: Cell.number(rows[0], "test"),
      wrong
    }
  })
}

/** Of trainings alone; of one training, as if another were the same. */
export const trained = ({ accuracies }: Score): Statistics.Estimate => Statistics.overTrainings(accuracies)

/**
 * The mean accuracy of a point's trainings:
 *
 *     variance = s^2 / trainings + p (1 - p) / words
 *
 * s is the scatter of trainings, and the second part, of the words that were drawn, an upper bound: trainings that err on
 * different words know more than one of them. Of one training it is the second part alone.
 */
export const accuracy = (score: Score): Statistics.Estimate => {
  const own = trained(score)
  const { standardError } = Statistics.share(own.value * score.words, score.words)
  return Statistics.plus(own, standardError)
}

/** Whether it errs, and nobody says on which words. */
const isSilent = ({ accuracies, wrong }: Score): boolean =>
  wrong.size === 0 && accuracies.some((each) => each < 1)

/**
 * sum c_k accuracy_k over points that were tested on the same words, so that words which all find hard cancel:
 *
 *     variance = sum c_k^2 s_k^2 / trainings_k + var(d) / words,   d(word) = sum c_k (share of k's trainings that get it right)
 *
 * Of points whose words are not told the error is not known.
 */
export const contrast = (
  coefficients: ReadonlyArray<number>,
  scores: ReadonlyArray<Score>
): Statistics.Estimate => {
  const own = Statistics.combination(coefficients, scores.map(trained))
  const parts = new Map<string, number>()
  scores.forEach(({ wrong }, k) => {
    for (const [word, share] of wrong) parts.set(word, (parts.get(word) ?? 0) - coefficients[k] * share)
  })
  if (scores.some(isSilent)) return Statistics.of(own.value, Number.NaN)
  const { words } = scores[0]
  const all = [...parts.values()]
  const mean = all.reduce((sum, d) => sum + d, 0) / words
  const squares = all.reduce((sum, d) => sum + d ** 2, 0) / words
  return Statistics.plus(own, Math.sqrt(Math.max(0, squares - mean ** 2) / words))
}

/** The scores of one point on the same words as another: their letters and how many they are tested on are the same. */
export const beside = (scores: ReadonlyArray<Score>, { point, words }: Score): Score | undefined =>
  scores.find((each) => letters(each) === Cell.number(point, "letters") && each.words === words)

/** Words to learn from, from which a miss is taken for one, and not for too little to learn from. */
export const enough = 10_000

const titles: ReadonlyMap<string, string> = new Map([
  ["feed-forward", "feed-forward net"],
  ["reformer", "Reformer"]
])

/** What sentences call a model. */
export const title = (model: string): string => titles.get(model) ?? model

/** Those of a model and of so many letters, or of whatever else is asked for. */
export const where = (scores: ReadonlyArray<Score>, cells: Row): ReadonlyArray<Score> =>
  scores.filter(({ point }) => Cell.has(point, cells))

export const letters = ({ point }: Score): number => Cell.number(point, "letters")
