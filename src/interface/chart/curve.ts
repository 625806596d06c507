/** Marks and lines over a common x. */

import { plural } from "../../drawing/text.ts"
import type * as Figure from "../../simulation/figure.ts"
import type { Row } from "../../simulation/table.ts"
import { cell } from "../export/table.ts"
import * as Average from "./average.ts"
import * as Data from "./data.ts"
import * as Gather from "./gather.ts"
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

/** Of each series in each panel by itself: thrown together, panels that differ would show what is in none of them. */
const correlations = (
  marks: ReadonlyArray<Data.Mark>,
  { series, facets }: Pick<Data.Data, "series" | "facets">
): ReadonlyArray<string> =>
  facets.flatMap((panel, facet) =>
    series.flatMap((label, k) => {
      const own = marks.filter(
        (mark) => mark.facet === facet && mark.series === k && typeof mark.x === "number"
      )
      const rho = Average.rankCorrelation(
        own.map(({ x }) => x as number),
        own.map(({ y }) => y)
      )
      const where = `${label === "" ? "" : ` of ${label}`}${facets.length < 2 ? "" : ` in the panel ${panel}`}`
      return Number.isFinite(rho) ? [`Rank correlation${where}: ${rho.toFixed(3)} (n = ${own.length}).`] : []
    })
  )

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
  const lowest = Data.scales[y].isLogarithmic ? Data.extent(values, y)[0] / deepest : Number.NEGATIVE_INFINITY
  const ends = marks.flatMap(({ low, high, band }) => [low, high, ...(band ?? [])])
  const bounded = ends.flatMap((end) => (end === undefined ? [] : [Math.max(end, lowest)]))
  const xs = [...marks, ...lines].map(({ x }) => x)
  return {
    x: {
      label: Select.label(source, figure.x),
      kind: x,
      domain: Data.scales[x].isNamed ? [...new Set(xs)] : Data.extent(xs as ReadonlyArray<number>, x),
      ...(x === "linear" && source.columns[figure.x.column]?.type === "integer" ? { whole: true } : {})
    },
    y: { label: Select.label(source, figure.y), kind: y, domain: Data.extent([...values, ...bounded], y) }
  }
}

/** Rows of one mark, in the order of their first. */
const groupsOf = (figure: Figure.Curve, found: ReadonlyArray<Found>): ReadonlyArray<ReadonlyArray<Found>> =>
  // Without repetitions, rows of one x stay apart.
  figure.over === undefined
    ? found.map((each) => [each])
    : [...Map.groupBy(found, ({ x, series, facet }) => JSON.stringify([x, series, facet])).values()]

const linesOf = (
  figure: Figure.Curve,
  groups: ReadonlyArray<ReadonlyArray<Found>>
): ReadonlyArray<Data.Curve> =>
  (figure.lines ?? []).map(({ column, label, style }) => {
    // Of repetitions the mean, as of the marks: of what does not depend on them it is the same.
    const marks = groups.flatMap((group) => {
      const { x, series, facet } = group[0]!
      const values = group.flatMap(({ row }) => {
        const y = Select.number(row, { ...figure.y, column })
        return y === undefined ? [] : [{ y }]
      })
      return values.length === 0 ? [] : [{ x, y: Average.average(values).y, series, facet }]
    })
    return { label, style, marks: Data.thinnedEach(marks, Data.mostMarks) }
  })

/** Panels with two x or more, and how many have one alone. */
const changing = (places: ReadonlyArray<Data.Place & Pick<Data.Mark, "x">>) => {
  const panels = Map.groupBy(places, ({ facet }) => facet)
  const kept = [...panels].filter(([, marks]) => marks.some(({ x }) => x !== marks[0]!.x))
  return { kept: new Set(kept.map(([facet]) => facet)), left: panels.size - kept.length }
}

export const of = (figure: Figure.Curve, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const { series = [], facet = [], levels = [] } = figure
  const unplaced = figure.pooled
    ? []
    : Select.unplaced(source, rows, [figure.x.column, ...facet, ...series], hiddenOf(figure))
  const { isNamed } = Data.scales[Select.scale(source, figure.x)]
  const gathered = Gather.of(source, rows, { series: [...series, ...unplaced], facet }, (row) => {
    const x = isNamed ? Select.text(cell(row, figure.x.column)) : Select.number(row, figure.x)
    return x === undefined ? undefined : { row, x }
  })

  const groups = groupsOf(figure, gathered.found)
  const errorColumn = source.columns[figure.y.column]?.standardError
  const all: Array<Data.Mark> = []
  let { empty } = gathered
  for (const group of groups) {
    const mark = markOf(figure, errorColumn, group)
    if (mark === undefined) empty += group.length
    else all.push(mark)
  }
  const curves = linesOf(figure, groups)
  const { kept, left } = changing([...all, ...curves.flatMap((line) => line.marks)])
  const isKept = ({ facet }: Data.Place) => figure.trend !== true || kept.has(facet)
  const marks = Data.thinnedEach(all.filter(isKept), Data.mostMarks)
  const lines = curves.map((line) => ({ ...line, marks: line.marks.filter(isKept) }))
  const scales = (shown: (place: Data.Place) => boolean) =>
    scalesOf(figure, source, {
      marks: marks.filter(shown),
      lines: lines.flatMap((line) => line.marks.filter(shown)),
      levels: levels.map(({ value }) => value)
    })
  return {
    kind: figure.kind,
    ...scales(() => true),
    ...(figure.ownAxes === true && gathered.facets.length > 1
      ? { own: gathered.facets.map((_, k) => scales((place) => place.facet === k)) }
      : {}),
    series: gathered.series,
    facets: gathered.facets,
    marks,
    lines: lines.filter((line) => line.marks.length > 0),
    levels,
    ...(figure.trend === true && kept.size === 0 && left > 0
      ? { why: `It has a single value of ${Select.label(source, figure.x)}, and nothing changes with it.` }
      : {}),
    notes: [
      ...(figure.correlation === true ? correlations(all, gathered) : []),
      ...(figure.trend === true && left > 0
        ? [
            `${plural(left, "panel")} with a single value of ${Select.label(source, figure.x)} ${left === 1 ? "is" : "are"} left out.`
          ]
        : []),
      ...Data.omissions({
        empty,
        beyond: gathered.beyond,
        drawn: marks.length,
        all: all.filter(isKept).length
      })
    ]
  }
}
