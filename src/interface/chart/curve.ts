/** Marks and lines over a common x. */

import type * as Figure from "../../simulation/figure.ts"
import type { Row } from "../../simulation/table.ts"
import { cell } from "../export/table.ts"
import * as Average from "./average.ts"
import * as Data from "./data.ts"
import * as Select from "./select.ts"

interface Found extends Data.Place {
  readonly row: Row
  readonly x: number | string
}

/** Where the bars of small values would end below every axis, they end so far below the smallest value. */
const deepest = 3

/** What is neither on the x axis nor on a label. */
const hiddenOf = (figure: Figure.Curve): ReadonlyArray<string> => [
  figure.y.column,
  ...(figure.over ?? []),
  ...Object.keys(figure.where ?? {})
]

/** Rows that belong together, as one mark. */
const markOf = (
  figure: Figure.Curve,
  errorColumn: string | undefined,
  group: ReadonlyArray<Found>
): Data.Mark | undefined => {
  const sampled = group.flatMap(({ row }) => {
    const y = Select.number(row, figure.y)
    const error = Select.finite(row, errorColumn)
    return y === undefined ? [] : [{ y, ...(error === undefined ? {} : { error }) }]
  })
  if (sampled.length === 0) return undefined
  const { x, series, facet, row } = group[0]!
  const { y, error } = Average.average(sampled)
  const band = figure.band?.map((column) => Select.finite(row, column))
  return {
    x,
    y,
    series,
    facet,
    ...(error === undefined ? {} : { low: y - error, high: y + error }),
    ...(group.length > 1 || band === undefined || band.includes(undefined)
      ? {}
      : { band: band as unknown as readonly [number, number] })
  }
}

const correlations = (
  marks: ReadonlyArray<Data.Mark>,
  series: ReadonlyArray<string>
): ReadonlyArray<string> =>
  series.flatMap((label, k) => {
    const own = marks.filter((mark) => mark.series === k && typeof mark.x === "number")
    const rho = Average.rankCorrelation(
      own.map(({ x }) => x as number),
      own.map(({ y }) => y)
    )
    return Number.isFinite(rho)
      ? [`Rank correlation${label === "" ? "" : ` of ${label}`}: ${rho.toFixed(3)} (n = ${own.length}).`]
      : []
  })

interface Shown {
  readonly marks: ReadonlyArray<Data.Mark>
  readonly lines: Data.Curve["marks"]
  readonly levels: ReadonlyArray<number>
}

/** Axes that hold all of it. */
const scalesOf = (
  figure: Figure.Curve,
  source: Select.Source,
  { marks, lines, levels }: Shown
): { readonly x: Data.Scale; readonly y: Data.Scale } => {
  const [x, y] = [Select.scale(source, figure.x), Select.scale(source, figure.y)]
  const values = [...marks.map(({ y }) => y), ...lines.map(({ y }) => y), ...levels]
  const lowest = y === "log" ? Data.extent(values, "log")[0] / deepest : Number.NEGATIVE_INFINITY
  const ends = marks.flatMap(({ low, high, band }) => [low, high, ...(band ?? [])])
  const bounded = ends.flatMap((end) => (end === undefined ? [] : [Math.max(end, lowest)]))
  const xs = [...marks, ...lines].map(({ x }) => x)
  return {
    x: {
      label: Select.label(source, figure.x),
      kind: x,
      domain: x === "category" ? [...new Set(xs)] : Data.extent(xs as ReadonlyArray<number>, x),
      ...(x === "linear" && source.columns[figure.x.column]?.type === "integer" ? { whole: true } : {})
    },
    y: { label: Select.label(source, figure.y), kind: y, domain: Data.extent([...values, ...bounded], y) }
  }
}

export const of = (figure: Figure.Curve, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const xKind = Select.scale(source, figure.x)
  const series = [...(figure.series ?? [])]
  const told = [figure.x.column, ...(figure.facet ?? []), ...series]
  series.push(...Select.unplaced(source, rows, told, hiddenOf(figure)))
  const seriesOf = Select.labeller(source, rows, series)
  const facetOf = Select.labeller(source, rows, figure.facet ?? [])
  const labels = Data.newPlaces()
  const groups = new Map<string, Array<Found>>()
  let empty = 0
  let beyond = 0
  for (const row of rows) {
    const x = xKind === "category" ? Select.text(cell(row, figure.x.column)) : Select.number(row, figure.x)
    if (x === undefined) {
      empty++
      continue
    }
    const place = labels.of(seriesOf(row), facetOf(row))
    if (place === undefined) {
      beyond++
      continue
    }
    // Without repetitions, rows of one x stay apart.
    const key =
      figure.over === undefined ? String(groups.size) : JSON.stringify([x, place.series, place.facet])
    const group = groups.get(key)
    const found = { row, x, ...place }
    if (group === undefined) groups.set(key, [found])
    else group.push(found)
  }

  const errorColumn = source.columns[figure.y.column]?.standardError
  const all: Array<Data.Mark> = []
  for (const group of groups.values()) {
    const mark = markOf(figure, errorColumn, group)
    if (mark === undefined) empty += group.length
    else all.push(mark)
  }
  const marks = Data.thinnedEach(all, Data.mostMarks)
  const lines = (figure.lines ?? []).map(({ column, label, style }) => ({
    label,
    style,
    marks: Data.thinnedEach(
      [...groups.values()].flatMap(([{ row, x, series, facet }]) => {
        const y = Select.number(row, { ...figure.y, column })
        return y === undefined ? [] : [{ x, y, series, facet }]
      }),
      Data.mostMarks
    )
  }))
  const levels = figure.levels ?? []
  const scales = (shown: (place: Data.Place) => boolean) =>
    scalesOf(figure, source, {
      marks: marks.filter(shown),
      lines: lines.flatMap((line) => line.marks.filter(shown)),
      levels: levels.map(({ value }) => value)
    })
  return {
    kind: figure.kind,
    ...scales(() => true),
    ...(figure.ownAxes === true && labels.facets.length > 1
      ? { own: labels.facets.map((_, facet) => scales((place) => place.facet === facet)) }
      : {}),
    series: labels.series,
    facets: labels.facets,
    marks,
    lines: lines.filter((line) => line.marks.length > 0),
    levels,
    notes: [
      ...(figure.correlation === true ? correlations(all, labels.series) : []),
      ...Data.omissions({ empty, beyond, drawn: marks.length, all: all.length })
    ]
  }
}
