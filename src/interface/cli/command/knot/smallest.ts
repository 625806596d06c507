/** The smallest rectangular diagram that a short search finds: how many columns it has bounds the arc index. */
import * as Word from "../../../../domain/braid/word.ts"
import type { Code } from "../../../../domain/diagram/pd.ts"
import type { Origin } from "../../../../domain/diagram/planar.ts"
import * as Diagram from "../../../../domain/grid/diagram.ts"
import { toBraid } from "../../../../domain/grid/to-braid.ts"
import * as Untie from "../../../../domain/grid/untie.ts"
import * as Group from "../../../../domain/group/prove.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import type * as Proof from "../../../../domain/proof/proof.ts"

/** A tenth of a second for a hundred letters; twice as long for the most. */
const trials = 200_000
const mostLetters = 400

const search = (from: Origin): Untie.Untied => Untie.untie(from, [0, 0], { trials })

/** What is found for a word; null for more letters than are searched in an instant. */
export const ofSubject = Subject.fact(({ word }) =>
  word.length <= mostLetters ? search({ word: Array.from(word), strands: Word.strands(word) }) : null
)

/** The whole diagram: circles that came off stand beside it again. */
export const diagram = ({ diagram, circles }: Untie.Untied): Diagram.Diagram =>
  Diagram.beside(diagram, ...Array.from({ length: circles }, () => Diagram.circle))

/** A planar diagram that somebody asks about, and what answers: a braid word whose closure is the same link. */
export interface Asked {
  readonly crossings: number
  readonly untied: Untie.Untied
  readonly word: Word.Word
  /** That it is the unknot, where that is found. */
  readonly proof: Proof.Proof | undefined
}

/** The word is read off the smallest diagram. Throws a RangeError where it has no room, or needs too many strands. */
export const ask = (from: Code): Asked => {
  const untied = search(from)
  return {
    crossings: from.crossings.length,
    untied,
    word: closed(diagram(untied)),
    proof: Group.prove(from) ?? untied.certificate
  }
}

/** A word that names all its strands: those of circles that nothing links with cross the one before them, and back. */
const closed = (diagram: Diagram.Diagram): Word.Word => {
  const { word, strands } = toBraid(diagram)
  const letters = Array.from(word)
  for (let strand = Word.strands(word); strand < strands; strand++) letters.push(strand, -strand)
  return Word.of(letters)
}
