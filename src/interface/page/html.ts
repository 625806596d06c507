/** HTML with every value escaped unless it is HTML already. */

import { escaped } from "../../drawing/markup.ts"

export interface Html {
  readonly html: string
}

/** A piece of a page. `false` and `undefined` are nothing, so that parts can be left out in place. */
export type Part = Html | string | number | false | undefined | ReadonlyArray<Part>

const textOf = (part: Part): string => {
  if (part === undefined || part === false) return ""
  if (typeof part === "string") return escaped(part)
  if (typeof part === "number") return String(part)
  return "html" in part ? part.html : part.map(textOf).join("")
}

/** A template whose holes are escaped, in text and in quoted attributes alike. */
export const html = (pieces: TemplateStringsArray, ...parts: ReadonlyArray<Part>): Html => ({
  html: pieces.map((piece, i) => piece + textOf(parts[i])).join("")
})

/** Text that is HTML or SVG already, from a renderer that escapes for itself. */
export const trusted = (text: string): Html => ({ html: text })
