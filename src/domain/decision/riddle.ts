/**
 * "Knot or not?": diagrams to judge by eye, each a knot or an unknot by the toss of a fair coin, with its answer proven.
 *
 * The two must come from one source, if nothing but the knot is to tell them apart:
 *
 *     grid     uniformly random rectangular diagrams of knots (grid/play.ts) as planar ones, kinks taken out; kept if they then
 *              have the crossings that are asked for, and are what the coin says
 *     same     closed braids by RANDOMKNOT, kept likewise
 *     paper    closed braids, knots by RANDOMKNOT, unknots by RANDOMUNKNOT, as in figures 14 to 16 of "Learning to Unknot"
 *              (2010.16263). Who counts strands can tell many of them. Of less than six letters, which have hardly any unknots that
 *              SmartCollapse leaves, unknots are made by the same moves without the collapse, and knots are random letters.
 */
import * as Draft from "../braid/draft.ts"
import * as Move from "../braid/move.ts"
import * as Permutation from "../braid/permutation.ts"
import * as Prior from "../braid/prior.ts"
import * as Word from "../braid/word.ts"
import * as Planar from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Play from "../grid/play.ts"
import { toPlanar } from "../grid/to-planar.ts"
import * as Interruption from "../interruption.ts"
import * as Finding from "../invariant/finding.ts"
import * as Subject from "../invariant/subject.ts"
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Stream from "../random/stream.ts"

export const generators = ["grid", "same", "paper"] as const
export type Generator = (typeof generators)[number]

export interface Options {
  readonly generator: Generator
  readonly crossings: number
}

export interface Riddle {
  /** A knot: a closed braid, or a planar diagram. */
  readonly origin: Planar.Origin
  readonly answer: "knot" | "unknot"
}

/** No knot has a diagram of fewer crossings. */
export const fewest = 3

/** Of crossings with which riddles are found in an instant; of more, closed braids of unknots by RANDOMKNOT are too rare. */
export const most: Readonly<Record<Generator, number>> = { grid: 60, same: 40, paper: 60 }

/** Why there are no such riddles, in a sentence. */
export const fault = ({ generator, crossings }: Options): string | undefined => {
  if (!Number.isInteger(crossings) || crossings < 0)
    return `A diagram has a whole number of crossings, not ${crossings}.`
  if (crossings < fewest) {
    const has = crossings === 0 ? "no crossing" : crossings === 1 ? "one crossing" : `${crossings} crossings`
    return `A diagram with ${has} is never a knot: ask for ${fewest} crossings or more.`
  }
  if (generator === "same" && (crossings === 3 || crossings === 5))
    return `SmartCollapse leaves no unknot of ${crossings} letters: ask for 4 crossings, for 6 or more, or for another generator.`
  if (crossings > most[generator])
    return `Diagrams with more than ${most[generator]} crossings are not for the eye, nor found in an instant: ask for at most ${most[generator]} crossings of the generator ${generator}.`
  return undefined
}

/** Draws that are tried so that no two of a row are the same; with few crossings there are few. */
const others = 12

/**
 * As many riddles, of which no two are the same diagram as long as there are enough. The first do not depend on how many follow.
 *
 * @throws RangeError as {@link draw} does
 */
export const row = (options: Options, count: number, key: Key): ReadonlyArray<Riddle> => {
  const seen = new Set<string>()
  return Array.from({ length: count }, (_, k) => {
    const own = child(key, k)
    let riddle = draw(options, own)
    // The coin is not tossed again: what is rare would become rarer.
    for (let other = 0; other < others && seen.has(faceOf(riddle)); other++)
      riddle = draw(options, child(child(own, patience), other), riddle.answer)
    seen.add(faceOf(riddle))
    return riddle
  })
}

/**
 * A text that two diagrams share exactly if they are the same one on the sphere: the least of the codes that are read along the
 * knot from each place, in both directions. A code names crossings in the order in which they are met, and says of each visit
 * whether it is above and to which side the other strand goes.
 */
export const faceOf = ({ origin }: Riddle): string => {
  const { crossings } = Subject.diagram(subjectOf(origin))
  const mate = Planar.mates({ crossings, circles: 0 })
  const codeFrom = (start: number): string => {
    const names = new Map<number, number>()
    const first: Array<number> = []
    const visits: Array<string> = []
    for (let dart = start, k = 0; k < 2 * crossings.length; k++) {
      const arrived = mate[dart]
      const crossing = arrived >> 2
      const name = names.get(crossing) ?? names.size
      if (!names.has(crossing)) first[name] = arrived
      names.set(crossing, name)
      // From where it was first entered: 0 at first, then 1 or 3 by the side.
      visits.push(`${name}${arrived % 2 === 0 ? "b" : "a"}${(arrived - first[name] + 4) % 4}`)
      dart = 4 * crossing + ((arrived + 2) % 4)
    }
    return visits.join(" ")
  }
  const codes = Array.from({ length: 4 * crossings.length }, (_, dart) => codeFrom(dart))
  return codes.toSorted()[0] ?? ""
}

/** Draws that are tried for one riddle: some ten seconds, where a twentieth of them is enough nearly always. */
const patience = 20_000

const tossed = (key: Key): Riddle["answer"] => (Stream.sign(Stream.make(key)) > 0 ? "knot" : "unknot")

/**
 * The riddle of a key.
 *
 * @throws RangeError for options with a {@link fault}, and where nothing turns up
 */
export const draw = (options: Options, key: Key, answer = tossed(key)): Riddle => {
  const wrong = fault(options)
  if (wrong !== undefined) throw new RangeError(wrong)
  const make = sourceOf(options, answer)
  for (let attempt = 0; attempt < patience; attempt++) {
    Interruption.look()
    const origin = make(child(key, attempt))
    if (origin !== undefined && labelOf(origin) === answer) return { origin, answer }
  }
  throw new RangeError(
    `Of ${patience} draws none is the ${answer} of ${options.crossings} crossings that is wanted: ask for fewer crossings.`
  )
}

/** By proofs, as they label data sets: whoever drew it says nothing. */
const labelOf = (origin: Planar.Origin): Finding.Label["label"] => Finding.labelOf(subjectOf(origin)).label

export const subjectOf = (origin: Planar.Origin): Subject.Subject =>
  "word" in origin
    ? Subject.ofBraid({ word: Word.of(origin.word), strands: origin.strands })
    : Subject.ofDiagram(Planar.of(origin.crossings, origin.circles))

/** Draws a diagram with as many crossings; undefined where the draw has others. */
type Source = (key: Key) => Planar.Origin | undefined

const sourceOf = ({ generator, crossings }: Options, answer: Riddle["answer"]): Source => {
  switch (generator) {
    case "grid":
      return rectangular(crossings)
    case "same":
      return braids(crossings, "knot", Math.min(5, halfOf(crossings)))
    case "paper":
      return crossings < 6 ? loose(crossings, answer) : braids(crossings, answer, halfOf(crossings))
    default:
      return nothingLeft(generator, "generator")
  }
}

const ofWord = (word: Word.Word): Planar.Origin => ({ word: Array.from(word), strands: Word.strands(word) })

/** M, between two collapses. */
const moves = 10

/** About as many strands as unknots by RANDOMUNKNOT come out on. */
const halfOf = (letters: number): number => Math.max(3, Math.round(letters / 2))

/** By the prior of either kind; letters of knots are drawn on so many strands. */
const braids = (letters: number, kind: Riddle["answer"], strands: number): Source => {
  const sampler = Prior.sampler({ letters, moves, strands })
  switch (kind) {
    case "knot":
      return (key) => ofWord(sampler.knot(key))
    case "unknot":
      return (key) => ofWord(sampler.unknot(key))
    default:
      return nothingLeft(kind, "kind")
  }
}

/** Of few letters, not collapsed. */
const loose = (letters: number, answer: Riddle["answer"]): Source => {
  const draft = Draft.make(4 * letters)
  switch (answer) {
    case "unknot":
      return (key) => {
        scrambled(draft, Stream.make(key), letters)
        return ofWord(Draft.word(draft))
      }
    case "knot":
      return (key) => {
        const stream = Stream.make(key)
        const word = Int16Array.from(
          { length: letters },
          () => (1 + Stream.below(stream, 2)) * Stream.sign(stream)
        )
        return Permutation.components(word) === 1 ? ofWord(word) : undefined
      }
    default:
      return nothingLeft(answer, "answer")
  }
}

/** Markov moves and relations from the empty word on; at least one of the generators stands in the word twice. */
const scrambled = (draft: Draft.Draft, stream: Stream.Stream, letters: number): void => {
  Draft.clear(draft)
  while (draft.length !== letters || draft.strands > letters) {
    if (draft.length >= letters) Draft.clear(draft)
    Prior.randomMarkovMove(draft, stream)
    Move.braidRound(draft, Stream.below(stream, draft.length))
  }
}

/** Columns with which, once kinks are out, so many crossings are about as frequent as they get. */
const columnsFor = (crossings: number): number => Math.round(4 + 2.55 * Math.sqrt(crossings))

const rectangular = (crossings: number): Source => {
  const stream = Stream.make([0, 0])
  const columns = columnsFor(crossings)
  return (key) => {
    Stream.restart(stream, key)
    const drawn = toPlanar(Play.knot(stream, columns))
    if (drawn.crossings.length < crossings) return undefined
    const diagram = unkinked(drawn)
    return diagram.crossings.length === crossings ? diagram : undefined
  }
}

/**
 * Without the kinks that the first move of Reidemeister takes out, one after the other: a crossing two of whose neighbouring
 * arcs are the same goes, and its other two become one.
 */
export const unkinked = (diagram: Planar.Diagram): Planar.Diagram => {
  let crossings = diagram.crossings.map((arcs) => [...arcs])
  let circles = diagram.circles
  for (;;) {
    const kink = crossings.findIndex((arcs) => arcs.some((arc, k) => arc === arcs[(k + 1) % 4]))
    if (kink < 0) return Planar.of(crossings, circles)
    const arcs = crossings[kink]
    const at = arcs.findIndex((arc, k) => arc === arcs[(k + 1) % 4])
    const [a, b] = [arcs[(at + 2) % 4], arcs[(at + 3) % 4]]
    if (a === b) circles++
    crossings = crossings
      .filter((_, k) => k !== kink)
      .map((others) => others.map((arc) => (arc === b ? a : arc)))
  }
}
