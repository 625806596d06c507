/** The verdicts and their figures as a table for programs: a row a comparison, or one of a claim that has none. */
import type { Column, Row } from "../../simulation/table.ts"
import type { Doubt } from "../../talk/claim.ts"
import type { Table } from "../export/table.ts"
import * as Wording from "./content/wording.ts"
import type { Judged } from "./runs/judged.ts"

const text = (description: string): Column => ({ type: "text", description, unit: "-" })
const real = (description: string): Column => ({ type: "real", description, unit: "1" })

const columns: Readonly<Record<string, Column>> = {
  slide: text("of the talk, as `skein reproduce --only` takes it"),
  claim: text("of the slide"),
  verdict: text("agrees, agrees in trend, differs, undecided, cannot be compared, or not computed yet"),
  because: text("what decides"),
  what: text("what the figures are of"),
  published: text("a number, or words where none is published"),
  ours: { ...real("what came out"), standardError: "error" },
  error: real(
    "standard error of ours; 0 where it is exact, none where there is an interval or nobody has estimated one"
  ),
  low: real("lower end of the 95 % interval of ours, where there is one"),
  high: real("upper end of it"),
  unit: text("of the figures; none of a pure number"),
  sources: text("the studies that are read, and how far they are")
}

const exactly = { exact: 0, "not estimated": null } as const

const errors = (doubt: Doubt): Row => {
  if (typeof doubt === "string") return { error: exactly[doubt], low: null, high: null }
  return "standardError" in doubt
    ? { error: doubt.standardError, low: null, high: null }
    : { error: null, low: doubt.low, high: doubt.high }
}

const rowsOf = function* (judged: Judged): Generator<Row> {
  for (const { slide, claims, runs } of judged)
    for (const each of claims) {
      const { claim, judgement } = each
      const read = runs.filter(({ source }) => claim.from.includes(source))
      const said = {
        slide: slide.id,
        claim: claim.id,
        verdict: Wording.standing(each),
        because: judgement?.because ?? null,
        sources: read.map((run) => `${run.study} (${Wording.sizeOf(run)})`).join("; ") || null
      }
      const comparisons = judgement?.comparisons ?? []
      if (comparisons.length === 0) yield said
      for (const { what, published, ours, doubt, unit } of comparisons)
        yield {
          ...said,
          what,
          published: published === undefined ? null : String(published),
          ours,
          ...errors(doubt),
          unit: unit ?? null
        }
    }
}

export const of = (judged: Judged): Table => ({ name: "verdicts", columns, rows: [...rowsOf(judged)] })
