/** What was done with a word, as people and programs are shown it: a table, JSON, a picture after every move. */
import { check } from "../../../../domain/braid/checker.ts"
import * as Word from "../../../../domain/braid/word.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as Strip from "../../../../drawing/braid/strip.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Columns from "../../terminal/columns.ts"
import type { Played } from "./agents.ts"
import * as Answer from "./answer.ts"

/** Throws an Error where the moves of a word that was untied are no proof. */
export const answer = (word: Word.Word, asked: Answer.Asked, played: Played): Answer.Answer => {
  const { actions, effort, seconds, episode } = played
  const verdict = check(episode.certificate)
  if (!verdict.valid) throw new Error(`The moves are no proof: ${verdict.reason}`)
  return {
    effort: Answer.effort(`${asked.who}, ${actions.name} actions`, effort, seconds),
    left: episode.words.at(-1)!.length,
    table: () => (episode.isSolved ? table(played) : undefined),
    json: () => json(word, asked, played),
    svg: () => svg(word, asked, played),
    proof: episode.isSolved ? episode.certificate : undefined,
    failure: () => failure(played)
  }
}

/** An action of the game; shifts that follow each other are one. */
interface Move {
  readonly action: string
  readonly word: Word.Word
}

const movesOf = ({ actions, chosen, episode }: Played): ReadonlyArray<Move> => {
  const moves: Array<Move & { readonly times: number; readonly name: string }> = []
  for (const [k, number] of chosen.entries()) {
    const name = actions.describe(number)
    const word = episode.words[k + 1]!
    const before = moves.at(-1)
    if (name.startsWith("shift") && before?.name === name) {
      const times = before.times + 1
      moves[moves.length - 1] = { action: `${name} x ${times}`, name, times, word }
    } else moves.push({ action: name, name, times: 1, word })
  }
  return moves
}

/** Of a word that was untied. */
const table = (played: Played): string => {
  const { chosen, episode } = played
  const cells = movesOf(played).map(({ action, word }, k) => [
    String(k + 1),
    action,
    String(word.length),
    Word.print(word)
  ])
  const moves =
    cells.length > 0
      ? Columns.align(
          [["", "move", "letters", "word"], ...cells],
          ["right", "left", "right"],
          Number.POSITIVE_INFINITY
        )
      : ""
  return `${moves}\nsolved in ${plural(chosen.length, "action")}, ${plural(episode.certificate.steps.length, "elementary move")}\n`
}

/** Every action by itself. */
const json = (
  word: Word.Word,
  { place }: Answer.Asked,
  { actions, outcome, seconds, chosen, episode }: Played
): Readonly<Record<string, unknown>> => ({
  word: Array.from(word),
  ...place,
  actions: actions.name,
  outcome,
  seconds,
  moves: chosen.map((number, k) => ({
    action: actions.describe(number),
    word: Array.from(episode.words[k + 1]!)
  })),
  steps: episode.certificate.steps.length
})

const svg = (word: Word.Word, { who }: Answer.Asked, played: Played): string => {
  const frame = (caption: string, word: Word.Word) => ({ caption, word, strands: Word.strands(word) })
  const after = movesOf(played).map(({ action, word }, k) => frame(`${k + 1}. ${action}`, word))
  const start = frame(Word.print(word), word)
  return `${Strip.strip([start, ...after], `From ${Word.print(word)} by ${who}`)}\n`
}

const why = ({ outcome, seconds }: Played): string => {
  switch (outcome) {
    case "exhausted":
      return "it tried all that it knows"
    case "open":
    case "solved":
      return `it gave up after ${seconds.toFixed(1)} s`
    default:
      return nothingLeft(outcome, "outcome of a search")
  }
}

/** The sentence on a word that was not untied. */
const failure = (played: Played): string => {
  const shortest = played.episode.words.at(-1)!
  const left = `the shortest word it came to has ${plural(shortest.length, "letter")}: ${Word.print(shortest)}`
  return `Not untied: ${why(played)}; ${left}. That says nothing of whether it is knotted; skein knot may.`
}
