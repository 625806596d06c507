import type { Row } from "../../src/simulation/table.ts"
import type { Judgement, Rows } from "../../src/talk/claim.ts"
import type { Slide } from "../../src/talk/slide.ts"
import type { SourceName } from "../../src/talk/source.ts"

/** Rows made by hand: by source and table, none where nothing is said. */
export type Made = Partial<Record<SourceName, Readonly<Record<string, ReadonlyArray<Row>>>>>

export const rowsOf =
  (made: Made): Rows =>
  (source, table) =>
    made[source]?.[table] ?? []

/** What a claim of a slide says to such rows. Throws where there is no such claim. */
export const judge = ({ claims }: Slide, id: string, made: Made = {}): Judgement => {
  const claim = claims.find((each) => each.id === id)
  if (claim === undefined) throw new Error(`no claim ${id}`)
  return claim.judge(rowsOf(made))
}

/** Verdicts of all claims of a slide, by their ids. */
export const verdicts = (slide: Slide, made: Made = {}): Readonly<Record<string, string>> =>
  Object.fromEntries(slide.claims.map(({ id, judge }) => [id, judge(rowsOf(made)).verdict]))
