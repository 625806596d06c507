/** A game on a rectangular diagram played anew, for the proof of what it did. */
import * as Word from "../../braid/word.ts"
import * as Planar from "../../diagram/planar.ts"
import * as Certificate from "../../grid/certificate.ts"
import type * as Diagram from "../../grid/diagram.ts"
import { fromPlanar } from "../../grid/from-planar.ts"
import * as Marks from "../../grid/marks.ts"
import type * as Move from "../../grid/move.ts"
import { shorten } from "../../grid/shorten.ts"
import * as ToPlanar from "../../grid/to-planar.ts"
import * as Interruption from "../../interruption.ts"
import * as Grid from "./grid.ts"

export interface Unravelling {
  /** Where the game came to a circle: its moves, those that undo each other left out. */
  readonly certificate: Certificate.Certificate | null
  /** Columns of the smallest diagram on the way. */
  readonly fewest: number
}

/** What a game did: its moves, with the joins that follow from exchanges, and the diagram that they lead to. */
export interface Course {
  readonly moves: ReadonlyArray<Move.Code>
  readonly diagram: Diagram.Diagram
}

/** Throws a RangeError for a diagram with more columns than the game has, and for an action that is none of its. */
export const follow = (grid: Grid.Grid, start: Diagram.Diagram, chosen: ArrayLike<number>): Course => {
  const moves: Array<Move.Code> = []
  const position: Grid.Position = { ...grid.make(), trace: moves }
  grid.load(position, start)
  for (let k = 0; k < chosen.length && !grid.isOver(position); k++) {
    if (!(Number.isInteger(chosen[k]) && chosen[k] >= 0 && chosen[k] < grid.size))
      throw new RangeError(`Actions are numbered from 0 to ${grid.size - 1}; ${chosen[k]} is none.`)
    Interruption.look()
    grid.act(position, chosen[k])
  }
  return { moves, diagram: Marks.diagram(position) }
}

/** Throws as {@link follow} does. */
export const play = (grid: Grid.Grid, start: Diagram.Diagram, chosen: ArrayLike<number>): Unravelling => {
  const { moves, diagram } = follow(grid, start, chosen)
  if (diagram.length > 2) return { certificate: null, fewest: diagram.length }
  const { planar, places } = ToPlanar.draw(start)
  const steps = Certificate.steps(shorten(start, moves))
  const from = { crossings: planar.crossings, circles: planar.circles }
  return {
    certificate: { version: 1, proof: "grid", from, columns: start, places, steps },
    fewest: diagram.length
  }
}

/** The diagram that a game about a braid word begins with. */
export const ofWord = (word: Word.Word): Diagram.Diagram =>
  Grid.settled(fromPlanar(Planar.ofBraid(word, Word.strands(word))).diagram)
