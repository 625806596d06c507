/**
 * A link as the subject of questions: the closure of a braid word, or a planar diagram. A verdict asks for the Alexander
 * polynomial, so does a name, and so does who looks at the link: whatever is found out, the shorter word first of all, is kept
 * in the subject and found out once.
 *
 *     const subject = Subject.of(word)
 *     Verdict.of(subject) // computes what it needs
 *     Jones.polynomial(subject) // known already, if the verdict needed it
 *
 * A subject lives as long as its word: a word in a buffer that the next draw overwrites has a subject until then.
 */
import type { Step } from "../braid/certificate.ts"
import { collapse } from "../braid/collapse.ts"
import * as Draft from "../braid/draft.ts"
import * as Permutation from "../braid/permutation.ts"
import * as Word from "../braid/word.ts"
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import { reduce } from "../diagram/reduce.ts"
import { toBraid } from "../diagram/to-braid.ts"
import { toBraid as readOff } from "../grid/to-braid.ts"
import { untie } from "../grid/untie.ts"

/** A braid word and the strands it stands on: more than its letters name where circles stand beside the link. */
export interface Braid {
  readonly word: Word.Word
  readonly strands: number
}

export interface Subject {
  /** What was given. The arcs of a planar diagram are numbered as they came. */
  readonly given: Braid | Planar.Diagram
  /** Answers by their facts. */
  readonly known: Map<Fact<unknown>, unknown>
  readonly find: Find | undefined
}

/** Something to ask a subject for; it answers alike each time, and computes the first time at most. */
export type Fact<A> = (subject: Subject) => A

/** How an answer that is not known is found. */
export type Find = <A>(fact: Fact<A>, compute: () => A) => A

/**
 * The closure of a word on the strands that it names.
 *
 * @param find by computing, unless somebody wants to count what is computed, or to answer in its place
 */
export const of = (word: Word.Word, find?: Find): Subject =>
  ofBraid({ word, strands: Word.strands(word) }, find)

/** The closure of a word on at least the strands that it names. */
export const ofBraid = (given: Braid, find?: Find): Subject => ({ given, known: new Map(), find })

/** A planar diagram, whose arcs may have any numbers. */
export const ofDiagram = (given: Planar.Diagram, find?: Find): Subject => ({ given, known: new Map(), find })

/** A fact, from what computes it; `compute` is called at most once a subject, unless it throws. */
export const fact = <A>(compute: (subject: Subject) => A): Fact<A> => {
  const ask: Fact<A> = (subject) => {
    const { known, find } = subject
    // Only this function writes answers under its name.
    if (known.has(ask)) return known.get(ask) as A
    const answer = find === undefined ? compute(subject) : find(ask, () => compute(subject))
    known.set(ask, answer)
    return answer
  }
  return ask
}

/**
 * The planar diagram, arcs numbered from 0: the one that was given, or that of the closed braid. Crossings of a knot may be
 * named from either end; those of a link say which way its components run.
 */
export const diagram = fact(({ given }) => {
  if ("word" in given) return Planar.ofBraid(given.word, given.strands)
  const planar = Planar.of(given.crossings, given.circles)
  return Planar.components(planar) === 1 ? Orientation.straighten(planar) : planar
})

/** The same link with fewer crossings, where a search of tens of milliseconds finds such a diagram. */
export const reduced = fact((subject): Planar.Diagram => {
  const all = diagram(subject)
  return all.crossings.length <= mostReduced ? reduce(all) : all
})

/** Crossings of diagrams that are reduced: of more it takes longer than a second. */
const mostReduced = 1000

/**
 * The braid: the one that was given, or one that the diagram is read as. Rectangular diagrams, which have no orientation, are
 * asked too where a knot takes many letters. Throws a RangeError where it needs too many strands.
 */
export const braid = fact((subject): Braid => {
  const { given } = subject
  if ("word" in given) return given
  const found = toBraid(reduced(subject))
  if (found.word.length <= fewLetters || components(subject) > 1) return found
  const { diagram, circles } = untie(given, [0, 0], { trials })
  const { word, strands } = readOff(diagram)
  const other = { word, strands: strands + circles }
  return found.word.length * found.strands <= word.length * other.strands ? found : other
})

/** Letters of a braid that no other is looked for. */
const fewLetters = 40

/** Of the search for a small rectangular diagram, off which a braid is read: a tenth of a second. */
const trials = 200_000

/** What proofs are about: the given braid or diagram as plain data. */
export const origin = ({ given }: Subject): Planar.Origin =>
  "word" in given
    ? { word: Array.from(given.word), strands: given.strands }
    : { crossings: given.crossings, circles: given.circles }

/** How many components the link has. */
export const components = fact((subject) => {
  const { given } = subject
  if (!("word" in given)) return Planar.components(diagram(subject))
  const idle = given.strands - Word.strands(given.word)
  return Permutation.components(given.word) + idle
})

/** What SmartCollapse makes of the braid: a shorter word with the same closure, on which invariants are computed. */
export interface Reduction extends Braid {
  /** The moves that lead from the braid to the reduced one. */
  readonly steps: ReadonlyArray<Step>
}

export const reduction = fact((subject): Reduction => {
  const { word, strands } = braid(subject)
  if (scratch.letters.length < word.length) scratch = Draft.make(2 * word.length)
  scratch.trace = null
  Draft.load(scratch, word, strands)
  const steps: Array<Step> = []
  scratch.trace = steps
  collapse(scratch)
  return { word: Draft.word(scratch), strands: scratch.strands, steps }
})

/** Its memory is kept from subject to subject: to make it takes longer than to shorten a word of ten letters. */
let scratch = Draft.make(64)
