/**
 * The unknots that games begin with: RANDOMUNKNOT of "Learning to Unknot" (2010.16263), in one split of the data set. A
 * word is a function of its number alone; the splits never meet, whoever draws.
 */

import type * as Prior from "../../domain/braid/prior.ts"
import type { Word } from "../../domain/braid/word.ts"
import { largestGenerator } from "../../domain/braid/word.ts"
import * as DataSplit from "../../domain/decision/split.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Key } from "../../domain/random/key.ts"
import { child } from "../../domain/random/key.ts"

export type Split = "train" | "test"

export interface Words {
  /** Word number `index` of so many letters. */
  readonly word: (letters: number, index: number) => Word
}

/** The same for every agent and every repeat, so that agents are compared on the same words. */
const keys: Readonly<Record<Split, Key>> = { train: [2010, 16263], test: [16263, 2010] }

const made = new Map<string, Words>()

/** Keeps the words it has drawn, for as long as the thread lives. */
export const on = (split: Split, scramble: number, prior: Prior.Make): Words => {
  const name = `${split} ${scramble}`
  const known = made.get(name)
  if (known !== undefined) return known
  const samplers = new Map<number, Prior.Sampler>()
  const drawn = new Map<number, Map<number, Word>>()
  const draw = (letters: number, index: number): Word => {
    const sampler = samplers.get(letters) ?? prior({ letters, moves: scramble })
    samplers.set(letters, sampler)
    const key = child(child(keys[split], letters), index)
    for (let attempt = 0; ; attempt++) {
      Interruption.look()
      const word = sampler.unknot(child(key, attempt))
      if (DataSplit.of(word) === split) return word.slice()
    }
  }
  const words: Words = {
    word: (letters, index) => {
      const some = drawn.get(letters) ?? new Map<number, Word>()
      drawn.set(letters, some)
      const word = some.get(index) ?? draw(letters, index)
      some.set(index, word)
      return word
    }
  }
  made.set(name, words)
  return words
}

/** RANDOMUNKNOT makes no words of fewer than 4 letters, nor of 5. */
export const possible = (letters: number): boolean => letters === 4 || letters >= 6

/**
 * The most moves between two collapses after which words of so many letters still stand on as many strands as a braid may
 * have. A collapsed word may stand on nearly as many strands as it has letters, and every other move M adds one:
 *
 *   letters + M / 2 + 6 sqrt(M) / 2 = most strands,  six standard deviations, one round in 10^9 beyond.
 */
export const mostScramble = (letters: number): number => {
  const left = largestGenerator + 1 - letters
  return left <= 0 ? 0 : Math.floor((Math.sqrt(9 + 2 * left) - 3) ** 2)
}
