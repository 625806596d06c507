/** Texts broken into lines of a width. */
import { nothingLeft } from "../../../domain/exhaustive.ts"
import type { Face } from "../../report/fonts.ts"
import * as Pdf from "../../report/pdf.ts"
import type { Inline, Standing, Text } from "../content/block.ts"

export interface Style {
  readonly face: Face
  /** Points. */
  readonly size: number
  readonly color: string
}

export interface Piece {
  readonly text: string
  readonly style: Style
  /** From the line's left end, in points. */
  readonly x: number
  readonly width: number
  /** Where it leads. */
  readonly to?: string
}

export type Line = ReadonlyArray<Piece>

/** Points that a text takes in a style. */
export type Measure = (text: string, style: Style) => number

const colors: Readonly<Record<Standing, string>> = {
  agrees: "#1a6b2f",
  "agrees in trend": "#0b6470",
  differs: "#b3261e",
  undecided: "#8a4b00",
  "cannot be compared": "#595959",
  "not computed yet": "#595959"
}

const linkColor = "#0b5cad"

/** Letters of one look, without a blank among them. */
interface Fragment {
  readonly text: string
  readonly style: Style
  readonly to?: string
}

const styled = (part: Inline, style: Style): Fragment => {
  if (typeof part === "string") return { text: part, style }
  switch (part.kind) {
    case "link":
      return { text: part.text, style: { ...style, color: linkColor }, to: part.to }
    case "strong":
      return { text: part.text, style: { ...style, face: "bold" } }
    case "standing":
      return { text: part.standing, style: { ...style, face: "bold", color: colors[part.standing] } }
    default:
      return nothingLeft(part, "inline")
  }
}

/** What stands between blanks, as the looks in it. */
const wordsOf = (text: Text, style: Style): ReadonlyArray<ReadonlyArray<Fragment>> => {
  const words: Array<Array<Fragment>> = [[]]
  for (const part of text) {
    const { text: all, ...look } = styled(part, style)
    for (const [k, run] of Pdf.inFont(all)
      .split(/[ \t\r\n]+/)
      .entries()) {
      if (k > 0) words.push([])
      if (run !== "") words.at(-1)!.push({ ...look, text: run })
    }
  }
  return words.filter((word) => word.length > 0)
}

const widthOf = (word: ReadonlyArray<Fragment>, measure: Measure): number =>
  word.reduce((sum, { text, style }) => sum + measure(text, style), 0)

/** A word that no line has room for, in parts that lines have room for. */
const parted = (
  word: ReadonlyArray<Fragment>,
  width: number,
  measure: Measure
): ReadonlyArray<ReadonlyArray<Fragment>> => {
  if (widthOf(word, measure) <= width) return [word]
  const parts: Array<ReadonlyArray<Fragment>> = []
  for (const { text, ...look } of word) {
    let part = ""
    for (const letter of text) {
      if (part !== "" && measure(part + letter, look.style) > width) {
        parts.push([{ ...look, text: part }])
        part = ""
      }
      part += letter
    }
    parts.push([{ ...look, text: part }])
  }
  return parts
}

const isAlike = (a: Fragment, b: Fragment): boolean =>
  a.to === b.to && a.style.face === b.style.face && a.style.color === b.style.color

/** Words of a line as few pieces: what looks alike is one text, with its blanks. */
const joined = (words: ReadonlyArray<ReadonlyArray<Fragment>>, measure: Measure): Line => {
  const merged: Array<Fragment> = []
  for (const [k, word] of words.entries())
    for (const [i, fragment] of word.entries()) {
      const last = merged.at(-1)
      const blank = k > 0 && i === 0 ? " " : ""
      if (last !== undefined && isAlike(last, fragment))
        merged[merged.length - 1] = { ...last, text: last.text + blank + fragment.text }
      else {
        // A blank between two looks is of the first.
        if (last !== undefined && blank !== "") merged[merged.length - 1] = { ...last, text: `${last.text} ` }
        merged.push(fragment)
      }
    }
  let x = 0
  return merged.map((fragment) => {
    const width = measure(fragment.text, fragment.style)
    const piece = { ...fragment, x, width }
    x += width
    return piece
  })
}

/** Points that the text takes in one line, and those of its longest word. */
export const extent = (text: Text, style: Style, measure: Measure): readonly [all: number, word: number] => {
  const words = wordsOf(text, style)
  const widths = words.map((word) => widthOf(word, measure))
  const blanks = Math.max(0, words.length - 1) * measure(" ", style)
  return [widths.reduce((sum, width) => sum + width, blanks), Math.max(0, ...widths)]
}

/** At least one line. */
export const broken = (text: Text, width: number, style: Style, measure: Measure): ReadonlyArray<Line> => {
  const blank = measure(" ", style)
  const lines: Array<Line> = []
  let words: Array<ReadonlyArray<Fragment>> = []
  let used = 0
  for (const word of wordsOf(text, style).flatMap((word) => parted(word, width, measure))) {
    const more = widthOf(word, measure)
    if (words.length > 0 && used + blank + more > width) {
      lines.push(joined(words, measure))
      words = []
      used = 0
    }
    used += (words.length > 0 ? blank : 0) + more
    words.push(word)
  }
  return [...lines, joined(words, measure)]
}
