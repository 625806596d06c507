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
import * as TrustRegion from "../../domain/rl/trust-region.ts"

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
  /** The same of a micro-batch, its vector, where what is asked has one, written to `vector`. */
  readonly part: (
    rows: Rows,
    ask: TrustRegion.Ask,
    from: number,
    to: number,
    vector: Float32Array
  ) => Promise<TrustRegion.Judged | undefined>
  /** Sums over a minibatch of the clipped objective, and of the value's misfit; the gradient is good until the next call. */
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

/** A program whose parameters, and what it answers for each of them, stand in one array. */
interface Opened {
  readonly session: Graph.Session
  /** The parameters; of `fisher`, and a direction after them; of `act`, those of the policy and of the value. */
  readonly at: Float32Array
  /** The gradient, or the product; nothing where there is none. */
  readonly vector: Float32Array
}

/** Rows of a micro-batch: few enough for its arrays to stay in the second cache, enough to hide the calls. */
export const micro = 500

/** Its libraries take a quarter of a second to load; whoever only plays, or is only listed, needs none of them. */
const graph = () => import("../../accelerator/graph.ts")
type Compiler = Awaited<ReturnType<typeof graph>>

/** Programs are compiled when they are first asked for. */
export const make = ({ agent, games, batch, clip, bonus }: Options): Evaluator => {
  const open = new Map<string, Promise<Opened>>()
  /** @param answered parameters whose derivatives the outputs `prefix` + name are */
  const session = (
    name: string,
    rows: number,
    program: (compiler: Compiler) => Program,
    { parameters, specs }: Pick<Objective.Objective, "parameters" | "specs">,
    prefix = "",
    answered: Parameters = {}
  ) => {
    const known = open.get(name)
    if (known !== undefined) return known
    const [at, vector] = [parameters, answered].map((each) => new Float32Array(Parameter.count(each)))
    const memory = {
      ...Parameter.split(parameters, at),
      ...Parameter.under(prefix, Parameter.split(answered, vector))
    }
    const made = graph().then(async (compiler) => ({
      session: await compiler.open(compiler.compile(program(compiler), specs(rows)), { memory }),
      at,
      vector
    }))
    open.set(name, made)
    return made
  }
  const act = Objective.act(agent)
  const judge = Objective.judge(agent, bonus)
  const fisher = Objective.fisher(agent)
  const climb = Objective.clipped(agent, { clip, bonus })
  const fit = Objective.fit(agent)
  const { parameters } = judge
  const slopes = (name: string, rows: number, objective: Objective.Objective, of: string) => {
    const by = Object.keys(objective.parameters)
    const program = ({ gradient }: Compiler) => gradient(objective.program, of, by)
    return session(name, rows, program, objective, "gradient.", objective.parameters)
  }
  const programs = {
    gradient: () => slopes("gradient", micro, judge, "surrogate"),
    judge: () => session("judge", micro, () => judge.program, judge),
    fisher: () => {
      const both = { ...parameters, ...Parameter.under("tangent.", parameters) }
      const { program, specs } = fisher
      return session("fisher", micro, () => program, { parameters: both, specs }, "product.", parameters)
    },
    climb: () => slopes("climb", batch, climb, "loss"),
    fit: () => slopes("fit", batch, fit, "loss")
  }

  const optimisers = new Map<string, Adam.Optimiser>()

  /** One minibatch. */
  const descend = async (name: "climb" | "fit", rows: Rows, ask: Epochs.Ask): Promise<Epochs.Answer> => {
    const { session, at, vector: gradient } = await programs[name]()
    at.set(ask.at)
    put(agent, rows, ask.rows, 0, ask.rows.length, session)
    await session.run()
    const { loss, divergence } = session.outputs
    return { loss: loss[0], gradient, ...(divergence === undefined ? {} : { divergence: divergence[0] }) }
  }

  /** One micro-batch, its vector good until the next call. */
  const judgement = async (rows: Rows, ask: TrustRegion.Ask, from: number, to: number) => {
    const { session, at, vector } = await programs[ask.kind]()
    at.set(ask.at)
    if (ask.kind === "fisher") at.set(ask.direction, ask.at.length)
    put(agent, rows, null, from, to, session)
    await session.run()
    const { surrogate, divergence, entropy } = session.outputs
    const judged =
      ask.kind === "fisher"
        ? undefined
        : { surrogate: surrogate[0], divergence: divergence[0], entropy: entropy[0] }
    return { judged, vector }
  }

  return {
    act: async (policy, value, features, allowed) => {
      const { session: each, at } = await session("act", games, () => act.program, act)
      at.set(policy)
      at.set(value, policy.length)
      each.inputs.features.set(features)
      if (agent.masked) each.inputs.allowed.set(allowed!)
      await each.run()
      return {
        logProbabilities: each.outputs.logProbabilities as Float32Array,
        values: each.outputs.values as Float32Array
      }
    },
    judge: async (rows, ask, from = 0, to = rows.rows) => {
      const sum = new Float64Array(Parameter.count(parameters))
      const parts: Array<TrustRegion.Judged> = []
      for (const [first, last] of Batch.parts(to - from, micro)) {
        const { judged, vector } = await judgement(rows, ask, from + first, from + last)
        if (judged !== undefined) parts.push(judged)
        for (let k = 0; k < vector.length; k++) sum[k] += vector[k]
      }
      switch (ask.kind) {
        case "gradient":
          return { judged: TrustRegion.total(parts), vector: sum }
        case "fisher":
          return { vector: sum }
        case "judge":
          return { judged: TrustRegion.total(parts) }
        default:
          return nothingLeft(ask, "question of an update")
      }
    },
    part: async (rows, ask, from, to, room) => {
      const { judged, vector } = await judgement(rows, ask, from, to)
      room.set(vector)
      return judged
    },
    climb: (rows, ask) => descend("climb", rows, ask),
    fit: (rows, ask) => descend("fit", rows, ask),
    optimiser: async (kind, setting) => {
      const name = `${kind} ${setting.clip}`
      const decaying = new Uint8Array(Parameter.count({ climb: climb.parameters, fit: fit.parameters }[kind]))
      const made = optimisers.get(name) ?? (await graph()).optimiser(Epochs.moments(setting), decaying)
      optimisers.set(name, made)
      return made
    },
    close: async () => {
      for (const each of open.values()) await (await each).session.close()
    }
  }
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
