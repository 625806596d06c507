/** The search of rectangular diagrams, asked to untie a knot; and what people and programs are shown of it. */
import * as Word from "../../../../domain/braid/word.ts"
import type { Origin } from "../../../../domain/diagram/planar.ts"
import * as Certificate from "../../../../domain/grid/certificate.ts"
import * as Diagram from "../../../../domain/grid/diagram.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as Group from "../../../../domain/group/prove.ts"
import type { Key } from "../../../../domain/random/key.ts"
import * as Strip from "../../../../drawing/grid/strip.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Output from "../../terminal/output.ts"

export interface Answer extends Untie.Untied {
  readonly from: Origin
  readonly seconds: number
}

/** A walk is as good as another. */
const key: Key = [0, 0]

/** Tries for so many seconds at most. Throws a RangeError where the diagram has no room. */
export const attempt = (from: Origin, seconds: number): Answer => {
  const start = performance.now()
  const spent = () => (performance.now() - start) / 1000
  const untied = Untie.untie(from, key, {
    trials: Number.POSITIVE_INFINITY,
    isOver: () => spent() >= seconds
  })
  return { ...untied, from, seconds: spent() }
}

/** What was done, counted. */
export const effort = ({ trials, walks, seconds }: Answer): string =>
  `grid: ${plural(trials, "exchange")} tried in ${plural(walks, "walk")}, ${seconds.toFixed(2)} s`

/** A word that is shown whole, in lines of people. */
const mostLetters = 200

const subject = (from: Origin): readonly [what: string, value: string] => {
  if (!("word" in from)) return ["diagram", plural(from.crossings.length, "crossing")]
  const { word } = from
  if (word.length <= mostLetters) return ["word", Word.print(Word.of(word))]
  return ["word", `${Word.print(Word.of(word.slice(0, mostLetters)))} ... (${word.length} letters)`]
}

const counts = ({ moves, start, diagram }: Answer) => {
  const joins = start.length - diagram.length
  return { exchanges: moves.length - joins, joins }
}

const moved = (answer: Answer): string => {
  const { exchanges, joins } = counts(answer)
  return `${plural(answer.moves.length, "move")}: ${plural(exchanges, "exchange")}, ${plural(joins, "join")}`
}

/** Columns of a diagram that is shown to people. */
const mostColumns = 200

const shownColumns = (diagram: Diagram.Diagram): string =>
  diagram.length <= mostColumns ? Diagram.print(diagram) : "(--json has them)"

/** Lines for people, of at most 80 columns where words allow that. */
export const table = (answer: Answer): string => {
  const { from, start, diagram, certificate } = answer
  const found: ReadonlyArray<readonly [string, string]> =
    certificate !== undefined
      ? [["untied", `to a circle in ${moved(answer)}`]]
      : [
          ["smallest", `${diagram.length} columns, so the arc index is at most that`],
          ["", shownColumns(diagram)]
        ]
  return Columns.describe(
    [subject(from), ["drawn on", plural(start.length, "column")], ...found],
    Math.min(80, Output.width())
  )
}

/** Moves as in certificates. */
export const json = (answer: Answer): Readonly<Record<string, unknown>> => {
  const { from, start, diagram, moves, certificate, trials, walks, seconds } = answer
  return {
    ...("word" in from ? { word: from.word } : { crossings: from.crossings }),
    agent: "grid",
    outcome: certificate === undefined ? "open" : "solved",
    seconds,
    trials,
    walks,
    columns: start,
    moves: Certificate.steps(moves),
    ...counts(answer),
    smallest: diagram,
    arcIndexAtMost: diagram.length
  }
}

export const svg = ({ from, start, moves, diagram }: Answer): string => {
  const [, what] = subject(from)
  const end = diagram.length === 2 ? "a circle" : plural(diagram.length, "column")
  return `${Strip.strip(start, moves, `From ${what} to ${end}`)}\n`
}

/** Crossings up to which the group is asked: a second. */
const mostCrossings = 800

/** The sentence on a knot that was not untied. */
export const failure = ({ from, diagram, seconds }: Answer): string => {
  const crossings = "word" in from ? from.word.length : from.crossings.length
  const left = `the smallest diagram it came to has ${plural(diagram.length, "column")}`
  const isUnknot = crossings <= mostCrossings && Group.prove(from) !== null
  const rest = isUnknot
    ? "It is the unknot all the same, as its group proves: skein knot --certificate writes that proof; more --seconds may untie it."
    : "That says nothing of whether it is knotted; skein knot may."
  return `Not untied: it gave up after ${seconds.toFixed(1)} s; ${left}. ${rest}`
}
