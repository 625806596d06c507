/**
 * The closure of a braid word as the subject of questions. A verdict asks for the Alexander polynomial, so does a name,
 * and so does who looks at the word: whatever is found out, the shorter word first of all, is kept in the subject and
 * found out once.
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
import type * as Word from "../braid/word.ts"

export interface Subject {
  readonly word: Word.Word
  /** Answers by their facts. */
  readonly known: Map<Fact<unknown>, unknown>
  readonly find: Find | undefined
}

/** Something to ask a subject for; it answers alike each time, and computes the first time at most. */
export type Fact<A> = (subject: Subject) => A

/** How an answer that is not known is found. */
export type Find = <A>(fact: Fact<A>, compute: () => A) => A

/** @param find by computing, unless somebody wants to count what is computed, or to answer in its place */
export const of = (word: Word.Word, find?: Find): Subject => ({ word, known: new Map(), find })

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

/** How many components the closure has. */
export const components = fact(({ word }) => Permutation.components(word))

/** What SmartCollapse makes of the word: a shorter one with the same closure, on which invariants are computed. */
export interface Reduction {
  readonly word: Word.Word
  /** Circles that nothing links with keep their strands, so a link may stand on more than its letters need. */
  readonly strands: number
  /** The moves that lead from the word to the reduced one. */
  readonly steps: ReadonlyArray<Step>
}

export const reduction = fact(({ word }): Reduction => {
  const draft = Draft.of(word)
  const steps: Array<Step> = []
  draft.trace = steps
  collapse(draft)
  return { word: Draft.word(draft), strands: draft.strands, steps }
})
