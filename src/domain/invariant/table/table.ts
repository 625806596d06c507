/** A table of prime knots: names, with words whose closures they stand for. */
import type * as Word from "../../braid/word.ts"

/** A prime knot. */
export interface Prime {
  /** `8_19`: crossings and place in Rolfsen's table; `11n_34`: crossings, whether it alternates, and place. */
  readonly name: string
  readonly crossings: number
  /** A braid word whose closure is the knot, in the chirality that its name stands for. */
  readonly word: Word.Word
  /** Whether the knot is its own mirror image, with or without a turn of its orientation. */
  readonly achiral: boolean
}

export interface Table {
  /** Whose chirality the words are. */
  readonly source: string
  /** It has all prime knots of at most so many crossings. */
  readonly crossings: number
  /** By crossings, and in the order of their names. */
  readonly primes: ReadonlyArray<Prime>
  readonly byName: ReadonlyMap<string, Prime>
}

export const of = (source: string, primes: ReadonlyArray<Prime>): Table => ({
  source,
  crossings: Math.max(...primes.map(({ crossings }) => crossings)),
  primes,
  byName: new Map(primes.map((prime) => [prime.name, prime]))
})

/** The prime of this name. Throws a RangeError if the table has none. */
export const find = ({ byName, primes }: Table, name: string): Prime => {
  const prime = byName.get(name)
  if (prime !== undefined) return prime
  const range = `from ${primes[0].name} to ${primes.at(-1)!.name}`
  if (/^(?:\d|10)[an]_/.test(name))
    throw new RangeError(
      `The table has no knot "${name}"; up to ten crossings names are those of Rolfsen, as 8_19. It goes ${range}.`
    )
  throw new RangeError(`The table has no knot "${name}"; it goes ${range}.`)
}

/** Words in a row: letter `a` is sigma_1, `A` its inverse, `b` sigma_2 and so on. */
export const words = (text: string): ReadonlyArray<Word.Word> => text.trim().split(/\s+/).map(spell)

/** The table's own words have no fault, and there are thousands of them. */
const spell = (letters: string): Word.Word => {
  const word = new Int16Array(letters.length)
  for (let i = 0; i < letters.length; i++) {
    const code = letters.charCodeAt(i)
    word[i] = code > 96 ? code - 96 : 64 - code
  }
  return word
}
