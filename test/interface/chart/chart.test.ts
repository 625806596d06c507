/** What charts show, as numbers: nothing here looks at pixels. */
import t from "tap"
import * as Average from "../../../src/interface/chart/average.ts"
import * as Chart from "../../../src/interface/chart/chart.ts"
import * as Data from "../../../src/interface/chart/data.ts"
import type { Bars, Curve, Histogram } from "../../../src/simulation/figure.ts"
import { source } from "../../support/chart.ts"

const curve: Curve = {
  kind: "dot",
  name: "m",
  title: "m against width",
  caption: "",
  table: "deviations",
  x: { column: "width", label: "width N", scale: "log" },
  y: { column: "m", label: "m", scale: "log" },
  series: ["net"]
}

t.test("marks with their errors, theory and band, in series and panels", async (t) => {
  const rows = [
    { net: "relu", width: 2, nets: 10, m: 0.5, mError: 0.1, exact: 0.52, low: 0.4, high: 0.7 },
    { net: "relu", width: 4, nets: 10, m: 0.25, mError: 0.3, exact: 0.26, low: null, high: 0.5 },
    { net: "erf", width: 2, nets: 10, m: 0.02, mError: null, exact: null, low: null, high: null }
  ]
  const data = Chart.of(
    {
      ...curve,
      band: ["low", "high"],
      lines: [{ column: "exact", label: "exact", style: "theory" }],
      facet: ["nets"]
    },
    source(rows)
  )
  t.strictSame(data, {
    kind: "dot",
    x: { label: "width N (neurons)", kind: "log", domain: [2, 4] },
    // 0.25 - 0.3 is on no logarithmic axis: bars end at a third of the smallest value.
    y: { label: "m", kind: "log", domain: [0.02 / 3, 0.7] },
    series: ["relu", "erf"],
    facets: [""],
    marks: [
      { x: 2, y: 0.5, series: 0, facet: 0, low: 0.4, high: 0.6, band: [0.4, 0.7] },
      { x: 4, y: 0.25, series: 0, facet: 0, low: 0.25 - 0.3, high: 0.55 },
      { x: 2, y: 0.02, series: 1, facet: 0 }
    ],
    lines: [
      {
        label: "exact",
        style: "theory",
        marks: [
          { x: 2, y: 0.52, series: 0, facet: 0 },
          { x: 4, y: 0.26, series: 0, facet: 0 }
        ]
      }
    ],
    levels: [],
    notes: []
  })
})

t.test("what a study sweeps beyond the figure's own columns becomes part of the series", async (t) => {
  const rows = [10, 20].flatMap((nets) => [2, 4].map((width) => ({ net: "relu", width, nets, m: 1 / width })))
  t.strictSame(Chart.of(curve, source(rows, ["width", "nets", "unknown"])).series, ["nets 10", "nets 20"])
  t.strictSame(Chart.of(curve, source(rows, ["width"])).series, [""], "but not what stands still or is drawn")
})

t.test("what follows from the labels is not said beside them", async (t) => {
  // As a list of points sweeps it: each net has a number of its own.
  const rows = [2, 4].flatMap((width) => [
    { net: "relu", width, nets: 10, m: 1 / width },
    { net: "erf", width, nets: 20, m: 2 / width }
  ])
  t.strictSame(Chart.of(curve, source(rows, ["net", "nets"])).series, ["relu", "erf"])
  const bars: Bars = { ...curve, kind: "bar", x: { column: "net" }, series: [] }
  t.strictSame(Chart.of(bars, source(rows, ["net", "nets"])).facets, [""])
  const pairs = [2, 4].map((width) => ({ net: "relu", width, nets: 10 * width, m: 1 }))
  t.strictSame(Chart.of(curve, source(pairs, ["width", "nets"])).series, [""], "nor what follows from x")
  const measured: Curve = { ...curve, x: { column: "exact" } }
  const scattered = [10, 20].map((nets) => ({ net: "relu", nets, exact: 1 / nets, m: 1 }))
  t.strictSame(
    Chart.of(measured, source(scattered, ["nets"])).series,
    ["nets 10", "nets 20"],
    "if x is no parameter"
  )
})

t.test("nor what a column says in words", async (t) => {
  const rows = [10, 20].map((nets) => ({ net: nets === 10 ? "defaults" : "nets 20", width: 2, nets, m: 1 }))
  const plain = source(rows, ["nets"])
  const net = { type: "text", description: "", unit: "-" } as const
  const labels = (says: ReadonlyArray<string>) =>
    Chart.of(curve, { ...plain, columns: { ...plain.columns, net: { ...net, says } } }).series
  t.strictSame(labels(["nets"]), ["defaults", "nets 20"])
  t.strictSame(labels([]), ["defaults, nets 10", "nets 20, nets 20"])
  const follows = (path: string, from: ReadonlyArray<string>) => from.includes(path)
  const known = { ...plain, columns: { ...plain.columns, net: { ...net, says: ["nets"] } }, follows }
  t.strictSame(Chart.of(curve, known).series, ["defaults", "nets 20"])
})

t.test("a parameter has its own name on labels, where its column has another", async (t) => {
  const rows = [10, 20].map((rate) => ({ net: "relu", width: 2, "parameter.rate": rate, m: 1 }))
  const plain = source(rows, ["rate"])
  const rate = { type: "real", description: "", unit: "1", parameter: "rate" } as const
  const columns = { ...plain.columns, "parameter.rate": rate }
  t.strictSame(Chart.of(curve, { ...plain, columns }).series, ["rate 10", "rate 20"])
})

t.test("what the rows do not tell is said", async (t) => {
  const rows = [1, 2].map((m) => ({ net: "relu", width: 2, m }))
  t.strictSame(Chart.of(curve, source(rows, ["depth"])).notes, [
    "The study sweeps depth too, of which deviations has no column: rows that differ in nothing else are not told apart here."
  ])
})

t.test("panels and series that show nothing are none", async (t) => {
  const rows = Array.from({ length: 15 }, (_, k) => ({ net: `n${k}`, nets: k < 12 ? 1 : 2, width: 1, m: 1 }))
  const crowded = Chart.of({ ...curve, facet: ["nets"] }, source(rows))
  t.strictSame(crowded.facets, ["nets 1"], "no panel of series beyond the most")
  t.strictSame(crowded.notes, [
    "3 rows beyond the first 12 series or panels are left out.",
    "n0, n1, n2, n3 and 8 more lie on each other: the later ones are larger and hollow."
  ])
  const empty = ["relu", "erf"].map((net, k) => ({
    net,
    width: 1,
    nets: k,
    m: k === 0 ? null : 1,
    exact: null
  }))
  const data = Chart.of({ ...curve, facet: ["nets"], ownAxes: true }, source(empty))
  t.strictSame([data.series, data.facets, data.own?.length], [["erf"], ["nets 1"], 1])
  t.strictSame(data.marks, [{ x: 1, y: 1, series: 0, facet: 0 }])
})

t.test("NaN, infinities, null, zero on a logarithm: left out, and said", async (t) => {
  const values = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, null, 0, -1, 0.5]
  const rows = values.map((m, k) => ({ net: "relu", width: k + 1, m, mError: m === 0.5 ? Number.NaN : 0.1 }))
  const data = Chart.of(curve, source(rows))
  t.strictSame(data.marks, [{ x: 7, y: 0.5, series: 0, facet: 0 }])
  t.strictSame(data.y.domain, [0.25, 1], "one value alone has room about it")
  t.strictSame(data.notes, ["6 rows without a value that can be drawn here are left out."])
  const linear = Chart.of({ ...curve, y: { column: "m" } }, source(rows))
  t.strictSame(
    linear.marks.map(({ y }) => y),
    [0, -1, 0.5]
  )
  const magnitudes = Chart.of({ ...curve, y: { column: "m", scale: "log", magnitude: true } }, source(rows))
  t.strictSame([magnitudes.marks.map(({ y }) => y), magnitudes.y.label], [[1, 0.5], "|m|"])
})

t.test("no rows, and one row", async (t) => {
  const none = Chart.of(curve, source([]))
  t.strictSame([none.marks, none.x.domain, none.y.domain], [[], [1, 10], [1, 10]])
  const one = Chart.of({ ...curve, y: { column: "m" } }, source([{ net: "erf", width: 5, m: 0 }]))
  t.strictSame([one.x.domain, one.y.domain, one.series], [[2.5, 10], [-1, 1], [""]])
})

t.test("repetitions become their mean and its standard error", async (t) => {
  // Of 1, 2, 6: mean 3, squares 4 + 1 + 9 = 14, error sqrt(14 / 6).
  const rows = [1, 2, 6].map((m, repeat) => ({ net: "relu", width: 2, repeat, m, mError: 9 }))
  const { marks } = Chart.of({ ...curve, over: ["repeat"], y: { column: "m" } }, source(rows, ["repeat"]))
  const error = Math.sqrt(14 / 6)
  t.strictSame(marks, [{ x: 2, y: 3, series: 0, facet: 0, low: 3 - error, high: 3 + error }])
  const single = Chart.of({ ...curve, over: ["repeat"] }, source(rows.slice(0, 1)))
  t.strictSame([single.marks[0]!.low, single.marks[0]!.high], [-8, 10], "one alone keeps its own")
})

t.test("100 000 rows are thinned evenly; series beyond a dozen are left out; both are said", async (t) => {
  function* rows() {
    for (let k = 0; k < 100_000; k++) yield { net: `net ${k % 20}`, width: k + 1, m: k + 1 }
  }
  const many = Chart.of({ ...curve, series: [] }, source(rows()))
  t.equal(many.marks.length, Data.mostMarks)
  t.strictSame([many.marks[0]!.x, many.marks[1]!.x, many.marks[2999]!.x], [1, 34, 99_967])
  t.strictSame(many.notes, ["3000 of 100000 marks are drawn, evenly chosen."])
  const series = Chart.of(curve, source(rows()))
  t.equal(series.series.length, Data.mostSeries)
  t.match(series.notes, ["40000 rows beyond the first 12 series or panels are left out."])
  const counts = series.series.map((_, k) => series.marks.filter((mark) => mark.series === k).length)
  t.strictSame(counts, new Array(12).fill(250), "of rows that take turns, every series is drawn")
})

t.test("rank correlation", async (t) => {
  // Spearman's example with ties, by hand: ranks 1, 2.5, 2.5, 4 against 1, 3, 2, 4: 1 - 0.5 / ... = 4.5 / sqrt(4.5 5).
  t.equal(Average.rankCorrelation([1, 2, 2, 3], [10, 30, 20, 40]), 4.5 / Math.sqrt(4.5 * 5))
  t.equal(Average.rankCorrelation([1, 2, 3], [9, 4, 1]), -1)
  t.ok(Number.isNaN(Average.rankCorrelation([1, 1], [2, 3])))
  const rows = [1, 2, 3].flatMap((width) => [
    { net: "relu", width, m: width ** 3 },
    { net: "erf", width, m: 5 }
  ])
  t.strictSame(Chart.of({ ...curve, correlation: true }, source(rows)).notes, [
    "Rank correlation of relu: 1.000 (n = 3)."
  ])
  // Each panel falls, and together they would rise.
  const panels = [0, 10].flatMap((depth) =>
    [1, 2, 3].map((k) => ({ net: "relu", depth, width: depth + k, m: depth + 4 - k }))
  )
  t.strictSame(Chart.of({ ...curve, facet: ["depth"], correlation: true }, source(panels)).notes, [
    "Rank correlation in the panel depth 0: -1.000 (n = 3).",
    "Rank correlation in the panel depth 10: -1.000 (n = 3)."
  ])
})

t.test("panels with axes of their own", async (t) => {
  const rows = [
    { net: "relu", width: 2, m: 1e-10 },
    { net: "relu", width: 4, m: 2e-10 },
    { net: "erf", width: 2, m: 1 },
    { net: "erf", width: 4, m: 3 }
  ]
  const data = Chart.of({ ...curve, series: [], facet: ["net"], ownAxes: true }, source(rows))
  t.strictSame(
    data.own?.map(({ y }) => y.domain),
    [
      [1e-10, 2e-10],
      [1, 3]
    ]
  )
})

const bars: Bars = {
  kind: "bar",
  name: "knots",
  title: "knots",
  caption: "",
  table: "knots",
  x: { column: "net", label: "knot" },
  y: { column: "m", label: "share" }
}

t.test("bars: parts are added, in natural order, the largest", async (t) => {
  const rows = [
    { net: "10_1", m: 0.1, mError: 0.01 },
    { net: "3_1", m: 0.2, mError: 0.02 },
    { net: "3_1", m: 0.3, mError: 0.03 },
    { net: "4_1", m: 0.05, mError: null },
    { net: null, m: 0.15, mError: 0 }
  ]
  const data = Chart.of({ ...bars, order: "natural", most: 3 }, source(rows))
  t.strictSame(data.x.domain, ["3_1", "10_1", "none"])
  t.strictSame(data.marks, [
    { x: "10_1", y: 0.1, series: 0, facet: 0, low: 0.1 - 0.01, high: 0.1 + 0.01 },
    { x: "3_1", y: 0.5, series: 0, facet: 0 },
    { x: "none", y: 0.15, series: 0, facet: 0, low: 0.15, high: 0.15 }
  ])
  t.strictSame(data.y.domain, [0, 0.5])
  t.strictSame(data.notes, ["The 3 largest of 4 are shown."])
  t.strictSame(Chart.of({ ...bars, order: "value" }, source(rows)).x.domain, ["3_1", "none", "10_1", "4_1"])
  const stacked = Chart.of({ ...bars, kind: "stack", x: { column: "width" }, series: ["net"] }, source(rows))
  t.equal(Number(stacked.y.domain[1]).toFixed(9), "0.800000000", "a stack is as high as its parts")
})

t.test("thousands of categories: the largest names, an even choice of numbers", async (t) => {
  const rows = Array.from({ length: 5000 }, (_, k) => ({ net: `net ${k}`, width: k, m: k + 1 }))
  const names = Chart.of(bars, source(rows))
  t.strictSame([names.x.domain.length, names.x.domain[0]], [300, "net 4700"])
  t.strictSame(names.notes, ["The 300 largest of 5000 are shown."])
  const numbers = Chart.of({ ...bars, kind: "stack", x: { column: "width" } }, source(rows))
  t.strictSame([numbers.x.domain.length, numbers.x.domain[0], numbers.x.domain[299]], [300, "0", "4983"])
  t.strictSame(numbers.notes, ["300 of 5000 are shown, evenly chosen."])
})

const histogram: Histogram = {
  kind: "histogram",
  name: "outputs",
  title: "outputs",
  caption: "",
  table: "outputs",
  x: { column: "m" },
  series: ["net"]
}

t.test("histograms: shares that add up to one, integers in the middle of their bins", async (t) => {
  const rows = [0, 0.1, 0.1, 0.4, 1].map((m) => ({ net: "relu", m })).concat([{ net: "erf", m: Number.NaN }])
  const data = Chart.of({ ...histogram, bins: 5 }, source(rows))
  t.strictSame(
    data.marks.map(({ x, x2, y }) => [x, x2, y]),
    [
      [0, 0.2, 0.6],
      [0.4, 0.6000000000000001, 0.2],
      [0.8, 1, 0.2]
    ]
  )
  t.strictSame(data.notes, ["1 row without a value that can be drawn here is left out."])
  const strands = [3, 3, 5].map((width) => ({ net: "relu", width, nets: width === 5 ? 6 : 1 }))
  const whole = Chart.of({ ...histogram, x: { column: "width" }, weight: "nets" }, source(strands))
  t.strictSame(
    whole.marks.map(({ x, x2, y }) => [x, x2, y]),
    [
      [2.5, 3.5, 0.25],
      [4.5, 5.5, 0.75]
    ]
  )
})

t.test("a value on the edge of a bin is in the bin that begins there", async (t) => {
  // 0.35 / 0.05 and 0.7 / 0.05 are less than 7 and 14 in doubles.
  const rows = Array.from({ length: 20 }, (_, k) => ({ m: Number((0.05 * k).toFixed(2)) }))
  const { marks } = Chart.of(
    { ...curve, kind: "histogram", x: { column: "m" }, bins: 20, series: [] } as Histogram,
    source(rows)
  )
  t.equal(marks.length, 19, "the last value closes the last bin")
  t.strictSame(
    marks.map(({ y }) => Math.round(20 * y)),
    [...new Array<number>(18).fill(1), 2]
  )
})

t.test("panels and series stand in the order of the sweep, whatever order the rows come in", async (t) => {
  const rows = [8, 2, 4].flatMap((width) => [{ net: "relu", width, nets: 10, m: 1 / width }])
  const figure: Curve = { ...curve, x: { column: "exact" }, series: [], facet: ["width"] }
  const swept = {
    ...source(
      rows.map((row) => ({ ...row, exact: 1 })),
      ["width"]
    ),
    valuesOf: () => [2, 4, 8, 16]
  }
  t.strictSame(Chart.of(figure, swept).facets, ["width 2", "width 4", "width 8"])
  const series = Chart.of({ ...figure, facet: [], series: ["width"] }, swept)
  t.strictSame(series.series, ["width 2", "width 4", "width 8"])
  t.strictSame(
    series.marks.map((mark) => [mark.series, mark.y]),
    [
      [2, 1 / 8],
      [0, 1 / 2],
      [1, 1 / 4]
    ]
  )
  const falling = { ...swept, valuesOf: () => [8, 4, 2] }
  t.strictSame(Chart.of(figure, falling).facets, ["width 8", "width 4", "width 2"], "as the study lists them")
})

t.test("one outlier does not spoil the bins", async (t) => {
  const rows = Array.from({ length: 200 }, (_, k) => ({ net: "a", m: (k - 99.5) / 100 }))
  const histogram: Histogram = { ...curve, kind: "histogram", x: { column: "m" }, series: [] }
  const whole = Chart.of(histogram, source(rows))
  t.strictSame(whole.notes, [])
  const data = Chart.of(histogram, source([...rows, { net: "a", m: 1000 }, { net: "a", m: -300 }]))
  t.strictSame(data.x.domain, whole.x.domain)
  t.ok(data.marks.length > 15, `${data.marks.length} bins`)
  t.strictSame(data.notes, [
    "2 values of 202, from -300 to 1000, lie beyond the axis and are counted in the outermost bins."
  ])
  const sum = data.marks.reduce((total, { y }) => total + y, 0)
  t.ok(Math.abs(sum - 1) < 1e-12, "every value is counted")
})

t.test("a normal curve has the shares that a normal sample has", async (t) => {
  // Quantiles of the standard normal distribution, by the logistic approximation x = log(p / (1 - p)) / 1.702.
  const rows = Array.from({ length: 999 }, (_, k) => ({ net: "a", m: Math.log((k + 1) / (999 - k)) / 1.702 }))
  const data = Chart.of(
    { ...curve, kind: "histogram", x: { column: "m" }, series: [], normal: true },
    source(rows)
  )
  const [line] = data.lines
  t.equal(line!.label, "standard normal")
  for (const { x, x2, y } of data.marks) {
    const middle = ((x as number) + x2!) / 2
    const [near] = line!.marks.toSorted(
      (a, b) => Math.abs((a.x as number) - middle) - Math.abs((b.x as number) - middle)
    )
    t.ok(Math.abs(near!.y - y) < 0.012, `at ${middle}: ${y} of ${near!.y}`)
  }
  const [low, high] = data.x.domain as [number, number]
  t.ok(low <= -3.5 && high >= 3.5)
})

t.test("lines beside marks that are means are means, too", async (t) => {
  const rows = [0, 1, 2].flatMap((repeat) => [{ net: "a", width: 2, repeat, m: repeat, exact: 10 * repeat }])
  const lines = [{ column: "exact", label: "training", style: "reference" }] as const
  const data = Chart.of({ ...curve, y: { column: "m" }, lines, over: ["repeat"] }, source(rows))
  t.strictSame([data.marks.map(({ y }) => y), data.lines[0]!.marks.map(({ y }) => y)], [[1], [10]])
})
