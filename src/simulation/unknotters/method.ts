/** How an agent learns: in rounds of the engine, or by actors on one memory as well. */
import type { Backend } from "../../accelerator/backend.ts"
import type { Key } from "../../domain/random/key.ts"
import type { Scale } from "../../domain/rl/value-scale.ts"
import type { Actor, Opaque, Order, Share } from "../contract.ts"
import type * as Log from "./log.ts"
import type { State } from "./state.ts"

/** What a round of learning sends and takes in; only its method looks into it. */
export interface Message {
  readonly kind: "learning"
}

/** What a method does without anything made ready. */
export interface Rounds<Config, M extends Message = Opaque> {
  readonly start: (config: Config, key: Key) => State
  readonly scatter: (config: Config, state: State) => ReadonlyArray<M>
  /** By assignment unless it says otherwise; for order by arrival there are actors, here and in what is prepared. */
  readonly order?: (config: Config) => Order
  /** See the contract. */
  readonly actors?: {
    readonly count: (config: Config) => number
    readonly read: (memory: Opaque) => State
  }
  /** V of what the value network answers, in letters. */
  readonly value: (config: Config, scale: Scale | undefined) => (answer: number) => number
  /** What its updates log of themselves; a table of others has none. */
  readonly measures: ReadonlyArray<Log.Field>
}

/** What a thread has ready to learn with. */
export interface Prepared<M extends Message = Opaque, C extends Message = Opaque> {
  readonly work: (message: M) => C | Promise<C>
  readonly step: (
    state: State,
    contributions: ReadonlyArray<C>,
    share?: Share<M, C>
  ) => State | Promise<State>
  /** See the contract. */
  readonly actors?: {
    readonly share: (state: State) => Opaque
    readonly join: (memory: Opaque, index: number) => Actor
  }
  readonly close?: () => Promise<void>
}

export interface Method<Config> extends Rounds<Config> {
  /** Loads what it takes to learn, which listings and plans do without, and makes it ready. */
  readonly prepare: (config: Config, backend: Backend) => Promise<Prepared>
}
