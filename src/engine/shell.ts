/** Commands that people copy into a shell. */
import { relative, resolve } from "node:path"

const plain = /^[A-Za-z0-9_./@%+,:=-]+$/

/** A word of a command line. */
export const quoted = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`

export const line = (words: ReadonlyArray<string>): string => words.map(quoted).join(" ")

/** A path, as short as it can be typed from here. */
export const fromHere = (path: string): string => {
  const short = relative(process.cwd(), resolve(path))
  return short === "" ? "." : short.startsWith("..") ? resolve(path) : short
}
