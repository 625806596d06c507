/** Any figure that a simulation describes, drawn. */
import type * as Figure from "../../simulation/figure.ts"
import { cell } from "../export/table.ts"
import * as Gallery from "../figure/braid-gallery.ts"
import * as Feynman from "../figure/diagram.ts"
import * as KnotTable from "../figure/knot-table.ts"
import * as Chart from "./chart.ts"
import { plural, thinned } from "./data.ts"
import * as Draw from "./draw.ts"
import * as Select from "./select.ts"

export interface Picture {
  readonly name: string
  readonly title: string
  readonly caption: string
  /** One `svg` element of its own, in `currentColor`; absent where there is nothing to draw. */
  readonly svg?: string
  /** What a reader who cannot see the picture is told. */
  readonly description: string
  /** What was left out and what was computed; without a picture, why there is none. */
  readonly notes: ReadonlyArray<string>
}

type Drawn = Pick<Picture, "svg" | "description" | "notes">

const nothing = (why: string): Drawn => ({ description: why, notes: [why] })

const chart = (figure: Figure.Chart, source: Select.Source): Drawn => {
  const data = Chart.of(figure, source)
  if (data.marks.length === 0 && data.lines.length === 0)
    return nothing(`No row of the table ${figure.table} has a value for it.`)
  return { svg: Draw.svg(data, figure.title), description: Draw.description(data), notes: data.notes }
}

const words = (figure: Figure.Words, source: Select.Source): Drawn => {
  const entries = Select.rows(source, figure.where).flatMap((row) => {
    const word = cell(row, figure.column)
    const label = cell(row, figure.label)
    return typeof word === "string" ? [{ word, label: label === null ? "" : Select.text(label) }] : []
  })
  if (entries.length === 0) return nothing(`The table ${figure.table} has no words.`)
  const shown = thinned(entries, figure.most)
  const description = `${plural(shown.length, "closed braid")}: ${shown.map(({ word, label }) => `${word} (${label})`).join("; ")}`
  const notes = shown.length < entries.length ? [`${shown.length} of ${entries.length} words.`] : []
  return { svg: Gallery.svg(shown, figure.title), description, notes }
}

const knots = (figure: Figure.Knots, source: Select.Source): Drawn => {
  const weights = new Map<string, number>()
  for (const row of Select.rows(source, figure.where)) {
    const weight = Select.finite(row, figure.weight)
    if (weight === undefined) continue
    const name = Select.text(cell(row, figure.column))
    weights.set(name, (weights.get(name) ?? 0) + weight)
  }
  if (weights.size === 0) return nothing(`The table ${figure.table} has no knots.`)
  const { svg, others } = KnotTable.svg(weights, figure.title)
  const most = [...weights].sort((a, b) => b[1] - a[1]).slice(0, 5)
  return {
    svg,
    description: `Rolfsen's table of knots with bars; most often ${most.map(([name]) => name).join(", ")}`,
    notes:
      others > 0
        ? [
            `${Number((100 * others).toPrecision(2))} % are not in the picture: sums of knots, knots that were not told apart or not named, or of ten crossings and more.`
          ]
        : []
  }
}

const drawn = (figure: Figure.Figure, source: Select.Source | undefined): Drawn => {
  if (figure.kind === "diagrams") {
    const svg = Feynman.ofVertices(figure.points, figure.vertices, figure.title, figure.corrections)
    return { svg, description: figure.caption, notes: [] }
  }
  if (source === undefined) return nothing(`There is no table ${figure.table}.`)
  switch (figure.kind) {
    case "words":
      return words(figure, source)
    case "knots":
      return knots(figure, source)
    default:
      return chart(figure, source)
  }
}

/** A figure of the run whose tables `source` opens. What cannot be drawn says why. */
export const of = (figure: Figure.Figure, source: (table: string) => Select.Source | undefined): Picture => ({
  name: figure.name,
  title: figure.title,
  caption: figure.caption,
  ...drawn(figure, figure.kind === "diagrams" ? undefined : source(figure.table))
})
