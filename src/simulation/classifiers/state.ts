/** A training between two rounds, what goes to the threads, and what comes back. */
import type { Features } from "../../domain/decision/baseline.ts"
import type { Prediction } from "../../domain/decision/prediction.ts"
import type { Kind } from "../../domain/decision/variation.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type * as Adam from "../../domain/learn/adam.ts"
import type { Key } from "../../domain/random/key.ts"
import type { Standing } from "../contract.ts"

/** Of some words: the sum of their cross entropies, and how many were right. */
export interface Score {
  readonly loss: number
  readonly correct: number
  readonly words: number
}

/** What an epoch came to. */
export interface Epoch {
  readonly train: Score
  /** null without words for validation. */
  readonly validation: Score | null
  /** The learning rate of its last step. */
  readonly rate: number
  /** The mean over its steps of the gradient's norm before clipping. */
  readonly gradient: number
}

/** What is asked of the best parameters beside their predictions. */
export interface Probes {
  /** Logits of the words for tests by regressions on word statistics alone. */
  readonly baselines: ReadonlyArray<{ readonly features: Features; readonly outputs: Float32Array }>
  /** By move, the model's outputs for other words of the same closures; NaN where the move does not apply. */
  readonly varied: ReadonlyArray<{ readonly move: Kind; readonly outputs: Float32Array }>
}

/** Randomness is a function of the key and of the counters, so that the counters are all there is to keep of it. */
export interface State {
  readonly key: Key
  readonly phase: "train" | "validate" | "test" | "done"
  readonly adam: Adam.Adam
  /** From 0. */
  readonly epoch: number
  /** The next batch of the epoch: the cursor in the data. */
  readonly batch: number
  /** Of this epoch's batches so far. */
  readonly running: Score
  /** Sum of the norms of this epoch's gradients. */
  readonly gradients: number
  readonly log: ReadonlyArray<Epoch>
  /** The epoch of the least loss in validation, or the last where there is none, and its parameters. */
  readonly best: { readonly epoch: number; readonly loss: number; readonly parameters: Float32Array } | null
  readonly predictions: ReadonlyArray<Prediction>
  readonly probes: Probes
}

/** Epochs that are over, of those that there may be. Whoever has lost patience has nothing left to learn. */
export const progress = (
  { epochs }: { readonly epochs: number },
  { phase, epoch }: Pick<State, "phase" | "epoch">
): number => {
  switch (phase) {
    case "train":
    case "validate":
      return epoch / epochs
    case "test":
    case "done":
      return 1
    default:
      return nothingLeft(phase, "phase")
  }
}

/** What {@link tells} is of. */
type Course = { readonly epochs: number; readonly train: number; readonly batch: number }

/** Of a training's work, about the part that is not its test. */
const learning = 0.95

/** {@link progress} step by step. */
const shareOf = (
  { epochs, train, batch: size }: Course,
  { phase, epoch, batch }: Pick<State, "phase" | "epoch" | "batch">
): number => {
  switch (phase) {
    case "train":
    case "validate":
      return (learning * (epoch + batch / Math.ceil(train / size))) / epochs
    case "test":
      return learning
    case "done":
      return 1
    default:
      return nothingLeft(phase, "phase")
  }
}

/** The epoch, and what the last one came to in validation, or in training where there is none. */
export const tells = (course: Course, state: Pick<State, "phase" | "epoch" | "batch" | "log">): Standing => {
  const { epochs } = course
  const { epoch, log } = state
  const share = shareOf(course, state)
  const last = log.at(-1)
  const score = last === undefined ? undefined : (last.validation ?? last.train)
  const where = progress(course, state) === 1 ? "test" : `epoch ${epoch + 1} of ${epochs}`
  if (score === undefined || score.words === 0) return { share, said: where }
  const [loss, accuracy] = [score.loss / score.words, score.correct / score.words]
  return { share, said: `${where}, loss ${loss.toPrecision(3)}, accuracy ${accuracy.toFixed(3)}` }
}

/** Words `from` to `to`: for `slope`, of the epoch's order; else of the words for validation or for tests. */
export type Message = {
  readonly key: Key
  readonly parameters: Float32Array
  readonly from: number
  readonly to: number
} & (
  | { readonly kind: "slope"; readonly epoch: number; readonly step: number; readonly weight: number }
  | { readonly kind: "score" }
  | { readonly kind: "predict" }
  | { readonly kind: "vary"; readonly move: Kind }
  | { readonly kind: "baseline"; readonly features: Features }
)

export type Contribution =
  | { readonly kind: "slope"; readonly score: Score; readonly gradient: Float32Array }
  | { readonly kind: "score"; readonly score: Score }
  | { readonly kind: "predict"; readonly predictions: ReadonlyArray<Prediction> }
  | { readonly kind: "vary"; readonly move: Kind; readonly outputs: Float32Array }
  | { readonly kind: "baseline"; readonly features: Features; readonly outputs: Float32Array }

export const nothing: Score = { loss: 0, correct: 0, words: 0 }

export const add = (a: Score, b: Score): Score => ({
  loss: a.loss + b.loss,
  correct: a.correct + b.correct,
  words: a.words + b.words
})
