import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import * as Stream from "../random/stream.ts"
import { collapse } from "./collapse.ts"
import * as Draft from "./draft.ts"
import { knotify } from "./knotify.ts"
import * as Move from "./move.ts"
import { largestGenerator } from "./word.ts"

/**
 * Random knots and unknots of a given number of letters: the prior of "Learning to Unknot" (2010.16263),
 * algorithms 5 (RANDOMUNKNOT) and 6 (RANDOMKNOT) as printed. In both, a word that is still too short is continued
 * and a word that is too long is thrown away.
 */
export interface Options {
  /** N, the letters of the word that is returned, 1 or more. */
  readonly letters: number
  /** M, the random Markov moves (each with a round of relation 2) between two collapses. */
  readonly moves: number
}

export interface KnotOptions extends Options {
  /** The letters that are drawn are of a braid of this many strands, 2 or more. */
  readonly strands: number
}

/** Draws words, one a key; what a backend may do faster than {@link sampler}, with the same words. */
export interface Sampler {
  /**
   * The word that {@link randomUnknot} (randomKnot) leaves in a draft, given a stream at the first word of the key; it
   * is good until the next call. Throws a RangeError for options that no word can meet.
   */
  readonly unknot: (key: Key) => Int16Array
  readonly knot: (key: Key) => Int16Array
  /**
   * The same word as `unknot`, in a draft whose trace leads to it from the empty word; good until the next call. Draws
   * before the word was empty for the last time need not be in the trace.
   */
  readonly traced: (key: Key) => Draft.Draft
}

/** Without `strands` a sampler draws no knots. */
export type Make = (options: Options & { readonly strands?: number }) => Sampler

/** The reference. */
export const sampler: Make = (options) => {
  const { strands = 0 } = options
  const words = draft(options)
  const stream = Stream.make([0, 0])
  const draw = (key: Key, run: () => void): Int16Array => {
    Stream.restart(stream, key)
    run()
    return Draft.word(words)
  }
  return {
    unknot: (key) => draw(key, () => randomUnknot(words, stream, options)),
    knot: (key) => draw(key, () => randomKnot(words, stream, { ...options, strands })),
    traced: (key) => {
      Stream.restart(stream, key)
      words.trace = []
      randomUnknot(words, stream, options)
      const traced = { ...words }
      words.trace = null
      return traced
    }
  }
}

/** A draft with enough room for either prior with these options. */
export const draft = (options: Options & { readonly strands?: number }): Draft.Draft => {
  return Draft.make(2 * (options.letters + options.moves) + (options.strands ?? 1))
}

/**
 * RANDOMMARKOVMOVE. With probability 1/2 each: conjugation by sigma_j^+-1, j uniform over the braid's generators;
 * stabilisation by sigma_n^+-1 at the end of the word and on the high side. Signs are fair. On one strand, where
 * there is no generator to conjugate by, it stabilises.
 *
 * One uniform draw from 4 (n - 1) says all of it: each of the 2 (n - 1) conjugations has one chance, and each of the
 * two stabilisations n - 1.
 */
export const randomMarkovMove = (draft: Draft.Draft, stream: Stream.Stream): void => {
  const generators = draft.strands - 1
  if (generators === 0) {
    Move.stabilise(draft, "high", Stream.sign(stream))
    return
  }
  apply(draft, Stream.below(stream, 4 * generators))
}

/** The conjugation or stabilisation that a number from 0 to 4 (n - 1) - 1 stands for. */
const apply = (draft: Draft.Draft, choice: number): void => {
  const generators = draft.strands - 1
  const sign = choice & 1 ? -1 : 1
  if (choice < 2 * generators) Move.conjugate(draft, (1 + (choice >> 1)) * sign)
  else Move.stabilise(draft, "high", sign)
}

/**
 * RANDOMUNKNOT: leaves in the draft a word of exactly `letters` letters whose closure is the unknot.
 *
 *     B = []
 *     while |B| != N
 *       if |B| > N: B = []
 *       M times: RANDOMMARKOVMOVE(B), BRAIDRELATION2(B, a uniform place)
 *       SMARTCOLLAPSE(B)
 *
 * If the draft has a trace it leads from the empty word to this word; read backwards
 * (certificate.ts) it is a proof that the word is an unknot.
 * Throws a RangeError for options no word can meet, or if the draft has no room (see {@link draft}).
 */
export const randomUnknot = (draft: Draft.Draft, stream: Stream.Stream, options: Options): void => {
  checkUnknot(options)
  Draft.clear(draft)
  while (draft.length !== options.letters) {
    Interruption.look()
    if (draft.length > options.letters) Draft.clear(draft)
    scramble(draft, stream, options.moves)
    collapse(draft)
  }
}

/**
 * RANDOMKNOT: leaves in the draft a word of exactly `letters` letters whose closure has one component.
 *
 *     B = []
 *     while |B| != N
 *       if |B| > N: B = []
 *       while |B| < N: append sigma_j^+-1, j uniform over 1 to strands - 1, the sign fair
 *       KNOTIFY(B)
 *       M times: RANDOMMARKOVMOVE(B), BRAIDRELATION2(B, a uniform place)
 *       SMARTCOLLAPSE(B)
 *
 * The result may well be the unknot (at N = 9 a tenth of the draws with M = 1 on 6 strands, a third with M = 10 on 3):
 * who needs knots filters.
 *
 * Choices: j is printed as 0 to strands - 1, which signed letters cannot be; here sigma_1 to sigma_(strands-1). A
 * word that continues keeps its strands, and more if the letters drawn need them. Drawn letters are no moves, so a
 * draft with a trace is refused. Throws a RangeError for that, and as {@link randomUnknot} does.
 */
export const randomKnot = (draft: Draft.Draft, stream: Stream.Stream, options: KnotOptions): void => {
  checkKnot(options)
  if (draft.trace !== null) throw new RangeError("Random letters are no moves: they cannot be traced.")
  Draft.clear(draft)
  while (draft.length !== options.letters) {
    Interruption.look()
    if (draft.length > options.letters) Draft.clear(draft)
    append(draft, stream, options)
    knotify(draft, stream)
    scramble(draft, stream, options.moves)
    collapse(draft)
  }
}

const append = (draft: Draft.Draft, stream: Stream.Stream, { letters, strands }: KnotOptions): void => {
  while (draft.length < letters) {
    const j = 1 + Stream.below(stream, strands - 1)
    draft.letters[draft.length++] = j * Stream.sign(stream)
    if (j >= draft.strands) draft.strands = j + 1
  }
}

/** M times RANDOMMARKOVMOVE and BRAIDRELATION2. One word a round: a half chooses the move, the other the place. */
const scramble = (draft: Draft.Draft, stream: Stream.Stream, moves: number): void => {
  for (let k = 0; k < moves; k++) {
    const word = Stream.next(stream)
    const generators = draft.strands - 1
    if (generators === 0) Move.stabilise(draft, "high", word & 1 ? -1 : 1)
    else apply(draft, Stream.belowBy(stream, word & 0xffff, 4 * generators))
    Move.braidRound(draft, Stream.belowBy(stream, word >>> 16, draft.length))
  }
}

const check = ({ letters, moves }: Options): void => {
  if (!(Number.isInteger(letters) && letters >= 1)) {
    throw new RangeError(`A random word has 1 letter or more, not ${letters}.`)
  }
  if (!(Number.isInteger(moves) && moves >= 1)) {
    throw new RangeError(`Between two collapses there is 1 move or more, not ${moves}.`)
  }
}

/**
 * Throws a RangeError for options that no unknot can meet. A collapsed word has each end generator twice; parity and
 * connectedness leave no unknot of 1, 2, 3 or 5 letters.
 */
export const checkUnknot = ({ letters, moves }: Options): void => {
  check({ letters, moves })
  if (letters < 4 || letters === 5) {
    throw new RangeError(
      `No unknot of ${letters} letters survives SmartCollapse: ask for 4, or for 6 or more.`
    )
  }
  if (moves < 3)
    throw new RangeError(`SmartCollapse undoes ${moves} moves on an unknot: make 3 or more at a time.`)
}

/** Throws a RangeError for options that no knot can meet. */
export const checkKnot = ({ letters, moves, strands }: KnotOptions): void => {
  check({ letters, moves })
  if (letters < 3)
    throw new RangeError(`No knot of ${letters} letters survives SmartCollapse: ask for 3 or more.`)
  if (!(Number.isInteger(strands) && strands >= 2 && strands <= largestGenerator + 1)) {
    throw new RangeError(`A random knot is drawn on 2 to ${largestGenerator + 1} strands, not ${strands}.`)
  }
  if (strands === 2 && letters % 2 === 0 && moves < 2) {
    throw new RangeError("A knot on 2 strands has an odd word: for an even one make 2 moves or more.")
  }
}
