/**
 * One quantity against each parameter that a study sweeps, a panel each: what a plane of two axes cannot show of three
 * parameters and more. All panels have one y axis, and every point has a mark in each of them.
 */

import { typeset } from "../../drawing/typeset.ts"
import type * as Figure from "../../simulation/figure.ts"
import type { Row } from "../../simulation/table.ts"
import { shows } from "../../simulation/table.ts"
import { cell } from "../export/table.ts"
import * as Average from "./average.ts"
import * as Data from "./data.ts"
import * as Select from "./select.ts"

/** The share of the points that are the best, and how many are at most. */
const shareOfBest = 0.1
const mostBest = 10

interface Point {
  readonly row: Row
  /** All of its parameters. */
  readonly of: string
  readonly y: number
  readonly series: number
}

/** More than so many series, one beside the other at each value, are a blot. */
const mostSeries = 6

/** What the series of a row is called; nothing where they are too many. */
const seriesOf = (
  { series = [] }: Figure.Slices,
  source: Select.Source,
  rows: ReadonlyArray<Row>
): { readonly labels: ReadonlyArray<string>; readonly of: (row: Row) => string } => {
  const of = Select.labeller(source, rows, series)
  const labels = [...new Set(rows.toSorted(Select.sorter(source, rows, series)).map(of))]
  return labels.length <= mostSeries ? { labels, of } : { labels: [""], of: () => "" }
}

/** Rows that differ in nothing but a repetition, as one. */
const pointsOf = (
  figure: Figure.Slices,
  source: Select.Source,
  rows: ReadonlyArray<Row>,
  parameters: ReadonlyArray<string>
): {
  readonly points: ReadonlyArray<Point>
  readonly series: ReadonlyArray<string>
  readonly empty: number
} => {
  const { labels, of } = seriesOf(figure, source, rows)
  const told = (row: Row): string =>
    parameters
      .map((name) => `${typeset(Select.label(source, { column: name }))}: ${Select.text(cell(row, name))}`)
      .join("\n")
  const numbered = rows.flatMap((row): ReadonlyArray<Point> => {
    const y = Select.number(row, figure.y)
    return y === undefined ? [] : [{ row, y, series: labels.indexOf(of(row)), of: told(row) }]
  })
  const groups = Map.groupBy(numbered.entries(), ([k, { row, series }]) =>
    figure.over === undefined
      ? String(k)
      : JSON.stringify([series, ...parameters.map((name) => Select.text(cell(row, name)))])
  )
  const points = [...groups.values()].map((group) => {
    const same = group.map(([, point]) => point)
    return { ...same[0]!, y: Average.average(same).y }
  })
  return { points, series: labels, empty: rows.length - numbered.length }
}

const signs: Readonly<Record<NonNullable<Figure.Slices["best"]>, number>> = { smallest: 1, largest: -1 }

/** The places of those with the best values. */
const bestOf = (points: ReadonlyArray<Point>, best: Figure.Slices["best"]): ReadonlySet<number> => {
  if (best === undefined) return new Set()
  const sign = signs[best]
  const count = Math.min(mostBest, Math.max(1, Math.round(shareOfBest * points.length)))
  const order = [...points.keys()].sort((a, b) => sign * (points[a]!.y - points[b]!.y))
  return new Set(order.slice(0, count))
}

const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((a, b) => a - b)
  const half = Math.floor(sorted.length / 2)
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

type Mark = Data.Mark & { readonly best: boolean }

/** At each value that several points share, the median of these; nothing of fewer than two such values. */
const mediansOf = (marks: ReadonlyArray<Mark>): ReadonlyArray<Data.Mark> => {
  const places = Map.groupBy(marks, ({ series, x }) => JSON.stringify([series, x]))
  const found = [...places.values()]
    .filter(({ length }) => length > 1)
    .map((group) => ({ ...group[0]!, y: median(group.map(({ y }) => y)) }))
  return found.length > 1 ? found : []
}

/** Where a parameter has no value, its panel has no mark. */
const panelOf = (
  source: Select.Source,
  name: string,
  facet: number,
  points: ReadonlyArray<Point>,
  best: ReadonlySet<number>
): { readonly scale: Data.Scale; readonly marks: ReadonlyArray<Mark> } => {
  const column = source.columns[name]!
  const isNamed = Select.scale(source, { column: name }) === "category"
  const found = points.flatMap(({ row, y, series, of }, k): ReadonlyArray<Mark> => {
    const x = isNamed ? Select.text(cell(row, name)) : Select.finite(row, name)
    return x === undefined ? [] : [{ x, y, series, facet, of, best: best.has(k) }]
  })
  const label = Select.label(source, { column: name })
  if (isNamed) {
    const rows = points.map(({ row }) => row)
    const sorted = rows.toSorted(Select.sorter(source, rows, [name]))
    const domain = [...new Set(sorted.map((row) => Select.text(cell(row, name))))]
    return { scale: { label, kind: "category", domain }, marks: found }
  }
  const values = found.map(({ x }) => x as number)
  const kind = Data.spread(values)
  const whole = kind === "linear" && column.type === "integer" ? { whole: true } : {}
  return { scale: { label, kind, domain: Data.extent(values, kind), ...whole }, marks: found }
}

const notesOf = (
  panels: ReadonlyArray<{ readonly scale: Data.Scale; readonly marks: ReadonlyArray<Mark> }>,
  points: number,
  parameters: number
): ReadonlyArray<string> => {
  const partial = panels.filter(({ marks }) => marks.length < points).map(({ scale }) => scale.label)
  return [
    ...(partial.length === 0
      ? []
      : [`Points without a value of ${partial.join(", ")} are not in that panel.`]),
    ...(parameters > panels.length
      ? [`The study sweeps ${parameters} parameters: the first ${panels.length} are shown.`]
      : [])
  ]
}

export const of = (figure: Figure.Slices, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const parameters = Object.keys(source.columns).filter(
    (name) =>
      source.swept.some((path) => shows(source.columns[name], path)) &&
      rows.some((row) => cell(row, name) !== cell(rows[0]!, name))
  )
  const { points, series, empty } = pointsOf(figure, source, rows, parameters)
  const best = bestOf(points, figure.best)
  const panels = parameters
    .slice(0, Data.mostFacets)
    .map((name, facet) => panelOf(source, name, facet, points, best))
  const kind = figure.y.scale ?? Data.spread(points.map(({ y }) => y))
  const y: Data.Scale = {
    label: Select.label(source, figure.y),
    kind,
    domain: Data.extent(
      points.map(({ y }) => y),
      kind
    )
  }
  // The best are a series of their own, drawn last.
  const isMarked = figure.best !== undefined && points.length > 1
  const placed = panels.map(({ marks }) =>
    marks.map(({ best, ...mark }): Data.Mark => (isMarked ? { ...mark, series: best ? 1 : 0 } : mark))
  )
  const marks = Data.thinnedEach(placed.flat(), Data.mostMarks)
  const medians = isMarked ? [] : panels.flatMap(({ marks }) => mediansOf(marks))
  return {
    kind: "slices",
    x: { label: "", kind: "linear", domain: [0, 1] },
    y,
    own: panels.map(({ scale }) => ({ x: scale, y })),
    series: isMarked ? ["others", `the ${best.size} ${figure.best} of ${points.length}`] : series,
    facets: panels.map(({ scale }) => scale.label),
    marks,
    lines: medians.length === 0 ? [] : [{ label: "median", style: "theory", marks: medians }],
    levels: [],
    notes: [
      ...notesOf(panels, points.length, parameters.length),
      ...Data.omissions({ empty, beyond: 0, drawn: marks.length, all: placed.flat().length })
    ]
  }
}
