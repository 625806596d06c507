/** What a chart shows, before anything is drawn: numbers in panels and series. */
import { plural, thinned } from "../../drawing/text.ts"
import type { LineStyle } from "../../simulation/figure.ts"

/** Where a mark belongs: places in the lists of series and facets. */
export interface Place {
  readonly series: number
  readonly facet: number
}

export interface Mark extends Place {
  readonly x: number | string
  /** The right edge of a bin that begins at x. */
  readonly x2?: number
  readonly y: number
  /** y less and plus one standard error; absent where none is known. */
  readonly low?: number
  readonly high?: number
  readonly band?: readonly [low: number, high: number]
  /** Of a series that lies on others: on how many. */
  readonly above?: number
  /** What a reader who points at it is told in the place of x. */
  readonly of?: string
}

/** Of each kind of scale: whether equal factors are equally far apart on it, and whether its values are names. */
export const scales = {
  linear: { isLogarithmic: false, isNamed: false },
  log: { isLogarithmic: true, isNamed: false },
  category: { isLogarithmic: false, isNamed: true }
} as const

export interface Scale {
  readonly label: string
  readonly kind: keyof typeof scales
  /** Of a category, all values in order; else the smallest and the largest. */
  readonly domain: ReadonlyArray<number | string>
  /** Only whole numbers mean something. */
  readonly whole?: boolean
}

export interface Curve {
  readonly label: string
  readonly style: LineStyle
  readonly marks: ReadonlyArray<Place & { readonly x: number | string; readonly y: number }>
}

export interface Data {
  readonly kind: "line" | "dot" | "slices" | "bar" | "stack" | "histogram"
  readonly x: Scale
  readonly y: Scale
  /** Of each facet, where they have axes of their own. */
  readonly own?: ReadonlyArray<{ readonly x: Scale; readonly y: Scale }>
  /** Labels; one empty one where there is nothing to tell apart. */
  readonly series: ReadonlyArray<string>
  readonly facets: ReadonlyArray<string>
  readonly marks: ReadonlyArray<Mark>
  readonly lines: ReadonlyArray<Curve>
  readonly levels: ReadonlyArray<{ readonly value: number; readonly label: string }>
  /** What was left out and what was computed, in sentences. */
  readonly notes: ReadonlyArray<string>
  /** Of a figure without marks and lines: why, in a sentence, where it is not that no row has a value. */
  readonly why?: string
}

/** Colours and symbols tell so many apart. */
export const mostSeries = 12

/** Panels of a figure. */
export const mostFacets = 12

/** More marks than this are a blot, and a file that no viewer likes. */
export const mostMarks = 3000

/** Where a label is in the list, or would go; undefined beyond the most. */
const indexIn = (labels: ReadonlyArray<string>, label: string, most: number): number | undefined => {
  const found = labels.indexOf(label)
  if (found >= 0) return found
  return labels.length < most ? labels.length : undefined
}

/** Labels in the order in which they come, and the place of each pair of them. */
export const newPlaces = () => {
  const series: Array<string> = []
  const facets: Array<string> = []
  return {
    series,
    facets,
    /** Undefined beyond the most of either: what has no place makes no room for others. */
    of: (label: string, panel: string): Place | undefined => {
      const [k, facet] = [indexIn(series, label, mostSeries), indexIn(facets, panel, mostFacets)]
      if (k === undefined || facet === undefined) return undefined
      series[k] = label
      facets[facet] = panel
      return { series: k, facet }
    }
  }
}

/** Without series and panels that show nothing. */
export const occupied = (data: Data): Data => {
  const shown = [...data.marks, ...data.lines.flatMap(({ marks }) => marks)]
  if (shown.length === 0) return data
  const kept = (indices: Iterable<number>): ReadonlyArray<number> =>
    [...new Set(indices)].sort((a, b) => a - b)
  const series = kept(shown.map((place) => place.series))
  const facets = kept(shown.map((place) => place.facet))
  if (series.length === data.series.length && facets.length === data.facets.length) return data
  const moved = <A extends Place>(marks: ReadonlyArray<A>): ReadonlyArray<A> =>
    marks.map((mark) => ({ ...mark, series: series.indexOf(mark.series), facet: facets.indexOf(mark.facet) }))
  return {
    ...data,
    series: series.map((k) => data.series[k]!),
    facets: facets.map((k) => data.facets[k]!),
    marks: moved(data.marks),
    lines: data.lines.map((line) => ({ ...line, marks: moved(line.marks) })),
    ...(data.own === undefined ? {} : { own: facets.map((k) => data.own![k]!) })
  }
}

/**
 * Every k-th mark, of each series of each panel by itself: of rows that take turns, every k-th would be of a few series
 * alone.
 */
export const thinnedEach = <A extends Place>(marks: ReadonlyArray<A>, most: number): ReadonlyArray<A> => {
  if (marks.length <= most) return marks
  const groups = Map.groupBy(marks, ({ series, facet }) => `${facet} ${series}`)
  return [...groups.values()].flatMap((group) =>
    thinned(group, Math.max(1, Math.floor((most * group.length) / marks.length)))
  )
}

/** Values that differ by less than this part of themselves are one: ticks have six digits. */
const rounding = 1e-5

/** The smallest and the largest of the values, apart from each other, and positive on a logarithmic scale. */
export const extent = (values: Iterable<number>, kind: Scale["kind"]): readonly [number, number] => {
  const { isLogarithmic } = scales[kind]
  let low = Number.POSITIVE_INFINITY
  let high = Number.NEGATIVE_INFINITY
  for (const value of values) {
    if (!Number.isFinite(value) || (isLogarithmic && value <= 0)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
  }
  if (low > high) return isLogarithmic ? [1, 10] : [0, 1]
  if (high - low > rounding * Math.max(Math.abs(low), Math.abs(high))) return [low, high]
  if (isLogarithmic) return [low / 2, low * 2]
  const margin = low === 0 ? 1 : Math.abs(low) / 2
  return [low - margin, low + margin]
}

/** A logarithmic axis from this quotient of its ends on. */
const leastForLogarithm = 20

/** How far the value in the middle is from the middle between the ends, as a part of their distance. */
const lopsided = (sorted: ReadonlyArray<number>): number => {
  const [low, middle, high] = [sorted[0]!, sorted[Math.floor(sorted.length / 2)]!, sorted.at(-1)!]
  return Math.abs(middle - (low + high) / 2) / (high - low)
}

/** The scale on which values lie more evenly: a logarithmic one for those that grow by factors. */
export const spread = (values: ReadonlyArray<number>): "linear" | "log" => {
  const sorted = [...new Set(values)].sort((a, b) => a - b)
  const [low, high] = [sorted[0] ?? 0, sorted.at(-1) ?? 0]
  if (low <= 0 || high < leastForLogarithm * low) return "linear"
  return lopsided(sorted.map(Math.log)) < lopsided(sorted) ? "log" : "linear"
}

/** What a reader must know about the rows that are not in the picture. */
export const omissions = (rows: {
  /** Without a number that the axes can show. */
  readonly empty: number
  /** Of series and panels beyond the most. */
  readonly beyond: number
  readonly drawn: number
  readonly all: number
}): ReadonlyArray<string> => [
  ...(rows.empty > 0
    ? [
        `${plural(rows.empty, "row")} without a value that can be drawn here ${rows.empty === 1 ? "is" : "are"} left out.`
      ]
    : []),
  ...(rows.beyond > 0
    ? [
        `${plural(rows.beyond, "row")} beyond the first ${mostSeries} series or panels ${rows.beyond === 1 ? "is" : "are"} left out.`
      ]
    : []),
  ...(rows.drawn < rows.all ? [`${rows.drawn} of ${rows.all} marks are drawn, evenly chosen.`] : [])
]
