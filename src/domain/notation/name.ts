/**
 * Names of knots and links in the tables, however they are spelt.
 *
 *     3_1                                Rolfsen's table, up to ten crossings
 *     K11n34    11n34    11n_34          Hoste, Thistlethwaite and Weeks: a for alternating, n for not
 *     L2a1    L5a1{1}                    Thistlethwaite's links; in curly brackets how KnotInfo orients the components
 *     5^2_1                              Rolfsen's links
 *     m3_1    3_1*                       the mirror image
 *     3_1#4_1    3_1 # m3_1              connected sums
 *     0_1    unknot                      the unknot
 *
 * Perko found 10_161 twice in Rolfsen's table. KnotInfo, and this program, counts on without it, to 10_165. Rolfsen's table and SnapPy leave
 * the later numbers as they were, to 10_166: SnapPy's 10_163 is KnotInfo's 10_162.
 */
import { nothingLeft } from "../exhaustive.ts"
import * as Text from "./text.ts"

export type Family = "rolfsen" | "thistlethwaite" | "link" | "rolfsen link"

export interface Factor {
  /** As tables have it: `3_1`, `11n_34`, `L5a1{1}`, `5^2_1`. */
  readonly name: string
  readonly family: Family
  readonly crossings: number
  readonly isMirrored: boolean
}

/** A connected sum; none of nothing is the unknot. */
export type Name = ReadonlyArray<Factor>

const shapes: ReadonlyArray<readonly [Family, RegExp]> = [
  ["rolfsen", /^K?(\d+)_(\d+)$/],
  ["thistlethwaite", /^K?(\d+)([an])_?(\d+)$/i],
  ["rolfsen link", /^(\d+)\^(\d+)_(\d+)$/],
  ["link", /^L(\d+)([an])_?(\d+)(\{[01](?:,[01])*\})?$/i]
]

/** Whether a text is a name. */
export const isName = (text: string): boolean =>
  Text.plain(text)
    .split("#")
    .every((part) => factor(part.trim()) !== null)

/** Throws a SyntaxError with the place of the first factor that is no name. */
export const parse = (text: string): Name => {
  let at = 0
  return text.split("#").flatMap((part) => {
    const found = factor(part.trim())
    if (found === null)
      throw new Text.Fault(
        text,
        at + part.length - part.trimStart().length,
        `"${part.trim()}" is no name: names are 3_1, 11n_34, L5a1, and 3_1#m4_1 for a sum with a mirror image`
      )
    at += part.length + 1
    return found
  })
}

/** The factor of a name, nothing for the unknot; null where it is none. */
const factor = (text: string): Name | null => {
  const bare = text.replace(/^m(?=[\dKL])|\*$/, "")
  const isMirrored = bare !== text
  if (/^(K?0_1|K?0a_?1|unknot)$/i.test(bare)) return []
  for (const [family, shape] of shapes) {
    const found = shape.exec(bare.replaceAll(" ", ""))
    if (found === null) continue
    const crossings = Number(found[1])
    return [{ name: canonical(family, found.slice(1)), family, crossings, isMirrored }]
  }
  return null
}

const canonical = (family: Family, parts: ReadonlyArray<string | undefined>): string => {
  const [a, b, c] = parts.map((part) =>
    part !== undefined && /^\d+$/.test(part) ? String(Number(part)) : part
  )
  switch (family) {
    case "rolfsen":
      return `${a}_${b}`
    case "thistlethwaite":
      return `${a}${b!.toLowerCase()}_${c}`
    case "rolfsen link":
      return `${a}^${b}_${c}`
    case "link":
      return `L${a}${b!.toLowerCase()}${c}${parts[3] ?? ""}`
    default:
      return nothingLeft(family, "family of names")
  }
}

/** `3_1#m4_1`; 0_1 for the unknot. */
export const print = (name: Name): string =>
  name.length === 0 ? "0_1" : name.map(({ name, isMirrored }) => (isMirrored ? `m${name}` : name)).join("#")

/** A sentence for names that programs number differently. */
export const caution = (name: Name): string | undefined => {
  const numbers = name
    .map((factor) => /^10_16(\d)$/.exec(factor.name))
    .filter((found) => found !== null)
    .map(([, digit]) => Number(digit))
  if (numbers.includes(6))
    return (
      "10_166 is a number of Rolfsen's table, which has one knot twice, as 10_161 and 10_162 (the Perko pair): " +
      "KnotInfo, and this program, call that knot 10_165."
    )
  const late = numbers.find((digit) => digit >= 2)
  if (late === undefined) return undefined
  return `10_16${late} is KnotInfo's; Rolfsen's table and SnapPy, which count 10_161 twice (the Perko pair), call it 10_16${late + 1}.`
}
