/** What of Khovanov's complexes is within reach, said before and counted on the way. */
import * as Planar from "../../diagram/planar.ts"
import * as Subject from "../subject.ts"
import * as Growth from "./growth.ts"
import * as Homology from "./homology.ts"
import * as Matching from "./matching.ts"
import * as Plan from "./plan.ts"

/** Morphisms that a computation may make: ten seconds or so. */
export const limit = 4e6

/** Growth beyond which nothing is begun: on each of a hundred links there were at least four morphisms to a summand. */
const mostGrowth = limit / 4

/**
 * What is computed of a diagram, which a sentence calls `what`. Throws a RangeError where nothing is begun, and where it was
 * begun and takes more than {@link limit}.
 */
export const orThrow = <A>(
  diagram: Planar.Diagram,
  what: string,
  compute: (most: number) => A | Homology.Refusal
): A => {
  const refuse = (why: string): never => {
    throw new RangeError(
      `The Khovanov homology of this ${what} ${why}. Reduce it to fewer crossings, or ask for the Alexander polynomial, ` +
        "the determinant and the signature, which take milliseconds."
    )
  }
  const before = tooMuch(diagram)
  if (before !== undefined) return refuse(before)
  const found = compute(limit)
  return Homology.isRefusal(found) ? refuse(givenUp(diagram, found)) : found
}

const tooMuch = (diagram: Planar.Diagram): string | undefined => {
  const { points } = Plan.of(diagram)
  if (points > Matching.mostPoints)
    return `would have ${points} open ends, of which it may have ${Matching.mostPoints}`
  const growth = Growth.of(diagram, mostGrowth)
  return growth > mostGrowth ? `would pass through ${growth.toPrecision(2)} summands or more` : undefined
}

const givenUp = (diagram: Planar.Diagram, { crossings, summands }: Homology.Refusal): string =>
  `was given up after ${crossings} of ${diagram.crossings.length} crossings, with ${summands} summands and ` +
  `${limit.toPrecision(1)} steps, which take ten seconds or so`

/** What is computed of a subject; null where {@link orThrow} would throw. */
export const orNull = <A>(
  subject: Subject.Subject,
  compute: (diagram: Planar.Diagram, most: number) => A | Homology.Refusal
): A | null => {
  if (!isWithin(subject)) return null
  const found = compute(diagram(subject), limit)
  return Homology.isRefusal(found) ? null : found
}

/** The diagram that it is computed of: that of the shorter word or the one that was given, or a smaller one where these take long. */
const diagram = Subject.fact((subject) => {
  const first = "word" in subject.given ? ofShorterWord(subject) : Subject.diagram(subject)
  const growth = Growth.of(first, mostGrowth)
  if (growth <= long) return first
  const smaller = Subject.reduced(subject)
  return Growth.of(smaller, mostGrowth) < growth ? smaller : first
})

/** Growth beyond which a smaller diagram is looked for: some tenths of a second, as that takes. */
const long = 2000

const ofShorterWord = (subject: Subject.Subject): Planar.Diagram => {
  const { word, strands } = Subject.reduction(subject)
  return Planar.ofBraid(word, strands)
}

const growth = Subject.fact((subject) => Growth.of(diagram(subject), mostGrowth))

/** Whether anything is begun. */
const isWithin = Subject.fact(
  (subject) => Plan.of(diagram(subject)).points <= Matching.mostPoints && growth(subject) <= mostGrowth
)

/**
 * Whether a computation that is begun may be given up on the way, which costs seconds: growth is a bound from below, and T(7, 8)
 * takes several times the steps that it tells.
 */
export const isDoubtful = (subject: Subject.Subject): boolean =>
  isWithin(subject) && 10 * mostSteps * growth(subject) > limit

/** Morphisms to a summand of {@link Growth}, of a hundred links: from 4 on. */
const mostSteps = 50

/** Why a homology is not there, as the end of a sentence about it. */
export const why = (subject: Subject.Subject): string =>
  tooMuch(diagram(subject)) ??
  `was given up after ${limit.toPrecision(1)} steps, which take ten seconds or so`

/** How long a computation takes at most, 0 where it is not begun. A morphism takes a microsecond to three. */
export const seconds = (subject: Subject.Subject): number =>
  isWithin(subject) ? 2.5e-6 * Math.min(limit, mostSteps * growth(subject)) : 0
