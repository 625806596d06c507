/** What is wrong with a study: a place and a sentence. All of them are found before any is reported. */
import * as Schema from "effect/Schema"

/** Where in the file, or which flag; lines and columns count from 1. A flag has neither. */
export interface Place {
  readonly file: string
  readonly line?: number
  readonly column?: number
}

const Fault = Schema.Struct({
  file: Schema.String,
  line: Schema.optionalKey(Schema.Int),
  column: Schema.optionalKey(Schema.Int),
  message: Schema.String
})
export type Fault = typeof Fault.Type

/** `configs/a.yaml:3:7`, or the flag. */
export const where = (place: Place): string =>
  place.line === undefined ? place.file : `${place.file}:${place.line}:${place.column}`

/** `configs/a.yaml:3:7: width must be ...` */
export const show = (fault: Fault): string => `${where(fault)}: ${fault.message}`

/** Faults shown in full. */
const shown = 50

/** Of those at one place, where there are more than can be shown: a sweep says the same of each of its values. */
const shownAtPlace = 5

/** A sweep can have faults at each of a million points: no more than this many are looked for. */
export const mostFaults = 10_000

const firstOfEach = (faults: ReadonlyArray<Fault>): ReadonlyArray<Fault> =>
  [...Map.groupBy(faults, where).values()].flatMap((atPlace) => atPlace.slice(0, shownAtPlace))

/** The user's input is at fault. `faults` has each once, in the order of the file, those of flags last. */
export class StudyFaults extends Schema.TaggedError<StudyFaults>()("StudyFaults", {
  faults: Schema.Array(Fault)
}) {
  /** One a fault, and how many more there are. */
  get sentences(): ReadonlyArray<string> {
    const sentences = (this.faults.length <= shown ? this.faults : firstOfEach(this.faults))
      .slice(0, shown)
      .map(show)
    const more = this.faults.length - sentences.length
    const atLeast = this.faults.length < mostFaults ? "" : "at least "
    return more > 0 ? [...sentences, `and ${atLeast}${more} more.`] : sentences
  }
  override get message(): string {
    return this.sentences.join("\n")
  }
}

/** Takes a fault; the same sentence at the same place counts once. */
export type Report = (place: Place, message: string) => void

const lineOf = (fault: Fault): number => fault.line ?? Number.MAX_SAFE_INTEGER

const order = (a: Fault, b: Fault): number => lineOf(a) - lineOf(b) || (a.column ?? 0) - (b.column ?? 0)

export const collector = (): { readonly report: Report; readonly faults: () => ReadonlyArray<Fault> } => {
  const found = new Map<string, Fault>()
  return {
    report: ({ file, line, column }, message) => {
      const place = line === undefined || column === undefined ? { file } : { file, line, column }
      if (found.size >= mostFaults) return
      const fault = { ...place, message }
      found.set(show(fault), fault)
    },
    faults: () => [...found.values()].sort(order)
  }
}
