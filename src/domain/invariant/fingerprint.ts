/**
 * What tells knots apart that share their polynomials: colourings by small groups, and twisted Alexander polynomials. Those
 * here separate all primes up to twelve crossings and their mirror images, mutants among them.
 */
import * as Planar from "../diagram/planar.ts"
import * as Colouring from "../group/colouring.ts"
import * as Finite from "../group/finite.ts"
import * as Passes from "../group/passes.ts"
import * as Twisted from "../group/twisted.ts"
import * as Subject from "./subject.ts"

/** A text that two subjects share if they are one knot, whichever way it runs; null where it takes too long. */
export type Fingerprint = Subject.Fact<string | null>

/** Colourings that are tried for a fingerprint, and crossings: a tenth of a second of them. */
const most = { tries: 1e6, crossings: 60 }

/** The knot walked in both ways, each with a plan for its colourings; null for too many crossings. */
const walks = Subject.fact((subject) => {
  const diagram = smaller(subject)
  if (diagram.crossings.length > most.crossings) return null
  const knot = Passes.of(diagram)
  return [knot, Passes.reversed(knot)].map((knot) => ({ knot, steps: Passes.plan(knot) }))
})

/** The closure of the shorter word, or the diagram, reduced where it is larger. */
const smaller = (subject: Subject.Subject): Planar.Diagram => {
  const { word, strands } = Subject.reduction(subject)
  const given = Subject.diagram(subject)
  const own = given.crossings.length <= word.length ? given : Subject.reduced(subject)
  return own.crossings.length <= word.length ? own : Planar.ofBraid(word, strands)
}

type Print = (knot: Passes.Passes, steps: ReadonlyArray<Passes.Step>, colours: Finite.Class) => string

const fingerprint = (p: number, name: string, print: Print): Fingerprint =>
  Subject.fact((subject) => {
    const colours = Finite.projectiveClass(p, name)
    const both = walks(subject)
    if (both === null || both.some(({ steps }) => Colouring.tries(steps, colours) > most.tries)) return null
    return both
      .map(({ knot, steps }) => print(knot, steps, colours))
      .sort()
      .join(" | ")
  })

/** By what they cost. Of the primes up to twelve crossings each leaves less, and all of them nothing, in one. */
export const fingerprints: ReadonlyArray<Fingerprint> = [
  fingerprint(5, "5a", Colouring.longitudes),
  fingerprint(5, "2a", Colouring.longitudes),
  fingerprint(5, "3a", Colouring.longitudes),
  fingerprint(7, "7a", Colouring.longitudes),
  fingerprint(7, "4a", Colouring.longitudes),
  fingerprint(11, "11a", Colouring.longitudes),
  fingerprint(5, "5a", Twisted.values),
  fingerprint(5, "2a", Twisted.values),
  fingerprint(5, "3a", Twisted.values),
  fingerprint(7, "7a", Twisted.values),
  fingerprint(7, "4a", Twisted.values)
]

/** Whether two knots differ by one of them; false says nothing. */
export const differ = (a: Subject.Subject, b: Subject.Subject): boolean =>
  fingerprints.some((print) => {
    const left = print(a)
    if (left === null) return false
    const right = print(b)
    return right !== null && left !== right
  })
