/**
 * Braid words as texts: the closure of a word on so many strands. Letter i is sigma_i, the generators are numbered from 1.
 *
 *     1 -2 1 -2     [1, -2, 1, -2]     {1, -2, 1, -2}     integers; e, [] and {} are the empty word
 *     aBaB                                                letters: a is sigma_1, A its inverse
 *     s1 s2^-1 s1 s2^-1     sigma_1*sigma_2^{-1}          generators with powers, blanks or * or nothing between them
 *     {3, {1, -2, 1, -2}}     BR[3, {1, -2, 1, -2}]       KnotInfo's links and KnotTheory: strands and word
 *     3: 1 1     3: aa     3: s1^2                        strands before any of these: the third is idle here, a circle
 *
 * Without a number there are as many strands as the letters name. Sage numbers generators from s0 on: its s0 is refused,
 * and so is S1, which some mean as the inverse of s1, as A is that of a.
 */
import * as Word from "../braid/word.ts"
import * as Text from "./text.ts"

/** The closure of a word; strands that no letter names are circles. */
export interface Braid {
  readonly word: Word.Word
  readonly strands: number
}

/** Powers make long words of short texts. */
const mostLetters = 100_000

/** The same with as many strands as are asked for, at least those that it has. Throws a RangeError otherwise. */
export const on = ({ word, strands }: Braid, asked: number | undefined): Braid => {
  if (asked === undefined) return { word, strands }
  if (asked < strands) throw new RangeError(`The word needs ${strands} strands, but is to stand on ${asked}.`)
  if (asked > Word.largestGenerator + 1)
    throw new RangeError(`A word may stand on ${Word.largestGenerator + 1} strands, not on ${asked}.`)
  return { word, strands: asked }
}

/** Throws a SyntaxError with the place of the first fault, or a RangeError with a sentence for strands that do not fit. */
export const parse = (text: string): Braid => {
  const plain = Text.plain(text)
  Text.refuseLines(plain)
  const [before, count] = /^\s*(\d+)\s*:/.exec(plain) ?? ["", undefined]
  // Places count from the beginning of the whole text.
  const rest = " ".repeat(before.length) + plain.slice(before.length)
  return on(alone(rest), count === undefined ? undefined : Number(count))
}

const alone = (text: string): Braid => {
  const bare = text.trim()
  const numbers = Text.integers(bare)
  // What is no letter is told with its place, below.
  if (numbers?.every(isLetter)) return closed(numbers)
  if (bare === "e") return closed([])
  if (isPowers(bare)) return closed(powers(text))
  if (/^[A-Za-z]+$/.test(bare)) return closed(Array.from(bare, letter))
  return listed(text)
}

const isLetter = (value: number): boolean => value !== 0 && Math.abs(value) <= Word.largestGenerator

const closed = (letters: ReadonlyArray<number>): Braid => {
  const word = Word.of(letters)
  return { word, strands: Word.strands(word) }
}

const letter = (name: string): number => {
  const generator = name.toLowerCase().charCodeAt(0) - 96
  return name === name.toLowerCase() ? generator : -generator
}

const generator = String.raw`(?:s|S|sigma|\\sigma|\u03c3)_?\{?\s*\d`

/** Whether a text is of generators with names, as s1, or begins like one. */
export const isPowers = (text: string): boolean => new RegExp(`^\\s*${generator}`, "u").test(text)

const power =
  /\s*[*,]?\s*(?:(s|S|sigma|\\sigma|\u03c3)_?(\{?)\s*(\d+)\s*(\}?)\s*(?:\^\s*(?:\{\s*([+-]?\d+)\s*\}|\(\s*([+-]?\d+)\s*\)|([+-]?\d+)))?|(\S+))/uy

const powers = (text: string): ReadonlyArray<number> => {
  const letters: Array<number> = []
  power.lastIndex = 0
  for (let found = power.exec(text); found !== null; found = power.exec(text)) {
    const [whole, name, open, digits, close, braced, bracketed, plain, wrong] = found
    const at = power.lastIndex - whole.replace(/^[\s*,]+/, "").length
    if (wrong !== undefined || (open === "") !== (close === ""))
      throw new Text.Fault(
        text,
        at,
        `"${wrong ?? found[0].trim()}" stands where a generator is expected, as s1 or s2^-1`
      )
    if (name === "S")
      throw new Text.Fault(
        text,
        at,
        `"${whole.trim()}" could be meant as an inverse: s${digits} is a generator, s${digits}^-1 its inverse`
      )
    const index = Number(digits)
    if (index === 0)
      throw new Text.Fault(text, at, "generators are numbered from 1: Sage's s0 is s1 here, and so on")
    checkSize(text, at, index)
    const times = Number(braced ?? bracketed ?? plain ?? 1)
    if (letters.length + Math.abs(times) > mostLetters)
      throw new Text.Fault(text, at, `the word has more than ${mostLetters} letters`)
    for (let i = 0; i < Math.abs(times); i++) letters.push(Math.sign(times) * index)
  }
  return letters
}

const listed = (text: string): Braid => {
  const found = Text.items(text)
  const [whole, second] = found
  if (whole === undefined || Text.isNumber(whole)) return closed(integers(text, found))
  if (second !== undefined) throw new Text.Fault(text, second.at, "something stands behind the braid word")
  const inner = Text.members(text, whole, "a braid word")
  if (Text.isList(whole) && !["", "BR"].includes(whole.head))
    throw new Text.Fault(text, whole.at, `"${whole.head}" is no braid word: one is BR[strands, {letters}]`)
  if (inner.every(Text.isNumber)) return closed(integers(text, inner))
  const [, letters] = inner
  if (inner.length !== 2 || !Text.isList(letters))
    throw new Text.Fault(
      text,
      whole.at,
      "a braid word in brackets is a list of letters, or two things: the number of strands and the list of letters"
    )
  const strands = Text.integer(text, inner[0], "the number of strands")
  return on(closed(integers(text, letters.items)), strands)
}

const integers = (text: string, items: ReadonlyArray<Text.Item>): ReadonlyArray<number> =>
  items.map((item, i) => {
    const what = `letter ${i + 1} of the braid word`
    const value = Text.integer(text, item, what)
    if (value === 0) throw new Text.Fault(text, item.at, `${what} is 0, but generators are numbered from 1`)
    checkSize(text, item.at, value)
    return value
  })

const checkSize = (text: string, at: number, value: number): void => {
  if (Math.abs(value) > Word.largestGenerator)
    throw new Text.Fault(text, at, `${value} is beyond the largest generator, ${Word.largestGenerator}`)
}

/** `1 -2 1 -2`; with its strands where some are idle: `3: 1 1`. */
export const print = ({ word, strands }: Braid): string =>
  strands > Word.strands(word) ? `${strands}: ${Word.print(word)}` : Word.print(word)

/** As KnotTheory writes it: `BR[3, {1, 1}]`. */
export const printKnotTheory = ({ word, strands }: Braid): string => `BR[${strands}, {${word.join(", ")}}]`

/** With generators and powers: `s1 s2^-1`; e for the empty word. Idle strands as in {@link print}. */
export const printPowers = ({ word, strands }: Braid): string => {
  const parts: Array<string> = []
  for (let from = 0, to = 0; from < word.length; from = to) {
    while (to < word.length && word[to] === word[from]) to++
    const times = (to - from) * Math.sign(word[from])
    parts.push(`s${Math.abs(word[from])}${times === 1 ? "" : `^${times}`}`)
  }
  const text = parts.length === 0 ? "e" : parts.join(" ")
  return strands > Word.strands(word) ? `${strands}: ${text}` : text
}
