/** What certificates are about, read from data of unknown origin: whether it has the form; what it claims is for checkers. */
import type * as Planar from "./planar.ts"

/** Throws a TypeError with a sentence. */
export const origin = (from: unknown): Planar.Origin => {
  if (isObject(from)) {
    const { word, strands, crossings, circles } = from
    if (isIntegers(word) && Number.isInteger(strands)) return { word, strands: strands as number }
    if (isTuples(crossings, 4) && Number.isInteger(circles))
      return { crossings: crossings as unknown as ReadonlyArray<Planar.Crossing>, circles: circles as number }
  }
  throw new TypeError(
    "The certificate's `from` is a `word` on `strands`, or `crossings` of four arcs each and a number of `circles`."
  )
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null

export const isIntegers = (value: unknown): value is Array<number> =>
  Array.isArray(value) && value.every(Number.isInteger)

export const isTuples = (value: unknown, length: number): value is Array<Array<number>> =>
  Array.isArray(value) && value.every((each) => isIntegers(each) && each.length === length)
