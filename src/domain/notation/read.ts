/**
 * A knot or link in any notation. What a text is follows from its form alone; a text that could be two things is refused, never
 * guessed: `4 6 2` is a braid word and the DT code of a trefoil, `1 1 1` nothing but a braid word, since a DT code has every even
 * number once and a Gauss code every crossing twice, once with either sign.
 */
import * as Orientation from "../diagram/orientation.ts"
import * as Planar from "../diagram/planar.ts"
import { nothingLeft } from "../exhaustive.ts"
import { toPlanar } from "../grid/to-planar.ts"
import * as Braid from "./braid.ts"
import * as Dt from "./dt.ts"
import * as Gauss from "./gauss.ts"
import * as Grid from "./grid.ts"
import * as Name from "./name.ts"
import * as Pd from "./pd.ts"
import * as Text from "./text.ts"

export const forms = ["braid", "pd", "dt", "gauss", "grid", "name"] as const

export type Form = (typeof forms)[number]

/** What a form is called in sentences. */
export const title: Readonly<Record<Form, string>> = {
  braid: "a braid word",
  pd: "a planar diagram",
  dt: "a DT code",
  gauss: "a Gauss code",
  grid: "a rectangular diagram",
  name: "a name"
}

export type Reading =
  | { readonly form: "braid"; readonly braid: Braid.Braid }
  | { readonly form: "name"; readonly name: Name.Name }
  | {
      readonly form: "pd" | "dt" | "gauss" | "grid"
      readonly diagram: Planar.Diagram
      /** How many parts of the diagram the code would allow to be reflected: a sum of that many summands. */
      readonly open: number
    }

/** A text that could be several things. */
export class Ambiguous extends RangeError {
  readonly forms: ReadonlyArray<Form>
  constructor(forms: ReadonlyArray<Form>) {
    super(`This could be ${forms.map((form) => title[form]).join(", or ")}.`)
    this.name = "RangeError"
    this.forms = forms
  }
}

/**
 * The knot that a text says.
 *
 * @param form what it is known to be
 * @throws a SyntaxError with a place where it is no such form, a RangeError with a sentence where the form says nothing that
 * exists, and {@link Ambiguous}
 */
export const read = (text: string, form?: Form): Reading => {
  if (form !== undefined) return as(text, form)
  const found = candidates(text)
  if (found.length === 1) return as(text, found[0])
  // A code that no plane has a diagram of is none.
  const whole = found.filter((each) => isWhole(text, each))
  if (whole.length === 1) return as(text, whole[0])
  throw new Ambiguous(whole.length > 0 ? whole : found)
}

/** As {@link read}, for files of words: a text of letters or numbers that might be something else is a braid word. */
export const readWord = (text: string): Reading => {
  try {
    return read(text)
  } catch (cause) {
    if (cause instanceof Ambiguous && cause.forms.includes("braid")) return read(text, "braid")
    throw cause
  }
}

const isWhole = (text: string, form: Form): boolean => {
  try {
    as(text, form)
    return true
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof RangeError) return false
    throw cause
  }
}

const as = (text: string, form: Form): Reading => {
  switch (form) {
    case "braid":
      return { form, braid: Braid.parse(text) }
    case "name":
      return { form, name: Name.parse(text) }
    case "pd":
      return { form, diagram: oriented(Pd.parse(text)), open: 0 }
    case "grid":
      return { form, diagram: toPlanar(Grid.parse(text)), open: 0 }
    case "dt":
      return { form, ...Dt.toDiagram(Dt.parse(text)) }
    case "gauss":
      return { form, ...Gauss.toDiagram(Gauss.parse(text)) }
    default:
      return nothingLeft(form, "form")
  }
}

/**
 * With arcs numbered as they came. Crossings of a knot that disagree about the way in which it runs are turned round; which
 * link is meant by such a code nobody knows, and the RangeError says which crossings disagree.
 */
const oriented = (code: Pd.Code): Planar.Diagram => {
  const diagram = Planar.of(code.crossings, code.circles)
  try {
    Orientation.orient(diagram)
    return code
  } catch (cause) {
    if (cause instanceof RangeError && Planar.components(diagram) === 1)
      return Orientation.straighten(diagram)
    throw cause
  }
}

const heads: Readonly<Record<string, Form>> = {
  PD: "pd",
  BR: "braid",
  DT: "dt",
  DTCode: "dt",
  Gauss: "gauss",
  GaussCode: "gauss"
}

const torus = "a torus knot is written as a braid word, that of 3 and 4 as 1 2 1 2 1 2 1 2"

/** What other programs write that is none of the forms, and what to write instead. */
const elsewhere: Readonly<Record<string, string>> = {
  Knot: "KnotTheory's Knot[8, 19] is 8_19 here, Knot[11, NonAlternating, 34] is 11n_34; --chirality knotatlas takes its mirror images",
  Link: "KnotTheory's Link[6, Alternating, 4] is L6a4 here",
  TorusKnot: torus,
  T: torus
}

/** Forms that a text may be in, by how it looks; never none. Throws a SyntaxError where it looks like nothing. */
const candidates = (text: string): ReadonlyArray<Form> => {
  const plain = Text.plain(text)
  const bare = plain.trim()
  const numbers = Text.integers(bare)
  if (numbers !== null) return ofNumbers(numbers)
  if (Name.isName(bare)) return ["name"]
  if (Gauss.isLettered(bare)) return ["gauss"]
  if (Grid.isHyphened(bare)) return ["grid"]
  if (Braid.isPowers(bare) || /^\d+\s*:/.test(bare)) return ["braid"]
  if (Pd.isBare(bare)) return ["pd"]
  const head = /^([A-Za-z]+)\s*[:[({]/.exec(bare)?.[1]
  if (head !== undefined && Object.hasOwn(heads, head)) return [heads[head]]
  if (/^[A-Za-z]+$/.test(bare)) return ofLetters(bare)
  return listed(plain)
}

/** A word that leaves out a generator may be meant as a name, or anything. */
const ofLetters = (text: string): ReadonlyArray<Form> => {
  if (text === "e") return ["braid"]
  const used = new Set(text.toLowerCase()).size
  const largest = Math.max(...Array.from(text.toLowerCase(), (letter) => letter.charCodeAt(0) - 96))
  if (used < largest) throw new Ambiguous(["braid", "name"])
  return Dt.isSpelt(text) ? ["braid", "dt"] : ["braid"]
}

const listed = (text: string): ReadonlyArray<Form> => {
  const found = Text.items(text)
  const flat = found.length > 0 && found.every(Text.isNumber)
  if (flat) return ofNumbers(found.map((item) => Number(item.text)))
  const [whole] = found
  if (whole === undefined) throw new Text.Fault(text, 0, "there is nothing here; e is the empty braid word")
  if (Text.isNumber(whole)) return ["braid"]
  if (!Text.isList(whole))
    throw new Text.Fault(
      text,
      whole.at,
      `"${whole.text}" is neither a braid word, nor a code, nor a name of a knot`
    )
  if (whole.head !== "")
    throw new Text.Fault(
      text,
      whole.at,
      Object.hasOwn(elsewhere, whole.head)
        ? elsewhere[whole.head]
        : `"${whole.head}" is no form: there are ${Object.keys(heads).join(", ")}`
    )
  const { items } = whole
  if (items.length === 0) return ["braid"]
  if (items.every(Text.isNumber)) return ofNumbers(items.map((item) => Number(item.text)))
  if (found.length > 1) return ["dt"]
  return ofLists(text, items)
}

const ofLists = (text: string, items: ReadonlyArray<Text.Item>): ReadonlyArray<Form> => {
  const [first, second] = items
  if (Text.isNumber(first)) return ["braid"]
  const named = items.find((item) => Text.isList(item) && item.head !== "")
  if (named !== undefined) return ["pd"]
  const lists = items.map((item) => (Text.isList(item) ? item.items : []))
  if (Text.isList(first) && first.items.some(Text.isList)) {
    const inner = first.items.flatMap((item) => (Text.isList(item) ? numbersOf(item.items) : []))
    return [isDt(inner) ? "dt" : "gauss"]
  }
  const numbers = lists.flatMap(numbersOf)
  const each = (length: number) => lists.every((list) => list.length === length)
  const found: Array<Form> = []
  if (isGauss(numbers) || each(0)) found.push("gauss")
  else if (isDt(numbers)) found.push("dt")
  else if (each(2)) found.push("grid")
  else if (each(4)) found.push("pd")
  if (found.length > 0) return found
  throw new Text.Fault(
    text,
    (second ?? first).at,
    "these lists are no planar diagram (four arcs a crossing), no rectangular one (two rows a column), no DT code (each even " +
      "number once) and no Gauss code (each crossing once with either sign)"
  )
}

const numbersOf = (items: ReadonlyArray<Text.Item>): ReadonlyArray<number> =>
  items.map((item) => (Text.isNumber(item) ? Number(item.text) : Number.NaN))

const ofNumbers = (numbers: ReadonlyArray<number>): ReadonlyArray<Form> => {
  const found: Array<Form> = ["braid"]
  if (isDt(numbers)) found.push("dt")
  if (isGauss(numbers)) found.push("gauss")
  return found
}

/** Each even number once, up to twice as many as there are. */
const isDt = (numbers: ReadonlyArray<number>): boolean =>
  numbers.length > 0 &&
  numbers.every((value) => value % 2 === 0 && value !== 0 && Math.abs(value) <= 2 * numbers.length) &&
  new Set(numbers.map(Math.abs)).size === numbers.length

/** Each crossing once with either sign. */
const isGauss = (numbers: ReadonlyArray<number>): boolean => {
  const all = new Set(numbers)
  return (
    numbers.length > 0 &&
    all.size === numbers.length &&
    numbers.every((value) => value !== 0 && Number.isInteger(value) && all.has(-value))
  )
}
