/** Why a riddle's answer is right, in a sentence or two for whoever has just guessed, and how an unknot comes apart. */
import * as Riddle from "../../../../domain/decision/riddle.ts"
import type * as Planar from "../../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../../domain/exhaustive.ts"
import * as Marks from "../../../../domain/grid/marks.ts"
import { toPlanar } from "../../../../domain/grid/to-planar.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as ConnectedSum from "../../../../domain/invariant/connected-sum.ts"
import * as Determinant from "../../../../domain/invariant/determinant.ts"
import * as Identify from "../../../../domain/invariant/identify.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import * as KnotInfo from "../../../../domain/invariant/table/knotinfo.ts"
import * as Verdict from "../../../../domain/invariant/verdict.ts"
import { plural } from "../../../../drawing/text.ts"

export interface Solution {
  readonly sentence: string
  /** Of an unknot on its way to a circle, which is the last of them. */
  readonly stages: ReadonlyArray<Planar.Diagram>
}

/** Exchanges that a search for the moves may try: hundredths of a second. */
const trials = 200_000

/** Stages that are drawn before the circle: those with about these shares of the crossings. */
const shown = [2 / 3, 1 / 3]

const called: Readonly<Record<string, string>> = { "3_1": "the trefoil", "4_1": "the figure-eight knot" }

export const of = ({ origin, answer }: Riddle.Riddle): Solution => {
  switch (answer) {
    case "unknot":
      return ofUnknot(origin)
    case "knot":
      return { sentence: ofKnot(Riddle.subjectOf(origin)), stages: [] }
    default:
      return nothingLeft(answer, "answer")
  }
}

const ofUnknot = (origin: Planar.Origin): Solution => {
  const subject = Riddle.subjectOf(origin)
  const { start, moves, certificate } = Untie.untie(Subject.origin(subject), [0, 0], { trials })
  if (certificate === undefined) return { sentence: Verdict.of(subject).sentence, stages: [] }
  const marks = Marks.of(start)
  /** Each with fewer crossings than all before. */
  const stages: Array<Planar.Diagram> = []
  const all = Subject.diagram(subject).crossings.length
  let least = all
  for (const move of moves) {
    Marks.apply(marks, move)
    const diagram = Riddle.unkinked(toPlanar(Marks.diagram(marks)))
    if (diagram.crossings.length >= least) continue
    least = diagram.crossings.length
    stages.push(diagram)
  }
  return {
    sentence: `${plural(moves.length, "move")} of a rectangular diagram ${moves.length === 1 ? "takes" : "take"} it to a circle, and a checker has replayed them.`,
    stages: [
      ...new Set([...shown.flatMap((part) => nearest(stages.slice(0, -1), part * all)), ...stages.slice(-1)])
    ]
  }
}

/** Of about so many crossings; none of none. */
const nearest = (stages: ReadonlyArray<Planar.Diagram>, crossings: number): ReadonlyArray<Planar.Diagram> => {
  const far = (stage: Planar.Diagram) => Math.abs(stage.crossings.length - crossings)
  return stages.toSorted((a, b) => far(a) - far(b)).slice(0, 1)
}

const ofKnot = (subject: Subject.Subject): string => {
  const determinant = Determinant.value(subject)
  const proof =
    determinant === 1n
      ? Verdict.of(subject).sentence
      : `Its determinant is ${determinant}, and the unknot's is 1.`
  const name = nameOf(subject)
  return name === undefined ? proof : `It is ${name}. ${proof}`
}

/** Where it is proven; that of a knot whose reduced diagram is too large for the table nearly never is, and takes seconds. */
const nameOf = (subject: Subject.Subject): string | undefined => {
  if (Subject.reduced(subject).crossings.length > KnotInfo.table.crossings) return undefined
  const found = Identify.by(KnotInfo.table)(subject)
  if (found === null || !found.complete || found.candidates.length !== 1) return undefined
  const [sum] = found.candidates
  if (sum.length > 1) return `${ConnectedSum.name(sum)}, several knots in a row`
  const name = ConnectedSum.name(sum)
  return Object.hasOwn(called, name) ? `${called[name]}, ${name}` : `the knot ${name}`
}
