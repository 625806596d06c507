/** The agents that a run has trained, asked to untie a word. */
import type * as Word from "../../../../domain/braid/word.ts"
import * as ActionSet from "../../../../domain/rl/environment/action-set.ts"
import * as Episode from "../../../../domain/rl/environment/episode.ts"
import type * as Reader from "../../../../engine/journal/reader.ts"
import * as Folder from "../../../run/folder.ts"
import * as Trained from "../../../run/trained.ts"
import type { Answer } from "./agents.ts"

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
  Folder.reading(directory, async (reader): Promise<Reply> => {
    const { unknot } = await Trained.ask(reader)
    if (unknot === undefined) return { kind: "none" }
    const points = reader.points().length
    if (only !== undefined && !(only >= 0 && only < points)) return { kind: "no point", points }
    const { open } = await import("../../../../accelerator/open.ts")
    // What has no vectors has the reference.
    const backend = await open("simd").catch(() => open("cpu"))
    const attempts: Array<Attempt> = []
    let reason: string | undefined
    try {
      for await (const { point, repeat, swept, config, state } of Trained.trainings(reader, only)) {
        const start = performance.now()
        try {
          const found = unknot(config, state, word, seconds, backend)
          if (found === undefined) continue
          const { set, letters, chosen, effort } = found
          const actions = ActionSet.of(set, letters)
          const episode = Episode.play(actions, word, chosen)
          const outcome = episode.isSolved ? "solved" : "open"
          const spent = (performance.now() - start) / 1000
          attempts.push({ point, repeat, swept, actions, outcome, chosen, episode, effort, seconds: spent })
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
