/**
 * A presentation of a knot's group made smaller (Tietze). A knot whose group comes to one generator without relators has the
 * group Z and is the unknot, by Dehn's lemma (Papakyriakopoulos, On Dehn's lemma and the asphericity of knots, Annals of
 * Mathematics 66, 1957). The converse holds too, but nothing says how long the way is: where none is found, nothing is said.
 *
 * Two kinds of steps, as in Havas, Kenne, Richardson and Robertson, A Tietze transformation program (Computational Group
 * Theory, 1984): a relator that holds a generator once says what it is; and where two relators have more than half of one
 * in common, the other takes the rest of it instead.
 */
import * as Interruption from "../interruption.ts"
import type { Key } from "../random/key.ts"
import { child } from "../random/key.ts"
import * as Stream from "../random/stream.ts"
import type { Step } from "./certificate.ts"
import type { Relator } from "./wirtinger.ts"
import { inverse, reduced } from "./wirtinger.ts"

/** Letters of all relators together beyond which an attempt ends: of knots that are none they grow. */
const mostLetters = 20_000

/**
 * Letters that an attempt may read, for a presentation of so many letters: some 10 ns each. Of 1000 attempts at unknots of 20
 * to 400 crossings half read less than letters^2 / 3, and 3 of a hundred or fewer more than letters^2, but some never
 * come to an end: it is quicker to begin anew.
 */
const mostRead = (letters: number): number => 10_000 + 2 * letters ** 2

/** Attempts, each in another order. */
const attempts = 8

/** A relator that is no longer than this is used up before others are made shorter. */
const short = 4

/** The steps that lead to one generator without relators, or null where none are found. The same for the same key. */
export const trivialise = (relators: ReadonlyArray<Relator>, key: Key): ReadonlyArray<Step> | null => {
  const letters = relators.reduce((sum, relator) => sum + relator.length, 0)
  for (let attempt = 0; attempt < attempts; attempt++) {
    const noise = attempt === 0 ? undefined : Stream.make(child(key, attempt))
    const work = { left: mostRead(letters) }
    const steps = attemptOnce(relators, noise, work)
    if (steps !== null) return steps
  }
  return null
}

/** Relators by their number; those that are used up, and empty ones, are gone. */
type Words = Map<number, Relator>

const attemptOnce = (
  relators: ReadonlyArray<Relator>,
  noise: Stream.Stream | undefined,
  work: { left: number }
): ReadonlyArray<Step> | null => {
  const words: Words = new Map(relators.entries())
  const patterns: Patterns = new WeakMap()
  const counts = {
    uses: new Uint32Array(relators.length + 1),
    own: new Uint32Array(relators.length + 1)
  }
  const steps: Array<Step> = []
  let generators = relators.length
  const put = (number: number, word: Relator) => {
    if (word.length === 0) words.delete(number)
    else words.set(number, word)
  }
  for (const [number, word] of relators.entries()) put(number, word)
  let letters = lengthOf(words)
  while (generators > 1) {
    Interruption.look()
    work.left -= letters
    if (work.left < 0) return null
    const next = cheapest(words, counts, noise)
    if (next === null || words.get(next.relator)!.length > short) {
      const shorter = overlap(words, patterns, work)
      if (shorter !== null) {
        put(shorter.step[1], shorter.word)
        steps.push(shorter.step)
        continue
      }
    }
    if (next === null) return null
    const { relator, generator } = next
    const image = solve(words.get(relator)!, generator)
    steps.push(["eliminate", relator, generator - 1])
    words.delete(relator)
    generators--
    for (const [number, word] of words) put(number, substitute(word, generator, image))
    letters = lengthOf(words)
    if (letters > mostLetters) return null
  }
  return words.size === 0 ? steps : null
}

const lengthOf = (words: Words): number => {
  let letters = 0
  for (const word of words.values()) letters += word.length
  return letters
}

/** How often each generator stands in all relators, and in one: room that is used again. */
interface Counts {
  readonly uses: Uint32Array
  /** Zeros but while it is in use. */
  readonly own: Uint32Array
}

/** A generator that stands once in a relator, the shortest of those; of these the rarest. */
const cheapest = (words: Words, { uses, own }: Counts, noise: Stream.Stream | undefined) => {
  uses.fill(0)
  for (const word of words.values()) for (const letter of word) uses[Math.abs(letter)]++
  let best: { readonly relator: number; readonly generator: number } | null = null
  let least = Number.POSITIVE_INFINITY
  for (const [relator, word] of words) {
    for (const letter of word) own[Math.abs(letter)]++
    for (const letter of word) {
      const generator = Math.abs(letter)
      if (own[generator] > 1) continue
      const luck = noise === undefined ? 0 : Stream.next(noise) / 2 ** 31
      const cost = word.length + uses[generator] / 10 + luck
      if (cost >= least) continue
      least = cost
      best = { relator, generator }
    }
    for (const letter of word) own[Math.abs(letter)] = 0
  }
  return best
}

/** What a generator is, by a relator that holds it once. */
const solve = (relator: Relator, generator: number): Relator => {
  const at = relator.findIndex((letter) => Math.abs(letter) === generator)
  const rest = [...relator.slice(at + 1), ...relator.slice(0, at)]
  return relator[at] > 0 ? inverse(rest) : rest
}

const substitute = (word: Relator, generator: number, image: Relator): Relator => {
  if (!word.includes(generator) && !word.includes(-generator)) return word
  const back = inverse(image)
  const letters: Array<number> = []
  for (const letter of word) {
    if (letter === generator) letters.push(...image)
    else if (letter === -generator) letters.push(...back)
    else letters.push(letter)
  }
  return reduced(letters)
}

/** A relator as it is looked for in others. */
interface Pattern {
  readonly inverse: Relator
  /** Relators that have no more than half of it: they are not searched again while neither changes. */
  readonly apart: Set<Relator>
}

/** By the relator itself: one that changes is another one. */
type Patterns = WeakMap<Relator, Pattern>

/** A relator that a shorter one makes shorter, tried from the shortest on; null where there is none. */
const overlap = (
  words: Words,
  patterns: Patterns,
  work: { left: number }
): { readonly step: Step & { 0: "multiply" }; readonly word: Relator } | null => {
  const inOrder = [...words].sort((a, b) => a[1].length - b[1].length)
  for (const [by, shorter] of inOrder) {
    const pattern = patterns.get(shorter) ?? { inverse: inverse(shorter), apart: new Set() }
    patterns.set(shorter, pattern)
    for (const [relator, longer] of inOrder) {
      if (relator === by || longer.length < shorter.length || pattern.apart.has(longer)) continue
      work.left -= 2 * longer.length
      for (const sign of [1, -1] as const) {
        const word = sign === 1 ? shorter : pattern.inverse
        const common = commonPart(longer, word)
        if (common === null) continue
        const [at, from] = common
        return { step: ["multiply", relator, at, by, from, sign], word: product(longer, at, word, from) }
      }
      pattern.apart.add(longer)
    }
  }
  return null
}

/** Where more than half of the second, which is no longer than the first, stands in it, both read cyclically. */
const commonPart = (first: Relator, second: Relator): readonly [at: number, from: number] | null => {
  const [n, m] = [first.length, second.length]
  const half = m >> 1
  // More than half of a circle has one of two opposite places.
  for (const anchor of half === 0 ? [0] : [0, half])
    for (let at = 0; at < n; at++) {
      if (first[at] !== second[anchor]) continue
      let behind = 1
      while (behind < m && first[(at + behind) % n] === second[(anchor + behind) % m]) behind++
      let before = 0
      while (
        before + behind < m &&
        first[(at + n - before - 1) % n] === second[(anchor + m - before - 1) % m]
      )
        before++
      if (before + behind > half) return [(at + n - before) % n, (anchor + m - before) % m]
    }
  return null
}

/** The inverse of the second, read from a place on, times the first: what they have in common there cancels. */
const product = (first: Relator, at: number, second: Relator, from: number): Relator =>
  reduced([
    ...inverse([...second.slice(from), ...second.slice(0, from)]),
    ...first.slice(at),
    ...first.slice(0, at)
  ])
