/**
 * Dowker-Thistlethwaite codes: components are walked one after the other and passes numbered 1, 2, 3, ...; every crossing gets
 * an odd and an even number, and the code lists the even partners of 1, 3, 5, ..., with a minus where the even pass is above.
 *
 *     4 6 2    [4, 6, 2]    DTCode[4, 6, 2]     KnotInfo, KnotTheory
 *     DT: [(4, 6, 2)]    [{6, 8}, {2, 4}]       SnapPy, KnotInfo's links: a list a component
 *     DT: [(4, 6, 2)], [1, 1, 0]                with flips: which way the strands cross, a bit a crossing; SnapPy prints
 *     ([(4, 6, 2)], [1, 1, 0])                  them so, too
 *     DT[cacbca]    DT: cacbca.110              letters, a = 1 (or 2), A = -1: number of crossings, number of components, crossings
 *                                               of each component, halves of the even numbers; then flips
 *     DT: 1dcgOcQmcIeA                          SnapPy's characters beyond 26 crossings, as compact.ts has them
 *     bca                                       KnotScape: the last of these alone, of a knot
 *
 * A flip is 0 where the pass of the larger number crosses the other one from right to left. Without flips the mirror image is
 * open, as of a Gauss code without signs, and is read by the same rule: the first crossing is positive. So SnapPy reads it.
 */
import type * as Planar from "../diagram/planar.ts"
import * as Compact from "./compact.ts"
import * as Gauss from "./gauss.ts"
import * as Text from "./text.ts"

export interface Code {
  readonly components: ReadonlyArray<ReadonlyArray<number>>
  /** 0 or 1 for each number of the code. */
  readonly flips?: ReadonlyArray<number> | undefined
}

/** Throws a SyntaxError with the place of the first fault. */
export const parse = (text: string): Code => {
  const plain = Text.plain(text)
  Text.refuseLines(plain)
  const letters = /^(\s*(?:DT\s*[:[])?\s*)([A-Za-z]+)(?:\.([01]+))?\s*(\]?)\s*$/.exec(plain)
  if (letters !== null && !/^DT$/i.test(letters[2]) && plain.includes("[") === (letters[4] !== ""))
    return spelt(plain, letters[1].length, letters[2], letters[3])
  const [, characters] = /^\s*(?:DT\s*[:[])?\s*([1-9][A-Za-z][A-Za-z0-9+-]*)\s*\]?\s*$/.exec(plain) ?? []
  if (characters !== undefined) return packed(plain, characters)
  return listed(plain)
}

const packed = (text: string, characters: string): Code => {
  const found = Compact.read(characters)
  if (found === null)
    throw new Text.Fault(
      text,
      text.indexOf(characters),
      "these characters are no DT code of SnapPy's, or a part is missing"
    )
  return { components: found.lists, flips: found.bits }
}

const halfOf = (letter: string): number => {
  const value = letter.toLowerCase().charCodeAt(0) - 96
  return letter === letter.toLowerCase() ? value : -value
}

/** Halves of the even numbers that letters stand for, by component; null where they are no code. */
const halves = (values: ReadonlyArray<number>): ReadonlyArray<ReadonlyArray<number>> | null => {
  const isWhole = (list: ReadonlyArray<number>) =>
    new Set(list.map(Math.abs)).size === list.length && list.every((value) => Math.abs(value) <= list.length)
  const [count, components] = values
  const lengths = values.slice(2, 2 + components)
  const rest = values.slice(2 + components)
  const isHeaded =
    components > 0 &&
    lengths.length === components &&
    lengths.every((length) => length > 0) &&
    lengths.reduce((sum, length) => sum + length, 0) === count &&
    rest.length === count &&
    isWhole(rest)
  if (!isHeaded) return isWhole(values) ? [values] : null
  let at = 0
  return lengths.map((length) => {
    at += length
    return rest.slice(at - length, at)
  })
}

/** Whether letters are a code. */
export const isSpelt = (letters: string): boolean => halves(Array.from(letters, halfOf)) !== null

const spelt = (text: string, at: number, letters: string, flips: string | undefined): Code => {
  const found = halves(Array.from(letters, halfOf))
  if (found === null)
    throw new Text.Fault(
      text,
      at,
      `"${letters}" is no DT code: after the numbers of crossings and components, and the crossings of each, it has every letter ` +
        "up to the number of crossings once"
    )
  return {
    components: found.map((component) => component.map((half) => 2 * half)),
    flips: flips === undefined ? undefined : Array.from(flips, Number)
  }
}

const listed = (text: string): Code => {
  const what = "the numbers of a DT code"
  const found = Text.items(text)
  const [first, second] = found
  if (first === undefined) throw new Text.Fault(text, 0, `there is nothing where ${what} are expected`)
  if (Text.isNumber(first)) return { components: [evens(text, found)] }
  const inner = Text.members(text, first, what)
  if (Text.isList(first) && !["", "DT", "DTCode"].includes(first.head))
    throw new Text.Fault(text, first.at, `"${first.head}" is no DT code: one is DT[4, 6, 2]`)
  if (
    second === undefined &&
    inner.length === 2 &&
    inner.every(Text.isList) &&
    inner[0].items.some(Text.isList)
  )
    return { components: componentsOf(text, inner[0].items), flips: flipsOf(text, inner[1]) }
  const components = componentsOf(text, inner)
  if (second === undefined) return { components }
  if (found.length > 2) throw new Text.Fault(text, found[2].at, "something stands behind the DT code")
  return { components, flips: flipsOf(text, second) }
}

const componentsOf = (text: string, inner: ReadonlyArray<Text.Item>): Code["components"] =>
  inner.length === 0 || inner.every(Text.isNumber)
    ? [evens(text, inner)]
    : inner.map((item) => evens(text, Text.members(text, item, "a component")))

const flipsOf = (text: string, list: Text.Item): ReadonlyArray<number> =>
  Text.members(text, list, "the list of flips").map((item) => {
    const flip = Text.integer(text, item, "a flip")
    if (flip !== 0 && flip !== 1) throw new Text.Fault(text, item.at, `a flip is 0 or 1, not ${flip}`)
    return flip
  })

const evens = (text: string, items: ReadonlyArray<Text.Item>): ReadonlyArray<number> =>
  items.map((item) => {
    const value = Text.integer(text, item, "a number of a DT code")
    if (value === 0 || value % 2 !== 0)
      throw new Text.Fault(text, item.at, `a DT code has even numbers alone, not ${value}`)
    return value
  })

/** The same passes as a Gauss code: crossing k is that of the k-th number. Throws a RangeError for no code. */
export const toGauss = ({ components, flips }: Code): Gauss.Code => {
  const list = components.flat()
  const crossingOf = new Map<number, number>()
  list.forEach((value, i) => {
    const even = Math.abs(value)
    if (even > 2 * list.length)
      throw new RangeError(
        `A DT code of ${list.length} numbers has none beyond ${2 * list.length}, but ${even} is there.`
      )
    if (crossingOf.has(even))
      throw new RangeError(`The number ${even} is there twice; a DT code has each once.`)
    crossingOf.set(even, i + 1)
  })
  if (flips !== undefined && flips.length !== list.length)
    throw new RangeError(`There are ${flips.length} flips for ${list.length} crossings.`)
  let label = 1
  const passes = components.map((component) =>
    Array.from({ length: 2 * component.length }, () => {
      const crossing = label % 2 === 1 ? (label + 1) / 2 : crossingOf.get(label)!
      const isAbove = (label % 2 === 0) === list[crossing - 1] < 0
      label++
      return isAbove ? crossing : -crossing
    })
  )
  if (flips === undefined) return { components: passes }
  const signs = list.map((value, i) => {
    const isOddFirst = 2 * i + 1 < Math.abs(value)
    const isFirstAbove = isOddFirst === value > 0
    return (flips[i] === 0) === isFirstAbove ? 1 : -1
  })
  return { components: passes, signs: new Map(signs.map((sign, i) => [i + 1, sign])) }
}

/** Throws a RangeError with a sentence where there is no such diagram. */
export const toDiagram = (code: Code): Gauss.Read => Gauss.toDiagram(toGauss(code))

/**
 * The code of a diagram, with its flips. Throws a RangeError for circles, which pass no crossing and are not in any such code.
 */
export const ofDiagram = (diagram: Planar.Diagram): Code => {
  if (diagram.circles > 0) throw new RangeError("A DT code has no room for a component without crossings.")
  const { components, signs } = Gauss.ofDiagram(diagram)
  const rotated = inStep(components)
  const passes = rotated.flat()
  const labels = new Map<number, [odd: number, even: number]>()
  passes.forEach((pass, i) => {
    const crossing = Math.abs(pass)
    const pair = labels.get(crossing) ?? [0, 0]
    pair[i % 2] = i + 1
    labels.set(crossing, pair)
  })
  const flips: Array<number> = []
  let at = 0
  const code = rotated.map(({ length }) =>
    Array.from({ length: length / 2 }, () => {
      const pass = passes[at]
      const crossing = Math.abs(pass)
      const [odd, even] = labels.get(crossing)!
      const isFirstAbove = odd < even === pass > 0
      flips.push(signs.get(crossing)! > 0 === isFirstAbove ? 0 : 1)
      at += 2
      return pass > 0 ? even : -even
    })
  )
  return { components: code, flips }
}

/** Components begun where every crossing of two gets an odd number from one and an even one from the other. */
const inStep = (components: Gauss.Code["components"]): ReadonlyArray<ReadonlyArray<number>> => {
  const places = new Map<number, Array<readonly [component: number, place: number]>>()
  components.forEach((component, index) => {
    component.forEach((pass, place) => {
      const crossing = Math.abs(pass)
      places.set(crossing, [...(places.get(crossing) ?? []), [index, place]])
    })
  })
  const shift = new Map<number, number>()
  for (let start = 0; start < components.length; start++) {
    if (shift.has(start)) continue
    shift.set(start, 0)
    const queue = [start]
    for (const index of queue)
      components[index].forEach((pass, place) => {
        for (const [other, there] of places.get(Math.abs(pass))!) {
          if (shift.has(other)) continue
          shift.set(other, (place + there + shift.get(index)! + 1) & 1)
          queue.push(other)
        }
      })
  }
  return components.map((component, index) =>
    shift.get(index) === 1 ? [...component.slice(1), ...component.slice(0, 1)] : component
  )
}

/** As SnapPy writes it: `DT: [(4, 6, 2)], [1, 1, 0]`. */
export const print = ({ components, flips }: Code): string => {
  const lists = components.map((component) => `(${component.join(", ")})`).join(", ")
  return `DT: [${lists}]${flips === undefined ? "" : `, [${flips.join(", ")}]`}`
}

/** As SnapPy does: in letters, `DT[cacbca.110]`, and in characters of {@link Compact} beyond the alphabet, 26 crossings. */
export const spell = ({ components, flips }: Code): string => {
  const numbers = components.flat()
  if (numbers.length > 26 || numbers.length === 0)
    return `DT[${Compact.print({ lists: components, bits: flips })}]`
  const letter = (value: number) => String.fromCharCode((value > 0 ? 96 : 64) + Math.abs(value))
  const head = [numbers.length, components.length, ...components.map(({ length }) => length)]
  const body = numbers.map((value) => value / 2)
  return `DT[${[...head, ...body].map(letter).join("")}${flips === undefined ? "" : `.${flips.join("")}`}]`
}
