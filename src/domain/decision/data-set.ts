/**
 * Labelled words on which classifiers learn, stop and are tested: as many knots as unknots of each length, no word
 * twice, and no word or rotation of one in two splits.
 *
 * A set is a function of its options and a key. It is drawn in lots, one a length; the first words of a lot do not
 * depend on how many follow, so that at one length a larger set begins with the smaller one.
 */

import * as Prior from "../braid/prior.ts"
import type * as Word from "../braid/word.ts"
import { nothingLeft } from "../exhaustive.ts"
import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Draw from "./draw.ts"
import type { Example } from "./example.ts"
import { ring } from "./example.ts"
import * as Rectangular from "./rectangular.ts"
import * as Split from "./split.ts"

/**
 * Where the two classes come from. `paper`: unknots by RANDOMUNKNOT, knots by RANDOMKNOT. `same`: both by RANDOMKNOT,
 * each unknot beside a knot of as many letters and strands and of the same writhe. `grid`: both by uniformly random
 * rectangular diagrams of knots (rectangular.ts), each unknot beside a knot of as many letters in which every generator has
 * the same sum of exponents.
 */
export const generators = ["paper", "same", "grid"] as const
export type Generator = (typeof generators)[number]

interface Common {
  /** N, or the fewest and the most letters of a word; each length has an equal share. */
  readonly letters: number | readonly [fewest: number, most: number]
  /** What never is in two splits; rotations unless told. */
  readonly apart?: Split.Apart
  /** Words in each split, even: half of them are knots. */
  readonly words: Readonly<Record<Split.Split, number>>
}

/** By the priors of "Learning to Unknot" (braid/prior.ts). */
export interface ByPrior extends Common {
  readonly generator: "paper" | "same"
  /** Of the letters that RANDOMKNOT draws. */
  readonly strands: number
  /** M, random Markov moves between two collapses. */
  readonly moves: number
}

export interface ByGrid extends Common {
  readonly generator: "grid"
  /** Of every diagram; unless told, for each length those with which it is frequent ({@link Rectangular.columnsFor}). */
  readonly columns?: number
}

export type Options = ByPrior | ByGrid

export type Option = keyof ByPrior | keyof ByGrid

export type DataSet = Readonly<Record<Split.Split, ReadonlyArray<Example>>>

/** Something in the options that leaves no data set: which option, and a sentence. */
export interface Fault {
  readonly option: Option
  /** Of `words`, the split whose number it is. */
  readonly split?: Split.Split
  readonly message: string
}

/** SmartCollapse leaves no unknot of 1, 2, 3 or 5 letters, whichever prior it follows. */
const isPossible = (letters: number): boolean => letters === 4 || letters >= 6

/** The lengths of the words of a data set, upwards: those asked for which there are unknots of. */
export const lengths = ({ letters }: Pick<Common, "letters">): ReadonlyArray<number> => {
  const [fewest, most] = typeof letters === "number" ? [letters, letters] : letters
  const found: Array<number> = []
  for (let length = fewest; length <= most; length++) if (isPossible(length)) found.push(length)
  return found
}

/** How many words, half of them knots, have so many letters together, or the fewest more that are left out. */
export const wordsOf = (options: Pick<Common, "letters">, totalLetters: number): number => {
  const all = lengths(options)
  const mean = all.reduce((sum, length) => sum + length, 0) / all.length
  return 2 * Math.floor(totalLetters / mean / 2)
}

/** What leaves no data set, all of it at once; too few distinct words show only in drawing. */
export const faults = (options: Options): ReadonlyArray<Fault> => {
  const { letters, words } = options
  const found: Array<Fault> = []
  const fault = (option: Option, message: string) => found.push({ option, message })
  const bounds = typeof letters === "number" ? [letters, letters] : letters
  if (!bounds.every((length) => Number.isInteger(length) && length >= 1))
    fault("letters", `A word has a whole number of letters, 1 or more, not ${bounds.join(" to ")}.`)
  else if (bounds[0] > bounds[1])
    fault("letters", `The fewest letters, ${bounds[0]}, are more than the most, ${bounds[1]}.`)
  else if (lengths(options).length === 0)
    fault(
      "letters",
      `SmartCollapse leaves no unknot of ${[...new Set(bounds)].join(" to ")} letters: ask for 4, or for 6 or more.`
    )
  found.push(...faultsOfSource(options))
  for (const split of Split.names) {
    if (!Number.isInteger(words[split]) || words[split] < 0 || words[split] % 2 !== 0)
      found.push({
        option: "words",
        split,
        message: `Half of the words are knots: ${words[split]} words for ${split} cannot be halved.`
      })
  }
  if (words.train < 2) fault("words", "A data set without words to train on teaches nothing.")
  return found
}

/** What is wrong with where the words come from. */
const faultsOfSource = (options: Options): ReadonlyArray<Fault> => {
  switch (options.generator) {
    case "paper":
    case "same":
      return faultsOfPrior(options)
    case "grid":
      return Rectangular.faults(lengths(options), options.columns)
    default:
      return nothingLeft(options, "generator")
  }
}

const faultsOfPrior = ({ generator, moves, strands }: ByPrior): ReadonlyArray<Fault> => {
  const found: Array<Fault> = []
  const fault = (option: Option, message: string) => found.push({ option, message })
  if (generator === "paper" && moves < 3)
    fault("moves", `SmartCollapse undoes ${moves} moves on an unknot: make 3 or more at a time.`)
  if (!Number.isInteger(moves) || moves < 1)
    fault("moves", `Between two collapses there is 1 move or more, not ${moves}.`)
  if (!Number.isInteger(strands) || strands < 2 || strands > 64)
    fault("strands", `Letters are drawn on 2 to 64 strands, not ${strands}.`)
  return found
}

const columnsOf = ({ columns }: ByGrid, letters: number): number => columns ?? Rectangular.columnsFor(letters)

/** The words of one length. */
export interface Lot {
  readonly letters: number
  /** Pairs of a knot and an unknot in each split. */
  readonly pairs: Readonly<Record<Split.Split, number>>
}

/** The lots of a data set. Throws a RangeError with the first of the {@link faults}. */
export const lots = (options: Options): ReadonlyArray<Lot> => {
  const [first] = faults(options)
  if (first !== undefined) throw new RangeError(first.message)
  const all = lengths(options)
  return all.map((letters, place) => {
    const share = (split: Split.Split) => {
      const pairs = options.words[split] / 2
      return Math.floor(pairs / all.length) + (place < pairs % all.length ? 1 : 0)
    }
    return { letters, pairs: { train: share("train"), validation: share("validation"), test: share("test") } }
  })
}

/**
 * Draws one lot: knots and unknots in turn in each split, in the order of their draws. Lots need nothing of each other
 * and may be drawn anywhere. Throws a RangeError where the prior makes too few distinct words.
 *
 * @param prior a faster sampler of the same words (accelerator/backend.ts)
 */
export const draw = (options: Options, key: Key, lot: Lot, prior: Prior.Make = Prior.sampler): DataSet => {
  const { apart = "rotation" } = options
  const { letters, pairs } = lot
  const source = { key: child(key, letters), letters, pairs, apart }
  const priorOf = ({ strands, moves }: ByPrior) => prior({ letters, strands, moves })
  switch (options.generator) {
    case "paper":
      return Draw.apart({ ...source, sampler: priorOf(options) })
    case "same":
      return Draw.matched({
        ...source,
        sampler: priorOf(options),
        likeness: Draw.strandsAndWrithe,
        isEven: false
      })
    case "grid":
      return Draw.matched({
        ...source,
        sampler: Rectangular.sampler({ letters, columns: columnsOf(options, letters) }),
        likeness: Draw.exponents,
        isEven: true,
        most: Rectangular.draws
      })
    default:
      return nothingLeft(options, "generator")
  }
}

/** One data set of all its lots, the lengths in turn. Throws a RangeError where two splits meet. */
export const assemble = (drawn: ReadonlyArray<DataSet>, apart?: Split.Apart): DataSet => {
  const inTurn = (name: Split.Split): ReadonlyArray<Example> => {
    const all: Array<Example> = []
    const longest = Math.max(0, ...drawn.map((lot) => lot[name].length))
    for (let pair = 0; pair < longest; pair += 2) {
      Interruption.look()
      for (const lot of drawn) all.push(...lot[name].slice(pair, pair + 2))
    }
    return all
  }
  const set = { train: inTurn("train"), validation: inTurn("validation"), test: inTurn("test") }
  requireApart(set, apart)
  return set
}

const kin: Readonly<Record<Split.Apart, string>> = {
  rotation: "A rotation",
  symmetry: "A rotation, mirror image or reversal"
}

/**
 * Throws a RangeError that names a word of which a rotation, or another word that must not, stands in another split: what
 * was learnt on the one would be tested on the other.
 */
export const requireApart = (
  set: Readonly<Record<Split.Split, ReadonlyArray<{ readonly word: Word.Word }>>>,
  apart: Split.Apart = "rotation"
): void => {
  const splitOf = new Map<string, Split.Split>()
  for (const split of Split.names) {
    for (const { word } of set[split]) {
      Interruption.look()
      const names = Split.alike(word, apart).map(ring)
      const other = names
        .map((name) => splitOf.get(name))
        .find((each) => each !== undefined && each !== split)
      if (other !== undefined) {
        throw new RangeError(
          `${kin[apart]} of the word ${word.join(" ")}, which is for ${split}, is also for ${other}: the splits must not meet.`
        )
      }
      splitOf.set(names[0], split)
    }
  }
}

const drawAll = (options: Options, key: Key, prior?: Prior.Make): DataSet => {
  const drawn = lots(options).map((lot) => draw(options, key, lot, prior))
  return assemble(drawn, options.apart)
}

/** The last sets drawn in this thread, by content. */
const known = new Map<string, DataSet>()
const kept = 4

/**
 * The data set of these options and this key. The last few of a thread are remembered.
 * Throws a RangeError for options with {@link faults}, and where the prior makes too few distinct words.
 * Cost: 20 to 100 microseconds a word of up to 24 letters; `same` draws 10 to 50 times as many as it keeps, and far more
 * beyond that.
 */
export const of = (options: Options, key: Key, prior?: Prior.Make): DataSet => {
  const name = JSON.stringify([options, key])
  const set = known.get(name) ?? drawAll(options, key, prior)
  known.delete(name)
  known.set(name, set)
  for (const oldest of known.keys()) if (known.size > kept) known.delete(oldest)
  return set
}
