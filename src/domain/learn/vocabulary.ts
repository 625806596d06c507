/**
 * The tokens that stand for letters: token 0 is padding, 2 i - 1 is sigma_i, 2 i is its inverse. A model knows the
 * generators up to a largest one, and no other.
 */

export const padding = 0

/** Tokens of a vocabulary that ends with sigma_generators, padding left out. */
export const size = (generators: number): number => 2 * generators

/** The token of a letter. */
export const token = (letter: number): number => 2 * Math.abs(letter) - (letter > 0 ? 1 : 0)

/** The letter of a token other than padding. */
export const letter = (token: number): number => (token % 2 === 1 ? (token + 1) / 2 : -token / 2)

/**
 * Writes a word's tokens to `out`, padded to its end.
 *
 * @throws RangeError that names the first letter outside the vocabulary, or a word longer than `out`
 */
export const encode = (word: ArrayLike<number>, generators: number, out: Int32Array): void => {
  if (word.length > out.length)
    throw new RangeError(
      `The word has ${word.length} letters; the model reads at most ${out.length}: ${Array.from(word).join(" ")}`
    )
  for (let i = 0; i < word.length; i++) {
    const letter = word[i]
    if (!Number.isInteger(letter) || letter === 0 || Math.abs(letter) > generators)
      throw new RangeError(
        `Letter ${i + 1} of the word is ${letter}; the model knows the letters 1 to ${generators} and -1 to -${generators}.`
      )
    out[i] = token(letter)
  }
  out.fill(padding, word.length)
}

/** What a reader of an exported model needs: the letter of each token, `null` for padding. */
export const letters = (generators: number): ReadonlyArray<number | null> => [
  null,
  ...Array.from({ length: size(generators) }, (_, i) => letter(i + 1))
]
