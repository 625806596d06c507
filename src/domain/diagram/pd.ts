/**
 * Planar diagrams as tables and programs write them (PD codes): a list of crossings of four arcs each, as planar.ts has
 * them. JSON, `[[1, 4, 2, 5], ...]`; KnotTheory's `PD[X[1, 4, 2, 5], ..., Loop[1]]`, in which a loop is a circle away from
 * all else; and lists in round or curly brackets.
 */
import type { Crossing } from "./planar.ts"

export interface Code {
  readonly crossings: ReadonlyArray<Crossing>
  readonly circles: number
}

/** How many arcs each of the things has that a diagram lists. */
const arity: ReadonlyMap<string, number> = new Map([
  ["X", 4],
  ["Loop", 1]
])

const closing: Readonly<Record<string, string>> = { "[": "]", "(": ")", "{": "}" }

const token = /\s*([A-Za-z]+|-?\d+|[^\s])/y

/**
 * Reads a text. It says whether that has the form; whether there is such a diagram is for `Planar.of`. Throws a
 * SyntaxError with a sentence and the place of the first fault.
 */
export const parse = (text: string): Code => {
  const reader = { text, at: 0, start: 0 }
  if (peek(reader) === "PD") next(reader)
  const crossings: Array<Crossing> = []
  let circles = 0
  list(reader, "a list of crossings", () => {
    const name = /^[A-Za-z]/.test(peek(reader)) ? next(reader) : "X"
    const most = arity.get(name)
    if (most === undefined)
      throw fault(reader, `"${name}" is no crossing: one is X[a, b, c, d], and Loop[a] a circle`)
    const arcs: Array<number> = []
    const what = most === 1 ? "a loop" : `crossing ${crossings.length + 1}`
    list(reader, what, () => {
      const arc = next(reader)
      if (!/^-?\d+$/.test(arc)) throw fault(reader, `${shown(arc)} is no arc of ${what}: arcs are integers`)
      arcs.push(Number(arc))
    })
    if (arcs.length !== most) throw fault(reader, `${what} names ${arcs.length} arcs, not ${most}`)
    if (most === 1) circles++
    else crossings.push(arcs as unknown as Crossing)
  })
  if (peek(reader) !== "") throw fault(reader, `"${next(reader)}" stands behind the diagram`)
  if (crossings.length + circles === 0) throw new SyntaxError("There is no crossing in it.")
  return { crossings, circles }
}

interface Reader {
  readonly text: string
  at: number
  /** Where the token begins that was read last. */
  start: number
}

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

/** Items between brackets, with commas between them. */
const list = (reader: Reader, what: string, item: () => void): void => {
  const open = next(reader)
  const close = closing[open]
  if (close === undefined) throw fault(reader, `${what} begins with a bracket, not with ${shown(open)}`)
  if (peek(reader) === close) {
    next(reader)
    return
  }
  for (;;) {
    item()
    const separator = next(reader)
    if (separator === close) return
    if (separator !== ",")
      throw fault(reader, `${shown(separator)} stands where ${what} goes on with "," or ends with "${close}"`)
  }
}

const shown = (token: string): string => (token === "" ? "the end" : `"${token}"`)

/** About the token that was read last. */
const fault = ({ text, start }: Reader, sentence: string): SyntaxError => {
  const lines = text.slice(0, start).split("\n")
  return new SyntaxError(`line ${lines.length}, character ${lines.at(-1)!.length + 1}: ${sentence}.`)
}
