/** One panel of a chart, drawn by Observable Plot into a document that no browser is needed for. */
import * as Plot from "@observablehq/plot"
import { parseHTML } from "linkedom"
import { nothingLeft } from "../../domain/exhaustive.ts"
import { palette } from "../../drawing/palette.ts"
import { clipped, legible } from "../../drawing/text.ts"
import type { Curve, Data, Mark, Scale } from "./data.ts"
import { scales } from "./data.ts"
import * as Look from "./look.ts"
import * as Ticks from "./ticks.ts"

const { document } = parseHTML("<!doctype html><html><body></body></html>")

const symbols = ["circle", "square", "triangle", "diamond", "star", "wye", "cross"] as const

export const colour = (series: number): string => palette[series % palette.length]!

/** Two series of one colour differ in their symbol: six colours and seven symbols have no common factor. */
export const symbol = (series: number): (typeof symbols)[number] => symbols[series % symbols.length]!

/** How lines are broken, by their style; undefined: they are whole. */
export const dashes: Readonly<Record<Curve["style"], string | undefined>> = {
  theory: undefined,
  expansion: "8 3 1 3",
  reference: "5 3"
}

const dashed = (style: Curve["style"]) =>
  dashes[style] === undefined ? {} : { strokeDasharray: dashes[style] }

export interface Size {
  readonly width: number
  readonly height: number
}

/** Categories stand at 0, 1, 2, … of a linear axis. */
const position =
  ({ kind, domain }: Scale) =>
  (x: number | string): number =>
    scales[kind].isNamed ? domain.indexOf(x) : (x as number)

/** The part of the room between two categories that their bars fill. */
const filled = 0.8

/** The part of its length by which an axis goes beyond what it shows. */
const margin = 0.04

const widened = (kind: Scale["kind"], [low, high]: readonly [number, number]): [number, number] => {
  if (!scales[kind].isLogarithmic) return [low - margin * (high - low), high + margin * (high - low)]
  const factor = (high / low) ** margin
  return [low / factor, high * factor]
}

const haveBars: Readonly<Record<Data["kind"], boolean>> = {
  line: false,
  dot: false,
  slices: false,
  bar: true,
  stack: true,
  histogram: true
}

interface BarData extends Data {
  readonly kind: "bar" | "stack" | "histogram"
}

export const isBars = (data: Data): data is BarData => haveBars[data.kind]

export const xDomain = ({ x }: Data): [number, number] =>
  scales[x.kind].isNamed ? [-0.6, x.domain.length - 0.4] : widened(x.kind, x.domain as [number, number])

export const yDomain = (data: Data): [number, number] => {
  const [low, high] = data.y.domain as [number, number]
  const [below, above] = widened(data.y.kind, [low, high])
  return isBars(data) && (low === 0 || scales[data.y.kind].isLogarithmic) ? [low, above] : [below, above]
}

export const yTicks = (data: Data, height: number): ReadonlyArray<number> =>
  Ticks.of(data.y, yDomain(data), Math.max(4, Math.floor(height / 40)))

/** Panels with more marks say none of their values: a page of them would be long, and they cannot be pointed at. */
const mostSaid = 1000

const short = (x: number | string): string =>
  typeof x === "number" ? Ticks.text(Number(x.toPrecision(4))) : shortened(x)

/** What a reader who points at a mark is told. */
export const saying = (data: Data, { series, x, x2, y, low, high, of }: Mark): string =>
  [
    data.series[series] ?? "",
    of ?? `${data.x.label}: ${short(x)}${x2 === undefined ? "" : ` to ${short(x2)}`}`,
    `${data.y.label}: ${short(y)}${low === undefined || high === undefined ? "" : ` ± ${short((high - low) / 2)}`}`
  ]
    .filter((part) => part !== "")
    .join("\n")

/** As an option of Plot's marks. */
const titled = <A>(count: number, said: (each: A) => string) => (count > mostSaid ? {} : { title: said })

interface Box {
  /** What it stands for. */
  readonly mark: Mark
  readonly x1: number
  readonly x2: number
  readonly y1: number
  readonly y2: number
  readonly series: number
  readonly low?: number | undefined
  readonly high?: number | undefined
}

/** Side by side, each category's within the room it fills. */
const besideOthers = (data: Data, marks: ReadonlyArray<Mark>): ReadonlyArray<Box> => {
  const place = position(data.x)
  const floor = scales[data.y.kind].isLogarithmic ? (data.y.domain[0] as number) : 0
  const width = filled / data.series.length
  return marks.map((mark) => {
    const { x, y, series, low, high } = mark
    const x1 = place(x) - filled / 2 + width * series
    return { mark, x1, x2: x1 + width, y1: floor, y2: y, series, low, high }
  })
}

/** Each on top of those of the series before it. */
const onTop = (data: Data, marks: ReadonlyArray<Mark>): ReadonlyArray<Box> => {
  const place = position(data.x)
  const tops = new Map<number, number>()
  return [...marks]
    .sort((a, b) => a.series - b.series)
    .map((mark) => {
      const { x, y, series } = mark
      const at = place(x)
      const y1 = tops.get(at) ?? 0
      tops.set(at, y1 + y)
      return { mark, x1: at - filled / 2, x2: at + filled / 2, y1, y2: y1 + y, series }
    })
}

/** Rectangles of one panel. */
const boxes = (data: BarData, marks: ReadonlyArray<Mark>): ReadonlyArray<Box> => {
  switch (data.kind) {
    case "histogram":
      return marks.map((mark) => {
        const { x, x2, y, series } = mark
        return { mark, x1: x as number, x2: x2!, y1: 0, y2: y, series }
      })
    case "bar":
      return besideOthers(data, marks)
    case "stack":
      return onTop(data, marks)
    default:
      return nothingLeft(data.kind, "kind of bars")
  }
}

const barMarks = (data: BarData, marks: ReadonlyArray<Mark>, facet: number): ReadonlyArray<Plot.Markish> => {
  const all = boxes(data, marks)
  const layered = data.kind === "histogram" && data.series.length > 1
  return [
    Plot.rect(all, {
      x1: "x1",
      x2: "x2",
      y1: "y1",
      y2: "y2",
      fill: ({ series }: Box) => colour(series),
      fillOpacity: layered ? 0.35 : 0.85,
      ...titled(all.length, ({ mark }: Box) => saying(data, mark)),
      ...(layered ? { stroke: ({ series }: Box) => colour(series) } : {})
    }),
    Plot.ruleX(
      all.filter(({ low, high }) => low !== undefined && high !== undefined),
      { x: ({ x1, x2 }: Box) => (x1 + x2) / 2, y1: "low", y2: "high", stroke: "currentColor" }
    ),
    ...data.lines.map(({ marks, style }) =>
      Plot.line(
        marks.filter((mark) => mark.facet === facet),
        { x: "x", y: "y", stroke: "currentColor", strokeWidth: 1.2, ...dashed(style) }
      )
    )
  ]
}

/** So many sizes of marks that lie on each other can be told apart; more would hide their neighbours. */
const mostAbove = 3

const curveMarks = (
  data: Data,
  marks: ReadonlyArray<Mark>,
  facet: number,
  unit: number
): ReadonlyArray<Plot.Markish> => {
  const place = position(data.x)
  const floor = yDomain(data)[0]
  const x = ({ x }: { readonly x: number | string }): number => place(x)
  const z = "series"
  const stroke = ({ series }: { readonly series: number }): string => colour(series)
  const sorted = [...marks].sort((a, b) => a.series - b.series || x(a) - x(b))
  const joined = data.kind === "line"
  const endsOf = (mark: Mark | undefined) =>
    mark?.band ?? (joined && mark?.low !== undefined ? ([mark.low, mark.high!] as const) : undefined)
  // Where nothing is known of the error, the band has a gap.
  const band = sorted.map((mark) => {
    const [low, high] = endsOf(mark) ?? [Number.NaN, Number.NaN]
    return { ...mark, y1: Math.max(low, floor), y2: high }
  })
  const isBeside = (mark: Mark, other: Mark | undefined): boolean =>
    other?.series === mark.series && endsOf(other) !== undefined
  // A band needs two marks to be seen.
  const isAlone = (mark: Mark, k: number): boolean =>
    !isBeside(mark, sorted[k - 1]) && !isBeside(mark, sorted[k + 1])
  const bars = sorted
    .filter((mark, k) => mark.low !== undefined && (!joined || mark.band !== undefined || isAlone(mark, k)))
    .map((mark) => ({ ...mark, y1: Math.max(mark.low!, floor), y2: mark.high! }))
  const dense = marks.length > 400
  const said = titled(marks.length, (mark: Mark) => saying(data, mark))
  const radius = (dense ? 2 : 3) * unit
  const [lowest, higher] = [
    sorted.filter(({ above }) => above === undefined),
    sorted.filter(({ above }) => above !== undefined)
  ]
  return [
    Plot.ruleY(data.levels, { y: "value", stroke: "currentColor", strokeDasharray: "1 3" }),
    Plot.areaY(band, { x, y1: "y1", y2: "y2", z, fill: stroke, fillOpacity: 0.18 }),
    ...data.lines.map(({ style, marks }) =>
      Plot.line(
        marks.filter((mark) => mark.facet === facet).sort((a, b) => a.series - b.series || x(a) - x(b)),
        {
          x,
          y: "y",
          z,
          stroke,
          strokeWidth: 1.2,
          ...dashed(style)
        }
      )
    ),
    Plot.ruleX(bars, { x, y1: "y1", y2: "y2", stroke, strokeWidth: 1.2 }),
    ...(joined
      ? [
          Plot.line(lowest, { x, y: "y", z, stroke, strokeWidth: 1.5 }),
          Plot.line(higher, { x, y: "y", z, stroke, strokeWidth: 1.5, strokeDasharray: "4 4" })
        ]
      : []),
    Plot.dot(lowest, {
      x,
      y: "y",
      fill: stroke,
      fillOpacity: dense ? 0.5 : 1,
      r: radius,
      symbol: ({ series }: Mark) => symbol(series),
      ...said
    }),
    Plot.dot(higher, {
      x,
      y: "y",
      stroke,
      strokeWidth: 1.3,
      // Not a channel, which would be scaled.
      symbol: ({ series }: Mark) => symbol(series),
      ...said,
      r: { value: ({ above }: Mark) => radius + 1.5 * Math.min(above!, mostAbove), scale: false }
    })
  ]
}

/** The elements that Plot drew, without its style sheet and its outer element. */
export const elements = (options: Plot.PlotOptions): string => {
  const drawn = Plot.plot({ ...options, document } as Plot.PlotOptions)
  drawn.querySelector("style")?.remove()
  return legible(drawn.innerHTML)
}

/** The name of a category as its axis shows it. */
export const shortened = (name: string): string => clipped(name, 24)

/** Room that the turned name of a category needs. */
const nameHeight = 12

interface Options extends Size {
  readonly facet: number
  /** Of the letters, against the usual ones. */
  readonly unit: number
  readonly marginLeft: number
  readonly marginBottom: number
  /** Whether the names of categories are turned. */
  readonly turned: boolean
}

export const marginTop = 8
/** Half of the last tick's label stands beyond the frame. */
export const marginRight = 18

export const of = (data: Data, options: Options): string => {
  const { facet, unit, width, height, marginLeft, marginBottom, turned } = options
  const marks = data.marks.filter((mark) => mark.facet === facet)
  const [across, up] = [xDomain(data), yDomain(data)]
  const category = scales[data.x.kind].isNamed
  // Names that would overlap are left out, evenly.
  const stride = Math.ceil((data.x.domain.length * nameHeight * unit) / (width - marginLeft))
  const named = [...data.x.domain.keys()].filter((k) => k % stride === 0)
  const { ticks: xTicks, labels } = category
    ? { ticks: named, labels: named.map((tick) => shortened(String(data.x.domain[tick]))) }
    : Ticks.beside(
        data.x,
        across,
        Math.max(4, Math.floor(width / (50 * unit))),
        width - marginLeft - marginRight,
        (label) => Look.numberWidth(unit, `${label} `)
      )
  const ticks = yTicks(data, height / unit)
  const yLabels = Ticks.texts(ticks, data.y.kind)
  const type = (kind: Scale["kind"]) => (scales[kind].isLogarithmic ? "log" : "linear")
  return elements({
    width,
    height,
    marginLeft,
    marginBottom,
    marginTop,
    marginRight,
    x: { type: type(data.x.kind), domain: across },
    y: { type: type(data.y.kind), domain: up },
    color: { type: "identity" },
    symbol: { type: "identity" },
    marks: [
      Plot.gridY(ticks, { strokeOpacity: 0.15 }),
      Plot.frame({ strokeOpacity: 0.4 }),
      Plot.axisX(xTicks, {
        label: null,
        // Not tickFormat, which drops labels on logarithmic axes.
        text: labels,
        ...(turned && category ? { tickRotate: -60 } : {})
      }),
      Plot.axisY(ticks, { label: null, text: yLabels }),
      ...(isBars(data) ? barMarks(data, marks, facet) : curveMarks(data, marks, facet, Math.min(1, unit)))
    ]
  })
}
