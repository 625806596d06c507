/** The agents that a run has trained, asked to untie a knot. */
import type { Backend } from "../../../../accelerator/backend.ts"
import * as Word from "../../../../domain/braid/word.ts"
import * as Planar from "../../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import { fromPlanar } from "../../../../domain/grid/from-planar.ts"
import { shorten } from "../../../../domain/grid/shorten.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as ActionSet from "../../../../domain/rl/environment/action-set.ts"
import type * as Actions from "../../../../domain/rl/environment/actions.ts"
import * as Episode from "../../../../domain/rl/environment/episode.ts"
import * as GridActions from "../../../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../../../domain/rl/environment/unravelling.ts"
import type { Ask, Untying } from "../../../../simulation/ask.ts"
import * as Folder from "../../../run/folder.ts"
import * as Trained from "../../../run/trained.ts"
import type * as Answer from "./answer.ts"
import * as Grid from "./grid.ts"
import * as Moves from "./moves.ts"

export type Reply =
  /** The agents that tried: the last one has untied the knot, or else none has. */
  | { readonly kind: "tried"; readonly answers: ReadonlyArray<Answer.Answer> }
  /** The simulation trains no such agents. */
  | { readonly kind: "none" }
  | { readonly kind: "no point"; readonly points: number }
  /** Nothing is learnt yet. */
  | { readonly kind: "unlearnt" }
  /** The knot has no room in the game of any agent: why, of the first. */
  | { readonly kind: "refused"; readonly reason: string }

export interface Request {
  /** The run as it was called, and where it is. */
  readonly name: string
  readonly directory: string
  readonly from: Planar.Origin
  /** Of the sweep, alone; all unless given. */
  readonly point: number | undefined
  /** For each agent. */
  readonly seconds: number
}

/** Agents try in the order of the plan, until one has untied the knot. */
export const attempt = ({ name, directory, from, point: only, seconds }: Request): Promise<Reply> =>
  Folder.reading(directory, async (reader): Promise<Reply> => {
    const { unknot } = await Trained.ask(reader)
    if (unknot === undefined) return { kind: "none" }
    const points = reader.points().length
    if (only !== undefined && !(only >= 0 && only < points)) return { kind: "no point", points }
    const { open } = await import("../../../../accelerator/open.ts")
    // What has no vectors has the reference.
    const backend = await open("simd").catch(() => open("cpu"))
    const answers: Array<Answer.Answer> = []
    let reason: string | undefined
    try {
      for await (const training of Trained.trainings(reader, only)) {
        try {
          const answer = answerOf(unknot, name, training, from, seconds, backend)
          if (answer === undefined) continue
          answers.push(answer)
          if (answer.proof !== undefined) break
        } catch (cause) {
          if (!(cause instanceof RangeError)) throw cause
          reason ??= cause.message
        }
      }
    } finally {
      backend.close()
    }
    if (answers.length > 0) return { kind: "tried", answers }
    return reason === undefined ? { kind: "unlearnt" } : { kind: "refused", reason }
  })

/** Undefined of one that has learnt nothing. */
const answerOf = (
  unknot: NonNullable<Ask<unknown, unknown>["unknot"]>,
  name: string,
  { point, repeat, swept, config, state }: Trained.Training,
  from: Planar.Origin,
  seconds: number,
  backend: Backend
): Answer.Answer | undefined => {
  const start = performance.now()
  const untying = unknot(config, state, from, seconds, backend)
  if (untying === undefined) return undefined
  const spent = (performance.now() - start) / 1000
  const who = `${name} ${point}.${repeat}`
  const place = { run: name, point, repeat, swept }
  switch (untying.set) {
    case "grid":
      return ofDiagram(
        { who: `${who}, grid actions`, place: { ...place, actions: "grid" } },
        untying,
        from,
        spent
      )
    case "paper":
    case "complete":
      return ofWord({ who, place }, untying, untying.set, from, spent)
    default:
      return nothingLeft(untying.set, "set of actions")
  }
}

const ofDiagram = (
  asked: Answer.Asked,
  { letters, chosen, effort }: Untying,
  from: Planar.Origin,
  seconds: number
): Answer.Answer => {
  const { diagram: start, places } = fromPlanar(Planar.ofOrigin(from))
  const course = Unravelling.follow(GridActions.of(letters), start, chosen)
  const { diagram } = course
  const moves = shorten(start, course.moves)
  const untied = { from, start, moves, diagram, seconds, tried: effort }
  return Grid.answer(
    asked,
    diagram.length === 2 ? { ...untied, certificate: Untie.proof(from, start, places, moves) } : untied
  )
}

const ofWord = (
  asked: Answer.Asked,
  { letters, chosen, effort }: Untying,
  set: Actions.Name,
  from: Planar.Origin,
  seconds: number
): Answer.Answer => {
  if (!("word" in from)) throw new TypeError("A planar diagram was played as a word.")
  const word = Word.of(from.word)
  const actions = ActionSet.of(set, letters)
  const episode = Episode.play(actions, word, chosen)
  const outcome = episode.isSolved ? "solved" : "open"
  return Moves.answer(word, asked, { actions, outcome, chosen, episode, effort, seconds })
}
