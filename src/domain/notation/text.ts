/**
 * What all notations are made of: integers, names, and lists in brackets, as Mathematica, Python and JSON write them.
 *
 *     item = integer | word | [ word [":"] ] ( "[" | "(" | "{" ) [ item { ("," | blank) item } ] ( "]" | ")" | "}" )
 *
 * Minus signs that typesetters have made of `-` are read as such.
 */

/** A text that has not the form that it should have: where, and what was expected. */
export class Fault extends SyntaxError {
  /** @param sentence without a full stop */
  constructor(text: string, at: number, sentence: string) {
    super(`${place(text, at)}: ${sentence}.`)
    this.name = "SyntaxError"
  }
}

/** `character 7`, counted from 1; of a text with several lines `line 2, character 7`. */
const place = (text: string, at: number): string => {
  const before = text.slice(0, at).split("\n")
  const character = `character ${before.at(-1)!.length + 1}`
  return text.includes("\n") ? `line ${before.length}, ${character}` : character
}

/** The text with plain minus signs, every character at its place. */
export const plain = (text: string): string => text.replace(/[\u2010-\u2015\u2212\ufe63\uff0d]/g, "-")

/**
 * Lines may be several knots, which are not one: only what is in brackets, or goes on behind a comma, has more than one. Throws a
 * fault at the second line of another text.
 *
 * @param text with {@link plain} minus signs
 */
export const refuseLines = (text: string): void => {
  let depth = 0
  let last = ""
  for (let at = 0; at < text.length; at++) {
    const character = text[at]
    if (/[\r\n]/.test(character) && depth === 0 && /[^,:]/.test(last) && text.slice(at).trim() !== "") {
      const next = at + text.slice(at).search(/\S/)
      throw new Fault(
        text,
        next,
        "a second line begins here, and could be another knot: only lists in brackets go over several lines"
      )
    }
    if (/[[({]/.test(character)) depth++
    else if (/[\])}]/.test(character)) depth--
    if (/\S/.test(character)) last = character
  }
}

export interface Integer {
  readonly kind: "number"
  readonly at: number
  readonly text: string
}

export interface Word {
  readonly kind: "word"
  readonly at: number
  readonly text: string
}

export interface List {
  readonly kind: "list"
  readonly at: number
  /** The word before its bracket; none is empty. */
  readonly head: string
  readonly items: ReadonlyArray<Item>
}

export type Item = Integer | Word | List

interface Reader {
  readonly text: string
  at: number
  /** Where the token begins that was read last. */
  start: number
}

const token = /\s*([A-Za-z][A-Za-z0-9_.]*|[+-]?\d+|[^\s])/y

const closing: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" }

/** The next token; nothing at the end. */
const peek = (reader: Reader): string => {
  token.lastIndex = reader.at
  return token.exec(reader.text)?.[1] ?? ""
}

const next = (reader: Reader): string => {
  const found = peek(reader)
  if (found !== "") reader.at = token.lastIndex
  reader.start = reader.at - found.length
  return found
}

const shown = (token: string): string => (token === "" ? "the end" : `"${token}"`)

/**
 * The items of a text, with commas or blanks between them.
 *
 * @param text with {@link plain} minus signs
 */
export const items = (text: string): ReadonlyArray<Item> => {
  const reader = { text, at: 0, start: 0 }
  const found: Array<Item> = []
  while (peek(reader) !== "") {
    found.push(item(reader))
    if (peek(reader) !== ",") continue
    next(reader)
    if (peek(reader) === "")
      throw fault(reader, `"," stands before the end, where another item would follow it`)
  }
  return found
}

const item = (reader: Reader): Item => {
  const found = next(reader)
  const at = reader.start
  if (/^[+-]?\d/.test(found)) return { kind: "number", at, text: found }
  if (!/^[A-Za-z]/.test(found)) return list(reader, found, "", at)
  const after = peek(reader)
  if (after === ":") next(reader)
  if (!(peek(reader) in closing)) {
    if (after !== ":") return { kind: "word", at, text: found }
    throw fault(reader, `a bracket is expected behind "${found}:", not ${shown(peek(reader))}`)
  }
  return list(reader, next(reader), found, at)
}

const list = (reader: Reader, open: string, head: string, at: number): List => {
  if (!(open in closing)) throw fault(reader, `a number or a bracket is expected, not ${shown(open)}`)
  const close = closing[open]
  const items: Array<Item> = []
  let isDue = false
  while (isDue || peek(reader) !== close) {
    items.push(item(reader))
    isDue = peek(reader) === ","
    if (isDue) {
      next(reader)
      // Python writes a tuple of one thing as (4,).
      if (close === ")" && items.length === 1 && peek(reader) === close) isDue = false
    } else if (peek(reader) !== close && !/^[+\-\w[({]/.test(peek(reader))) {
      const wrong = next(reader)
      throw fault(reader, `${shown(wrong)} stands where a list goes on with "," or ends with "${close}"`)
    }
  }
  next(reader)
  return { kind: "list", at, head, items }
}

/** About the token that was read last. */
const fault = ({ text, start }: Reader, sentence: string): Fault => new Fault(text, start, sentence)

export const isNumber = (item: Item): item is Integer => item.kind === "number"

export const isList = (item: Item): item is List => item.kind === "list"

const bare = /^\s*[+-]?\d+(?:(?:\s*,\s*|\s+)[+-]?\d+)*\s*$/

/** The integers of a text that has nothing else, with single commas or blanks between them; null for other texts. */
export const integers = (text: string): ReadonlyArray<number> | null =>
  bare.test(text)
    ? text
        .trim()
        .split(/[\s,]+/)
        .map(Number)
    : null

/** A number as such. Throws a fault for another item. */
export const integer = (text: string, item: Item, what: string): number => {
  if (isNumber(item)) return Number(item.text)
  throw new Fault(text, item.at, `${what} is an integer, not ${nameOf(item)}`)
}

/** The items of a list. Throws a fault for another item. */
export const members = (text: string, item: Item, what: string): ReadonlyArray<Item> => {
  if (isList(item)) return item.items
  throw new Fault(text, item.at, `a bracket is expected before ${what}, not ${nameOf(item)}`)
}

const nameOf = (item: Item): string =>
  isList(item) ? `a list${item.head && ` "${item.head}"`}` : `"${item.text}"`

/** The only item of a text. */
export const single = (text: string, what: string): Item => {
  const [first, second] = items(text)
  if (first === undefined) throw new Fault(text, 0, `there is nothing where ${what} is expected`)
  if (second !== undefined) throw new Fault(text, second.at, `${nameOf(second)} stands behind ${what}`)
  return first
}
