/** What came of asking somebody to untie a knot, as it is told: to people, to programs, as a picture and as a proof. */
import type * as Proof from "../../../../domain/proof/proof.ts"

export interface Answer {
  /** Who tried what, counted, and for how long. */
  readonly effort: string
  /** Letters, or columns, of the smallest that was come to. */
  readonly left: number
  /** Lines for people; undefined where there is nothing to show. */
  readonly table: () => string | undefined
  readonly json: () => Readonly<Record<string, unknown>>
  readonly svg: () => string
  /** Of a knot that was untied: checked. */
  readonly proof: Proof.Proof | undefined
  /** The sentence on a knot that was not untied. */
  readonly failure: () => string
}

/** Who was asked, for people, and what programs are told of them. */
export interface Asked {
  readonly who: string
  readonly place: Readonly<Record<string, unknown>>
}

/** Before other lines: the first is who tried. */
export const effort = (who: string, tried: string, seconds: number): string =>
  `${who}: ${tried}, ${seconds.toFixed(2)} s`
