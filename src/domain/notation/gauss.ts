/**
 * Gauss codes: the crossings that each component passes, in order, each above or below.
 *
 *     O1+ U2+ O3+ U1+ O2+ U3+                    over or under, number, sign of the crossing; components between ; or | or /
 *     O1U2O3U1O2U3                               the same without signs
 *     GaussCode[-1, 2, -3, 1, -2, 3]             KnotTheory: minus is under; components of a link in curly brackets
 *     [-1, 2, -3, 1, -2, 3]  {{1, -2}, {2, -1}}  KnotInfo
 *     [[[-1, 2, -3, 1, -2, 3]], [1, 1, 1]]       Sage: components, then the signs of crossings 1, 2, ...
 *
 * A crossing is positive where the strand above turns counterclockwise into the one below: +1, the letter +i.
 *
 * A code without signs leaves the mirror image open: a diagram and its reflection in a line of the plane have the same one.
 * It is read so that the first crossing is positive, as SnapPy reads DT codes; in a sum, or a split link, the first crossing of
 * every summand. Programs disagree about which sign stands for over (KnotInfo's are the other way round than its PD codes), and
 * need not agree: with signs of crossings, over for under is the same link seen from behind, and without them the rule of the
 * first crossing makes it so.
 */
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import { realise } from "./realise.ts"
import * as Text from "./text.ts"

export interface Code {
  /** Of each component the crossings that it passes: k above, -k below. One that passes none is a circle. */
  readonly components: ReadonlyArray<ReadonlyArray<number>>
  /** 1 or -1 of each crossing by its number; without it the code does not say. */
  readonly signs?: ReadonlyMap<number, number> | undefined
}

/** A code with signs, which leaves nothing open. */
export interface Signed extends Code {
  readonly signs: ReadonlyMap<number, number>
}

/** A diagram, and whether its mirror image would have the code, too; or that of a summand. */
export interface Read {
  readonly diagram: Planar.Diagram
  /** How many parts could as well be reflected. */
  readonly open: number
}

/** Throws a SyntaxError with the place of the first fault. */
export const parse = (text: string): Code => {
  const plain = Text.plain(text)
  Text.refuseLines(plain)
  return isLettered(plain) ? lettered(plain) : listed(plain)
}

const pass = /\s*,?\s*(?:([OoUu])\s*(\d+)\s*([+-]?)|([;|/])|(\S))/y

/** Whether a text is a code of O and U, or begins like one. */
export const isLettered = (text: string): boolean => /^\s*[OoUu]\s*\d/.test(text)

const lettered = (text: string): Code => {
  const components: Array<Array<number>> = [[]]
  const signs = new Map<number, number>()
  let signed = 0
  let passes = 0
  pass.lastIndex = 0
  for (let found = pass.exec(text); found !== null; found = pass.exec(text)) {
    const [whole, way, digits, sign, stop, wrong] = found
    const at = pass.lastIndex - whole.replace(/^[\s,]+/, "").length
    if (wrong !== undefined)
      throw new Text.Fault(
        text,
        at,
        `"${wrong}" stands where O or U and the number of a crossing are expected`
      )
    if (stop !== undefined) components.push([])
    else {
      const crossing = Number(digits)
      if (crossing === 0) throw new Text.Fault(text, at, "crossings are numbered from 1")
      components.at(-1)!.push(way!.toUpperCase() === "O" ? crossing : -crossing)
      passes++
      if (sign === "") continue
      signed++
      const value = sign === "+" ? 1 : -1
      if ((signs.get(crossing) ?? value) !== value)
        throw new Text.Fault(text, at, `crossing ${crossing} has both signs`)
      signs.set(crossing, value)
    }
  }
  if (signed > 0 && signed < passes)
    throw new Text.Fault(text, 0, `${signed} of ${passes} passes have a sign: all of them have one, or none`)
  return { components, signs: signed > 0 ? signs : undefined }
}

const listed = (text: string): Code => {
  const what = "the passes of a Gauss code"
  const found = Text.items(text)
  const [first, second] = found
  if (first === undefined) throw new Text.Fault(text, 0, `there is nothing where ${what} are expected`)
  if (Text.isNumber(first)) return { components: [crossings(text, found)] }
  if (second !== undefined) throw new Text.Fault(text, second.at, "something stands behind the Gauss code")
  const inner = Text.members(text, first, what)
  if (Text.isList(first) && !["", "GaussCode", "Gauss"].includes(first.head))
    throw new Text.Fault(text, first.at, `"${first.head}" is no Gauss code: one is GaussCode[-1, 2, ...]`)
  if (inner.every(Text.isNumber)) return { components: [crossings(text, inner)] }
  const lists = inner.map((item) => Text.members(text, item, "a component"))
  if (lists.length !== 2 || !lists[0].every(Text.isList) || lists[0].length === 0)
    return { components: lists.map((list) => crossings(text, list)) }
  const components = lists[0].map((item) => crossings(text, Text.members(text, item, "a component")))
  const signs = lists[1].map((item) => {
    const sign = Text.integer(text, item, "the sign of a crossing")
    if (Math.abs(sign) !== 1)
      throw new Text.Fault(text, item.at, `the sign of a crossing is 1 or -1, not ${sign}`)
    return sign
  })
  return { components, signs: new Map(signs.map((sign, i) => [i + 1, sign])) }
}

const crossings = (text: string, items: ReadonlyArray<Text.Item>): ReadonlyArray<number> =>
  items.map((item) => {
    const crossing = Text.integer(text, item, "a pass of a Gauss code")
    if (crossing === 0) throw new Text.Fault(text, item.at, "crossings are numbered from 1")
    return crossing
  })

/** The diagram of a code. Throws a RangeError with a sentence where there is none. */
export const toDiagram = ({ components, signs }: Code): Read => {
  const passes = components.flat()
  const numbers = [...new Set(passes.map(Math.abs))].sort((a, b) => a - b)
  const place = new Map(numbers.map((crossing, i) => [crossing, i]))
  const seen = new Set<number>()
  for (const each of passes) {
    if (seen.has(each))
      throw new RangeError(`Crossing ${Math.abs(each)} is passed ${each > 0 ? "above" : "below"} twice.`)
    seen.add(each)
  }
  for (const crossing of numbers) {
    const missing = seen.has(crossing) ? -crossing : crossing
    if (!seen.has(missing))
      throw new RangeError(`Crossing ${crossing} is not passed ${missing > 0 ? "above" : "below"}.`)
    if (signs !== undefined && !signs.has(crossing)) throw new RangeError(`Crossing ${crossing} has no sign.`)
  }
  const curves = components.map((component) => component.map((each) => place.get(Math.abs(each))!))
  const known =
    signs === undefined
      ? guessed(components, curves)
      : { signs: numbers.map((crossing) => signs.get(crossing)!), open: 0 }
  return { diagram: drawn(components, curves, known.signs), open: known.open }
}

/** A kink is the same reflected, as far as the link goes. */
const fewest = 2

/** Signs of crossings that have none, by the rule of the first crossing. */
const guessed = (
  components: Code["components"],
  curves: ReadonlyArray<ReadonlyArray<number>>
): { readonly signs: ReadonlyArray<number>; readonly open: number } => {
  const { turns, parts } = realise(curves)
  const passes = components.flat()
  const order = curves.flat()
  /** Of each crossing, whether the pass that comes first is above. */
  const isAbove: Array<boolean> = []
  const first: Array<number> = []
  const sizes: Array<number> = []
  order.forEach((crossing, i) => {
    if (isAbove[crossing] !== undefined) return
    isAbove[crossing] = passes[i] > 0
    const part = parts[crossing]
    first[part] ??= crossing
    sizes[part] = (sizes[part] ?? 0) + 1
  })
  const natural = Array.from(turns, (turn, crossing) => (isAbove[crossing] ? turn : -turn))
  return {
    signs: natural.map((sign, crossing) => sign * natural[first[parts[crossing]]]),
    open: sizes.filter((size) => size >= fewest).length
  }
}

/** Whether numbers that grow say which way a component runs: of two arcs above all else, the lower leaves the first crossing. */
const isTold = (component: ReadonlyArray<number>, curve: ReadonlyArray<number>): boolean =>
  component.length !== 2 || component.some((each) => each < 0) || curve[1] < curve[0]

/** Arcs numbered along the components: pass t of a component comes in by its arc t and goes out by the next. */
const drawn = (
  components: Code["components"],
  curves: ReadonlyArray<ReadonlyArray<number>>,
  signs: ReadonlyArray<number>
): Planar.Diagram => {
  const codes: Array<[number, number, number, number]> = signs.map(() => [0, 0, 0, 0])
  let arcs = 0
  let circles = 0
  components.forEach((component, index) => {
    const { length } = component
    if (length === 0) circles++
    const from = isTold(component, curves[index]) ? 0 : 1
    component.forEach((each, t) => {
      const [comes, goes] = [arcs + ((t + from) % length), arcs + ((t + from + 1) % length)]
      const crossing = curves[index][t]
      const code = codes[crossing]
      if (each < 0) {
        code[0] = comes
        code[2] = goes
      } else {
        code[signs[crossing] > 0 ? 3 : 1] = comes
        code[signs[crossing] > 0 ? 1 : 3] = goes
      }
    })
    arcs += length
  })
  try {
    return Planar.of(codes, circles)
  } catch (cause) {
    if (cause instanceof RangeError) throw new RangeError("No plane has a diagram with this code.")
    throw cause
  }
}

/** The code of a diagram with its signs; crossing k is the k-th of the diagram. */
export const ofDiagram = (diagram: Planar.Diagram): Signed => {
  const { components, to, signs } = Orientation.orient(diagram)
  const passes = components.map((arcs) =>
    arcs.map((arc) => ((to[arc] & 1) === 0 ? -1 : 1) * (1 + (to[arc] >> 2)))
  )
  const circles = Array.from({ length: diagram.circles }, () => [])
  return {
    components: [...passes, ...circles],
    signs: new Map(Array.from(signs, (sign, i) => [i + 1, sign]))
  }
}

/** With O and U, and the signs where the code has them; lists where there is no crossing. */
export const print = ({ components, signs }: Code): string => {
  if (components.every(({ length }) => length === 0)) return `{${components.map(() => "{}").join(", ")}}`
  return components
    .map((component) =>
      component
        .map((each) => {
          const crossing = Math.abs(each)
          const sign = signs === undefined ? "" : signs.get(crossing)! > 0 ? "+" : "-"
          return `${each > 0 ? "O" : "U"}${crossing}${sign}`
        })
        .join("")
    )
    .join(" ; ")
}
