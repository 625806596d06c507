/**
 * What a trace teaches: one update of the policy, in a trust region or of the clipped objective, and of the value.
 * The machines of domain/rl say what has to be summed, an evaluator sums it.
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Adam from "../../domain/learn/adam.ts"
import { child, type Key } from "../../domain/random/key.ts"
import * as Advantage from "../../domain/rl/advantage.ts"
import * as Encoding from "../../domain/rl/encoding.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import * as Objective from "../../domain/rl/objective.ts"
import * as Trace from "../../domain/rl/trace.ts"
import * as TrustRegion from "../../domain/rl/trust-region.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import type { Evaluator, Rows } from "./evaluator.ts"

export interface Setting {
  readonly agent: Objective.Agent
  readonly encoding: Encoding.Encoding
  readonly gamma: number
  readonly lambda: number
  readonly fitting: Epochs.Setting
  /** How far the unit of values moves at each update. */
  readonly scaling: number
  readonly method:
    | { readonly kind: "trust-region"; readonly setting: TrustRegion.Setting }
    | { readonly kind: "clipped"; readonly setting: Epochs.Setting }
}

/** What is learned: plain data. */
export interface Learned {
  readonly policy: Adam.Adam
  readonly value: Adam.Adam
  readonly scale: ValueScale.Scale
  readonly updates: number
}

/** What an update did. */
export interface Report {
  /** False of a trust region's step that was refused. */
  readonly accepted: boolean
  readonly divergence: number
  /** Mean over the trace of the policy that acted. */
  readonly entropy: number
  /** Share of the variance of returns that the value explained before it was fitted to them. */
  readonly explained: number
}

export const start = (agent: Objective.Agent, key: Key): Learned => {
  const { policy, value } = Objective.initial(agent, key)
  return { policy: Adam.start(policy), value: Adam.start(value), scale: ValueScale.unit, updates: 0 }
}

/**
 * After a trace of the policy learned so far. Advantages are normalised; values are fitted to advantage plus value.
 *
 * @param key minibatches are drawn from its branches
 */
export const update = async (
  evaluator: Evaluator,
  setting: Setting,
  learned: Learned,
  trace: Trace.Trace,
  key: Key
): Promise<{ readonly learned: Learned; readonly report: Report }> => {
  const { agent, gamma, lambda, method, fitting, scaling } = setting
  const advantages = Advantage.advantages(trace, gamma, lambda)
  const returns = advantages.map((advantage, row) => advantage + trace.values[row])
  const scale = ValueScale.towards(learned.scale, returns, learned.updates === 0 ? 1 : scaling)
  const rows: Rows = {
    ...encoded(setting, trace),
    advantages: Advantage.normalise(advantages),
    targets: returns.map((value) => ValueScale.inverse(scale, value))
  }
  const branch = child(key, learned.updates)
  const explained = Advantage.explained(returns, trace.values)
  const { policy, ...report } = await move(evaluator, rows, learned.policy, method, child(branch, 0))
  const rescaled = ValueScale.rescale(Objective.value(agent), learned.value.parameters, learned.scale, scale)
  const value = await fit(
    evaluator,
    rows,
    { ...learned.value, parameters: rescaled },
    fitting,
    child(branch, 1)
  )
  return {
    learned: { policy, value, scale, updates: learned.updates + 1 },
    report: { ...report, entropy: entropyOf(trace), explained }
  }
}

/** -1e9 is the logarithm of a probability that is 0. */
const entropyOf = ({ logProbabilities, environments, steps }: Trace.Trace): number => {
  let sum = 0
  for (const each of logProbabilities) sum -= Math.exp(each) * each
  return sum / (environments * steps)
}

const encoded = ({ encoding, agent }: Setting, trace: Trace.Trace) => {
  const rows = Trace.rows(trace)
  const features = new Float32Array(rows * agent.features)
  Encoding.encoder(encoding, trace.observation)(trace.observations, rows, features)
  const { allowed, actions, logProbabilities: former } = trace
  return { rows, features, allowed, actions, former }
}

type Moved = Omit<Report, "explained" | "entropy"> & { readonly policy: Adam.Adam }

/** The policy by the method. */
const move = (
  evaluator: Evaluator,
  rows: Rows,
  policy: Adam.Adam,
  method: Setting["method"],
  key: Key
): Promise<Moved> => {
  switch (method.kind) {
    case "trust-region":
      return step(evaluator, rows, policy, method.setting)
    case "clipped":
      return climb(evaluator, rows, policy, method.setting, key)
    default:
      return nothingLeft(method, "method of an update")
  }
}

const step = async (
  evaluator: Evaluator,
  rows: Rows,
  policy: Adam.Adam,
  setting: TrustRegion.Setting
): Promise<Moved> => {
  let state = TrustRegion.begin(policy.parameters, rows.rows, setting)
  for (let ask = TrustRegion.ask(state); ask !== null; ask = TrustRegion.ask(state))
    state = TrustRegion.answer(state, await evaluator.judge(rows, ask))
  const { parameters, accepted, after } = state.outcome!
  return {
    policy: { ...policy, parameters },
    accepted,
    divergence: after.divergence
  }
}

const climb = async (
  evaluator: Evaluator,
  rows: Rows,
  policy: Adam.Adam,
  setting: Epochs.Setting,
  key: Key
): Promise<Moved> => {
  let state = Epochs.begin(policy, rows.rows, key, setting)
  for (let ask = Epochs.ask(state); ask !== null; ask = Epochs.ask(state))
    state = Epochs.answer(state, await evaluator.climb(rows, ask))
  const at = { kind: "judge", at: state.adam.parameters } as const
  const { judged } = await evaluator.judge(rows, at)
  return { policy: state.adam, accepted: true, divergence: judged!.divergence / rows.rows }
}

const fit = async (
  evaluator: Evaluator,
  rows: Rows,
  value: Adam.Adam,
  setting: Epochs.Setting,
  key: Key
): Promise<Adam.Adam> => {
  let state = Epochs.begin(value, rows.rows, key, setting)
  for (let ask = Epochs.ask(state); ask !== null; ask = Epochs.ask(state))
    state = Epochs.answer(state, await evaluator.fit(rows, ask))
  return state.adam
}
