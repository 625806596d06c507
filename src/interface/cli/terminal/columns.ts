/** Text in aligned columns, for people. */
import { displayWidth } from "effect/cli/CliOutput"
import * as Plain from "../../text/plain.ts"

export type Side = "left" | "right"

const plain = /^[ -~]*$/

/**
 * The columns of a terminal that a text takes: two a Chinese character, none an accent. Plain letters, which most texts are, are
 * counted at once: taking texts apart into what is seen as one takes a tenth of the time that a listing takes.
 */
export const widthOf = (text: string): number => (plain.test(text) ? text.length : displayWidth(text))

/** As much of the beginning of a text as fits, with … where that is not all of it. */
export const fitted = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text
  let used = 1
  let end = 0
  for (const character of text) {
    used += widthOf(character)
    if (used > width) break
    end += character.length
  }
  return `${text.slice(0, end)}…`
}

/**
 * Lines of cells padded to common widths, two blanks between columns, none at the end of a line. Cells are plain text on
 * one line.
 *
 * @param most characters of a cell; the whole of it where it is a result
 */
export const align = (
  texts: ReadonlyArray<ReadonlyArray<string>>,
  sides: ReadonlyArray<Side> = [],
  most = Plain.mostInCell
): string => {
  const lines = texts.map((line) => line.map((cell) => Plain.line(cell, most)))
  const widths: Array<number> = []
  for (const line of lines) {
    for (const [i, cell] of line.entries()) widths[i] = Math.max(widths[i] ?? 0, widthOf(cell))
  }
  const padded = (cell: string, i: number): string => {
    const blanks = " ".repeat(widths[i]! - widthOf(cell))
    return { left: cell + blanks, right: blanks + cell }[sides[i] ?? "left"]
  }
  return lines.map((line) => `${line.map(padded).join("  ").trimEnd()}\n`).join("")
}

/** Lines of words, each of at most `width` characters where its words allow that. */
export const wrapped = (text: string, width: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of text.split(" ")) {
    const longer = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

/** Sentences in less room than this are a pain to read. */
const leastRoom = 34

/**
 * As {@link align}, in lines of at most `width` characters where words allow that: the last column is of sentences, which
 * go on below themselves. Columns that leave them too little room are put before them, as part of the sentence.
 *
 * @param most characters of a cell; the whole of it where it is a result
 */
export const describe = (
  texts: ReadonlyArray<ReadonlyArray<string>>,
  width: number,
  sides: ReadonlyArray<Side> = [],
  most = Plain.mostInSentence
): string => {
  const lines = texts.map((line) => line.map((cell) => Plain.line(cell, most)))
  const text = align(lines, sides, most)
  if (text.split("\n").every((line) => widthOf(line) <= width)) return text
  const ends: Array<number> = []
  for (const [i] of lines[0]!.entries())
    ends.push((ends.at(-1) ?? 0) + 2 + Math.max(...lines.map((line) => widthOf(line[i]!))))
  const last = ends.slice(0, -1).findLastIndex((end) => width - end >= leastRoom)
  const own = Math.max(0, last) + 1
  return align(
    lines.flatMap((line) => {
      const parts = wrapped(line.slice(own).join("; "), Math.max(leastRoom, width - ends[own - 1]!))
      return parts.map((part, k) => [...line.slice(0, own).map((cell) => (k === 0 ? cell : "")), part])
    }),
    sides
  )
}

/** The widest first column beside which sentences begin; what is wider has its sentence below itself. */
const widestName = 26

/** Names with a sentence each, in lines of at most `width` characters where words allow that. */
export const hang = (
  lines: ReadonlyArray<readonly [name: string, sentence: string]>,
  width: number
): string => {
  const widths = lines.map(([name]) => widthOf(name)).filter((each) => each <= widestName)
  const own = Math.max(0, ...widths) + 2
  return lines
    .flatMap(([name, sentence]) => {
      const parts = wrapped(Plain.line(sentence), Math.max(leastRoom, width - own)).map(
        (part) => " ".repeat(own) + part
      )
      const used = widthOf(name)
      if (used > widestName) return [name, ...parts]
      return [name + " ".repeat(own - used) + parts[0]!.trimStart(), ...parts.slice(1)]
    })
    .map((line) => `${line.trimEnd()}\n`)
    .join("")
}
