/** Commands that people copy into a shell. */

const plain = /^[A-Za-z0-9_./@%+,:=-]+$/

/** A word of a command line. */
export const quoted = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

export const line = (words: ReadonlyArray<string>): string => words.map(quoted).join(" ")
