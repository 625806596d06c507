/** The smallest rectangular diagram that a short search finds: how many columns it has bounds the arc index. */
import * as Diagram from "../../../../domain/grid/diagram.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"

/** A tenth of a second for a hundred letters; twice as long for the most. */
const trials = 200_000
const mostCrossings = 400

/** What is found for a link; null for more letters or crossings than are searched in an instant. */
export const ofSubject = Subject.fact((subject): Untie.Untied | null => {
  const origin = Subject.origin(subject)
  const { length } = "word" in origin ? origin.word : origin.crossings
  return length > mostCrossings ? null : Untie.untie(origin, [0, 0], { trials })
})

/** The whole diagram: circles that came off stand beside it again. */
export const diagram = ({ diagram, circles }: Untie.Untied): Diagram.Diagram =>
  Diagram.beside(diagram, ...Array.from({ length: circles }, () => Diagram.circle))
