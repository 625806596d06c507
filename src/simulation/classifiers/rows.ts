/** From the last states of a point's trainings to the rows of its tables. */
import * as Assessment from "../../domain/decision/assessment.ts"
import * as Prediction from "../../domain/decision/prediction.ts"
import type { Row } from "../table.ts"
import * as Analysis from "./analysis.ts"
import type { Config } from "./config.ts"
import type { Score, State } from "./state.ts"
import type { tables } from "./tables.ts"

const mean = (score: Score | null, what: "loss" | "correct"): number | null =>
  score === null ? null : score[what] / score.words

/** One line a training that has ended. */
const result = ({ predictions, adam, log, best }: State): Row => {
  const { accuracy, area, calibration } = Assessment.of(predictions)
  return {
    test: accuracy.words,
    accuracy: accuracy.accuracy,
    standardError: Math.sqrt((accuracy.accuracy * (1 - accuracy.accuracy)) / accuracy.words),
    low: accuracy.low,
    high: accuracy.high,
    auc: area.area,
    loss: predictions.reduce((sum, each) => sum + Prediction.loss(each), 0) / predictions.length,
    calibrationError: calibration,
    parameters: adam.parameters.length,
    epochs: log.length,
    bestEpoch: best === null ? null : best.epoch + 1
  }
}

const epochs = ({ log }: State): ReadonlyArray<Row> =>
  log.map(({ train, validation, rate, gradient }, epoch) => ({
    epoch: epoch + 1,
    rate,
    loss: mean(train, "loss"),
    accuracy: mean(train, "correct"),
    validationLoss: mean(validation, "loss"),
    validationAccuracy: mean(validation, "correct"),
    gradient
  }))

const predictions = (state: State): ReadonlyArray<Row> =>
  state.predictions.map((each) => ({
    word: each.word,
    label: each.label,
    proof: each.proof,
    output: each.output,
    probability: Prediction.probability(each),
    correct: Prediction.isRight(each),
    wordStrands: each.strands,
    writhe: each.writhe,
    name: each.name,
    jonesLow: each.jonesLow,
    jonesHigh: each.jonesHigh,
    jonesSpan: each.jonesLow === null || each.jonesHigh === null ? null : each.jonesHigh - each.jonesLow
  }))

export const rows = (
  config: Config,
  repeats: ReadonlyArray<State>
): Readonly<Record<keyof typeof tables, ReadonlyArray<Row>>> => {
  const of = (rowsOf: (state: State) => ReadonlyArray<Row>) =>
    repeats.flatMap((state, repeat) => rowsOf(state).map((row) => ({ repeat, ...row })))
  const isExamined = (state: State) => state.phase === "done" && state.predictions.length > 0
  const examined = (rowsOf: (state: State) => ReadonlyArray<Row>) =>
    of((state) => (isExamined(state) ? rowsOf(state) : []))
  const { hardness, persistence, hardKnots } = Analysis.hardness(repeats.filter(isExamined))
  return {
    results: examined((state) => [result(state)]),
    epochs: of(epochs),
    predictions: of(predictions),
    baseline: examined(Analysis.baseline),
    equivariance: examined(Analysis.equivariance),
    embeddings: examined((state) => Analysis.embeddings(config, state)),
    accuracyByProof: examined(Analysis.accuracyByProof),
    histogram: examined(Analysis.histogram),
    jonesCorrelation: examined(Analysis.jonesCorrelation),
    hardness,
    persistence,
    hardKnots
  }
}
