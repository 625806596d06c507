/** Texts read as knots, with names of the table and the flags of commands in what is said of them. */
import * as Word from "../../../domain/braid/word.ts"
import type * as Planar from "../../../domain/diagram/planar.ts"
import { nothingLeft } from "../../../domain/exhaustive.ts"
import * as ConnectedSum from "../../../domain/invariant/connected-sum.ts"
import type { Chirality } from "../../../domain/invariant/table/chirality.ts"
import * as KnotInfo from "../../../domain/invariant/table/knotinfo.ts"
import * as LinkInfo from "../../../domain/invariant/table/linkinfo.ts"
import * as Table from "../../../domain/invariant/table/table.ts"
import * as Braid from "../../../domain/notation/braid.ts"
import * as Name from "../../../domain/notation/name.ts"
import * as Read from "../../../domain/notation/read.ts"

/** A knot, and what one should know about how it was read. */
export interface Given {
  readonly form: Read.Form
  readonly given: Braid.Braid | Planar.Diagram
  readonly cautions: ReadonlyArray<string>
}

export type Reader = (text: string, form: Read.Form | undefined, strands: number | undefined) => Given

/**
 * What reads texts. It throws a SyntaxError or a RangeError with a sentence.
 *
 * @param chirality whose mirror images names stand for
 */
export const reader = (chirality: Chirality = "knotinfo"): Reader => {
  const table = KnotInfo.tables[chirality]
  /** A number that the table has not may be one that programs count differently. */
  const wordOf = (name: Name.Name, caution: string | undefined) => {
    try {
      return ConnectedSum.word(
        name.map((factor) => ({ prime: Table.find(table, factor.name), mirror: factor.isMirrored }))
      )
    } catch (cause) {
      throw cause instanceof RangeError && caution !== undefined ? new RangeError(caution) : cause
    }
  }
  return (text, form, strands) => {
    const reading = told(text, form)
    if (strands !== undefined && reading.form !== "braid")
      throw new RangeError(`--strands are those of a braid word, and this is ${Read.title[reading.form]}.`)
    switch (reading.form) {
      case "braid":
        return { form: "braid", given: Braid.on(reading.braid, strands), cautions: [] }
      case "name": {
        const link = linkOf(reading.name)
        const caution = link === undefined ? Name.caution(reading.name) : link.caution
        const word = link === undefined ? wordOf(reading.name, caution) : link.word
        const given = { word, strands: Word.strands(word) }
        return { form: "name", given, cautions: caution === undefined ? [] : [caution] }
      }
      case "pd":
      case "dt":
      case "gauss":
      case "grid": {
        const { form, diagram, open } = reading
        return { form, given: diagram, cautions: open === 0 ? [] : [openness(Read.title[form], open)] }
      }
      default:
        return nothingLeft(reading, "form")
    }
  }
}

const families: Readonly<Record<Name.Family, "knot" | "link">> = {
  rolfsen: "knot",
  thistlethwaite: "knot",
  link: "link",
  "rolfsen link": "link"
}

/** The link of a name, and what one should know about its orientation; undefined where it is of a knot. */
const linkOf = (
  name: Name.Name
): { readonly word: Word.Word; readonly caution: string | undefined } | undefined => {
  const link = name.find(({ family }) => families[family] === "link")
  if (link === undefined) return undefined
  if (name.length > 1)
    throw new RangeError(
      `A sum with the link ${link.name} depends on the component that it is made with: give its braid or diagram.`
    )
  const { name: full, word, others } = LinkInfo.find(link.name)
  return {
    word: link.isMirrored ? Word.mirror(word) : word,
    caution:
      others.length === 0
        ? undefined
        : `This is ${full} in LinkInfo's orientations; the others: ${others.join(" ")}.`
  }
}

/** An ambiguous text is told with the flags that say what it is. */
const told = (text: string, form: Read.Form | undefined): Read.Reading => {
  try {
    return Read.read(text, form)
  } catch (cause) {
    if (!(cause instanceof Read.Ambiguous)) throw cause
    const what = cause.forms.map((each) => Read.title[each]).join(" or ")
    const how = cause.forms.map((each) => `--${each}`).join(" or ")
    throw new RangeError(`It could be ${what}: say which with ${how}.`)
  }
}

const openness = (what: string, open: number): string =>
  open === 1
    ? `A${what.slice(1)} leaves open which mirror image it is; this is the one whose first crossing is positive, as SnapPy reads it.`
    : `A${what.slice(1)} leaves open which mirror images its ${open} parts are; in each of them the first crossing is positive here.`
