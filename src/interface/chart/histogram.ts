/** Shares of a column's values in bins of equal width. */
import type * as Figure from "../../simulation/figure.ts"
import * as Data from "./data.ts"
import * as Select from "./select.ts"
import * as Ticks from "./ticks.ts"

const usualBins = 30

export const of = (figure: Figure.Histogram, source: Select.Source): Data.Data => {
  const rows = Select.rows(source, figure.where)
  const series = figure.series ?? []
  const facet = [...(figure.facet ?? [])]
  const hidden = Object.keys(figure.where ?? {})
  // As with bars, what else is swept goes to a panel of its own.
  facet.push(...Select.unplaced(source, rows, [...facet, ...series], hidden))
  const seriesOf = Select.labeller(source, rows, series)
  const facetOf = Select.labeller(source, rows, facet)
  const labels = Data.newPlaces()
  const values: Array<Data.Place & { readonly x: number; readonly weight: number }> = []
  let empty = 0
  let beyond = 0
  for (const row of rows) {
    const x = Select.number(row, figure.x)
    const weight = figure.weight === undefined ? 1 : Select.finite(row, figure.weight)
    if (x === undefined || weight === undefined) {
      empty++
      continue
    }
    const place = labels.of(seriesOf(row), facetOf(row))
    if (place === undefined) beyond++
    else values.push({ x, weight, ...place })
  }
  const [low, high] = Data.extent(
    values.map(({ x }) => x),
    "linear"
  )
  // Integers stand in the middle of bins that hold whole ones.
  const whole = source.columns[figure.x.column]?.type === "integer"
  const nice = Ticks.niceStep(low, high, figure.bins ?? usualBins)
  const width = whole ? Math.max(1, Math.round(nice)) : nice
  const start = whole ? -0.5 : 0
  const totals = new Map<string, number>()
  const bins = new Map<string, { readonly place: Data.Place; readonly bin: number; weight: number }>()
  const last = Math.ceil((high - start) / width) - 1
  for (const { x, weight, series, facet } of values) {
    // 0.35 / 0.05 is 6.999999999999999. The largest value belongs to the last bin where it stands on its edge.
    const bin = Math.min(Math.floor((x - start) / width + 1e-9), last)
    const group = `${facet} ${series}`
    totals.set(group, (totals.get(group) ?? 0) + weight)
    const key = `${group} ${bin}`
    const found = bins.get(key)
    if (found === undefined) bins.set(key, { place: { series, facet }, bin, weight })
    else found.weight += weight
  }
  const marks = [...bins.values()]
    .sort((a, b) => a.place.facet - b.place.facet || a.place.series - b.place.series || a.bin - b.bin)
    .map(({ place, bin, weight }) => ({
      x: start + bin * width,
      x2: start + (bin + 1) * width,
      y: weight / totals.get(`${place.facet} ${place.series}`)!,
      ...place
    }))
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
    series: labels.series,
    facets: labels.facets,
    marks,
    lines: [],
    levels: [],
    notes: Data.omissions({ empty, beyond, drawn: 0, all: 0 })
  }
}
