/** What an agent did with a word, as people and programs are shown it: a table, JSON, a picture after every move. */
import * as Word from "../../../../domain/braid/word.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as Strip from "../../../../drawing/braid/strip.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Columns from "../../terminal/columns.ts"
import type { Answer } from "./agents.ts"
import type { Tried } from "./ask.ts"

/** An action of the game; shifts that follow each other are one. */
interface Move {
  readonly action: string
  readonly word: Word.Word
}

const movesOf = ({ actions, chosen, episode }: Answer): ReadonlyArray<Move> => {
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
export const table = (answer: Answer): string => {
  const { chosen, episode } = answer
  const cells = movesOf(answer).map(({ action, word }, k) => [
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

/** Of any answer, every action by itself. */
export const json = (word: Word.Word, { answer, place }: Tried): Readonly<Record<string, unknown>> => ({
  word: Array.from(word),
  ...place,
  actions: answer.actions.name,
  outcome: answer.outcome,
  seconds: answer.seconds,
  moves: answer.chosen.map((number, k) => ({
    action: answer.actions.describe(number),
    word: Array.from(answer.episode.words[k + 1]!)
  })),
  steps: answer.episode.certificate.steps.length
})

export const svg = (word: Word.Word, { who, answer }: Tried): string => {
  const frame = (caption: string, word: Word.Word) => ({ caption, word, strands: Word.strands(word) })
  const after = movesOf(answer).map(({ action, word }, k) => frame(`${k + 1}. ${action}`, word))
  const start = frame(Word.print(word), word)
  return `${Strip.strip([start, ...after], `From ${Word.print(word)} by ${who}`)}\n`
}

const why = ({ outcome, seconds }: Answer): string => {
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
export const failure = (answer: Answer): string => {
  const shortest = answer.episode.words.at(-1)!
  const left = `the shortest word it came to has ${plural(shortest.length, "letter")}: ${Word.print(shortest)}`
  return `Not untied: ${why(answer)}; ${left}. That says nothing of whether it is knotted; skein knot may.`
}
