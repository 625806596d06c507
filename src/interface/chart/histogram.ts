/** Shares of a column's values in bins of equal width. */
import type * as Figure from "../../simulation/figure.ts"
import * as Data from "./data.ts"
import * as Gather from "./gather.ts"
import * as Select from "./select.ts"
import * as Ticks from "./ticks.ts"

const usualBins = 30

interface Value extends Data.Place {
  readonly x: number
  readonly weight: number
}

/** Each bin that holds something, with its share of its series in its panel. */
const binned = (
  values: ReadonlyArray<Value>,
  isWhole: boolean,
  bins: number
): ReadonlyArray<Data.Mark & { readonly x: number; readonly x2: number }> => {
  const [low, high] = Data.extent(
    values.map(({ x }) => x),
    "linear"
  )
  // Integers stand in the middle of bins that hold whole ones.
  const nice = Ticks.niceStep(low, high, bins)
  const width = isWhole ? Math.max(1, Math.round(nice)) : nice
  const start = isWhole ? -0.5 : 0
  const last = Math.ceil((high - start) / width) - 1
  const totals = new Map<string, number>()
  const found = new Map<string, { readonly place: Data.Place; readonly bin: number; weight: number }>()
  for (const { x, weight, series, facet } of values) {
    // 0.35 / 0.05 is 6.999999999999999. The largest value belongs to the last bin where it stands on its edge.
    const bin = Math.min(Math.floor((x - start) / width + 1e-9), last)
    const group = `${facet} ${series}`
    totals.set(group, (totals.get(group) ?? 0) + weight)
    const key = `${group} ${bin}`
    const before = found.get(key)
    if (before === undefined) found.set(key, { place: { series, facet }, bin, weight })
    else before.weight += weight
  }
  return [...found.values()]
    .sort((a, b) => a.place.facet - b.place.facet || a.place.series - b.place.series || a.bin - b.bin)
    .map(({ place, bin, weight }) => ({
      x: start + bin * width,
      x2: start + (bin + 1) * width,
      y: weight / totals.get(`${place.facet} ${place.series}`)!,
      ...place
    }))
}

export const of = (figure: Figure.Histogram, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const { series = [], facet = [] } = figure
  // As with bars, what else is swept goes to a panel of its own.
  const unplaced = Select.unplaced(source, rows, [...facet, ...series], Object.keys(figure.where ?? {}))
  const gathered = Gather.of(source, rows, { series, facet: [...facet, ...unplaced] }, (row) => {
    const x = Select.number(row, figure.x)
    const weight = figure.weight === undefined ? 1 : Select.finite(row, figure.weight)
    return x === undefined || weight === undefined ? undefined : { x, weight }
  })
  const isWhole = source.columns[figure.x.column]?.type === "integer"
  const marks = binned(gathered.found, isWhole, figure.bins ?? usualBins)
  return {
    kind: "histogram",
    x: {
      label: Select.label(source, figure.x),
      kind: "linear",
      domain: Data.extent(
        marks.flatMap(({ x, x2 }) => [x, x2]),
        "linear"
      )
    },
    y: {
      label: "share",
      kind: "linear",
      domain: Data.extent([0, ...marks.map(({ y }) => y)], "linear")
    },
    series: gathered.series,
    facets: gathered.facets,
    marks,
    lines: [],
    levels: [],
    notes: Data.omissions({ empty: gathered.empty, beyond: gathered.beyond, drawn: 0, all: 0 })
  }
}
