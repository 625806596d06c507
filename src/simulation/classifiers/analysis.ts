/** What the predictions and the parameters of trainings show: the rows of the tables beyond those of one training. */
import * as Assessment from "../../domain/decision/assessment.ts"
import * as Embedding from "../../domain/decision/embedding.ts"
import * as Hardness from "../../domain/decision/hardness.ts"
import * as Prediction from "../../domain/decision/prediction.ts"
import * as Variation from "../../domain/decision/variation.ts"
import * as Model from "../../domain/learn/model.ts"
import * as Parameter from "../../domain/learn/parameter.ts"
import * as Vocabulary from "../../domain/learn/vocabulary.ts"
import type { Row } from "../table.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import type { State } from "./state.ts"

/** Side by side on the same words: the model, and regressions that see no order of letters. */
export const baseline = ({ predictions, probes }: State): ReadonlyArray<Row> => {
  const model = predictions.map(({ output }) => output)
  const deciders = [
    { sees: "word", outputs: model },
    ...probes.baselines.map(({ features, outputs }) => ({ sees: features, outputs: Array.from(outputs) }))
  ]
  return deciders.map(({ sees, outputs }) => {
    const judged = predictions.map((each, k) => ({ label: each.label, output: outputs[k] }))
    const { accuracy, area, calibration } = Assessment.of(judged)
    const missed = predictions.filter((_, k) => !Prediction.isRight(judged[k]))
    const agreed = outputs.filter((output, k) => output > 0 === model[k] > 0).length
    const rest = Assessment.accuracy(missed)
    return {
      sees,
      words: accuracy.words,
      accuracy: accuracy.accuracy,
      low: accuracy.low,
      high: accuracy.high,
      auc: number(area.area),
      aucLow: area.low,
      aucHigh: area.high,
      calibrationError: calibration,
      agreement: agreed / outputs.length,
      missed: rest.words,
      modelAccuracyOnMissed: number(rest.accuracy),
      modelLowOnMissed: rest.low,
      modelHighOnMissed: rest.high
    }
  })
}

const number = (value: number): number | null => (Number.isNaN(value) ? null : value)

export const equivariance = ({ predictions, probes }: State): ReadonlyArray<Row> =>
  probes.varied.map(({ move, outputs }) => {
    const before = predictions.slice(0, outputs.length).map(({ output }) => output)
    const { words, shift, probabilityShift, relativeShift, flips, interval } = Variation.steadiness(
      before,
      outputs
    )
    return {
      move,
      words,
      shift: number(shift),
      relativeShift: number(relativeShift),
      probabilityShift: number(probabilityShift),
      flips: number(flips),
      low: interval.low,
      high: interval.high
    }
  })

/** Letters of generators that so small a share of the words for tests has are left out: they have learnt next to nothing. */
const rare = 0.05

export const embeddings = (config: Config, { best, predictions }: State): ReadonlyArray<Row> => {
  if (best === null) return []
  const model = Model.make(Point.architecture(config), Point.reading(config))
  const table = Parameter.split(model.parameters, best.parameters).letters!
  const width = model.parameters.letters!.shape[1]!
  const share = (generator: number) =>
    predictions.filter(({ strands }) => strands > generator).length / predictions.length
  const letters = Vocabulary.letters(Point.reading(config).generators).filter(
    (letter) => letter !== null && share(Math.abs(letter)) >= rare
  ) as ReadonlyArray<number>
  if (letters.length < 4) return []
  // Padding has no row.
  const rowOf = (letter: number) => (Vocabulary.token(letter) - 1) * width
  const found = Embedding.of(
    letters,
    letters.map((letter) => table.subarray(rowOf(letter), rowOf(letter) + width))
  )
  return found.places.map(({ letter, coordinates, cosine }) => ({
    letter,
    component1: coordinates[0],
    component2: coordinates[1],
    component3: coordinates[2],
    share1: found.shares[0],
    share2: found.shares[1],
    share3: found.shares[2],
    cosine,
    meanCosine: found.inverse,
    chanceCosine: found.chance,
    chanceDeviation: found.deviation
  }))
}

export const accuracyByProof = ({ predictions }: State): ReadonlyArray<Row> =>
  Assessment.byProof(predictions).map(({ label, proof, words, right, accuracy, low, high }) => ({
    label,
    proof,
    words,
    right,
    accuracy,
    low,
    high
  }))

export const histogram = ({ predictions }: State): ReadonlyArray<Row> =>
  Assessment.histogram(predictions).flatMap(({ low, high, knots, unknots }) => [
    { label: "knot", low, high, words: knots },
    { label: "unknot", low, high, words: unknots }
  ])

export const jonesCorrelation = ({ predictions }: State): ReadonlyArray<Row> =>
  Assessment.byDegree(predictions).map(({ degree, rho, low, high, count }) => ({
    degree,
    words: count,
    correlation: number(rho),
    low: number(low),
    high: number(high)
  }))

/** Over all trainings of a point, which share their words. */
export const hardness = (
  repeats: ReadonlyArray<State>
): Readonly<Record<"hardness" | "persistence" | "hardKnots", ReadonlyArray<Row>>> => {
  const classifiers = repeats.map(({ predictions }) => predictions)
  const words = Hardness.of(classifiers)
  if (words.length === 0) return { hardness: [], persistence: [], hardKnots: [] }
  return {
    hardness: words
      .filter(({ wrong }) => wrong > 0)
      .sort((a, b) => b.wrong - a.wrong)
      .map((each) => ({
        word: each.word,
        label: each.label,
        proof: each.proof,
        name: each.name,
        wordStrands: each.strands,
        writhe: each.writhe,
        trainings: each.classifiers,
        wrong: each.wrong,
        hard: Hardness.isHard(each),
        meanOutput: each.output
      })),
    persistence: Hardness.persistence(words, Hardness.errorShares(classifiers)).map((each) => ({
      trainings: classifiers.length,
      ...each
    })),
    hardKnots: Hardness.byKnot(words).map(({ interval, shareOfHard, ...knot }) => ({
      ...knot,
      low: interval.low,
      high: interval.high,
      shareOfHard: number(shareOfHard)
    }))
  }
}
