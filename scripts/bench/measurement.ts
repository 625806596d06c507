/**
 * What a bench says of one computation: ours, and the same by a peer where there is one. A program of the bench prints
 * these, with the names of missing peers, as JSON.
 */
import * as Peer from "./peer.ts"

export interface Measurement {
  /** Unique within its bench together with the peer. */
  readonly name: string
  /** More is better where it ends in `/s`, less in all others. */
  readonly unit: string
  /** Medians of the repeats. */
  readonly ours: number
  readonly theirs: number | null
  /** What it is compared with; null: nothing. */
  readonly peer: string | null
  /** How many times better ours is: the median over repeats, each of which pairs neighbours in time. */
  readonly ratio: number | null
  /**
   * How much the ratio (ours, where there is none) differs from repeat to repeat, relative: 1.4826 times the median
   * absolute deviation, which for normal noise is its standard deviation. Null for one repeat.
   */
  readonly spread: number | null
  readonly repeats: number
}

/** What every program of the bench prints with `--json`, among other things. */
export interface Answer {
  readonly measurements: ReadonlyArray<Measurement>
  /** Sentences about the peers that are not there. */
  readonly missing: ReadonlyArray<string>
}

export const isMoreBetter = (unit: string): boolean => unit.endsWith("/s")

const round = (value: number): number => Number(value.toPrecision(4))

const spreadOf = (values: ReadonlyArray<number>): number | null => {
  if (values.length < 2) return null
  const middle = Peer.median(values)
  return Number(
    ((1.4826 * Peer.median(values.map((value) => Math.abs(value - middle)))) / Math.abs(middle)).toPrecision(
      2
    )
  )
}

/** Of values repeat by repeat; the peer's, if there are any, from the same repeats. */
export const of = (
  name: string,
  unit: string,
  ours: ReadonlyArray<number>,
  peer?: { readonly name: string; readonly values: ReadonlyArray<number> } | undefined
): Measurement => {
  const alone = { name, unit, ours: round(Peer.median(ours)), repeats: ours.length }
  if (peer === undefined) return { ...alone, theirs: null, peer: null, ratio: null, spread: spreadOf(ours) }
  if (peer.values.length !== ours.length)
    throw new RangeError(`${name}: ${ours.length} repeats of ours, ${peer.values.length} of ${peer.name}.`)
  const ratios = ours.map((our, k) => (isMoreBetter(unit) ? our / peer.values[k] : peer.values[k] / our))
  return {
    ...alone,
    theirs: round(Peer.median(peer.values)),
    peer: peer.name,
    ratio: round(Peer.median(ratios)),
    spread: spreadOf(ratios)
  }
}
