/** Every agent, by the name that studies call it. */
import type { Opaque } from "../../contract.ts"
import type { Method } from "../method.ts"
import { a3c } from "./a3c.ts"
import type { Agent, ConfigOf } from "./agent.ts"
import { annealedWalk } from "./annealed-walk.ts"
import { bestFirst } from "./best-first.ts"
import { greedy } from "./greedy.ts"
import { guided } from "./guided.ts"
import { ppo } from "./ppo.ts"
import { randomWalk } from "./random-walk.ts"
import { trpo } from "./trpo.ts"

export const agents = {
  "random-walk": randomWalk,
  "annealed-walk": annealedWalk,
  greedy,
  "best-first": bestFirst,
  a3c,
  trpo,
  ppo,
  guided
}

export type Name = keyof typeof agents

/** A point of the simulation: the parameters of its agent, all of them filled in. */
export type Config = {
  readonly [N in Name]: ConfigOf<(typeof agents)[N]["parameters"]> & { readonly agent: N }
}[Name]

/** Those of agents that learn. */
export type Learner = Extract<Config, { readonly steps: number }>

export const learns = (config: Config): config is Learner => "steps" in config

/** The agent of a config, which is the one that knows what else the config has. */
export const of = ({ agent }: { readonly agent: Name }): Agent<Opaque> => agents[agent]

/** How it learns. */
export const methodOf = (config: Config): Method<Opaque> => {
  const { method } = of(config)
  if (method === undefined) throw new TypeError(`${config.agent} does not learn.`)
  return method
}
