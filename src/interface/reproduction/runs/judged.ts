/** The talk with what has come out so far: what the document shows. */
import type { Claim, Judgement } from "../../../talk/claim.ts"
import type { Slide } from "../../../talk/slide.ts"
import type { Size, SourceName } from "../../../talk/source.ts"

/** A source's run, as far as it is. */
export interface SourceRun {
  readonly source: SourceName
  readonly size: Size
  /** Study file, as a command names it. */
  readonly file: string
  readonly study: string
  /** Of the run. */
  readonly directory: string
  /** Points; 0 finished where there is no run. */
  readonly points: number
  readonly finished: number
  /** Seconds of one thread that its tallies have taken, those taken over from other runs too. */
  readonly seconds: number
}

export interface JudgedClaim {
  readonly claim: Claim
  /** Undefined while a run that it reads is not whole. */
  readonly judgement: Judgement | undefined
}

export interface JudgedSlide {
  readonly slide: Slide
  readonly claims: ReadonlyArray<JudgedClaim>
  readonly runs: ReadonlyArray<SourceRun>
}

export type Judged = ReadonlyArray<JudgedSlide>
