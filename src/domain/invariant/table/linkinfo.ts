/** All prime links up to nine crossings, as LinkInfo has them. */
import type * as Word from "../../braid/word.ts"
import * as Words from "./linkinfo-words.ts"
import * as Table from "./table.ts"

/** A link with an orientation of its components. */
export interface Link {
  /** `L6a4{0,1}`. */
  readonly name: string
  readonly word: Word.Word
}

/** The orientations of each link, by its name without one, Thistlethwaite's or Rolfsen's. */
const byName: ReadonlyMap<string, ReadonlyArray<Link>> = new Map(
  Words.words
    .trim()
    .split("\n")
    .flatMap((line) => {
      const [name = "", rolfsen = "", ...oriented] = line.split(" ")
      const links = oriented.map((text) => {
        const end = text.indexOf("}") + 1
        return { name: name + text.slice(0, end), word: Table.words(text.slice(end))[0]! }
      })
      return [name, rolfsen].map((key): [string, ReadonlyArray<Link>] => [key, links])
    })
)

/**
 * The link of this name, as `L5a1{1}`, or in its first orientation as `L5a1` or `5^2_1`; `others` are the other orientations
 * where none was asked for. Throws a RangeError where the table has none.
 */
export const find = (name: string): Link & { readonly others: ReadonlyArray<string> } => {
  const [bare = ""] = name.split("{")
  const links = byName.get(bare)
  if (links === undefined)
    throw new RangeError(
      `The table has no link "${name}"; it has the prime ones up to nine crossings, from L2a1 to L9n28.`
    )
  const found = bare === name ? links[0] : links.find((link) => link.name === name)
  if (found === undefined)
    throw new RangeError(
      `${bare} has the orientations ${links.map((link) => link.name.slice(bare.length)).join(" ")}, and not ${name.slice(bare.length)}.`
    )
  return { ...found, others: bare === name ? links.slice(1).map((link) => link.name) : [] }
}
