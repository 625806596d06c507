/**
 * What a trace teaches: one update of the policy, in a trust region or of the clipped objective, and of the value, side by
 * side. The machines of domain/rl say what has to be summed, whoever has time sums it (question.ts).
 */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Adam from "../../domain/learn/adam.ts"
import { child, type Key } from "../../domain/random/key.ts"
import * as Advantage from "../../domain/rl/advantage.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import * as Objective from "../../domain/rl/objective.ts"
import * as Trace from "../../domain/rl/trace.ts"
import type * as TrustRegion from "../../domain/rl/trust-region.ts"
import * as ValueScale from "../../domain/rl/value-scale.ts"
import type { Rows } from "./evaluator.ts"
import * as Memory from "./memory.ts"
import * as Question from "./question.ts"

export interface Setting {
  readonly agent: Objective.Agent
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
 * After a trace of the policy learned so far, in memory that threads share. Advantages are normalised; values are fitted to advantage plus value.
 *
 * @param key minibatches are drawn from its branches
 */
export const update = async (
  spread: Question.Spread,
  setting: Setting,
  learned: Learned,
  trace: Trace.Trace,
  key: Key
): Promise<{ readonly learned: Learned; readonly report: Report }> => {
  const { agent, gamma, lambda, method, fitting, scaling } = setting
  const advantages = Advantage.advantages(trace, gamma, lambda)
  const returns = advantages.map((advantage, row) => advantage + trace.values[row])
  const scale = ValueScale.towards(learned.scale, returns, learned.updates === 0 ? 1 : scaling)
  const { features, allowed, actions, logProbabilities: former } = trace
  const rows: Rows = {
    rows: Trace.rows(trace),
    features,
    allowed,
    actions,
    former,
    ...Memory.share({
      advantages: Advantage.normalise(advantages),
      targets: returns.map((value) => ValueScale.inverse(scale, value))
    })
  }
  const branch = child(key, learned.updates)
  const explained = Advantage.explained(returns, trace.values)
  const rescaled = ValueScale.rescale(Objective.value(agent), learned.value.parameters, learned.scale, scale)
  const before = { policy: learned.policy, value: { ...learned.value, parameters: rescaled } }
  const { policy, value, ...report } = await improve(spread, rows, before, { method, fitting }, branch)
  return {
    learned: { policy, value, scale, updates: learned.updates + 1 },
    report: { ...report, entropy: entropyOf(trace), explained }
  }
}

/** -1e9 is the logarithm of a probability that is 0. */
const entropyOf = ({ logProbabilities, environments, steps }: Trace.Trace): number => {
  let sum = 0
  for (let k = 0; k < logProbabilities.length; k++) sum -= Math.exp(logProbabilities[k]) * logProbabilities[k]
  return sum / (environments * steps)
}

/** Optimisers of both networks. */
interface Both {
  readonly policy: Adam.Adam
  readonly value: Adam.Adam
}

type Moved = Both & Omit<Report, "explained" | "entropy">

/** The policy by the method, and the value, from the same rows; neither needs the other. */
export const improve = async (
  spread: Question.Spread,
  rows: Rows,
  { policy, value }: Both,
  { method, fitting }: Pick<Setting, "method" | "fitting">,
  key: Key
): Promise<Moved> => {
  const fit = Epochs.begin(value, rows.rows, child(key, 1), fitting)
  switch (method.kind) {
    case "trust-region": {
      // As many parts as the region has questions: each round has a part of the fit, and sums that others take.
      const parts = method.setting.iterations + 2
      const course = Question.optimiser("fit", fit, Math.ceil(Epochs.steps(fit) / parts))
      const region = Question.region(policy.parameters, rows.rows, method.setting)
      await Question.run(spread, rows, [course, region])
      const { parameters, accepted, after } = region.outcome()
      return {
        policy: { ...policy, parameters },
        value: Memory.own(course.state().adam),
        accepted,
        divergence: after.divergence
      }
    }
    case "clipped": {
      const course = Question.optimiser("fit", fit, Number.POSITIVE_INFINITY)
      const begun = Epochs.begin(policy, rows.rows, child(key, 0), method.setting)
      const climb = Question.optimiser("climb", begun, Number.POSITIVE_INFINITY)
      await Question.run(spread, rows, [climb, course])
      const [adam, fitted] = [climb, course].map((each) => Memory.own(each.state().adam))
      const ask: TrustRegion.Ask = { kind: "judge", at: adam.parameters }
      const nowhere = Question.places(rows.rows, 0)
      const { judged } = Question.sum(await spread(rows, Question.parts(rows.rows, ask, nowhere)), [])
      const divergence = judged!.divergence / rows.rows
      return { policy: adam, value: fitted, accepted: true, divergence }
    }
    default:
      return nothingLeft(method, "method of an update")
  }
}
