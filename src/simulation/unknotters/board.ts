/** The two kinds of boards that agents are judged on. */
import * as Word from "../../domain/braid/word.ts"
import type * as Diagram from "../../domain/grid/diagram.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import type { Grid } from "../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../domain/rl/environment/unravelling.ts"
import * as Diagrams from "./diagrams.ts"
import * as Given from "./given.ts"
import type { Board } from "./trial.ts"
import type { Words } from "./words.ts"

/** Beside their names. */
const named = <Start>(data: string | undefined, starts: (data: string) => ReadonlyArray<Start>) => {
  if (data === undefined) return []
  const names = Given.parse(data)
  return starts(data).map((start, k) => ({ name: names[k].name, start }))
}

/**
 * Games of braid words.
 *
 * @param data unknots that are given
 */
export const ofWords = (actions: Actions, held: Words, data?: string): Board<Word.Word> => ({
  held: held.word,
  given: named(data, Given.words),
  ofWord: (word) => word,
  replay: (word, chosen) => {
    const { certificate, isSolved, words } = Episode.play(actions, word, chosen)
    return {
      letters: word.length,
      word: Word.print(word),
      shortest: words.reduce((least, { length }) => Math.min(least, length), word.length),
      certificate: isSolved ? certificate : null
    }
  }
})

/** Games of rectangular diagrams, likewise. */
export const ofDiagrams = (grid: Grid, held: Diagrams.Diagrams, data?: string): Board<Diagram.Diagram> => ({
  held: held.diagram,
  given: named(data, Given.diagrams),
  ofWord: Unravelling.ofWord,
  replay: (diagram, chosen) => {
    const { certificate, fewest } = Unravelling.play(grid, diagram, chosen)
    return { letters: diagram.length, word: Diagrams.print(diagram), shortest: fewest, certificate }
  }
})
