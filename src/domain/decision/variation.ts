/**
 * Other words for the same knot. A classifier that saw the knot would say of each what it says of the first; how much
 * its output moves shows what it sees instead.
 */
import * as Draft from "../braid/draft.ts"
import * as Move from "../braid/move.ts"
import * as Word from "../braid/word.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Stream from "../random/stream.ts"
import type { Interval } from "../stats/normal.ts"
import * as Proportion from "../stats/proportion.ts"

/**
 * `rotation`: read from another letter on. `relation1`: a pass of neighbours that commute. `relation2`: a round of
 * relation 2. `insertion`: a letter and its inverse at any place. `conjugation`: a letter in front and its inverse at the
 * end. `stabilisation`: one more strand. These keep the knot. `mirror` and `reverse` keep whether it is one.
 */
export const kinds = [
  "rotation",
  "relation1",
  "relation2",
  "insertion",
  "conjugation",
  "stabilisation",
  "mirror",
  "reverse"
] as const
export type Kind = (typeof kinds)[number]

/** The longest word and the largest generator that a classifier reads. */
export interface Room {
  readonly letters: number
  readonly generators: number
}

/** What a move of this kind makes of a word, at random places; null where it changes nothing or leaves no word that fits the room. */
export const of = (word: Word.Word, kind: Kind, stream: Stream.Stream, room: Room): Word.Word | null => {
  const changed = apply(word, kind, stream)
  const fits = changed.length <= room.letters && Word.strands(changed) <= room.generators + 1
  return fits && !Word.equals(changed, word) ? changed : null
}

const apply = (word: Word.Word, kind: Kind, stream: Stream.Stream): Word.Word => {
  const { length } = word
  if (length === 0) return word
  const draft = Draft.of(word, 2)
  const letter = () => (1 + Stream.below(stream, draft.strands - 1)) * Stream.sign(stream)
  switch (kind) {
    case "mirror":
      return Word.mirror(word)
    case "reverse":
      return Word.reverse(word)
    case "rotation":
      return Word.rotate(word, Stream.below(stream, length))
    case "relation1":
      // As a coin says at each place: else a letter would always fall to the end of its run.
      for (let at = 0; at + 1 < length; at++) if (Stream.sign(stream) > 0) Move.commute(draft, at)
      break
    case "relation2":
      Move.braidRound(draft, Stream.below(stream, length))
      break
    case "insertion":
      Move.insert(draft, Stream.below(stream, length + 1), letter())
      break
    case "conjugation":
      Move.conjugate(draft, letter())
      break
    case "stabilisation":
      Move.stabilise(draft, "high", Stream.sign(stream))
      break
    default:
      return nothingLeft(kind, "kind of variation")
  }
  return Draft.word(draft)
}

export interface Steadiness {
  /** Words that the move changed. */
  readonly words: number
  /** Mean modulus by which the output, a logit, moved. */
  readonly shift: number
  /** The same of the probability. */
  readonly probabilityShift: number
  /** `shift` in standard deviations of the outputs before the move: 0 for a classifier that sees the knot alone. */
  readonly relativeShift: number
  /** The share of words whose verdict changed, and Wilson's 95 % interval. */
  readonly flips: number
  readonly interval: Interval
}

/**
 * How steady outputs are under a move: NaN after a move that does not apply.
 *
 * @throws RangeError if the lengths differ
 */
export const steadiness = (before: ArrayLike<number>, after: ArrayLike<number>): Steadiness => {
  if (before.length !== after.length)
    throw new RangeError(`${before.length} outputs do not pair with ${after.length}.`)
  const places = Array.from({ length: before.length }, (_, k) => k).filter((k) => !Number.isNaN(after[k]))
  const words = places.length
  const mean = (value: (k: number) => number) => places.reduce((sum, k) => sum + value(k), 0) / words
  const probability = (output: number) => 1 / (1 + Math.exp(-output))
  const middle = mean((k) => before[k])
  const shift = mean((k) => Math.abs(after[k] - before[k]))
  const flips = places.filter((k) => after[k] > 0 !== before[k] > 0).length
  return {
    words,
    shift,
    probabilityShift: mean((k) => Math.abs(probability(after[k]) - probability(before[k]))),
    relativeShift: shift / Math.sqrt(mean((k) => (before[k] - middle) ** 2)),
    flips: flips / words,
    interval: Proportion.interval(flips, words)
  }
}
