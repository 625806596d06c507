/** Commands that people copy into a shell. */
import { relative, resolve, sep } from "node:path"

const plain = /^[A-Za-z0-9_./@%+,:=-]+$/

/** What nobody can see, and what commands a terminal; bash, zsh and POSIX of 2024 know how to spell it. */
const unseen = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u

const spelled = (character: string): string => {
  if (character === "'" || character === "\\") return `\\${character}`
  return unseen.test(character)
    ? [...Buffer.from(character)].map((byte) => `\\${byte.toString(8).padStart(3, "0")}`).join("")
    : character
}

/** A word of a command line. */
export const quoted = (word: string): string => {
  if (plain.test(word)) return word
  return unseen.test(word) ? `$'${[...word].map(spelled).join("")}'` : `'${word.replaceAll("'", "'\\''")}'`
}

export const line = (words: ReadonlyArray<string>): string => words.map(quoted).join(" ")

/** A path, as short as it can be typed from here. */
export const fromHere = (path: string): string => {
  const short = relative(process.cwd(), resolve(path))
  if (short === "") return "."
  if (short.startsWith("..")) return resolve(path)
  // Which no command takes for one of its flags.
  return short.startsWith("-") ? `.${sep}${short}` : short
}
