/** Where words come from: one of the generators, or the file of words that `data` names. */
import * as DataSet from "../../domain/decision/data-set.ts"

export const sources = [...DataSet.generators, "data"] as const
export type Source = (typeof sources)[number]

/** Whether words are drawn. */
export const isDrawn = (source: Source): source is DataSet.Generator =>
  DataSet.generators.some((generator) => generator === source)

/** The words of what stands in a config: behind the line with the name of their file. */
export const wordsIn = (data: string): string => data.slice(data.indexOf("\n") + 1)
