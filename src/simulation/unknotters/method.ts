/** How an agent learns: in rounds of the engine, or by actors on one memory as well. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Key } from "../../domain/random/key.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import type { Actors, Opaque, Order } from "../contract.ts"
import type * as Log from "./log.ts"
import type { State } from "./state.ts"

/** What a round of learning sends and takes in; only its method looks into it. */
export interface Message {
  readonly kind: "learning"
}

export interface Method<Config, M extends Message = Opaque, C extends Message = Opaque> {
  readonly start: (config: Config, key: Key) => State
  readonly scatter: (config: Config, state: State) => ReadonlyArray<M>
  readonly work: (config: Config, message: M, backend: Backend) => C | Promise<C>
  readonly step: (config: Config, state: State, contributions: ReadonlyArray<C>) => State | Promise<State>
  /** By assignment unless it says otherwise; by arrival it needs `actors`. */
  readonly order?: (config: Config) => Order
  readonly actors?: Actors<Config, State, Opaque>
  /** V of what the value network answers, in letters. */
  readonly value: (config: Config, scale: Scale | undefined) => (answer: number) => number
  /** What its updates log of themselves; a table of others has none. */
  readonly measures: ReadonlyArray<Log.Field>
}
