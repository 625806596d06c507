/** Draws the words of one length: from two priors, or matched in pairs from one distribution. */

import type * as Prior from "../braid/prior.ts"
import * as Word from "../braid/word.ts"
import * as Interruption from "../interruption.ts"
import * as Finding from "../invariant/finding.ts"
import * as Screen from "../invariant/screen.ts"
import * as Subject from "../invariant/subject.ts"
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Example from "./example.ts"
import * as Split from "./split.ts"

export interface Source<Sampler> {
  readonly sampler: Sampler
  /** Of the lot. Knots are the draws of its first branch, unknots of RANDOMUNKNOT those of its second. */
  readonly key: Key
  readonly letters: number
  readonly apart: Split.Apart
  /** Pairs of a knot and an unknot asked for in each split. */
  readonly pairs: Readonly<Record<Split.Split, number>>
}

type Splits = Record<Split.Split, Array<Example.Example>>
const splits = (): Splits => ({ train: [], validation: [], test: [] })

/**
 * How long drawing may go on: it begins with `most` draws, each word that is kept earns `earned` more, up to `most`, and a
 * label that takes more than a determinant costs `labelled`. So it ends, with a sentence, within seconds where there is
 * nothing to be had, and where words turn up more rarely than one in `earned`.
 */
const patience = { most: 50_000, earned: 2000, labelled: 20 }

const earn = (left: number, most = patience.most): number => Math.min(most, left + patience.earned)

/** Unknots by RANDOMUNKNOT and knots by RANDOMKNOT, each for itself; knots and unknots in turn. */
export const apart = (source: Source<Prior.Sampler>): Splits => {
  const { sampler, key, pairs } = source
  const rings = new Set<string>()
  const knots = collect(source, "knot", rings, {
    draw: (replicate) => sampler.knot(child(child(key, 0), replicate)),
    label: (word) => Finding.labelOf(Subject.of(word))
  })
  const unknots = collect(source, "unknot", rings, {
    draw: (replicate) => sampler.unknot(child(child(key, 1), replicate)),
    label: () => Finding.constructed
  })
  const all = splits()
  for (const split of Split.names) {
    for (let k = 0; k < pairs[split]; k++) all[split].push(knots[split][k], unknots[split][k])
  }
  return all
}

interface Class {
  readonly draw: (replicate: number) => Word.Word
  readonly label: (word: Word.Word) => Finding.Label
}

const collect = (
  { pairs, letters, apart }: Source<unknown>,
  wanted: "knot" | "unknot",
  rings: Set<string>,
  { draw, label }: Class
): Splits => {
  const found = splits()
  let missing = Split.names.reduce((sum, split) => sum + pairs[split], 0)
  for (let replicate = 0, left = patience.most; missing > 0; replicate++, left--) {
    Interruption.look()
    if (left <= 0) throw tooFew(`${wanted}s`, letters, found, pairs)
    const drawn = draw(replicate)
    const split = Split.of(drawn, apart)
    if (found[split].length === pairs[split]) continue
    const ring = Example.ring(drawn)
    if (rings.has(ring)) continue
    const word = drawn.slice()
    const known = label(word)
    if (known.label !== wanted) continue
    rings.add(ring)
    found[split].push(Example.of(word, known))
    missing--
    left = earn(left)
  }
  return found
}

const other = { knot: "unknot", unknot: "knot" } as const

/** Words of one kind that wait for one of the other: more would only fill the memory. */
const waitingRoom = 64

/** The strands and the writhe. */
export const strandsAndWrithe = (word: Word.Word): string => `${Word.strands(word)} ${Word.writhe(word)}`

/** Of each generator the exponents' sum: the strands, the writhe, and more. */
export const exponents = (word: Word.Word): string => {
  const sums = new Array<number>(Word.strands(word) - 1).fill(0)
  for (const letter of word) sums[Math.abs(letter) - 1] += Math.sign(letter)
  return sums.join(" ")
}

export interface Matching extends Source<Pick<Prior.Sampler, "knot">> {
  /** What the two words of a pair share. */
  readonly likeness: (word: Word.Word) => string
  /**
   * Whether a full room turns away every knot. Else it turns away those that their determinant proves, and where knots
   * abound the others are more frequent in the set than among the draws.
   */
  readonly isEven: boolean
  /** Draws with which it begins, in place of those of `patience`: fewer where each takes long. */
  readonly most?: number
}

/**
 * Both by the sampler's knots: a knot and an unknot of the same split and likeness make a pair, in the order of their
 * draws. What is left without a partner is left out, and so is what is undecided.
 */
export const matched = (matching: Matching): Splits => {
  const { sampler, key, pairs, letters, apart, likeness, isEven, most = patience.most } = matching
  const found = splits()
  const rings = new Set<string>()
  const waiting = new Map<string, Array<Example.Example>>()
  const knots = child(key, 0)
  let missing = Split.names.reduce((sum, split) => sum + pairs[split], 0)
  for (let replicate = 0, left = most; missing > 0; replicate++, left--) {
    Interruption.look()
    if (left <= 0) throw tooFew("pairs of a knot and an unknot", letters, found, pairs, 2)
    const drawn = sampler.knot(child(knots, replicate))
    const split = Split.of(drawn, apart)
    if (found[split].length === 2 * pairs[split]) continue
    const cell = `${split} ${likeness(drawn)}`
    const room = (label: Finding.Label["label"]) => {
      const place = `${cell} ${label}`
      if (!waiting.has(place)) waiting.set(place, [])
      return waiting.get(place)!
    }
    const subject = Subject.of(drawn)
    const isKnotted = Screen.knotted(subject)
    const isFull = room("unknot").length === 0 && room("knot").length >= waitingRoom
    if (isKnotted && isFull) continue
    const ring = Example.ring(drawn)
    if (rings.has(ring)) continue
    const word = drawn.slice()
    const known = Finding.labelOf(subject)
    if (!isKnotted) left -= patience.labelled
    if (isEven && isFull && known.label === "knot") continue
    rings.add(ring)
    if (known.label === "undecided") continue
    const example = Example.of(word, known)
    const partner = room(other[known.label]).shift()
    if (partner === undefined) {
      room(known.label).push(example)
      continue
    }
    const pair = { [known.label]: example, [other[known.label]]: partner }
    found[split].push(pair.knot, pair.unknot)
    missing--
    left = earn(left, most)
  }
  return found
}

const tooFew = (
  what: string,
  letters: number,
  found: Splits,
  pairs: Source<unknown>["pairs"],
  each = 1
): RangeError => {
  const short = Split.names.filter((split) => found[split].length < each * pairs[split])
  const counts = short.map((split) => `${found[split].length / each} of ${pairs[split]} for ${split}`)
  return new RangeError(
    `Of ${letters} letters there are too few distinct ${what}: ${counts.join(", ")}, and then hardly a ` +
      "new one in thousands of draws. Ask for fewer words, or for words of another length."
  )
}
