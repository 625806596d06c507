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
  /** What the policy saw of the state that was acted on: [row][feature]. */
  readonly features: Float32Array
  readonly seen: number
  readonly actions: Int32Array
  /** ln of the probability that the policy gave each action, [row][action]. */
  readonly logProbabilities: Float32Array
  readonly choices: number
  /** 1 for an action that was allowed, [row][action]; empty where all are always. */
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
  /** Numbers that the policy sees of a state. */
  readonly seen: number
  /** Actions to choose from. */
  readonly choices: number
  /** Whether some may be forbidden. */
  readonly masked: boolean
}

/** An empty storage, its arrays over the buffers that `make` makes of a number of bytes. */
export const make = (
  { environments, steps, seen, choices, masked }: Size,
  make = (bytes: number): ArrayBufferLike => new ArrayBuffer(bytes)
): Trace => {
  const rows = environments * steps
  const reals = (each = 1) => new Float32Array(make(rows * each * Float32Array.BYTES_PER_ELEMENT))
  return {
    environments,
    steps,
    seen,
    choices,
    features: reals(seen),
    actions: new Int32Array(make(rows * Int32Array.BYTES_PER_ELEMENT)),
    logProbabilities: reals(choices),
    allowed: new Uint8Array(make(masked ? rows * choices : 0)),
    rewards: reals(),
    values: reals(),
    following: reals(),
    ends: new Uint8Array(make(rows))
  }
}

/** How many rows there are. */
export const rows = ({ environments, steps }: Pick<Trace, "environments" | "steps">): number =>
  environments * steps

/** The environments `from` (included) to `to` (excluded) of a trace, in the same memory. */
export const part = (trace: Trace, from: number, to: number): Trace => {
  const { steps, seen, choices } = trace
  const cut = <A extends Float32Array | Int32Array | Uint8Array>(array: A, each = 1): A =>
    array.subarray(from * steps * each, to * steps * each) as A
  return {
    environments: to - from,
    steps,
    seen,
    choices,
    features: cut(trace.features, seen),
    actions: cut(trace.actions),
    logProbabilities: cut(trace.logProbabilities, choices),
    allowed: cut(trace.allowed, choices),
    rewards: cut(trace.rewards),
    values: cut(trace.values),
    following: cut(trace.following),
    ends: cut(trace.ends)
  }
}
