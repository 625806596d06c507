/** Bars over categories. */

import { nothingLeft } from "../../domain/exhaustive.ts"
import { thinned } from "../../drawing/text.ts"
import type * as Figure from "../../simulation/figure.ts"
import { cell } from "../export/table.ts"
import * as Average from "./average.ts"
import * as Data from "./data.ts"
import * as Gather from "./gather.ts"
import * as Select from "./select.ts"

const natural = new Intl.Collator("en", { numeric: true })

interface Bar extends Data.Place, Average.Sampled {
  readonly x: string
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
  const names = [...size.keys()]
  if (isScale && most === undefined && order === undefined) return thinned(names, mostCategories)
  const byValue = names.toSorted((a, b) => size.get(b)! - size.get(a)!).slice(0, most ?? mostCategories)
  const kept = new Set(byValue)
  switch (order) {
    case "value":
      return byValue
    case "natural":
      return names.filter((name) => kept.has(name)).sort(natural.compare)
    case undefined:
      return names.filter((name) => kept.has(name))
    default:
      return nothingLeft(order, "order")
  }
}

/** The rows of one bar as one mark: repetitions where the figure says so, else parts of it. */
const markOf = (figure: Figure.Bars, [first, ...others]: ReadonlyArray<Bar>): Data.Mark => {
  const { x, series, facet } = first!
  const bars = [first!, ...others]
  const { y, error } =
    figure.over === undefined && others.length > 0
      ? { y: bars.reduce((sum, bar) => sum + bar.y, 0), error: undefined }
      : Average.average(bars)
  return { x, y, series, facet, ...(error === undefined ? {} : { low: y - error, high: y + error }) }
}

const stackTops = (marks: ReadonlyArray<Data.Mark>): ReadonlyArray<number> => {
  const tops = new Map<string, number>()
  for (const { x, facet, y } of marks) tops.set(`${facet} ${x}`, (tops.get(`${facet} ${x}`) ?? 0) + y)
  return [...tops.values()]
}

/** What the y axis holds. */
const tops: Readonly<
  Record<Figure.Bars["kind"], (marks: ReadonlyArray<Data.Mark>) => ReadonlyArray<number>>
> = {
  stack: stackTops,
  bar: (marks) => marks.flatMap(({ y, high }) => [y, high ?? y])
}

const heights = (figure: Figure.Bars, source: Select.Source, marks: ReadonlyArray<Data.Mark>): Data.Scale => {
  const kind = Select.scale(source, figure.y)
  const label = Select.label(source, figure.y)
  const ends = tops[figure.kind](marks)
  if (!Data.scales[kind].isLogarithmic) return { label, kind, domain: Data.extent([0, ...ends], kind) }
  const [low, high] = Data.extent(ends, kind)
  return { label, kind, domain: [low / 2, high] }
}

export const of = (figure: Figure.Bars, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const { series = [], facet = [] } = figure
  const hidden = [figure.y.column, ...(figure.over ?? []), ...Object.keys(figure.where ?? {})]
  // One bar tells one thing: what else is swept goes to a panel of its own.
  const unplaced = Select.unplaced(source, rows, [figure.x.column, ...facet, ...series], hidden)
  const errorColumn = source.columns[figure.y.column]?.standardError
  const gathered = Gather.of(source, rows, { series, facet: [...facet, ...unplaced] }, (row) => {
    const y = Select.number(row, figure.y)
    if (y === undefined) return undefined
    const error = Select.finite(row, errorColumn)
    return { x: Select.text(cell(row, figure.x.column)), y, ...(error === undefined ? {} : { error }) }
  })
  const bars = Map.groupBy(gathered.found, ({ x, series, facet }) => JSON.stringify([x, series, facet]))
  const all = [...bars.values()].map((rows) => markOf(figure, rows))

  const isScale = !["text", "boolean"].includes(source.columns[figure.x.column]?.type ?? "")
  const categories = ordered(all, figure, isScale)
  const kept = new Set<number | string>(categories)
  const marks = all.filter(({ x }) => kept.has(x))
  const count = new Set(all.map(({ x }) => x)).size
  const chosen =
    isScale && figure.most === undefined
      ? `${categories.length} of ${count} are shown, evenly chosen.`
      : `The ${categories.length} largest of ${count} are shown.`
  return {
    kind: figure.kind,
    x: { label: Select.label(source, figure.x), kind: "category", domain: categories },
    y: heights(figure, source, marks),
    series: gathered.series,
    facets: gathered.facets,
    marks,
    lines: [],
    levels: [],
    notes: [
      ...(categories.length < count ? [chosen] : []),
      ...Data.omissions({ empty: gathered.empty, beyond: gathered.beyond, drawn: 0, all: 0 })
    ]
  }
}
