import * as Word from "../braid/word.ts"
import * as Order from "../diagram/order.ts"
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import * as Bracket from "./bracket.ts"
import * as BraidBracket from "./braid-bracket.ts"
import * as Invariant from "./invariant.ts"
import * as Laurent from "./laurent.ts"
import * as Subject from "./subject.ts"

/** Where {@link of} refuses: about a minute's work, and a gibibyte. */
export const limit: Bracket.Estimate = { operations: 2e10, bytes: 2 ** 30 }

/**
 * The Jones polynomial V(t) of the closure of a braid word.
 *
 *   V = (-A^3)^-w <diagram>,  t = A^-4,  w the writhe, <diagram> Kauffman's bracket, 1 for a circle.
 *
 * word: signed generators; the closure of `1 1 1` has V = t + t^3 - t^4. strands: the fewest unless told; each strand
 * without a crossing multiplies V by -(t^(1/2) + t^(-1/2)). A link with an even number of components has half-integer
 * exponents.
 * The bracket is taken strand by strand or crossing by crossing, whichever is cheaper by its estimate. Exact.
 * Throws a RangeError before it starts if both are beyond {@link limit}.
 * Source: Kauffman, State models and the Jones polynomial (Topology 26, 1987); Jones, Annals 126 (1987).
 */
export const of = (word: ArrayLike<number>, strands: number = Word.strands(word)): Laurent.Laurent => {
  checkStrands(word, strands)
  const { estimate, compute } = ofBraid(word, strands)
  if (isAffordable(estimate)) return compute()
  throw tooMuch(`word of ${word.length} letters on ${strands} strands`, estimate)
}

/**
 * The Jones polynomial of a planar diagram, whose components run as its code says (orientation.ts). Throws a RangeError
 * where the code contradicts itself, and, before it starts, if it takes more than {@link limit}.
 */
export const ofDiagram = (diagram: Planar.Diagram): Laurent.Laurent => {
  const { estimate, compute } = ofPlanar(diagram)
  if (isAffordable(estimate)) return compute()
  throw tooMuch(`diagram of ${diagram.crossings.length} crossings`, estimate)
}

/** How the polynomial of a subject is found, and what that takes. */
const route = Subject.fact((subject): Route => {
  const given = "word" in subject.given ? ofReduction(subject) : ofPlanar(Subject.diagram(subject))
  return given.estimate.operations <= long ? given : cheaper(given, ofPlanar(Subject.reduced(subject)))
})

/** Additions beyond which a smaller diagram is looked for: some tenths of a second, as that takes. */
const long = 1e8

const ofReduction = (subject: Subject.Subject): Route => {
  const { word, strands } = Subject.reduction(subject)
  return ofBraid(word, strands)
}

/** The polynomial of a subject, null where it is out of reach. */
export const polynomial = Subject.fact((subject) => {
  const { estimate, compute } = route(subject)
  return isAffordable(estimate) ? compute() : null
})

/** What it would take strand by strand. Labels of simulations go by it, as they ever did. */
export const cost = Subject.fact((subject) => {
  const { word, strands } = Subject.reduction(subject)
  return BraidBracket.estimate(word, strands)
})

export const invariant: Invariant.Invariant = {
  name: "jones",
  title: "Jones",
  effort: "slow",
  seconds: (subject) => {
    const { estimate } = route(subject)
    return isAffordable(estimate) ? 3e-9 * estimate.operations : 0
  },
  show: (subject) => Invariant.shown(polynomial(subject), Laurent.print, Laurent.toJson)
}

/** A bound on what {@link of} takes for a word. */
export const estimate = (word: ArrayLike<number>, strands: number = Word.strands(word)): Bracket.Estimate => {
  checkStrands(word, strands)
  return ofBraid(word, strands).estimate
}

/** {@link BraidBracket.weight}; infinite where the scan strand by strand is beyond {@link limit}. */
export const weight = (word: ArrayLike<number>, strands: number = Word.strands(word)): number =>
  isAffordable(BraidBracket.estimate(word, strands))
    ? BraidBracket.weight(word, strands)
    : Number.POSITIVE_INFINITY

/** A way to the polynomial, not yet gone. */
interface Route {
  readonly estimate: Bracket.Estimate
  readonly compute: () => Laurent.Laurent
}

/** Additions up to which a way is taken without a look for a shorter one: some tenths of a millisecond. */
const short = 2e5

const ofBraid = (word: ArrayLike<number>, strands: number): Route => {
  const byStrand = (): Route => {
    const steps = BraidBracket.schedule(word, strands)
    return {
      estimate: BraidBracket.estimate(word, strands, steps),
      compute: () => normalised(BraidBracket.of(word, strands, steps), Word.writhe(word), 0)
    }
  }
  const byCrossing = () => scan(Planar.ofBraid(Word.of(word), strands), Word.writhe(word))
  const ways = strands <= 5 ? [byStrand, byCrossing] : [byCrossing, byStrand]
  const first = ways[0]()
  if (first.estimate.operations <= short) return first
  return cheaper(first, ways[1]())
}

const cheaper = (a: Route, b: Route): Route => (b.estimate.operations < a.estimate.operations ? b : a)

const ofPlanar = (diagram: Planar.Diagram): Route =>
  scan(diagram, Orientation.writhe(Orientation.orient(diagram)))

const scan = (diagram: Planar.Diagram, writhe: number): Route => {
  const quick = Order.order(diagram, 4)
  const isQuick = Bracket.estimate(diagram, quick).operations <= short
  const order = isQuick ? quick : Order.order(diagram)
  return {
    estimate: Bracket.estimate(diagram, order),
    compute: () =>
      diagram.crossings.length === 0
        ? circles(diagram.circles - 1)
        : normalised(Bracket.of(diagram, order), writhe, diagram.circles)
  }
}

/** (-A^3)^-writhe times a bracket and the value of circles beside it, in t = A^-4. */
const normalised = (
  { low, coefficients }: Bracket.Bracket,
  writhe: number,
  beside: number
): Laurent.Laurent => {
  const high = (3 * writhe - low) / 4
  const reversed = coefficients.toReversed() as Bracket.Bracket["coefficients"]
  const unsigned = Laurent.of(high - reversed.length + 1, reversed)
  const connected = writhe % 2 === 0 ? unsigned : Laurent.negate(unsigned)
  return beside === 0 ? connected : Laurent.multiply(connected, circles(beside))
}

/** (-t^(1/2) - t^(-1/2))^count. */
const circles = (count: number): Laurent.Laurent => {
  let power = Laurent.one
  for (let k = 0; k < count; k++) power = Laurent.multiply(power, circle)
  return power
}

const circle = Laurent.of(-0.5, [-1, -1])

const isAffordable = ({ operations, bytes }: Bracket.Estimate): boolean => {
  return operations <= limit.operations && bytes <= limit.bytes
}

const tooMuch = (what: string, { operations, bytes }: Bracket.Estimate): RangeError =>
  new RangeError(
    `The Jones polynomial of this ${what} would take up to ${operations.toPrecision(2)} additions and ` +
      `${(bytes / 2 ** 30).toPrecision(2)} GiB. Find a smaller diagram, or ask for the Alexander polynomial, the ` +
      "determinant and the signature, which take milliseconds."
  )

const checkStrands = (word: ArrayLike<number>, strands: number): void => {
  if (Number.isInteger(strands) && strands >= Word.strands(word)) return
  throw new RangeError(`The word needs ${Word.strands(word)} strands, and it was given ${strands}.`)
}
