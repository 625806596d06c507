/** Points as people know them. */
import type { StoredPoint } from "../../engine/journal/reader.ts"
import { brief } from "../../engine/study.ts"
import * as Plain from "./plain.ts"

/** A value of a parameter. */
export const inWords = (value: unknown): string =>
  Plain.cell(typeof value === "string" ? String(brief(value)) : JSON.stringify(value))

/**
 * By what the sweep says of it, or its place in the plan where that is nothing.
 *
 * @param paths of the parameters to say; all that the sweep sets unless given
 */
export const name = (
  { swept, ordinal }: Pick<StoredPoint, "swept" | "ordinal">,
  paths: ReadonlyArray<string> = Object.keys(swept)
): string => {
  const said = paths.flatMap((path) =>
    swept[path] === undefined ? [] : [`${Plain.cell(path)} ${inWords(swept[path])}`]
  )
  return said.length === 0 ? `point ${ordinal}` : said.join(", ")
}
