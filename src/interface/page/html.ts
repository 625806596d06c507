/**
 * Pieces of pages. A template escapes every text in its holes, in elements and in quoted attributes alike; what is HTML
 * already it takes as it is. That is a property of a key that nobody else has: no text, and nothing that was read from
 * JSON, a file or another thread, can pass for it. Of texts only pictures become pieces, each of which is looked through, and
 * the program's own script, which a page's policy knows by its bytes.
 */
import * as Grammar from "../../drawing/grammar.ts"
import { escaped } from "../../drawing/markup.ts"

const markup: unique symbol = Symbol("markup")

/** Made here alone. */
export interface Html {
  readonly [markup]: string
}

/** What a hole takes. `false` and `undefined` are nothing, so that parts can be left out in place. */
export type Part = Html | string | number | false | undefined | ReadonlyArray<Part>

const isHtml = (part: unknown): part is Html =>
  typeof part === "object" && part !== null && Object.hasOwn(part, markup)

const textOf = (part: Part): string => {
  if (part === undefined || part === false) return ""
  if (typeof part === "string" || typeof part === "number") return escaped(String(part))
  if (isHtml(part)) return part[markup]
  if (Array.isArray(part)) return part.map(textOf).join("")
  // What the types forbid, such as an object out of JSON, is shown as text; it may have no toString that works.
  return escaped(typeof part === "object" ? JSON.stringify(part) : String(part))
}

export const html = (pieces: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  [markup]: pieces.map((piece, i) => piece + textOf(parts[i])).join("")
})

/** @throws TypeError for a text that is no picture, or that holds what no picture may */
export const picture = (svg: string): Html => {
  const stranger = Grammar.stranger(svg)
  if (stranger !== undefined) throw new TypeError(`a picture must not hold ${JSON.stringify(stranger)}`)
  return { [markup]: svg }
}

/**
 * A script of the program's own, as its element has it.
 *
 * @throws TypeError for one that would end its element, or begin a comment, where it stands
 */
export const script = (text: string): Html => {
  if (/<\/?script|<!--/i.test(text)) throw new TypeError("a script must not name its own element")
  return { [markup]: text }
}

export const print = (page: Html): string => page[markup]
