/** The agents that a run has trained, asked to untie a word. */
import type * as Word from "../../domain/braid/word.ts"
import * as Actions from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import type * as Reader from "../../engine/journal/reader.ts"
import type { TrainingKernel } from "../../simulation/contract.ts"
import * as Standing from "../standing.ts"
import type { Answer } from "./unknot-agents.ts"

type Unknot = NonNullable<TrainingKernel<unknown, unknown, unknown, unknown>["unknot"]>

const unknotOf = async (simulation: string): Promise<Unknot | undefined> => {
  const { loadKernel } = await import("../../simulation/discover.ts")
  const kernel = await loadKernel(simulation)
  return kernel.kind === "training" ? kernel.unknot : undefined
}

/** What one training's agent came to. */
export interface Attempt extends Answer {
  readonly point: number
  readonly repeat: number
  readonly swept: Reader.StoredPoint["swept"]
}

export type Reply =
  /** The agents that tried: the last one has solved the word, or else none has. */
  | { readonly kind: "tried"; readonly attempts: ReadonlyArray<Attempt> }
  /** The simulation trains no such agents. */
  | { readonly kind: "none" }
  | { readonly kind: "no point"; readonly points: number }
  /** Nothing is learnt yet. */
  | { readonly kind: "unlearnt" }
  /** The word has no room in the game of any agent: why, of the first. */
  | { readonly kind: "refused"; readonly reason: string }

export interface Request {
  readonly directory: string
  readonly word: Word.Word
  /** Of the sweep, alone; all unless given. */
  readonly point: number | undefined
  /** For each agent. */
  readonly seconds: number
}

/** Agents try in the order of the plan, until one has solved the word. */
export const attempt = ({ directory, word, point: only, seconds }: Request): Promise<Reply> =>
  Standing.reading(directory, async (reader): Promise<Reply> => {
    const unknot = await unknotOf(reader.study.simulation)
    if (unknot === undefined) return { kind: "none" }
    const points = reader.points().length
    if (only !== undefined && !(only >= 0 && only < points)) return { kind: "no point", points }
    const [Plan, Wire, Backend] = await Promise.all([
      import("../../engine/plan.ts"),
      import("../../engine/wire.ts"),
      import("../../accelerator/backend.ts")
    ])
    const { simulation, plan } = await Standing.planOf(reader)
    // What has no vectors has the reference.
    const backend = await Backend.open("simd").catch(() => Backend.open("cpu"))
    const attempts: Array<Attempt> = []
    let reason: string | undefined
    try {
      for (const { point, repeat, ...task } of Plan.tasks(simulation, plan)) {
        if (only !== undefined && point.ordinal !== only) continue
        const bytes = reader.soFar({ point, repeat, ...task })
        if (bytes === undefined) continue
        const start = performance.now()
        try {
          const found = unknot(point.config, Wire.unpack(bytes), word, seconds, backend)
          if (found === undefined) continue
          const { set, letters, chosen, effort } = found
          const actions = Actions.of(set, letters)
          const episode = Episode.play(actions, word, chosen)
          const outcome = episode.isSolved ? "solved" : "open"
          const spent = (performance.now() - start) / 1000
          const place = { point: point.ordinal, repeat, swept: point.swept }
          attempts.push({ ...place, actions, outcome, chosen, episode, effort, seconds: spent })
          if (episode.isSolved) break
        } catch (cause) {
          if (!(cause instanceof RangeError)) throw cause
          reason ??= cause.message
        }
      }
    } finally {
      backend.close()
    }
    if (attempts.length > 0) return { kind: "tried", attempts }
    return reason === undefined ? { kind: "unlearnt" } : { kind: "refused", reason }
  })
