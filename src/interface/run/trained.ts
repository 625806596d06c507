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
  for await (const { stoppedAt, ...training } of all(reader, only)) if (stoppedAt === null) yield training
}

/** A training, and at which share of its whole a search has left it; null where none has. */
export interface Part extends Training {
  readonly stoppedAt: number | null
}

/** The same with those that a search has stopped on the way, or not brought further yet. */
export async function* all(reader: Reader.Reader, only?: number): AsyncGenerator<Part> {
  const [Plan, Saved] = await Promise.all([import("../../engine/plan.ts"), import("../../engine/saved.ts")])
  const { simulation, plan } = await Folder.planOf(reader)
  const rungs = [...(reader.study.search?.halving?.rungs ?? [])].sort((a, b) => b - a)
  for (const task of Plan.tasks(simulation, plan)) {
    const { point, repeat } = task
    if (only !== undefined && point.ordinal !== only) continue
    const { ordinal, swept, config } = point
    const told = { point: ordinal, repeat, swept, config }
    const found = Saved.soFar(reader, simulation, task)
    if (found !== undefined) {
      yield { ...told, state: found.value, stoppedAt: null }
      continue
    }
    for (const rung of rungs) {
      const part = Saved.soFar(reader, simulation, { ...task, from: 0, to: rung })
      if (part === undefined) continue
      yield { ...told, state: part.value, stoppedAt: rung }
      break
    }
  }
}
