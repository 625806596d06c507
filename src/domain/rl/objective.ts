/**
 * What actors evaluate and learners differentiate, as programs over rows of a trace. Inputs, besides the parameters
 * `policy.<...>` and `value.<...>`:
 *
 *     features (rows, features)   the state (encoding.ts)
 *     allowed (rows, choices)     bool, for a masked agent
 *     actions (rows) int32, advantages (rows), former (rows, choices): ln p of the policy that acted
 *     targets (rows)              what the value is fitted to
 *     weights (rows)              1 for a row that counts, 0 for one that fills up a batch
 *
 * Sums are over rows, not means, so that batches add up.
 */
import type { Arrays, Program, Tensor, Tensors, Type } from "../learn/array.ts"
import type { Parameters } from "../learn/parameter.ts"
import * as Parameter from "../learn/parameter.ts"
import { child, type Key } from "../random/key.ts"
import * as Categorical from "./categorical.ts"
import * as Perceptron from "./perceptron.ts"

/** A policy and a value network, apart from each other, over the same features. */
export interface Agent {
  readonly features: number
  /** Actions to choose from. */
  readonly choices: number
  /** Neurons of each hidden layer, in both networks. */
  readonly hidden: ReadonlyArray<number>
  /** Whether actions may be forbidden. */
  readonly masked: boolean
  /**
   * Weights of the actions before anything is learned, equal unless given: the last biases of the policy begin at their
   * logarithms, and a bonus for entropy is one for closeness to them.
   */
  readonly odds?: ReadonlyArray<number>
  /**
   * One small network scores each action by what is seen of it, features / choices numbers, and another says what it adds to
   * the value, which is their mean: no action is told from another but by what is seen.
   */
  readonly shared?: boolean
}

export type Specs = Readonly<Record<string, { readonly shape: ReadonlyArray<number>; readonly type: Type }>>

/** A program, the parameters it may be differentiated by, and all that it takes, for a number of rows. */
export interface Objective {
  readonly program: Program
  readonly parameters: Parameters
  readonly specs: (rows: number) => Specs
}

/** How many numbers a network sees at a time, and how many it answers. */
const ends = ({ features, choices, shared = false }: Agent): readonly [seen: number, answers: number] =>
  shared ? [features / choices, 1] : [features, choices]

/** Begins with all actions about equally likely. */
const policyNet = (agent: Agent): Perceptron.Perceptron => {
  const [seen, answers] = ends(agent)
  return { sizes: [seen, ...agent.hidden, answers], gain: 0.01 }
}

const valueNet = (agent: Agent): Perceptron.Perceptron => ({
  sizes: [ends(agent)[0], ...agent.hidden, 1],
  gain: 1
})

/** Features as the networks see them: (rows, features), or (rows choices, features / choices). */
const seen = ({ choices, shared = false }: Agent, arrays: Arrays, { features }: Tensors): Tensor => {
  if (!shared) return features
  const [rows, all] = features.shape
  return arrays.reshape(features, [rows * choices, all / choices])
}

/** What the policy's network answered, as (rows, choices). */
const byRow = ({ choices, shared = false }: Agent, arrays: Arrays, answers: Tensor): Tensor =>
  shared ? arrays.reshape(answers, [answers.shape[0] / choices, choices]) : answers

export const policy = (agent: Agent): Parameters =>
  Parameter.under("policy.", Perceptron.parameters(policyNet(agent)))

export const value = (agent: Agent): Parameters =>
  Parameter.under("value.", Perceptron.parameters(valueNet(agent)))

/** Where training begins: the policy, all actions about as likely as their odds say, and the value. */
export const initial = (
  agent: Agent,
  key: Key
): { readonly policy: Float32Array; readonly value: Float32Array } => {
  const begun = Parameter.initialise(policy(agent), child(key, 0))
  // The last biases are the last parameters.
  if (agent.odds !== undefined) begun.set(agent.odds.map(Math.log), begun.length - agent.choices)
  return { policy: begun, value: Parameter.initialise(value(agent), child(key, 1)) }
}

/** What an actor asks: `logProbabilities` (rows, choices) and `values` (rows). */
export const act = (agent: Agent): Objective => {
  const parameters = { ...policy(agent), ...value(agent) }
  return {
    parameters,
    specs: (rows) => ({ ...tensors(parameters), ...state(agent, rows) }),
    program: (arrays, inputs) => ({
      logProbabilities: logProbabilities(agent, arrays, inputs),
      values: valuation(agent, arrays, inputs)
    })
  }
}

/**
 * By what a policy q is judged against p = former, the one that acted; each summed over the rows:
 *
 *     surrogate = sum (q(action) / p(action) advantage + bonus (H(q) + sum_a q_a ln odds_a))
 *     divergence = sum KL(p || q),   entropy = sum H(q)
 *
 * At q = p and without a bonus the gradient of `surrogate` is the policy gradient; that of `divergence` is 0, and its
 * Hessian is the Fisher matrix of the policy, summed over the rows.
 *
 * @param bonus for entropy; 0 is the method as published
 */
export const judge = (agent: Agent, bonus: number): Objective => ({
  parameters: policy(agent),
  specs: (rows) => taken(agent, rows),
  program: (arrays, inputs) => {
    const q = logProbabilities(agent, arrays, inputs)
    const { total, ratio } = over(arrays, inputs, q)
    const gain = arrays.multiply(ratio, inputs.advantages)
    return {
      surrogate: total(bonus === 0 ? gain : arrays.add(gain, openness(agent, arrays, q, bonus))),
      divergence: total(Categorical.divergence(arrays, inputs.former, q)),
      entropy: total(Categorical.entropy(arrays, q))
    }
  }
})

/**
 * The Fisher matrix of the policy, summed over the rows, times a direction: inputs `tangent.<parameter>`, outputs
 * `product.<parameter>`.
 *
 *     F v = sum J^T (diag p - p p^T) J v,   J = d z / d parameters,   z the logits
 *
 * Forward for J v, then backward for J^T. At the policy that acted this is the tangent of the gradient of
 * the divergence of {@link judge}, without the terms that its slope by the logits, p - former, makes 0: two thirds of
 * the products of matrices, and less than half the time of what differentiating twice gives.
 */
export const fisher = (agent: Agent): Objective => ({
  parameters: policy(agent),
  specs: (rows) => ({
    ...tensors(policy(agent)),
    ...tensors(Parameter.under("tangent.", policy(agent))),
    ...state(agent, rows),
    ...reals(rows, "weights")
  }),
  program: (arrays, inputs) => {
    const net = policyNet(agent)
    const named = Parameter.within(inputs, "policy.")
    const h = Perceptron.forward(net, arrays, named, seen(agent, arrays, inputs))
    const along = Perceptron.along(net, arrays, named, Parameter.within(inputs, "tangent.policy."), h)
    const t = byRow(agent, arrays, along)
    const allowed = agent.masked ? inputs.allowed : undefined
    const p = arrays.exp(Categorical.logProbabilities(arrays, byRow(agent, arrays, h.at(-1)!), allowed))
    const mean = arrays.sum(arrays.multiply(p, t), [-1], true)
    const weights = arrays.reshape(inputs.weights, [t.shape[0], 1])
    const slope = arrays.multiply(weights, arrays.multiply(p, arrays.subtract(t, mean)))
    const back = agent.shared === true ? arrays.reshape(slope, h.at(-1)!.shape) : slope
    return Parameter.under("product.policy.", Perceptron.back(net, arrays, named, h, back))
  }
})

/**
 * The clipped surrogate with an entropy bonus, to be made small:
 *
 *     loss = - sum (min(ratio A, clip(ratio, 1 - clip, 1 + clip) A) + bonus (...)),   ratio = q(action) / p(action)
 *
 * with the bonus, `divergence` and `entropy` as in {@link judge}.
 *
 * Source: Schulman et al., arXiv 1707.06347, equations 7 and 9; the value is fitted apart.
 */
export const clipped = (
  agent: Agent,
  { clip, bonus }: { readonly clip: number; readonly bonus: number }
): Objective => ({
  parameters: policy(agent),
  specs: (rows) => taken(agent, rows),
  program: (arrays, inputs) => {
    const q = logProbabilities(agent, arrays, inputs)
    const { total, ratio } = over(arrays, inputs, q)
    const near = arrays.minimum(arrays.maximum(ratio, arrays.scalar(1 - clip)), arrays.scalar(1 + clip))
    const gain = arrays.minimum(
      arrays.multiply(ratio, inputs.advantages),
      arrays.multiply(near, inputs.advantages)
    )
    return {
      loss: arrays.negate(total(arrays.add(gain, openness(agent, arrays, q, bonus)))),
      divergence: total(Categorical.divergence(arrays, inputs.former, q)),
      entropy: total(Categorical.entropy(arrays, q))
    }
  }
})

/** How well the value fits: `loss` = sum (V - target)^2 / 2. */
export const fit = (agent: Agent): Objective => ({
  parameters: value(agent),
  specs: (rows) => ({
    ...tensors(value(agent)),
    features: { shape: [rows, agent.features], type: "float32" },
    ...reals(rows, "targets", "weights")
  }),
  program: (arrays, inputs) => {
    const apart = arrays.subtract(valuation(agent, arrays, inputs), inputs.targets)
    const half = arrays.multiply(arrays.scalar(0.5), inputs.weights)
    return { loss: arrays.sum(arrays.multiply(half, arrays.multiply(apart, apart)), [0]) }
  }
})

const tensors = (parameters: Parameters): Specs =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, { shape }]) => [name, { shape, type: "float32" }])
  )

const reals = (rows: number, ...names: ReadonlyArray<string>): Specs =>
  Object.fromEntries(names.map((name) => [name, { shape: [rows], type: "float32" }]))

const state = ({ features, choices, masked }: Agent, rows: number): Specs => ({
  features: { shape: [rows, features], type: "float32" },
  ...(masked ? { allowed: { shape: [rows, choices], type: "bool" } } : {})
})

const taken = (agent: Agent, rows: number): Specs => ({
  ...tensors(policy(agent)),
  ...state(agent, rows),
  actions: { shape: [rows], type: "int32" },
  former: { shape: [rows, agent.choices], type: "float32" },
  ...reals(rows, "advantages", "weights")
})

const logProbabilities = (agent: Agent, arrays: Arrays, inputs: Tensors): Tensor => {
  const named = Parameter.within(inputs, "policy.")
  const answers = Perceptron.apply(policyNet(agent), arrays, named, seen(agent, arrays, inputs))
  return Categorical.logProbabilities(
    arrays,
    byRow(agent, arrays, answers),
    agent.masked ? inputs.allowed : undefined
  )
}

/** bonus (H(q) + sum_a q_a ln odds_a) of each row. */
const openness = ({ odds }: Agent, arrays: Arrays, q: Tensor, bonus: number): Tensor => {
  const apart =
    odds === undefined
      ? q
      : arrays.subtract(q, arrays.constant(Float32Array.from(odds, Math.log), [odds.length]))
  const each = arrays.sum(arrays.multiply(arrays.exp(q), apart), [-1])
  return arrays.multiply(arrays.scalar(-bonus), each)
}

const valuation = (agent: Agent, arrays: Arrays, inputs: Tensors): Tensor => {
  const named = Parameter.within(inputs, "value.")
  const y = Perceptron.apply(valueNet(agent), arrays, named, seen(agent, arrays, inputs))
  return agent.shared === true ? arrays.mean(byRow(agent, arrays, y), [-1]) : arrays.reshape(y, [y.shape[0]])
}

/** The ratios q(action) / p(action), and the weighted sum over rows. */
const over = (arrays: Arrays, inputs: Tensors, q: Tensor) => {
  const { actions, former, weights } = inputs
  const [now, then] = [q, former].map((each) => Categorical.chosen(arrays, each, actions))
  return {
    ratio: arrays.exp(arrays.subtract(now, then)),
    total: (each: Tensor): Tensor => arrays.sum(arrays.multiply(weights, each), [0])
  }
}
