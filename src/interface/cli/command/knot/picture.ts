/** A link as it was given, drawn: a braid, open or closed, or a planar diagram. */
import * as Subject from "../../../../domain/invariant/subject.ts"
import * as Braid from "../../../../drawing/braid/diagram.ts"
import * as Diagram from "../../../../drawing/diagram/diagram.ts"

/** How it is to be drawn. */
export interface Manner {
  /** As a closed braid: of a planar diagram the one that it is read as. */
  readonly closed: boolean
  /** As a planar diagram whose crossings are numbered: of a braid its closure's, a crossing a letter. */
  readonly numbered: boolean
}

/** What is wrong with how something is to be drawn. */
export const fault = ({ closed, numbered }: Manner, file: string | undefined): string | undefined => {
  if (file === undefined && (closed || numbered))
    return `${closed ? "--closed" : "--numbered"} says how to draw: name the file with --svg FILE.`
  return closed && numbered
    ? "A closed braid is drawn without numbers, a planar diagram with --numbered: leave out one of the two."
    : undefined
}

export const svg = (subject: Subject.Subject, { closed, numbered }: Manner): string => {
  if (numbered || !("word" in subject.given || closed))
    return Diagram.draw(Subject.diagram(subject), { isNumbered: numbered })
  const { word, strands } = Subject.braid(subject)
  return closed ? Braid.closed(word, { strands }) : Braid.open(word, { strands })
}
