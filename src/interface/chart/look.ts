/** How large a chart is, and its letters: all of its layout follows from these two, so that a smaller chart is no scaled one. */

export interface Look {
  /** In CSS pixels, of 1/96 inch. */
  readonly width: number
  /** Of names and legends, in CSS pixels; the numbers along the axes are a little smaller. */
  readonly fontSize: number
}

export const usual: Look = { width: 720, fontSize: 11 }

/** Of the letters, against the usual ones: what has room for letters grows with it. */
export const unit = ({ fontSize }: Look): number => fontSize / usual.fontSize

/** Of a character of the usual letters of the sans-serif fonts that readers have, on average. */
const characterWidth = 6.2

export const textWidth = (look: Look, text: string): number => characterWidth * unit(look) * text.length

/** Of a number along an axis, whose letters are smaller and whose digits are wide, most of all in the fonts of servers. */
export const numberWidth = (unit: number, text: string): number => 6 * unit * text.length

/** Characters that fit into this width. */
export const charactersIn = (look: Look, width: number): number =>
  Math.max(3, Math.floor(width / (characterWidth * unit(look))))

/** The text in lines of this width, broken between words. */
export const lines = (look: Look, text: string, width: number): ReadonlyArray<string> => {
  const found: Array<string> = []
  for (const word of text.split(" ")) {
    const longer = found.length === 0 ? word : `${found.at(-1)} ${word}`
    if (found.length > 0 && textWidth(look, longer) <= width) found[found.length - 1] = longer
    else found.push(word)
  }
  return found
}
