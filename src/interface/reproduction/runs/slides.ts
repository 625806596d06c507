/** The slides that are asked for by their names. */
import { nearest } from "../../../engine/config/nearest.ts"
import type { Slide } from "../../../talk/slide.ts"
import { slides } from "../../../talk/talk.ts"

/** Of all that there are. */
export const ids: ReadonlyArray<string> = slides.map(({ id }) => id)

/**
 * In the order of the talk; all of them unless some are named, with commas between.
 *
 * @returns a sentence where one is none
 */
export const named = (
  slides: ReadonlyArray<Slide>,
  only: string | undefined
): ReadonlyArray<Slide> | { readonly fault: string } => {
  if (only === undefined) return slides
  const names = only.split(",").map((name) => name.trim())
  const known = slides.map(({ id }) => id)
  const unknown = names.find((name) => !known.includes(name))
  if (unknown === undefined) return slides.filter(({ id }) => names.includes(id))
  const near =
    nearest(unknown, known) ?? known.find((id) => unknown !== "" && id.includes(unknown.toLowerCase()))
  const hint = near === undefined ? `its slides: ${known.join(", ")}.` : `did you mean "${near}"?`
  return { fault: `The talk has no slide "${unknown}"; ${hint}` }
}
