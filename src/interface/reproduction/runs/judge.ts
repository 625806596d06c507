/** The claims of slides, held against the tables of the runs in a folder. */
import * as Effect from "effect/Effect"
import type { StudyFaults } from "../../../engine/config/fault.ts"
import { reasonOf } from "../../../engine/reason.ts"
import type { Claim, Judgement } from "../../../talk/claim.ts"
import type { Slide } from "../../../talk/slide.ts"
import type { Size, SourceName } from "../../../talk/source.ts"
import type { Judged, SourceRun } from "./judged.ts"
import * as Studies from "./studies.ts"
import * as Whole from "./whole.ts"

export interface Asked {
  readonly slides: ReadonlyArray<Slide>
  readonly size: Size
  /** That has the runs. */
  readonly folder: string
}

export interface Found {
  readonly judged: Judged
  /** What could not be read, and judgements that failed: a sentence each. */
  readonly problems: ReadonlyArray<string>
}

interface Read {
  readonly run: SourceRun
  readonly whole: Whole.Whole
}

/** Sizes of runs that speak for a reproduction of a size, the first that is whole. */
const speaking: Readonly<Record<Size, ReadonlyArray<Size>>> = { full: ["full", "small"], small: ["small"] }

/**
 * The run that speaks for each source: that of its size, or, where a full one is not whole, the small one in the same folder,
 * if that is.
 */
const chosen = (
  names: ReadonlyArray<SourceName>,
  size: Size,
  folder: string
): Effect.Effect<ReadonlyMap<SourceName, Read>, StudyFaults> =>
  Effect.gen(function* () {
    const found = new Map<SourceName, Read>()
    for (const each of speaking[size])
      for (const talk of yield* Studies.load(names, each)) {
        const directory = Studies.directoryOf(folder, talk)
        const whole = Whole.of(directory, talk)
        const before = found.get(talk.sources[0]!)
        if (before !== undefined && (Whole.isWhole(before.whole) || !Whole.isWhole(whole))) {
          whole.close()
          continue
        }
        before?.whole.close()
        const { points, finished, seconds } = whole
        for (const source of talk.sources) {
          const run = { source, size: each, file: talk.file, study: talk.study.name, directory }
          found.set(source, { run: { ...run, points, finished, seconds }, whole })
        }
      }
    return found
  })

const judgementOf = (
  claim: Claim,
  read: ReadonlyMap<SourceName, Read>,
  problems: Array<string>
): Judgement | undefined => {
  if (!claim.from.every((source) => Whole.isWhole(read.get(source)!.whole))) return undefined
  try {
    return claim.judge((source, table) => {
      if (!claim.from.includes(source)) throw new Error(`it does not say that it reads ${source}`)
      return read.get(source)!.whole.rows(table)
    })
  } catch (cause) {
    // One that fails does not hide the others.
    problems.push(`the claim ${claim.id} could not be judged, which is a bug: ${reasonOf(cause)}`)
    return undefined
  }
}

/** Reads runs that go on, too; what is not whole is not judged. */
export const of = ({ slides, size, folder }: Asked): Effect.Effect<Found, StudyFaults> =>
  Effect.gen(function* () {
    const read = yield* chosen(Studies.sourcesOf(slides), size, folder)
    const problems = [...new Set(read.values())].flatMap(({ run, whole: { fault } }) =>
      fault === undefined ? [] : [`${run.study} is left out: ${fault}`]
    )
    const judged = slides.map((slide) => ({
      slide,
      claims: slide.claims.map((claim) => ({ claim, judgement: judgementOf(claim, read, problems) })),
      runs: Studies.sourcesOf([slide]).map((source) => read.get(source)!.run)
    }))
    for (const { whole } of read.values()) whole.close()
    return { judged, problems: [...new Set(problems)] }
  })
