/** What the trainings of a run have learned, for the commands that put it to use. */
import type * as Reader from "../../engine/journal/reader.ts"
import type { Ask } from "../../simulation/ask.ts"
import type { TrainingKernel } from "../../simulation/contract.ts"
import * as Folder from "./folder.ts"

type Kernel = TrainingKernel<unknown, unknown, unknown, unknown>

/** How the run's simulation makes files of a trained state; undefined where it makes none. */
export const artefacts = async (reader: Reader.Reader): Promise<Kernel["artefacts"]> => {
  const { loadKernel } = await import("../../simulation/discover.ts")
  const kernel = await loadKernel(reader.study.simulation)
  return kernel.kind === "training" ? kernel.artefacts : undefined
}

/** What a trained state of the run's simulation answers about a braid word. */
export const ask = async (reader: Reader.Reader): Promise<Ask<unknown, unknown>> => {
  const { loadAsk } = await import("../../simulation/discover.ts")
  return (await loadAsk(reader.study.simulation)) ?? {}
}

export interface Training {
  readonly point: number
  readonly repeat: number
  /** What the sweep says of its point. */
  readonly swept: Reader.StoredPoint["swept"]
  readonly config: unknown
  /** The last; of a training that goes on, its last checkpoint. */
  readonly state: unknown
}

/** The trainings that have a state, in plan order; of one point alone, where `only` says which. */
export async function* trainings(reader: Reader.Reader, only?: number): AsyncGenerator<Training> {
  const [Plan, Saved] = await Promise.all([import("../../engine/plan.ts"), import("../../engine/saved.ts")])
  const { simulation, plan } = await Folder.planOf(reader)
  for (const task of Plan.tasks(simulation, plan)) {
    const { point, repeat } = task
    if (only !== undefined && point.ordinal !== only) continue
    const found = Saved.soFar(reader, simulation, task)
    if (found === undefined) continue
    const { ordinal, swept, config } = point
    yield { point: ordinal, repeat, swept, config, state: found.value }
  }
}
