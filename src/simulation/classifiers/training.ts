/**
 * The course of a training, round by round. An epoch is a round for every batch and one for the words of validation;
 * training ends after the last epoch, or when the loss in validation has not fallen for `patience` epochs, and a last
 * round asks the parameters of the best epoch for the words of the test.
 *
 * A batch is cut into micro-batches by the config alone, and their gradients are added in order, so that the bits do
 * not depend on the threads.
 */

import * as Baseline from "../../domain/decision/baseline.ts"
import * as Variation from "../../domain/decision/variation.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Adam from "../../domain/learn/adam.ts"
import * as Model from "../../domain/learn/model.ts"
import * as Parameter from "../../domain/learn/parameter.ts"
import * as Schedule from "../../domain/learn/schedule.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import type { Contribution, Message, Score, State } from "./state.ts"
import { add, nothing } from "./state.ts"

/** Branches of the key of a training. */
export const branch = { parameters: 0, order: 1, noise: 2, rotations: 3, moves: 4 } as const

/** Words in one message of a validation or a test: some tens of milliseconds of work. */
const scored = 512

export const start = (config: Config, key: Key): State => {
  const { parameters } = Model.make(Point.architecture(config), Point.reading(config))
  return {
    key,
    phase: "train",
    adam: Adam.start(Parameter.initialise(parameters, child(key, branch.parameters))),
    epoch: 0,
    batch: 0,
    running: nothing,
    gradients: 0,
    log: [],
    best: null,
    predictions: [],
    probes: { baselines: [], varied: [] }
  }
}

export const done = (_config: Config, state: State): boolean => state.phase === "done"

/** 0 to `end` from `from` on, in parts of `size`. */
const parts = (from: number, end: number, size: number): ReadonlyArray<{ from: number; to: number }> =>
  Array.from({ length: Math.ceil((end - from) / size) }, (_, i) => ({
    from: from + i * size,
    to: Math.min(end, from + (i + 1) * size)
  }))

export const scatter = (config: Config, state: State): ReadonlyArray<Message> => {
  const { key, phase, adam, epoch } = state
  switch (phase) {
    case "train": {
      const from = state.batch * config.batch
      const end = Math.min(config.train, from + config.batch)
      return parts(from, end, config.microBatch).map((part) => ({
        kind: "slope",
        key,
        parameters: adam.parameters,
        epoch,
        step: adam.steps,
        weight: 1 / (end - from),
        ...part
      }))
    }
    case "validate":
      return parts(0, config.validation, scored).map((part) => ({
        kind: "score",
        key,
        parameters: adam.parameters,
        ...part
      }))
    case "test":
      return examination(config, key, state.best!.parameters)
    case "done":
      return []
    default:
      return nothingLeft(phase, "phase")
  }
}

/** Words that are asked for again after each move. */
export const varied = 1000

/** The words for tests; some of them after moves that keep their closures; and what word statistics alone say of them. */
const examination = (config: Config, key: Key, parameters: Float32Array): ReadonlyArray<Message> => {
  const { test } = config
  const best = { key, parameters }
  return [
    ...parts(0, test, scored).map((part) => ({ kind: "predict" as const, ...best, ...part })),
    ...Baseline.features.map((features) => ({
      kind: "baseline" as const,
      features,
      ...best,
      from: 0,
      to: test
    })),
    ...Variation.kinds.map((move) => ({
      kind: "vary" as const,
      move,
      ...best,
      from: 0,
      to: Math.min(test, varied)
    }))
  ]
}

/** How parameters move. */
export const optimiser = (config: Config, make: Adam.Make): Adam.Optimiser => {
  const { parameters } = Model.make(Point.architecture(config), Point.reading(config))
  const setting = { beta1: 0.9, beta2: 0.999, epsilon: 1e-8, decay: config.decay, clip: config.clip }
  return make(setting, Parameter.decaying(parameters))
}

export const step = (
  config: Config,
  state: State,
  contributions: ReadonlyArray<Contribution>,
  adam: Adam.Optimiser
): State => {
  switch (state.phase) {
    case "train":
      return descend(config, state, contributions, adam)
    case "validate":
      return endEpoch(config, state, scoreOf(contributions))
    case "test": {
      const predictions = contributions.flatMap((each) => (each.kind === "predict" ? each.predictions : []))
      const probes = {
        baselines: contributions.filter((each) => each.kind === "baseline"),
        varied: contributions.filter((each) => each.kind === "vary")
      }
      return { ...state, phase: "done", predictions, probes }
    }
    case "done":
      throw new RangeError("The training is over.")
    default:
      return nothingLeft(state.phase, "phase")
  }
}

const scoreOf = (contributions: ReadonlyArray<Contribution>): Score =>
  contributions.reduce((sum, each) => ("score" in each ? add(sum, each.score) : sum), nothing)

/** The rate of a step, from 0. */
export const rateAt = (config: Config, step: number): number =>
  Schedule.at(
    { rate: config.rate, warmUp: config.warmUp, steps: config.epochs * Point.batches(config) },
    step
  )

const descend = (
  config: Config,
  state: State,
  contributions: ReadonlyArray<Contribution>,
  optimiser: Adam.Optimiser
): State => {
  const score = scoreOf(contributions)
  const gradients = contributions.flatMap((each) => (each.kind === "slope" ? [each.gradient] : []))
  const { after: adam, norm } = optimiser.step(state.adam, gradients, rateAt(config, state.adam.steps))
  if (!Number.isFinite(score.loss) || !Number.isFinite(norm)) throw diverged(config, state, score.loss, norm)
  const next: State = {
    ...state,
    adam,
    batch: state.batch + 1,
    running: add(state.running, score),
    gradients: state.gradients + norm
  }
  if (next.batch < Point.batches(config)) return next
  return config.validation > 0 ? { ...next, phase: "validate" } : endEpoch(config, next, null)
}

const diverged = (config: Config, state: State, loss: number, norm: number): RangeError => {
  const what = Number.isFinite(loss) ? `norm of the gradient is ${norm}` : `loss is ${loss}`
  const { epoch, adam } = state
  return new RangeError(
    `The ${what} in epoch ${epoch + 1}, step ${adam.steps + 1}: the training has diverged. ` +
      `Try a rate below ${config.rate}, a longer warm-up, or clipping below ${config.clip}.`
  )
}

const endEpoch = (config: Config, state: State, validation: Score | null): State => {
  if (validation !== null && !Number.isFinite(validation.loss))
    throw diverged(config, state, validation.loss, 0)
  const { epoch, adam, running, gradients } = state
  const entry = {
    train: running,
    validation,
    rate: rateAt(config, adam.steps - 1),
    gradient: gradients / Point.batches(config)
  }
  const isBest = validation === null || state.best === null || validation.loss < state.best.loss
  const best = isBest ? { epoch, loss: validation?.loss ?? 0, parameters: adam.parameters } : state.best
  const isLast =
    epoch + 1 === config.epochs || (config.patience > 0 && epoch - best!.epoch >= config.patience)
  return {
    ...state,
    phase: !isLast ? "train" : config.test > 0 ? "test" : "done",
    epoch: epoch + 1,
    batch: 0,
    running: nothing,
    gradients: 0,
    log: [...state.log, entry],
    best
  }
}
