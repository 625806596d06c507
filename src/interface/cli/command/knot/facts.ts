/** What the command line says about one braid word, in lines and as JSON. */
import * as Word from "../../../../domain/braid/word.ts"
import * as Pieces from "../../../../domain/grid/apart/pieces.ts"
import * as Diagram from "../../../../domain/grid/diagram.ts"
import * as Link from "../../../../domain/grid/link.ts"
import * as Alexander from "../../../../domain/invariant/alexander.ts"
import { invariants } from "../../../../domain/invariant/catalogue.ts"
import type * as Identify from "../../../../domain/invariant/identify.ts"
import {
  type Invariant,
  type Wanted as Invariants,
  isWanted
} from "../../../../domain/invariant/invariant.ts"
import * as Subject from "../../../../domain/invariant/subject.ts"
import type { Chirality } from "../../../../domain/invariant/table/chirality.ts"
import * as KnotInfo from "../../../../domain/invariant/table/knotinfo.ts"
import type { Table } from "../../../../domain/invariant/table/table.ts"
import * as Verdict from "../../../../domain/invariant/verdict.ts"
import { listed, plural } from "../../../../drawing/text.ts"
import * as Factors from "./factors.ts"
import * as Name from "./name.ts"
import * as Smallest from "./smallest.ts"

/** What is asked for beyond what takes milliseconds. */
export interface Wanted extends Invariants {
  /** Whose mirror images names stand for; KnotInfo's unless given. */
  readonly chirality?: Chirality
}

/** What the search found, where it is wanted and within reach. */
const untied = (subject: Subject.Subject, { slow }: Wanted) => (slow ? Smallest.ofSubject(subject) : null)

/** Whether it is known already that this is the unknot. */
const isProven = (subject: Subject.Subject, wanted: Wanted): boolean =>
  untied(subject, wanted)?.certificate !== undefined

/** What may take how many seconds, as far as estimates tell, beyond what always takes milliseconds. */
const parts = (
  subject: Subject.Subject,
  wanted: Wanted
): ReadonlyArray<{ readonly what: string; readonly seconds: number; readonly isSlow: boolean }> => [
  ...invariants
    .filter((invariant) => isWanted(invariant, wanted))
    .map(({ title, effort, seconds }) => ({
      what: title,
      seconds: seconds(subject),
      isSlow: effort === "slow"
    })),
  {
    what: "the verdict",
    seconds: wanted.slow && !isProven(subject, wanted) ? Verdict.seconds(subject) : 0,
    isSlow: true
  }
]

/** Seconds that all of it may take. */
export const seconds = (subject: Subject.Subject, wanted: Wanted): number =>
  parts(subject, wanted).reduce((sum, each) => sum + each.seconds, 0)

/** What a computation may take without being announced. */
export const announcedSeconds = 2

/** A sentence where all that is wanted may take its time: how long, what most of it is for, and what leaves it out. */
export const announcement = (subject: Subject.Subject, wanted: Wanted): string | undefined => {
  const sum = seconds(subject, wanted)
  if (sum <= announcedSeconds) return undefined
  const most = parts(subject, wanted).filter(({ seconds }) => seconds > sum / 10)
  const shortcut = most.some(({ isSlow }) => isSlow)
    ? "; --fast leaves out the Jones and HOMFLY-PT polynomials and the name"
    : ""
  return `this may take up to ${sum.toPrecision(2)} s, for ${most.map(({ what }) => what).join(" and ")}${shortcut}`
}

export const verdict = (subject: Subject.Subject, { slow }: Wanted): Verdict.Verdict => {
  const quick = Verdict.quick(subject)
  if (quick !== null) return quick
  return slow ? Verdict.of(subject, Smallest.ofSubject(subject)?.certificate) : undecided(subject)
}

const undecided = (subject: Subject.Subject): Verdict.Verdict => {
  const known = Alexander.polynomial(subject) === null ? "out of reach" : "1, as the unknot's"
  const sentence = `The Alexander polynomial is ${known}, and --fast asks for nothing that takes longer.`
  return { verdict: "undecided", proof: "none", sentence }
}

const tableOf = ({ chirality = "knotinfo" }: Wanted): Table => KnotInfo.tables[chirality]

/** null for links, where no name is within reach, and where it is not asked for. */
const identification = (subject: Subject.Subject, wanted: Wanted): Identify.Identification | null =>
  wanted.slow ? Factors.by(tableOf(wanted))(subject) : null

const isUnknot = (subject: Subject.Subject, wanted: Wanted): boolean =>
  verdict(subject, wanted).verdict === "unknot"

export const name = (subject: Subject.Subject, wanted: Wanted): Name.Told =>
  Name.told(identification(subject, wanted), isUnknot(subject, wanted), wanted.chirality ?? "knotinfo")

export const nameInWords = (subject: Subject.Subject, wanted: Wanted): string =>
  wanted.slow || isUnknot(subject, wanted)
    ? Name.inWords(
        subject,
        identification(subject, wanted),
        isUnknot(subject, wanted),
        tableOf(wanted).crossings
      )
    : "- (left out by --fast)"

/** For programs; docs/knot.md describes it. */
export const toJson = (subject: Subject.Subject, wanted: Wanted): Readonly<Record<string, unknown>> => {
  const { word, strands } = Subject.braid(subject)
  const { verdict: isWhat, proof } = verdict(subject, wanted)
  const entry = (invariant: Invariant) => [
    invariant.name,
    isWanted(invariant, wanted) ? (invariant.show(subject)?.json ?? null) : null
  ]
  const isAsked = ({ effort }: Invariant) => effort === "asked"
  const grid = wanted.slow ? Smallest.diagram(subject) : null
  const asked = invariants.filter((each) => isAsked(each) && isWanted(each, wanted))
  const others = invariants.filter((each) => !isAsked(each))
  return {
    word: Array.from(word),
    strands,
    crossings: Subject.diagram(subject).crossings.length,
    components: Subject.components(subject),
    writhe: Word.writhe(word),
    ...Object.fromEntries(others.map(entry)),
    arcIndexAtMost: grid?.length ?? null,
    grid,
    pieces: sums(subject, wanted)?.map((sum) => sum.map(Link.diagram)) ?? null,
    ...name(subject, wanted),
    verdict: isWhat,
    proof,
    ...Object.fromEntries(asked.map(entry))
  }
}

type Line = readonly [what: string, value: string]

const line = (invariant: Invariant, subject: Subject.Subject, wanted: Wanted): ReadonlyArray<Line> => {
  if (isWanted(invariant, wanted))
    return [[invariant.title, invariant.show(subject)?.text ?? "- (out of reach)"]]
  return invariant.effort === "slow" ? [[invariant.title, "- (left out by --fast)"]] : []
}

/** A diagram that is shown column by column. */
const mostColumns = 20

const arcIndexInWords = (subject: Subject.Subject, wanted: Wanted): string => {
  const diagram = wanted.slow ? Smallest.diagram(subject) : null
  if (diagram === null) return wanted.slow ? "- (too many letters to search)" : "- (left out by --fast)"
  const shown = diagram.length <= mostColumns ? `, by the rectangular diagram ${Diagram.print(diagram)}` : ""
  return `at most ${diagram.length}${shown}`
}

/** What the link comes apart into, where that is searched: connected sums that are split from each other. */
const sums = (subject: Subject.Subject, { slow }: Wanted): ReadonlyArray<Pieces.Sum> | null => {
  const pieces = slow ? Smallest.pieces(subject) : null
  return pieces === null ? null : Pieces.sums(pieces)
}

/** How a link comes apart, with the bound of the arc index that follows (Cromwell); nothing for one in one piece. */
const apartInWords = (subject: Subject.Subject, wanted: Wanted): ReadonlyArray<Line> => {
  const all = sums(subject, wanted) ?? []
  if (all.flat().length < 2) return []
  const sizes = all.map((sum) => sum.map(({ length }) => String(length)))
  if (sizes.length === 1) return [["pieces", `a connected sum of diagrams of ${listed(sizes[0])} columns`]]
  const isMixed = sizes.some(({ length }) => length > 1)
  const terms = listed(sizes.map((sum) => sum.join(" # ")))
  return [["pieces", `split into diagrams of ${terms} columns${isMixed ? " (# for connected sums)" : ""}`]]
}

/** The proof of that, for a checker; none where all but one piece are nothing. */
export const apartCertificate = (subject: Subject.Subject, wanted: Wanted) =>
  (sums(subject, wanted) ?? []).flat().length > 1 ? Smallest.separated(subject)?.certificate : undefined

/** Of the braid's diagram, and of the knot, where its name says so and it has fewer. */
const crossingsInWords = (subject: Subject.Subject, wanted: Wanted): string => {
  const { length } = Subject.braid(subject).word
  const known = wanted.slow ? name(subject, wanted).name : null
  const [, count] = /^m?(\d+)[^#]*$/.exec(known ?? "") ?? []
  return count === undefined || Number(count) === length
    ? String(length)
    : `${length}, a letter each; the knot can do with ${count}`
}

/** Lines of two cells for people. */
export const toLines = (subject: Subject.Subject, wanted: Wanted): ReadonlyArray<Line> => {
  const { given } = subject
  const { word, strands } = Subject.braid(subject)
  const reduced = Subject.reduction(subject)
  const circles = reduced.strands > Word.strands(reduced.word) ? `, on ${reduced.strands} strands` : ""
  const isShorter = reduced.word.length < word.length
  const { verdict: isWhat, sentence, proof, certificate } = verdict(subject, wanted)
  return [
    ...("word" in given ? [] : [["diagram", plural(given.crossings.length, "crossing")] as const]),
    ["word" in given ? "word" : "as a word", Word.print(word)],
    ...(isShorter ? [["collapses to", Word.print(reduced.word) + circles] as const] : []),
    ["strands", String(strands)],
    ...("word" in given ? [["crossings", crossingsInWords(subject, wanted)] as const] : []),
    ["components", String(Subject.components(subject))],
    ["writhe", String(Word.writhe(word))],
    ...invariants.flatMap((invariant) => line(invariant, subject, wanted)),
    ["arc index", arcIndexInWords(subject, wanted)],
    ...apartInWords(subject, wanted),
    ["name", nameInWords(subject, wanted)],
    ["proof", certificate === undefined ? proof : `${proof}, which --certificate writes for skein verify`],
    ["verdict", `${isWhat}. ${sentence}`]
  ]
}
