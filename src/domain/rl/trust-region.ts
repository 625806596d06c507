/**
 * Trust region policy optimisation: one update of the policy, as a machine that asks for sums over the rows of a trace
 * and goes on when it has them. It owns the mathematics and no network: who drives it may sum over rows on any
 * threads, in one order.
 *
 *     g = mean gradient of the surrogate at the policy that acted
 *     x ~ F^-1 g   by conjugate gradients on F v + damping v, F the mean Hessian of the divergence
 *     step = sqrt(2 delta / x.(F + damping) x) x
 *
 * then `parameters + shrink^k step` for k = 0, 1, ... until the divergence is at most delta and the surrogate has not
 * fallen. If no k up to `backtracks` will do, or g is 0, the update is refused and the parameters stay.
 *
 *     let state = TrustRegion.begin(parameters, rows, setting)
 *     for (let ask = TrustRegion.ask(state); ask !== null; ask = TrustRegion.ask(state))
 *       state = TrustRegion.answer(state, sums(ask))
 *
 * A state is plain data: it can be kept, sent, and gone on with elsewhere.
 *
 * Source: Schulman et al., arXiv 1502.05477, section 6 and appendix C.
 */
import { nothingLeft } from "../exhaustive.ts"
import * as Descent from "./conjugate-gradient.ts"

export interface Setting {
  /** The largest mean divergence of the new policy from the one that acted. */
  readonly delta: number
  /** Added to the diagonal of the Fisher matrix. */
  readonly damping: number
  /** Conjugate gradient steps. */
  readonly iterations: number
  /** It ends earlier when |residual|^2 falls below this. */
  readonly tolerance: number
  /** Shorter steps that are tried after the full one, and by what each is shorter. */
  readonly backtracks: number
  readonly shrink: number
}

/** What is customary. */
export const customary: Setting = {
  delta: 0.01,
  damping: 0.1,
  iterations: 10,
  tolerance: 1e-10,
  backtracks: 10,
  shrink: 0.5
}

/** What is to be summed over all rows, at the parameters `at`, by the programs of objective.ts. */
export type Ask =
  /** `judge` and the gradient of its surrogate. */
  | { readonly kind: "gradient"; readonly at: Float32Array }
  /** The Hessian of the divergence times `direction`. */
  | { readonly kind: "fisher"; readonly at: Float32Array; readonly direction: Float32Array }
  /** `judge`. */
  | { readonly kind: "judge"; readonly at: Float32Array }

/** The sums. `vector` answers `gradient` and `fisher`, `judged` answers `gradient` and `judge`. */
export interface Answer {
  readonly judged?: Judged
  readonly vector?: Float64Array
}

/** Sums over rows, or means. */
export interface Judged {
  readonly surrogate: number
  readonly divergence: number
  readonly entropy: number
}

/** The sums of sums, in their order. */
export const total = (parts: ReadonlyArray<Judged>): Judged => {
  const sum = { surrogate: 0, divergence: 0, entropy: 0 }
  for (const part of parts)
    for (const name of ["surrogate", "divergence", "entropy"] as const) sum[name] += part[name]
  return sum
}

export interface State {
  readonly phase: "gradient" | "fisher" | "search" | "done"
  readonly setting: Setting
  readonly rows: number
  /** Of the policy that acted. */
  readonly before: Float32Array
  /** Means at the policy that acted; null until they are known. */
  readonly judged: Judged | null
  /** g. */
  readonly gradient: Float64Array | null
  readonly descent: Descent.Descent | null
  /** The full step; null until it is known. */
  readonly step: Float64Array | null
  readonly tried: number
  readonly outcome: Outcome | null
}

export interface Outcome {
  /** Of the new policy; of the old one if the update was refused. */
  readonly parameters: Float32Array
  readonly accepted: boolean
  /** Means at the policy that acted, and at the new one. */
  readonly before: Judged
  readonly after: Judged
  /** Steps that were too long. */
  readonly backtracks: number
  /** Conjugate gradient steps. */
  readonly iterations: number
}

/**
 * An update of `parameters`, the policy that acted in `rows` rows.
 *
 * @throws RangeError for settings out of range
 */
export const begin = (parameters: Float32Array, rows: number, setting: Setting): State => {
  const { delta, damping, iterations, backtracks, shrink } = setting
  if (!(delta > 0 && damping >= 0 && iterations >= 1 && backtracks >= 0 && shrink > 0 && shrink < 1))
    throw new RangeError(
      "A trust region has delta above 0, damping 0 or more, 1 iteration or more, 0 backtracks or more, shrink between 0 and 1."
    )
  if (!(rows >= 1)) throw new RangeError(`An update needs 1 row or more, not ${rows}.`)
  return {
    phase: "gradient",
    setting,
    rows,
    before: parameters,
    judged: null,
    gradient: null,
    descent: null,
    step: null,
    tried: 0,
    outcome: null
  }
}

/** What the update needs next; null when it is over. */
export const ask = (state: State): Ask | null => {
  switch (state.phase) {
    case "gradient":
      return { kind: "gradient", at: state.before }
    case "fisher":
      return { kind: "fisher", at: state.before, direction: Float32Array.from(state.descent!.direction) }
    case "search":
      return { kind: "judge", at: candidate(state) }
    case "done":
      return null
    default:
      return nothingLeft(state.phase, "phase")
  }
}

/**
 * The update after what it asked for.
 *
 * @param isSpent whether the state is needed no more, so that its arrays, and the vector of the answer, may be written to
 */
export const answer = (state: State, { judged, vector }: Answer, isSpent = false): State => {
  const { rows, setting } = state
  switch (state.phase) {
    case "gradient": {
      const sum = need(vector)
      const gradient = new Float64Array(sum.length)
      for (let k = 0; k < gradient.length; k++) gradient[k] = sum[k] / rows
      const descent = Descent.begin(gradient)
      const begun: State = { ...state, judged: means(need(judged), rows), gradient, descent }
      return descent.square > 0 ? { ...begun, phase: "fisher" } : conclude(begun, null)
    }
    case "fisher": {
      const { direction } = state.descent!
      const sum = need(vector)
      const product = isSpent ? sum : new Float64Array(sum.length)
      for (let k = 0; k < product.length; k++) product[k] = sum[k] / rows + setting.damping * direction[k]
      const descent = Descent.step(state.descent!, product, isSpent ? state.descent! : undefined)
      const over =
        descent.isStuck || descent.steps >= setting.iterations || descent.square < setting.tolerance
      return over ? measure({ ...state, descent }) : { ...state, descent }
    }
    case "search": {
      const after = means(need(judged), rows)
      if (after.divergence <= setting.delta && after.surrogate >= state.judged!.surrogate)
        return conclude(state, after)
      if (state.tried === setting.backtracks) return conclude(state, null)
      return { ...state, tried: state.tried + 1 }
    }
    case "done":
      throw new RangeError("The update is over; it asked for nothing.")
    default:
      return nothingLeft(state.phase, "phase")
  }
}

/** The scale of the step: with b = (F + damping) x + r, what x.(F + damping) x is needs no further product. */
const measure = (state: State): State => {
  const { solution, residual } = state.descent!
  const curvature = Descent.dot(solution, state.gradient!) - Descent.dot(solution, residual)
  if (!(curvature > 0)) return conclude(state, null)
  const scale = Math.sqrt((2 * state.setting.delta) / curvature)
  const step = new Float64Array(solution.length)
  for (let k = 0; k < step.length; k++) step[k] = scale * solution[k]
  return { ...state, phase: "search", step }
}

const candidate = ({ before, step, tried, setting }: State): Float32Array => {
  const share = setting.shrink ** tried
  const out = new Float32Array(before.length)
  for (let k = 0; k < out.length; k++) out[k] = before[k] + share * step![k]
  return out
}

/** With the judgement of the candidate, or refused. */
const conclude = (state: State, after: Judged | null): State => ({
  ...state,
  phase: "done",
  outcome: {
    parameters: after === null ? state.before : candidate(state),
    accepted: after !== null,
    before: state.judged!,
    after: after ?? state.judged!,
    backtracks: state.tried,
    iterations: state.descent!.steps
  }
})

const means = ({ surrogate, divergence, entropy }: Judged, rows: number): Judged => ({
  surrogate: surrogate / rows,
  divergence: divergence / rows,
  entropy: entropy / rows
})

const need = <A>(part: A | undefined): A => {
  if (part === undefined) throw new TypeError("The answer lacks what was asked for.")
  return part
}
