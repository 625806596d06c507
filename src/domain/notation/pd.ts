/**
 * Planar diagrams as tables and programs write them (PD codes): a list of crossings of four arcs each, counterclockwise, the
 * incoming arc of the strand below first, as planar.ts has them. Arcs are any integers: KnotTheory, KnotInfo and Regina
 * number them from 1, SnapPy from 0.
 *
 *     [[1, 4, 2, 5], [3, 6, 4, 1], [5, 2, 6, 3]]            JSON, Python; also in round or curly brackets
 *     PD[X[1, 4, 2, 5], X[3, 6, 4, 1], X[5, 2, 6, 3]]       KnotTheory, in which Loop[7] is a circle away from all else
 *     PD: [(5, 2, 0, 3), (3, 0, 4, 1), (1, 4, 2, 5)]        SnapPy
 *     X[1, 4, 2, 5] X[3, 6, 4, 1] X[5, 2, 6, 3]             its crossings alone, with commas or blanks between them
 *     X1425 X3641 X5263    X10,5,11,6 ...                   the Knot Atlas, with commas where an arc has two digits
 *
 * What each program's code means is in test/domain/notation: all of these read crossings the same way.
 */
import type { Crossing, Diagram } from "../diagram/planar.ts"
import * as Text from "./text.ts"

export interface Code {
  readonly crossings: ReadonlyArray<Crossing>
  readonly circles: number
}

/** How many arcs each of the things has that a diagram lists. */
const arity: ReadonlyMap<string, number> = new Map([
  ["", 4],
  ["X", 4],
  ["Loop", 1]
])

/** Whether a text is crossings with nothing round them. */
export const isBare = (text: string): boolean => /^\s*(?:X\s*[[({]|X\d{4}(?!\d|,\d)|X\d+,)/.test(text)

/** Crossings as the Knot Atlas writes them. */
const ofAtlas = (text: string): ReadonlyArray<Text.Item> =>
  Array.from(text.matchAll(/X[\d,]*|[^\s,]+/g), ({ 0: token, index: at }) => {
    const [, ...arcs] =
      /^X(\d)(\d)(\d)(\d),?$/.exec(token) ?? /^X(\d+),(\d+),(\d+),(\d+),?$/.exec(token) ?? []
    if (arcs.length === 0)
      throw new Text.Fault(text, at, `"${token}" is no crossing: one is X1425, or X10,5,11,6`)
    return { kind: "list", at, head: "X", items: arcs.map((text) => ({ kind: "number", at, text })) }
  })

const listed = (plain: string): ReadonlyArray<Text.Item> => {
  if (/^\s*X\d/.test(plain)) return ofAtlas(plain)
  if (isBare(plain)) return Text.items(plain)
  const whole = Text.single(plain, "a list of crossings")
  if (Text.isList(whole) && whole.head !== "" && whole.head !== "PD")
    throw new Text.Fault(
      plain,
      whole.at,
      `"${whole.head}" is no planar diagram: one is PD[X[a, b, c, d], ...]`
    )
  return Text.members(plain, whole, "a list of crossings")
}

/**
 * Reads a text. It says whether that has the form; whether there is such a diagram is for `Planar.of`. Throws a
 * SyntaxError with a sentence and the place of the first fault.
 */
export const parse = (text: string): Code => {
  const plain = Text.plain(text)
  const found = listed(plain)
  const crossings: Array<Crossing> = []
  let circles = 0
  for (const item of found) {
    const name = Text.isList(item) ? item.head : ""
    const most = arity.get(name)
    if (most === undefined)
      throw new Text.Fault(
        plain,
        item.at,
        `"${name}" is no crossing: one is X[a, b, c, d], and Loop[a] a circle`
      )
    const what = most === 1 ? "a loop" : `crossing ${crossings.length + 1}`
    const arcs = Text.members(plain, item, what).map((arc) => Text.integer(plain, arc, `an arc of ${what}`))
    if (arcs.length !== most)
      throw new Text.Fault(plain, item.at, `${what} names ${arcs.length} arcs, not ${most}`)
    if (most === 1) circles++
    else crossings.push(arcs as unknown as Crossing)
  }
  if (crossings.length + circles === 0) throw new Text.Fault(plain, 0, "there is no crossing in it")
  return { crossings, circles }
}

/** As KnotTheory writes it, arcs numbered from 1, circles as loops with numbers of their own. */
export const print = ({ crossings, circles }: Diagram): string => {
  const arcs = 2 * crossings.length
  return `PD[${[
    ...crossings.map((crossing) => `X[${crossing.map((arc) => arc + 1).join(", ")}]`),
    ...Array.from({ length: circles }, (_, i) => `Loop[${arcs + i + 1}]`)
  ].join(", ")}]`
}
