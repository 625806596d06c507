/** Riddles drawn, explained and pictured, for the page and the sheet. */
import * as Riddle from "../../../../domain/decision/riddle.ts"
import * as Planar from "../../../../domain/diagram/planar.ts"
import { child } from "../../../../domain/random/key.ts"
import * as Curve from "../../../../drawing/diagram/curve.ts"
import { plural } from "../../../../drawing/text.ts"
import type { Game, Puzzle } from "../../../game/puzzle.ts"
import type { Entry } from "../../../game/sheet.ts"
import * as Solution from "./solution.ts"

export type Generator = Riddle.Generator

/** What a page says of where its diagrams come from. */
export const origins: Readonly<Record<Generator, string>> = {
  grid: "Knots and unknots come from one source: random rectangular diagrams, each as likely as any other, without their kinks.",
  same: "Knots and unknots come from one source: closed braids by RANDOMKNOT of “Learning to Unknot”.",
  paper:
    "Closed braids as in “Learning to Unknot”: knots by RANDOMKNOT, unknots by RANDOMUNKNOT. Who counts strands can tell many of them apart without looking at the knot."
}

export const kinds = "a knot or the unknot"

export const fault = (generator: Generator, crossings: number): string | undefined =>
  Riddle.fault({ generator, crossings })

/**
 * A row for each number of crossings; a row's beginning does not depend on its length, nor on the other rows.
 *
 * @throws RangeError where none turn up
 */
export const riddles = (
  generator: Generator,
  numbers: ReadonlyArray<number>,
  count: number,
  seed: number
): ReadonlyArray<ReadonlyArray<Riddle.Riddle>> =>
  numbers.map((crossings) => Riddle.row({ generator, crossings }, count, child([seed, 0], crossings)))

type Riddles = ReturnType<typeof riddles>

const crossingsOf = ({ origin }: Riddle.Riddle): number =>
  "word" in origin ? origin.word.length : origin.crossings.length

const titleOf = (riddle: Riddle.Riddle): string =>
  `A closed loop drawn with ${plural(crossingsOf(riddle), "crossing")}`

const picture = (riddle: Riddle.Riddle, square?: Curve.Options["square"]): string =>
  Curve.svg(Planar.ofOrigin(riddle.origin), { title: titleOf(riddle), ...(square && { square }) })

const puzzle = (riddle: Riddle.Riddle): Puzzle => {
  const { sentence, stages } = Solution.of(riddle)
  return {
    crossings: crossingsOf(riddle),
    answer: riddle.answer,
    picture: picture(riddle),
    sentence,
    stages: stages.map((stage) =>
      Curve.svg(stage, {
        title:
          stage.crossings.length === 0
            ? "a circle"
            : `then with ${plural(stage.crossings.length, "crossing")}`
      })
    )
  }
}

export const game = (generator: Generator, riddles: Riddles, command: string): Game => ({
  rows: riddles.map((row) => row.map(puzzle)),
  origin: origins[generator],
  command
})

export const entries = (riddles: Riddles): ReadonlyArray<ReadonlyArray<Entry>> =>
  riddles.map((row) =>
    row.map((riddle) => ({
      crossings: crossingsOf(riddle),
      answer: riddle.answer,
      draw: (square) => picture(riddle, square)
    }))
  )
