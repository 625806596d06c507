/** What guides searches as the trainings of a run have learned, for those of `complete` actions. */
import { open } from "../../src/accelerator/open.ts"
import type * as Frontier from "../../src/domain/rl/search/frontier.ts"
import * as Plan from "../../src/engine/plan.ts"
import * as Saved from "../../src/engine/saved.ts"
import * as Folder from "../../src/interface/run/folder.ts"
import * as Agents from "../../src/simulation/unknotters/agent/list.ts"
import * as Guide from "../../src/simulation/unknotters/guide.ts"
import type { State } from "../../src/simulation/unknotters/state.ts"

export interface Trained {
  /** Run, point and repeat. */
  readonly name: string
  /** N of its game. */
  readonly letters: number
  /** Anew for each search. */
  readonly guide: () => Frontier.Guide
}

/** @param directory the run's folder */
export const of = (directory: string): Promise<ReadonlyArray<Trained>> =>
  Folder.reading(directory, async (reader) => {
    if (reader.study.simulation !== "unknotters") throw new Error(`${directory} is no run of unknotters.`)
    const backend = await open("simd")
    const { simulation, plan } = await Folder.planOf(reader)
    return [...Plan.tasks(simulation, plan)].flatMap((task): ReadonlyArray<Trained> => {
      const config = task.point.config as Agents.Config
      const found = Saved.soFar(reader, simulation, task)
      if (!Agents.learns(config) || config.actions !== "complete" || found === undefined) return []
      const { parameters, learned } = found.value as State
      const make = Guide.make(config, Agents.methodOf(config), backend)
      const name = `${reader.study.name} ${task.point.ordinal}.${task.repeat}`
      return [{ name, letters: config.letters, guide: () => make(parameters, learned?.scale) }]
    })
  })
