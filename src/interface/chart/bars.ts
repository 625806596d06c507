/** Bars over categories. */

import { thinned } from "../../drawing/text.ts"
import type * as Figure from "../../simulation/figure.ts"
import { cell } from "../export/table.ts"
import * as Average from "./average.ts"
import * as Data from "./data.ts"
import * as Select from "./select.ts"

const natural = new Intl.Collator("en", { numeric: true })

interface Bar extends Data.Place {
  readonly x: string
  readonly values: Array<Average.Sampled>
}

/** The sum of a category's bars: what "largest" means. */
const sizes = (bars: ReadonlyArray<Data.Mark>): ReadonlyMap<string, number> => {
  const found = new Map<string, number>()
  for (const { x, y } of bars) found.set(x as string, (found.get(x as string) ?? 0) + y)
  return found
}

/** Bars narrower than a pixel or two are none. */
const mostCategories = 300

/** The categories that are drawn, in order: the largest, or an even choice of those along a scale. */
const ordered = (
  bars: ReadonlyArray<Data.Mark>,
  { order, most }: Figure.Bars,
  isScale: boolean
): ReadonlyArray<string> => {
  const size = sizes(bars)
  if (isScale && most === undefined && order === undefined) return thinned([...size.keys()], mostCategories)
  const byValue = [...size.keys()].sort((a, b) => size.get(b)! - size.get(a)!)
  const kept = new Set(byValue.slice(0, most ?? mostCategories))
  const names = order === "value" ? byValue : [...size.keys()]
  const left = names.filter((name) => kept.has(name))
  return order === "natural" ? left.sort(natural.compare) : left
}

export const of = (figure: Figure.Bars, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const series = [...(figure.series ?? [])]
  const hidden = [figure.y.column, ...(figure.over ?? []), ...Object.keys(figure.where ?? {})]
  // One bar tells one thing: what else is swept goes to a panel of its own.
  const facet = [
    ...(figure.facet ?? []),
    ...Select.unplaced(source, rows, [figure.x.column, ...(figure.facet ?? []), ...series], hidden)
  ]
  const seriesOf = Select.labeller(source, rows, series)
  const facetOf = Select.labeller(source, rows, facet)
  const labels = Data.newPlaces()
  const errorColumn = source.columns[figure.y.column]?.standardError
  const bars = new Map<string, Bar>()
  let empty = 0
  let beyond = 0
  for (const row of rows) {
    const y = Select.number(row, figure.y)
    if (y === undefined) {
      empty++
      continue
    }
    const x = Select.text(cell(row, figure.x.column))
    const place = labels.of(seriesOf(row), facetOf(row))
    if (place === undefined) {
      beyond++
      continue
    }
    const error = Select.finite(row, errorColumn)
    const value = error === undefined ? { y } : { y, error }
    const key = JSON.stringify([x, place.series, place.facet])
    const bar = bars.get(key)
    if (bar === undefined) bars.set(key, { x, ...place, values: [value] })
    else bar.values.push(value)
  }

  const merged = [...bars.values()].map(({ x, series, facet, values }): Data.Mark => {
    // Rows of one bar are repetitions where the figure says so, else parts of it.
    const { y, error } =
      figure.over === undefined && values.length > 1
        ? { y: values.reduce((sum, value) => sum + value.y, 0), error: undefined }
        : Average.average(values)
    return { x, y, series, facet, ...(error === undefined ? {} : { low: y - error, high: y + error }) }
  })
  const isScale = !["text", "boolean"].includes(source.columns[figure.x.column]?.type ?? "")
  const categories = ordered(merged, figure, isScale)
  const kept = new Set(categories)
  const marks = merged.filter(({ x }) => kept.has(x as string))
  const others = new Set(merged.map(({ x }) => x)).size - categories.length
  const kind = Select.scale(source, figure.y)
  const tops = figure.kind === "stack" ? stackTops(marks) : marks.flatMap(({ y, high }) => [y, high ?? y])
  const [low, high] = Data.extent(kind === "log" ? tops : [0, ...tops], kind)
  return {
    kind: figure.kind,
    x: { label: Select.label(source, figure.x), kind: "category", domain: categories },
    y: {
      label: Select.label(source, figure.y),
      kind,
      domain: kind === "log" ? [low / 2, high] : [low, high]
    },
    series: labels.series,
    facets: labels.facets,
    marks,
    lines: [],
    levels: [],
    notes: [
      ...(others > 0
        ? [
            isScale && figure.most === undefined
              ? `${categories.length} of ${categories.length + others} are shown, evenly chosen.`
              : `The ${categories.length} largest of ${categories.length + others} are shown.`
          ]
        : []),
      ...Data.omissions({ empty, beyond, drawn: 0, all: 0 })
    ]
  }
}

const stackTops = (marks: ReadonlyArray<Data.Mark>): ReadonlyArray<number> => {
  const tops = new Map<string, number>()
  for (const { x, facet, y } of marks) tops.set(`${facet} ${x}`, (tops.get(`${facet} ${x}`) ?? 0) + y)
  return [...tops.values()]
}
