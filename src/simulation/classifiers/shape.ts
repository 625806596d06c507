/** What a state is, to tell it from anything else that a file may hold. */
import * as Schema from "effect/Schema"
import * as Baseline from "../../domain/decision/baseline.ts"
import * as Variation from "../../domain/decision/variation.ts"
import * as Model from "../../domain/learn/model.ts"
import * as Parameter from "../../domain/learn/parameter.ts"
import type { Key } from "../../domain/random/key.ts"
import * as Shape from "../shape.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import type { State } from "./state.ts"
import { varied } from "./training.ts"

const Score = Schema.Struct({ loss: Schema.Number, correct: Schema.Natural, words: Schema.Natural })
const Whole = Schema.NullOr(Schema.Int)
const isOne = Schema.is(
  Schema.Struct({
    key: Shape.Key,
    phase: Schema.Literals(["train", "validate", "test", "done"]),
    adam: Schema.Struct({
      parameters: Shape.Float32,
      mean: Shape.Float32,
      square: Shape.Float32,
      steps: Schema.Natural
    }),
    epoch: Schema.Natural,
    batch: Schema.Natural,
    running: Score,
    gradients: Schema.Number,
    log: Schema.Array(
      Schema.Struct({
        train: Score,
        validation: Schema.NullOr(Score),
        rate: Schema.Number,
        gradient: Schema.Number
      })
    ),
    best: Schema.NullOr(
      Schema.Struct({ epoch: Schema.Natural, loss: Schema.Number, parameters: Shape.Float32 })
    ),
    predictions: Schema.Array(
      Schema.Struct({
        word: Schema.String,
        label: Schema.Literals(["knot", "unknot"]),
        proof: Schema.String,
        output: Schema.Number,
        strands: Schema.Natural,
        writhe: Schema.Int,
        name: Schema.NullOr(Schema.String),
        jonesLow: Whole,
        jonesHigh: Whole
      })
    ),
    probes: Schema.Struct({
      baselines: Schema.Array(
        Schema.Struct({ features: Schema.Literals(Baseline.features), outputs: Shape.Float32 })
      ),
      varied: Schema.Array(Schema.Struct({ move: Schema.Literals(Variation.kinds), outputs: Shape.Float32 }))
    })
  })
)

/** Of each phase, whether batches of its epoch are still to come, and whether there are epochs to come. */
const ahead: Readonly<Record<State["phase"], { readonly batches: boolean; readonly epochs: boolean }>> = {
  train: { batches: true, epochs: true },
  validate: { batches: false, epochs: true },
  test: { batches: true, epochs: false },
  done: { batches: true, epochs: false }
}

/** Whether it is as far as it says: every step of every epoch is counted. */
const isConsistent = (config: Config, state: State): boolean => {
  const { phase, adam, epoch, batch, log, best } = state
  const all = Point.batches(config)
  return (
    (ahead[phase].epochs ? epoch < config.epochs : epoch <= config.epochs) &&
    (ahead[phase].batches ? batch < all : batch === all) &&
    adam.steps === epoch * all + batch &&
    log.length === epoch &&
    (best === null) === (epoch === 0) &&
    (best === null || best.epoch < epoch)
  )
}

/** Whether all that the best parameters are asked has its answer, and none before they are. */
const isExamined = (config: Config, { phase, predictions, probes }: State): boolean => {
  const isAsked = { train: false, validate: false, test: false, done: true }[phase]
  const asked = isAsked ? config.test : 0
  const { baselines, varied: moved } = probes
  const outputs = [
    ...baselines.map((each) => [each.outputs.length, asked]),
    ...moved.map((each) => [each.outputs.length, Math.min(asked, varied)])
  ]
  return (
    predictions.length === asked &&
    baselines.length === (asked > 0 ? Baseline.features.length : 0) &&
    moved.length === (asked > 0 ? Variation.kinds.length : 0) &&
    outputs.every(([length, wanted]) => length === wanted)
  )
}

/** Of the training with this key. */
export const isState = (config: Config, value: unknown, key: Key): value is State => {
  if (!isOne(value)) return false
  const { adam, best } = value
  const { parameters } = Model.make(Point.architecture(config), Point.reading(config))
  const size = Parameter.count(parameters)
  return (
    value.key.every((word, k) => word === key[k]) &&
    [adam.parameters, adam.mean, adam.square, ...(best === null ? [] : [best.parameters])].every(
      ({ length }) => length === size
    ) &&
    isConsistent(config, value) &&
    isExamined(config, value)
  )
}
