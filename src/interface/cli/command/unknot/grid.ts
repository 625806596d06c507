/** What was done with the rectangular diagram of a knot, as people and programs are shown it; and the search of such diagrams, asked. */
import * as Word from "../../../../domain/braid/word.ts"
import * as Planar from "../../../../domain/diagram/planar.ts"
import * as Certificate from "../../../../domain/grid/certificate.ts"
import * as Diagram from "../../../../domain/grid/diagram.ts"
import { fromPlanar } from "../../../../domain/grid/from-planar.ts"
import type * as Move from "../../../../domain/grid/move.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as Group from "../../../../domain/group/prove.ts"
import type { Key } from "../../../../domain/random/key.ts"
import * as Strip from "../../../../drawing/grid/strip.ts"
import { plural } from "../../../../drawing/text.ts"
import * as Columns from "../../terminal/columns.ts"
import * as Output from "../../terminal/output.ts"
import * as Answer from "./answer.ts"
import * as Walks from "./walks.ts"

/** Moves that were found, in order, from the diagram that was drawn to the smallest one. */
export interface Untying {
  readonly from: Planar.Origin
  readonly start: Diagram.Diagram
  readonly moves: ReadonlyArray<Move.Code>
  readonly diagram: Diagram.Diagram
  /** Where that is a circle: checked. */
  readonly certificate?: Certificate.Certificate
  readonly seconds: number
  /** What was tried, counted, for people and for programs. */
  readonly tried: string
  readonly counted?: Readonly<Record<string, number>>
}

export const answer = (asked: Answer.Asked, untying: Untying): Answer.Answer => ({
  effort: Answer.effort(asked.who, untying.tried, untying.seconds),
  left: untying.diagram.length,
  table: () => table(untying),
  json: () => json(asked, untying),
  svg: () => svg(untying),
  proof: untying.certificate,
  failure: () => failure(untying)
})

/** A walk is as good as another. */
const key: Key = [0, 0]

export interface Request {
  readonly from: Planar.Origin
  /** Until it gives up; no end unless given. */
  readonly seconds: number | undefined
  /** Exchanges that it may try; no end unless given. */
  readonly exchanges: number | undefined
  readonly threads: number
}

/** By the search. Rejects with a RangeError where the diagram has no room. */
export const attempt = async (request: Request): Promise<Answer.Answer> => {
  const { from, seconds = Number.POSITIVE_INFINITY, threads } = request
  const begun = Walks.now()
  const { diagram: start, places } = fromPlanar(Planar.ofOrigin(from))
  const found = await Walks.search(start, key, {
    trials: request.exchanges ?? Number.POSITIVE_INFINITY,
    until: begun + 1000 * seconds,
    threads
  })
  const { diagram, moves, circles, trials, walks } = found
  const isUntied = diagram.length === 2 && circles === 0
  return answer(
    { who: "grid", place: { agent: "grid" } },
    {
      from,
      start,
      moves,
      diagram,
      ...(isUntied ? { certificate: Untie.proof(from, start, places, moves) } : {}),
      seconds: (Walks.now() - begun) / 1000,
      tried: `${plural(trials, "exchange")} tried in ${plural(walks, "walk")}`,
      counted: { trials, walks }
    }
  )
}

/** A word that is shown whole, in lines of people. */
const mostLetters = 200

const subject = (from: Planar.Origin): readonly [what: string, value: string] => {
  if (!("word" in from)) return ["diagram", plural(from.crossings.length, "crossing")]
  const { word } = from
  if (word.length <= mostLetters) return ["word", Word.print(Word.of(word))]
  return ["word", `${Word.print(Word.of(word.slice(0, mostLetters)))} ... (${word.length} letters)`]
}

const counts = ({ moves, start, diagram }: Untying) => {
  const joins = start.length - diagram.length
  return { exchanges: moves.length - joins, joins }
}

const moved = (untying: Untying): string => {
  const { exchanges, joins } = counts(untying)
  return `${plural(untying.moves.length, "move")}: ${plural(exchanges, "exchange")}, ${plural(joins, "join")}`
}

/** Columns of a diagram that is shown to people. */
const mostColumns = 200

const shownColumns = (diagram: Diagram.Diagram): string =>
  diagram.length <= mostColumns ? Diagram.print(diagram) : "(--json has them)"

/** Lines for people, of at most 80 columns where words allow that. */
const table = (untying: Untying): string => {
  const { from, start, diagram, certificate } = untying
  const found: ReadonlyArray<readonly [string, string]> =
    certificate !== undefined
      ? [["untied", `to a circle in ${moved(untying)}`]]
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
const json = ({ place }: Answer.Asked, untying: Untying): Readonly<Record<string, unknown>> => {
  const { from, start, diagram, moves, certificate, counted, seconds } = untying
  return {
    ...("word" in from ? { word: from.word } : { crossings: from.crossings }),
    ...place,
    outcome: certificate === undefined ? "open" : "solved",
    seconds,
    ...counted,
    columns: start,
    moves: Certificate.steps(moves),
    ...counts(untying),
    smallest: diagram,
    arcIndexAtMost: diagram.length
  }
}

const svg = ({ from, start, moves, diagram }: Untying): string => {
  const [, what] = subject(from)
  const end = diagram.length === 2 ? "a circle" : plural(diagram.length, "column")
  return `${Strip.strip(start, moves, `From ${what} to ${end}`)}\n`
}

/** Crossings up to which the group is asked: a second. */
const mostCrossings = 800

/** The sentence on a knot that was not untied. */
const failure = ({ from, diagram, seconds }: Untying): string => {
  const crossings = "word" in from ? from.word.length : from.crossings.length
  const left = `the smallest diagram it came to has ${plural(diagram.length, "column")}`
  const isUnknot = crossings <= mostCrossings && Group.prove(from) !== null
  const rest = isUnknot
    ? "It is the unknot all the same, as its group proves: skein knot --certificate writes that proof; more --seconds may untie it."
    : "That says nothing of whether it is knotted; skein knot may."
  return `Not untied: it gave up after ${seconds.toFixed(1)} s; ${left}. ${rest}`
}
