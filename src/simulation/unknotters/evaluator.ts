/**
 * What an agent's networks answer: the compiled programs of domain/rl/objective.ts, run over rows in micro-batches of
 * one size, and their sums in order. Sums are in f64 over micro-batches that are f32 inside, so they depend on where
 * the rows begin and on nothing else: not on who runs them.
 */
import type * as Graph from "../../accelerator/graph.ts"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type * as Adam from "../../domain/learn/adam.ts"
import type { Program } from "../../domain/learn/array.ts"
import type { Parameters } from "../../domain/learn/parameter.ts"
import * as Parameter from "../../domain/learn/parameter.ts"
import * as Batch from "../../domain/rl/batch.ts"
import * as Epochs from "../../domain/rl/epochs.ts"
import * as Objective from "../../domain/rl/objective.ts"
import type * as TrustRegion from "../../domain/rl/trust-region.ts"

/** States that were met and what was done, row by row; shapes as in objective.ts. */
export interface Rows {
  readonly rows: number
  readonly features: Float32Array
  /** Of a masked agent. */
  readonly allowed?: Uint8Array
  readonly actions: Int32Array
  readonly former: Float32Array
  readonly advantages: Float32Array
  readonly targets: Float32Array
}

export interface Acted {
  /** [row][action] and [row]; good until the next call. */
  readonly logProbabilities: Float32Array
  readonly values: Float32Array
}

export interface Evaluator {
  /**
   * The policy and the value (in the network's own unit) of states.
   *
   * @param features [row][feature]
   * @param allowed [row][action], of a masked agent
   */
  readonly act: (
    policy: Float32Array,
    value: Float32Array,
    features: Float32Array,
    allowed?: Uint8Array
  ) => Promise<Acted>
  /** Sums over rows `from` (included) to `to` (excluded), for an update in the trust region. */
  readonly judge: (
    rows: Rows,
    ask: TrustRegion.Ask,
    from?: number,
    to?: number
  ) => Promise<TrustRegion.Answer>
  /** Sums over a minibatch of the clipped objective, and of the value's misfit. */
  readonly climb: (rows: Rows, ask: Epochs.Ask) => Promise<Epochs.Answer>
  readonly fit: (rows: Rows, ask: Epochs.Ask) => Promise<Epochs.Answer>
  /** Steps after minibatches of these settings. */
  readonly optimiser: (kind: "climb" | "fit", setting: Epochs.Setting) => Promise<Adam.Optimiser>
  readonly close: () => Promise<void>
}

export interface Options {
  readonly agent: Objective.Agent
  /** Rows that `act` takes at once. */
  readonly games: number
  /** Rows of a minibatch for `climb` and `fit`. */
  readonly batch: number
  /** Of the clipped objective. */
  readonly clip: number
  /** For entropy, in both objectives. */
  readonly bonus: number
}

/** What the outputs are called that make the vector of an answer. */
const vectors: Readonly<Record<TrustRegion.Ask["kind"], string | undefined>> = {
  gradient: "gradient.",
  fisher: "product.",
  judge: undefined
}

/** Rows of a micro-batch: few enough for its arrays to stay in the second cache, enough to hide the calls. */
export const micro = 500

/** Its libraries take a quarter of a second to load; whoever only plays, or is only listed, needs none of them. */
const graph = () => import("../../accelerator/graph.ts")
type Compiler = Awaited<ReturnType<typeof graph>>

/** Programs are compiled when they are first asked for. */
export const make = ({ agent, games, batch, clip, bonus }: Options): Evaluator => {
  const open = new Map<string, Promise<Graph.Session>>()
  const session = (
    name: string,
    rows: number,
    program: (compiler: Compiler) => Program,
    specs: (rows: number) => Graph.Specs
  ) => {
    const known = open.get(name)
    if (known !== undefined) return known
    const made = graph().then((compiler) => compiler.open(compiler.compile(program(compiler), specs(rows))))
    open.set(name, made)
    return made
  }
  const act = Objective.act(agent)
  const judge = Objective.judge(agent, bonus)
  const fisher = Objective.fisher(agent)
  const climb = Objective.clipped(agent, { clip, bonus })
  const fit = Objective.fit(agent)
  const { parameters } = judge
  const names = Object.keys(parameters)
  const directions = Parameter.under("tangent.", parameters)

  const programs = {
    gradient: () =>
      session("gradient", micro, ({ gradient }) => gradient(judge.program, "surrogate", names), judge.specs),
    judge: () => session("judge", micro, () => judge.program, judge.specs),
    fisher: () => session("fisher", micro, () => fisher.program, fisher.specs),
    climb: () =>
      session("climb", batch, ({ gradient }) => gradient(climb.program, "loss", names), climb.specs),
    fit: () =>
      session(
        "fit",
        batch,
        ({ gradient }) => gradient(fit.program, "loss", Object.keys(fit.parameters)),
        fit.specs
      )
  }

  const optimisers = new Map<string, Adam.Optimiser>()

  /** One minibatch. */
  const descend = async (
    name: "climb" | "fit",
    parameters: Parameters,
    rows: Rows,
    ask: Epochs.Ask
  ): Promise<Epochs.Answer> => {
    const each = await programs[name]()
    load(parameters, ask.at, each)
    put(agent, rows, ask.rows, 0, ask.rows.length, each)
    await each.run()
    const gradient = flat(parameters, "gradient.", each, new Float32Array(Parameter.count(parameters)))
    const { loss, divergence } = each.outputs
    return { loss: loss[0], gradient, ...(divergence === undefined ? {} : { divergence: divergence[0] }) }
  }

  return {
    act: async (policy, value, features, allowed) => {
      const each = await session("act", games, () => act.program, act.specs)
      load(Objective.policy(agent), policy, each)
      load(Objective.value(agent), value, each)
      each.inputs.features.set(features)
      if (agent.masked) each.inputs.allowed.set(allowed!)
      await each.run()
      return {
        logProbabilities: each.outputs.logProbabilities as Float32Array,
        values: each.outputs.values as Float32Array
      }
    },
    judge: async (rows, ask, from = 0, to = rows.rows) => {
      const each = await programs[ask.kind]()
      load(parameters, ask.at, each)
      if (ask.kind === "fisher") load(directions, ask.direction, each)
      const vector = new Float64Array(Parameter.count(parameters))
      const part = new Float32Array(vector.length)
      const judged = { surrogate: 0, divergence: 0, entropy: 0 }
      for (const [first, last] of Batch.parts(to - from, micro)) {
        put(agent, rows, null, from + first, from + last, each)
        await each.run()
        if (ask.kind !== "fisher")
          for (const name of ["surrogate", "divergence", "entropy"] as const)
            judged[name] += each.outputs[name][0]
        const prefix = vectors[ask.kind]
        if (prefix === undefined) continue
        flat(parameters, prefix, each, part)
        for (let k = 0; k < part.length; k++) vector[k] += part[k]
      }
      switch (ask.kind) {
        case "gradient":
          return { judged, vector }
        case "fisher":
          return { vector }
        case "judge":
          return { judged }
        default:
          return nothingLeft(ask, "question of an update")
      }
    },
    climb: (rows, ask) => descend("climb", parameters, rows, ask),
    fit: (rows, ask) => descend("fit", fit.parameters, rows, ask),
    optimiser: async (kind, setting) => {
      const name = `${kind} ${setting.clip}`
      const decaying = new Uint8Array(Parameter.count({ climb: climb.parameters, fit: fit.parameters }[kind]))
      const made = optimisers.get(name) ?? (await graph()).optimiser(Epochs.moments(setting), decaying)
      optimisers.set(name, made)
      return made
    },
    close: async () => {
      for (const each of open.values()) await (await each).close()
    }
  }
}

const load = (parameters: Parameters, vector: Float32Array, { inputs }: Graph.Session): void => {
  for (const [name, values] of Object.entries(Parameter.split(parameters, vector))) inputs[name].set(values)
}

/** The outputs `prefix` + name of all parameters, as they are packed. */
const flat = (
  parameters: Parameters,
  prefix: string,
  { outputs }: Graph.Session,
  out: Float32Array
): Float32Array => {
  for (const [name, values] of Object.entries(Parameter.split(parameters, out)))
    values.set(outputs[prefix + name])
  return out
}

/** Writes rows order[from] to order[to - 1], or from to to - 1 themselves, to the inputs, and nothing to the rest. */
const put = (
  { features, choices, masked }: Objective.Agent,
  rows: Rows,
  order: Int32Array | null,
  from: number,
  to: number,
  { inputs }: Graph.Session
): void => {
  const widths = { features, former: choices, actions: 1, advantages: 1, targets: 1 }
  for (const [name, width] of Object.entries(widths) as Array<[keyof typeof widths, number]>)
    if (inputs[name] !== undefined)
      Batch.gather(rows[name], width, order, from, to, inputs[name] as Float32Array)
  // A row that fills up may do anything: it counts for nothing.
  if (masked && inputs.allowed !== undefined) {
    Batch.gather(rows.allowed!, choices, order, from, to, inputs.allowed as Uint8Array)
    inputs.allowed.fill(1, (to - from) * choices)
  }
  inputs.weights.fill(1, 0, to - from).fill(0, to - from)
}
