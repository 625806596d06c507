/** The two kinds of boards that agents are judged on. */
import * as Word from "../../domain/braid/word.ts"
import type * as Diagram from "../../domain/grid/diagram.ts"
import type { Actions } from "../../domain/rl/environment/actions.ts"
import * as Episode from "../../domain/rl/environment/episode.ts"
import type { Grid } from "../../domain/rl/environment/grid.ts"
import * as Unravelling from "../../domain/rl/environment/unravelling.ts"
import * as Diagrams from "./diagrams.ts"
import type { Board } from "./trial.ts"
import type { Words } from "./words.ts"

/** Games of braid words. */
export const ofWords = (actions: Actions, held: Words): Board<Word.Word> => ({
  held: held.word,
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

/** Games of rectangular diagrams. */
export const ofDiagrams = (grid: Grid, held: Diagrams.Diagrams): Board<Diagram.Diagram> => ({
  held: held.diagram,
  ofWord: Unravelling.ofWord,
  replay: (diagram, chosen) => {
    const { certificate, fewest } = Unravelling.play(grid, diagram, chosen)
    return { letters: diagram.length, word: Diagrams.print(diagram), shortest: fewest, certificate }
  }
})
