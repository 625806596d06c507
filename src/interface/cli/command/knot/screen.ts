/** Lines of two cells on a terminal: values go on below themselves, and all of it fits one screen. */
import * as Columns from "../../terminal/columns.ts"

const width = 80
const height = 40

/** Signs stay with what follows them, so that no line of a polynomial ends in one. */
const words = (text: string): ReadonlyArray<string> => text.split(/(?<![-+]) /)

const wrapped = (text: string, room: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const word of words(text)) {
    const longer = `${lines.at(-1)} ${word}`
    if (lines.length > 0 && Columns.widthOf(longer) <= room) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

const clipped = (lines: ReadonlyArray<string>, most: number): ReadonlyArray<string> =>
  lines.length <= most
    ? lines
    : [...lines.slice(0, most - 1), `… (${lines.length - most + 1} more lines; --json has all of it)`]

/** A value has as many lines as leave room for the others. */
export const print = (facts: ReadonlyArray<readonly [what: string, value: string]>): string => {
  const room = width - 2 - Math.max(...facts.map(([what]) => Columns.widthOf(what)))
  const values = facts.map(([what, value]) => [what, wrapped(value, room)] as const)
  let most = height
  const shown = () => values.map(([what, lines]) => [what, clipped(lines, most)] as const)
  while (most > 2 && shown().reduce((sum, [, lines]) => sum + lines.length, 0) > height) most--
  const rows = shown().flatMap(([what, lines]) => lines.map((line, k) => [k === 0 ? what : "", line]))
  return Columns.align(rows, [], Number.POSITIVE_INFINITY)
}
