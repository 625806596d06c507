/** Shares of a column's values in bins of equal width. */
import { plural } from "../../drawing/text.ts"
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

const groupOf = ({ series, facet }: Data.Place): string => `${facet} ${series}`

/** The value that has this share of the weight below it, of values in order. */
const quantile = (sorted: ReadonlyArray<Value>, total: number, share: number): number => {
  let sum = 0
  for (const { x, weight } of sorted) {
    sum += weight
    if (sum >= share * total) return x
  }
  return sorted.at(-1)!.x
}

/** Fewer values have no outliers. */
const leastForFences = 12

/** What lies beyond three times the distance of the quartiles outside them is far out. Source: Tukey (1977), section 2E. */
const reach = 3

/** Where the values of one series in one panel are, but for those far out. */
const usualRange = (values: ReadonlyArray<Value>): readonly [number, number] => {
  const sorted = values.filter(({ weight }) => weight > 0).sort((a, b) => a.x - b.x)
  if (sorted.length === 0) return [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  const [low, high] = [sorted[0]!.x, sorted.at(-1)!.x]
  if (sorted.length < leastForFences) return [low, high]
  const total = sorted.reduce((sum, { weight }) => sum + weight, 0)
  const [q1, q3] = [quantile(sorted, total, 0.25), quantile(sorted, total, 0.75)]
  if (q1 === q3) return [low, high]
  const [below, above] = [q1 - reach * (q3 - q1), q3 + reach * (q3 - q1)]
  const within = sorted.filter(({ x }) => x >= below && x <= above)
  return [within[0]!.x, within.at(-1)!.x]
}

/** The usual range is smaller than this part of the whole one where outliers spoil the bins. */
const spoilt = 0.5

/** What the bins cover: all values, or where a few far out would leave the others few bins, all but these. */
const rangeOf = (values: ReadonlyArray<Value>, normal: boolean): readonly [number, number] => {
  const more = normal ? [-normalReach, normalReach] : []
  const whole = Data.extent([...values.map(({ x }) => x), ...more], "linear")
  const ranges = [...Map.groupBy(values, groupOf).values()].map(usualRange)
  const usual = Data.extent([...ranges.flat(), ...more], "linear")
  return usual[1] - usual[0] < spoilt * (whole[1] - whole[0]) ? usual : whole
}

interface Bins {
  readonly start: number
  readonly width: number
  readonly first: number
  readonly last: number
}

const binsOf = ([low, high]: readonly [number, number], isWhole: boolean, most: number): Bins => {
  const nice = Ticks.niceStep(low, high, most)
  const width = isWhole ? Math.max(1, Math.round(nice)) : nice
  // Integers stand in the middle of bins that hold whole ones.
  const start = isWhole ? -0.5 : 0
  return {
    start,
    width,
    first: Math.floor((low - start) / width + 1e-9),
    last: Math.ceil((high - start) / width) - 1
  }
}

/** Each bin that holds something, with its share of its series in its panel; the outermost hold what lies beyond, too. */
const binned = (
  values: ReadonlyArray<Value>,
  { start, width, first, last }: Bins
): ReadonlyArray<Data.Mark & { readonly x: number; readonly x2: number }> => {
  const totals = new Map<string, number>()
  const found = new Map<string, { readonly place: Data.Place; readonly bin: number; weight: number }>()
  for (const { x, weight, series, facet } of values) {
    // 0.35 / 0.05 is 6.999999999999999. The largest value belongs to the last bin where it stands on its edge.
    const bin = Math.max(first, Math.min(Math.floor((x - start) / width + 1e-9), last))
    const group = groupOf({ series, facet })
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
      y: weight / totals.get(groupOf(place))!,
      ...place
    }))
}

/** Standard deviations that the curve is drawn to. */
const normalReach = 3.5

const normalSteps = 120

/** The share of each bin's width under exp(-x^2 / 2) / sqrt(2 pi), in every panel. */
const normalCurve = (
  width: number,
  [low, high]: readonly [number, number],
  facets: ReadonlyArray<string>
): Data.Curve => ({
  label: "standard normal",
  style: "theory",
  marks: facets.flatMap((_, facet) =>
    Array.from({ length: normalSteps + 1 }, (_, k) => {
      const x = low + ((high - low) * k) / normalSteps
      return { x, y: (width * Math.exp(-(x * x) / 2)) / Math.sqrt(2 * Math.PI), series: 0, facet }
    })
  )
})

/** What is counted in a bin that it does not lie in, in a sentence. */
const beyondBins = (
  values: ReadonlyArray<Value>,
  { start, width, first, last }: Bins
): ReadonlyArray<string> => {
  const [low, high] = [start + first * width, start + (last + 1) * width]
  const outside = values.map(({ x }) => x).filter((x) => x < low || x > high)
  if (outside.length === 0) return []
  const [least, most] = Data.extent(outside, "linear").map((x) => Ticks.text(Number(x.toPrecision(3))))
  const [verb, counted, where] =
    outside.length === 1
      ? ["lies", "is", `at ${Ticks.text(Number(outside[0]!.toPrecision(3)))}`]
      : ["lie", "are", `from ${least} to ${most}`]
  return [
    `${plural(outside.length, "value")} of ${values.length}, ${where}, ${verb} beyond the axis and ${counted} counted in the outermost bins.`
  ]
}

export const of = (figure: Figure.Histogram, source: Select.Source): Data.Data => {
  const { series = [], facet = [] } = figure
  const read = [figure.x.column, ...(figure.weight === undefined ? [] : [figure.weight])]
  const rows = Select.rows(source, figure.where, [...read, ...series, ...facet])
  // As with bars, what else is swept goes to a panel of its own.
  const unplaced = Select.unplaced(source, rows, [...facet, ...series], Object.keys(figure.where ?? {}))
  const gathered = Gather.of(source, rows, { series, facet: [...facet, ...unplaced] }, (row) => {
    const x = Select.number(row, figure.x)
    const weight = figure.weight === undefined ? 1 : Select.finite(row, figure.weight)
    return x === undefined || weight === undefined ? undefined : { x, weight }
  })
  const isWhole = source.columns[figure.x.column]?.type === "integer"
  const normal = figure.normal === true
  const range = rangeOf(gathered.found, normal)
  const bins = binsOf(range, isWhole, figure.bins ?? usualBins)
  const marks = binned(gathered.found, bins)
  const edges = Data.extent(
    [...marks.flatMap(({ x, x2 }) => [x, x2]), ...(normal ? [-normalReach, normalReach] : [])],
    "linear"
  )
  const lines = normal && marks.length > 0 ? [normalCurve(bins.width, edges, gathered.facets)] : []
  return {
    kind: "histogram",
    x: {
      label: Select.label(source, figure.x),
      kind: "linear",
      domain: edges
    },
    y: {
      label: "share",
      kind: "linear",
      domain: Data.extent(
        [0, ...[...marks, ...lines.flatMap((line) => line.marks)].map(({ y }) => y)],
        "linear"
      )
    },
    series: gathered.series,
    facets: gathered.facets,
    marks,
    lines,
    levels: [],
    notes: [
      ...beyondBins(gathered.found, bins),
      ...Data.omissions({ empty: gathered.empty, beyond: gathered.beyond, drawn: 0, all: 0 })
    ]
  }
}
