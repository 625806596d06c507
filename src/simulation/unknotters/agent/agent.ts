/**
 * What an agent is: parameters of its own, a player that is judged, and how it learns, if it does. Each has a file of its
 * own in this folder and a line in list.ts; what several have in common stands one folder up.
 *
 * Threads load these files, so there is no Effect in them; and so does the main thread for every listing, so that what it
 * takes to play and to learn is loaded when it is prepared.
 */
import type { Backend } from "../../../accelerator/backend.ts"
import type { Word } from "../../../domain/braid/word.ts"
import type * as Diagram from "../../../domain/grid/diagram.ts"
import type { Actions } from "../../../domain/rl/environment/actions.ts"
import type { Grid } from "../../../domain/rl/environment/grid.ts"
import type { Scale } from "../../../domain/rl/value-scale.ts"
import type { ConfigFault, Memory } from "../../contract.ts"
import type { Game } from "../game.ts"
import type { Method } from "../method.ts"
import type { Parameters, Values } from "../parameter.ts"
import type { Player } from "../player.ts"

/** What an agent has of its own, and what every agent has. */
export type ConfigOf<P extends Parameters> = Game & Values<P>

/** Estimated seconds on one thread. */
export interface Cost {
  readonly training: number
  /** A game that it is judged by. */
  readonly game: number
}

/** Plays with the parameters that were learned, and the unit of values. */
export type Judged<Start = Word> = (parameters: Float32Array, scale: Scale | undefined) => Player<Start>

export interface Agent<Config, P extends Parameters = Parameters> {
  /** Beyond the game's; their order is that of listings. */
  readonly parameters: P
  /** Who is judged, on one thread; an agent plays words, rectangular diagrams, or both. */
  readonly player?: (config: Config, actions: Actions, backend: Backend) => Promise<Judged>
  readonly playerOfDiagrams?: (
    config: Config,
    grid: Grid,
    backend: Backend
  ) => Promise<Judged<Diagram.Diagram>>
  /** Whether it looks at many words before it moves: it takes its time, and does the same every time. */
  readonly isSearch: boolean
  readonly method?: Method<Config>
  readonly cost: (config: Config) => Cost
  /** Beyond the game's, see the contract. */
  readonly memory?: (config: Config) => ReadonlyArray<Memory>
  /** What schemas cannot say of its own parameters. */
  readonly faults?: (config: Config) => ReadonlyArray<ConfigFault>
}

/** An agent, whose config is what its parameters say. */
export const define = <const P extends Parameters>(agent: Agent<ConfigOf<P>, P>): Agent<ConfigOf<P>, P> =>
  agent
