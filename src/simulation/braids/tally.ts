/**
 * What draws have come to: how many there were of each finding, and the words themselves where they are needed, for
 * the table of words or to tell repeats.
 */
import * as Word from "../../domain/braid/word.ts"
import { ring } from "../../domain/decision/example.ts"
import * as Finding from "../../domain/invariant/finding.ts"

export interface Tally {
  readonly draws: number
  /** Draws that were not counted because a word of before is a rotation of theirs. */
  readonly repeated: number
  /** Whether repeats are dropped. */
  readonly unique: boolean
  /** In the order of their first draws. */
  readonly findings: ReadonlyArray<Finding.Finding>
  /** How many draws there were of each finding, repeats left out. */
  readonly counts: ReadonlyArray<number>
  /** N, the letters of each word. */
  readonly letters: number
  /** The words kept, N letters each, one after the other. */
  readonly words: Int16Array
  /** The place in `findings` of each of them. */
  readonly of: Uint32Array
}

export const empty: Tally = {
  draws: 0,
  repeated: 0,
  unique: false,
  findings: [],
  counts: [],
  letters: 0,
  words: new Int16Array(0),
  of: new Uint32Array(0)
}

export const word = (tally: Tally, k: number): Word.Word =>
  tally.words.subarray(k * tally.letters, (k + 1) * tally.letters)

/** Whether a draw belongs to what the point asks for: undecided words do not. */
export const isKept = ({ label }: Pick<Finding.Finding, "label">, kind: "knot" | "unknot"): boolean =>
  label === kind

/** The rings of a tally's words. Handed on from a tally to the one that continues it, so that a fold makes them once. */
const rings = new WeakMap<Tally, Set<string>>()

const takeRings = (tally: Tally): Set<string> => {
  const known = rings.get(tally)
  rings.delete(tally)
  return known ?? new Set(Array.from(tally.of, (_, k) => ring(word(tally, k))))
}

/** Of one draw; `kept` where the word is to be kept. */
export const ofDraw = (finding: Finding.Finding, unique: boolean, kept: Word.Word | undefined): Tally => ({
  draws: 1,
  repeated: 0,
  unique,
  findings: [finding],
  counts: [1],
  letters: kept?.length ?? 0,
  words: kept ?? empty.words,
  of: new Uint32Array(kept === undefined ? 0 : 1)
})

/**
 * First a, then b. Associative, with the identity {@link empty}: findings stand in the order of their first draws,
 * and of words that are rotations of each other the first one stays, however the draws are grouped.
 * Cost: the lengths of both; what is remembered of the rings makes it no more where repeats are dropped.
 */
export const combine = (a: Tally, b: Tally): Tally => {
  if (a.draws === 0) return b
  if (b.draws === 0) return a
  return combineAll([a, b])
}

/** {@link combine} from the left over one tally or more. */
export const combineAll = (tallies: ReadonlyArray<Tally>): Tally => {
  const [first, ...others] = tallies
  const findings = first.findings.slice()
  const counts = first.counts.slice()
  const placeOf = new Map(findings.map((finding, place) => [Finding.key(finding), place]))
  const seen = first.unique ? takeRings(first) : undefined
  let repeated = first.repeated
  const kept: Array<Word.Word> = [first.words]
  const added: Array<number> = []
  for (const tally of others) {
    const places = tally.findings.map((finding, j) => {
      const key = Finding.key(finding)
      const place = placeOf.get(key) ?? findings.length
      if (place === findings.length) {
        placeOf.set(key, place)
        findings.push(finding)
        counts.push(0)
      }
      counts[place] += tally.counts[j]
      return place
    })
    repeated += tally.repeated
    for (let k = 0; k < tally.of.length; k++) {
      const place = places[tally.of[k]]
      const letters = word(tally, k)
      const name = seen && ring(letters)
      if (name !== undefined && seen!.has(name)) {
        counts[place]--
        repeated++
        continue
      }
      if (name !== undefined) seen!.add(name)
      kept.push(letters)
      added.push(place)
    }
  }
  const of = new Uint32Array(first.of.length + added.length)
  of.set(first.of)
  of.set(added, first.of.length)
  const sum: Tally = {
    draws: tallies.reduce((draws, tally) => draws + tally.draws, 0),
    repeated,
    unique: first.unique,
    findings,
    counts,
    letters: tallies.find((tally) => tally.letters > 0)?.letters ?? 0,
    words: Word.multiply(...kept),
    of
  }
  if (seen !== undefined) rings.set(sum, seen)
  return sum
}
