/**
 * What actors evaluate and learners differentiate, as programs over rows of a trace. Inputs, besides the parameters:
 *
 *     features [rows][feature]    the state (encoding.ts)
 *     allowed  [rows][action]     bool, only of a masked agent
 *     actions [rows] int32, advantages [rows], former [rows][action] (ln p of the policy that acted)
 *     weights [rows]              1 for a row that counts, 0 for one that fills up a batch
 *
 * Sums are over rows, not means, so that batches add up.
 */
import type { Arrays, Program, Tensor, Tensors, Type } from "../learn/array.ts"
import * as Categorical from "./categorical.ts"
import * as Parameters from "./parameters.ts"
import * as Perceptron from "./perceptron.ts"

export interface Agent {
  readonly features: number
  readonly choices: number
  /** Neurons of each hidden layer, of the policy and of the value alike. */
  readonly hidden: ReadonlyArray<number>
  /** Whether some actions may be forbidden. */
  readonly masked: boolean
}

/** Shape and type of an input. */
export interface Spec {
  readonly shape: ReadonlyArray<number>
  readonly type: Type
}

export const policy = ({ features, choices, hidden }: Agent): Perceptron.Perceptron => ({
  name: "policy",
  sizes: [features, ...hidden, choices],
  gain: 0.01
})

export const value = ({ features, hidden }: Agent): Perceptron.Perceptron => ({
  name: "value",
  sizes: [features, ...hidden, 1],
  gain: 1
})

const parameterSpecs = (net: Perceptron.Perceptron): Record<string, Spec> =>
  Object.fromEntries(
    Object.entries(Perceptron.layout(net)).map(([name, shape]) => [name, { shape, type: "float32" }])
  )

const stateSpecs = ({ features, choices, masked }: Agent, rows: number): Record<string, Spec> => ({
  features: { shape: [rows, features], type: "float32" },
  ...(masked ? { allowed: { shape: [rows, choices], type: "bool" } as const } : {})
})

const logProbabilities = (agent: Agent, arrays: Arrays, inputs: Tensors): Tensor =>
  Categorical.logProbabilities(
    arrays,
    Perceptron.apply(policy(agent), arrays, inputs, inputs.features),
    agent.masked ? inputs.allowed : undefined
  )

const valuation = (agent: Agent, arrays: Arrays, inputs: Tensors): Tensor => {
  const y = Perceptron.apply(value(agent), arrays, inputs, inputs.features)
  return arrays.reshape(y, [y.shape[0]])
}

const total = (arrays: Arrays, inputs: Tensors, each: Tensor): Tensor =>
  arrays.sum(arrays.multiply(inputs.weights, each), [0])

/** An objective: its program, what it takes, and the parameters it may be differentiated by. */
export interface Objective {
  readonly program: Program
  readonly specs: Readonly<Record<string, Spec>>
  readonly layout: Parameters.Layout
}

/** What an actor asks: `logProbabilities` [rows][action] and `values` [rows]. */
export const act = (agent: Agent, rows: number): Objective => ({
  layout: { ...Perceptron.layout(policy(agent)), ...Perceptron.layout(value(agent)) },
  specs: {
    ...parameterSpecs(policy(agent)),
    ...parameterSpecs(value(agent)),
    ...stateSpecs(agent, rows)
  },
  program: (arrays, inputs) => ({
    logProbabilities: logProbabilities(agent, arrays, inputs),
    values: valuation(agent, arrays, inputs)
  })
})

/**
 * What the policy is judged by, each summed over the rows with p = former and q the policy of the parameters:
 *
 *     surrogate = sum q(action) / p(action) advantage,   divergence = sum KL(p || q),   entropy = sum H(q)
 *
 * At the parameters that acted, the gradient of `surrogate` is the policy gradient, and the Hessian of `divergence` is
 * the Fisher matrix times the weights' sum.
 */
export const judge = (agent: Agent, rows: number): Objective => ({
  layout: Perceptron.layout(policy(agent)),
  specs: {
    ...parameterSpecs(policy(agent)),
    ...stateSpecs(agent, rows),
    actions: { shape: [rows], type: "int32" },
    advantages: { shape: [rows], type: "float32" },
    former: { shape: [rows, agent.choices], type: "float32" },
    weights: { shape: [rows], type: "float32" }
  },
  program: (arrays, inputs) => {
    const q = logProbabilities(agent, arrays, inputs)
    const ratio = importance(arrays, inputs, q)
    return {
      surrogate: total(arrays, inputs, arrays.multiply(ratio, inputs.advantages)),
      divergence: total(arrays, inputs, Categorical.divergence(arrays, inputs.former, q)),
      entropy: total(arrays, inputs, Categorical.entropy(arrays, q))
    }
  }
})

/** q(action) / p(action) of each row. */
const importance = (arrays: Arrays, inputs: Tensors, q: Tensor): Tensor =>
  arrays.exp(
    arrays.subtract(
      Categorical.chosen(arrays, q, inputs.actions),
      Categorical.chosen(arrays, inputs.former, inputs.actions)
    )
  )

/**
 * The clipped surrogate with an entropy bonus, to be made small:
 *
 *     loss = - sum (min(ratio A, clip(ratio, 1 - clip, 1 + clip) A) + bonus H(q))
 *
 * and `divergence` and `entropy` as in {@link judge}.
 *
 * Source: Schulman et al., arXiv 1707.06347, equations 7 and 9; the value is fitted apart.
 */
export const clipped = (agent: Agent, rows: number, clip: number, bonus: number): Objective => ({
  ...judge(agent, rows),
  program: (arrays, inputs) => {
    const q = logProbabilities(agent, arrays, inputs)
    const ratio = importance(arrays, inputs, q)
    const near = arrays.minimum(arrays.maximum(ratio, arrays.scalar(1 - clip)), arrays.scalar(1 + clip))
    const gain = arrays.minimum(
      arrays.multiply(ratio, inputs.advantages),
      arrays.multiply(near, inputs.advantages)
    )
    const entropy = Categorical.entropy(arrays, q)
    const reward = arrays.add(gain, arrays.multiply(arrays.scalar(bonus), entropy))
    return {
      loss: arrays.negate(total(arrays, inputs, reward)),
      divergence: total(arrays, inputs, Categorical.divergence(arrays, inputs.former, q)),
      entropy: total(arrays, inputs, entropy)
    }
  }
})

/** What a value function is fitted by: `loss` = sum (V - target)^2 / 2. */
export const fit = (agent: Agent, rows: number): Objective => ({
  layout: Perceptron.layout(value(agent)),
  specs: {
    ...parameterSpecs(value(agent)),
    features: { shape: [rows, agent.features], type: "float32" },
    targets: { shape: [rows], type: "float32" },
    weights: { shape: [rows], type: "float32" }
  },
  program: (arrays, inputs) => {
    const apart = arrays.subtract(valuation(agent, arrays, inputs), inputs.targets)
    return {
      loss: total(arrays, inputs, arrays.multiply(arrays.scalar(0.5), arrays.multiply(apart, apart)))
    }
  }
})

/** Where training of an agent starts: the policy's parameters, and the value's. */
export const parameters = (
  net: Perceptron.Perceptron,
  key: Parameters.Key
): Float32Array<ArrayBuffer> => Parameters.initial(Perceptron.layout(net), Perceptron.gains(net), key)
