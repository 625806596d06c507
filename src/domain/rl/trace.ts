/**
 * What several environments went through, step by step: the storage that rollouts fill and learning reads.
 *
 * Step t of environment e stands at row `e steps + t`, so that an environment's trace is contiguous. Episodes follow
 * one another within a trace; `ends` says how each step ended.
 */

/** The episode goes on with the next row. */
export const onward = 0
/** The game is over: what follows is worth nothing. */
export const terminal = 1
/** The episode was cut, by a limit of moves or by the end of the trace: what would follow has a worth. */
export const cut = 2

export interface Trace {
  readonly environments: number
  readonly steps: number
  /** The state that was acted on: [row][observation]. */
  readonly observations: Int16Array
  readonly observation: number
  readonly actions: Int32Array
  /** ln of the probability that the policy gave each action, [row][action]. */
  readonly logProbabilities: Float32Array
  readonly choices: number
  /** 1 for an action that was allowed, [row][action]. */
  readonly allowed: Uint8Array
  readonly rewards: Float32Array
  /** V of the state that was acted on. */
  readonly values: Float32Array
  /** V of the state that the step led to; read only where the episode was {@link cut}. */
  readonly following: Float32Array
  /** {@link onward}, {@link terminal} or {@link cut}; the last step of every trace is one of the last two. */
  readonly ends: Uint8Array
}

export interface Size {
  readonly environments: number
  readonly steps: number
  /** Integers that describe a state. */
  readonly observation: number
  /** Actions to choose from. */
  readonly choices: number
}

/** An empty storage; every action is allowed until said otherwise. */
export const make = ({ environments, steps, observation, choices }: Size): Trace => {
  const rows = environments * steps
  return {
    environments,
    steps,
    observation,
    choices,
    observations: new Int16Array(rows * observation),
    actions: new Int32Array(rows),
    logProbabilities: new Float32Array(rows * choices),
    allowed: new Uint8Array(rows * choices).fill(1),
    rewards: new Float32Array(rows),
    values: new Float32Array(rows),
    following: new Float32Array(rows),
    ends: new Uint8Array(rows)
  }
}

/** How many rows there are. */
export const rows = ({ environments, steps }: Trace): number => environments * steps

/**
 * The traces one after the other, as one with all their environments.
 *
 * @throws RangeError if there is none, or they differ in steps, observation or choices
 */
export const join = (traces: ReadonlyArray<Trace>): Trace => {
  if (traces.length === 0) throw new RangeError("There is no trace to join.")
  const { steps, observation, choices } = traces[0]
  const environments = traces.reduce((sum, trace) => sum + trace.environments, 0)
  const whole = make({ environments, steps, observation, choices })
  let row = 0
  for (const trace of traces) {
    if (trace.steps !== steps || trace.observation !== observation || trace.choices !== choices)
      throw new RangeError("Traces that are joined have the same steps, observations and choices.")
    whole.observations.set(trace.observations, row * observation)
    whole.logProbabilities.set(trace.logProbabilities, row * choices)
    whole.allowed.set(trace.allowed, row * choices)
    for (const field of ["actions", "rewards", "values", "following", "ends"] as const)
      whole[field].set(trace[field], row)
    row += rows(trace)
  }
  return whole
}
