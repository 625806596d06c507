import * as Word from "../braid/word.ts"
import type * as Planar from "../diagram/planar.ts"
import * as Alexander from "./alexander.ts"
import * as Goeritz from "./goeritz.ts"
import * as Invariant from "./invariant.ts"
import * as Laurent from "./laurent.ts"
import * as Subject from "./subject.ts"

/**
 * The determinant of the closure of a braid word, |D(-1)| = |V(-1)|: odd for knots, 1 for the unknot, 0 for split
 * links. From the Alexander polynomial, exact at any size, with its errors and cost.
 */
export const of = (word: ArrayLike<number>, strands: number = Word.strands(word)): bigint => {
  return Laurent.modulusAtMinusOne(Alexander.of(word, strands))
}

/** The same of a planar diagram, from the form of Goeritz: 1000 crossings take some 50 ms. */
export const ofDiagram = (diagram: Planar.Diagram): bigint => Goeritz.determinant(diagram)

/** That of a subject. */
export const value = Subject.fact((subject) => {
  const alexander = Alexander.polynomial(subject)
  return alexander === null ? ofDiagram(Subject.reduced(subject)) : Laurent.modulusAtMinusOne(alexander)
})

export const invariant: Invariant.Invariant = {
  name: "determinant",
  title: "determinant",
  effort: "quick",
  seconds: () => 0,
  show: (subject) => Invariant.shown(value(subject), String, Laurent.exact)
}
