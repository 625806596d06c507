/**
 * Text that others wrote, as people read it in lines: on a terminal, where characters are commands, and in sentences. Runs
 * come from anybody; what they say moves no cursor, hides nothing, turns nothing around, and is of a length.
 */

/**
 * What does not show: controls, halves of surrogate pairs, separators of lines, marks of direction, what has no width.
 * Line breaks and tabs are not among them, nor the choice between a sign and its picture (U+FE0E, U+FE0F).
 */
const hidden =
  /\r(?!\n)|[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]--[\n\r\t\ufe0e\ufe0f]]/gv

/** As JSON spells them, so that JSON stays what it was. */
const spelled = (characters: string): string =>
  Array.from(
    { length: characters.length },
    (_, k) => `\\u${characters.charCodeAt(k).toString(16).padStart(4, "0")}`
  ).join("")

/** Lines as they are, with what does not show in them spelled: `\u001b`. */
export const block = (text: string): string => text.replace(hidden, spelled)

/** Characters of a text among others: a cell, a name. */
export const mostInCell = 240

/** Characters of a sentence, with all that it quotes. */
export const mostInSentence = 4000

/** Beginning and end of a text that is too long. */
const cut = (text: string, most: number): string => {
  if (text.length <= most) return text
  const end = Math.floor(most / 4)
  const first = text.slice(0, most - end - 3).replace(/[\ud800-\udbff]$/, "")
  const last = text.slice(text.length - end).replace(/^[\udc00-\udfff]/, "")
  return `${first} … ${last}`
}

/** On one line: blanks with a line break or a tab among them are one blank. */
export const line = (text: string, most = mostInSentence): string =>
  block(cut(text, most).replace(/\s+/g, (blanks) => (/[\t-\r\u2028\u2029]/.test(blanks) ? " " : blanks)))

/** A {@link line} for a place among others. */
export const cell = (text: string): string => line(text, mostInCell)

/** A sentence of several lines: all but the first are indented, so that none of them passes for a sentence by itself. */
export const paragraph = (text: string): string =>
  block(cut(text.trimEnd(), mostInSentence)).replace(/\r?\n(?=[^\r\n])/g, "\n  ")
