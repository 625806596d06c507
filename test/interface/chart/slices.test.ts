/** One quantity against each parameter that a study sweeps. */
import t from "tap"
import * as Data from "../../../src/interface/chart/data.ts"
import * as Picture from "../../../src/interface/chart/picture.ts"
import type { Source } from "../../../src/interface/chart/select.ts"
import * as Slices from "../../../src/interface/chart/slices.ts"
import type { Slices as Figure } from "../../../src/simulation/figure.ts"
import type { Column, Row } from "../../../src/simulation/table.ts"

const parameter = (name: string, type: Column["type"], unit = "1"): readonly [string, Column] => [
  name,
  { type, description: name, unit, parameter: name }
]

const columns: Readonly<Record<string, Column>> = {
  ...Object.fromEntries([
    parameter("net", "text", "-"),
    parameter("width", "integer", "neurons"),
    parameter("rate", "real"),
    parameter("lambda", "real"),
    parameter("fixed", "real")
  ]),
  repeat: { type: "integer", description: "repeat", unit: "1" },
  loss: { type: "real", description: "loss", unit: "1" }
}

const figure: Figure = {
  kind: "slices",
  name: "slices",
  title: "loss, parameter by parameter",
  caption: "Each mark is a point.",
  table: "t",
  y: { column: "loss" }
}

const source = (rows: ReadonlyArray<Row>): Source => ({
  columns,
  rows,
  swept: ["net", "width", "rate", "lambda", "fixed"]
})

/** A full grid; the loss is 1 / width + rate, a little more for the second net. */
const grid = ["b", "a"].flatMap((net, k) =>
  [2, 20, 200].flatMap((width) =>
    [0.001, 0.01, 0.1].map((rate) => ({
      net,
      width,
      rate,
      lambda: 1,
      fixed: 1,
      loss: 1 / width + rate + k / 100
    }))
  )
)

t.test("a panel for each parameter that varies, along one y axis", async (t) => {
  const data = Slices.of(figure, source(grid))
  t.strictSame(data.facets, ["net", "width (neurons)", "rate"])
  t.strictSame(
    data.own!.map(({ x }) => [x.kind, x.domain]),
    [
      ["category", ["b", "a"]],
      ["log", [2, 200]],
      ["log", [0.001, 0.1]]
    ]
  )
  for (const { y } of data.own!) t.strictSame(y, data.y)
  t.equal(data.marks.length, 3 * grid.length, "every point in every panel")
  const medians = data.lines[0]!.marks.filter(({ facet }) => facet === 1)
  t.strictSame(
    medians.map(({ x, y }) => [x, Number(y.toFixed(4))]),
    [
      [2, 0.5155],
      [20, 0.0655],
      [200, 0.0205]
    ],
    "of an even number the mean of both in the middle"
  )
  t.strictSame(data.notes, [])
})

t.test("the best are told from the others, and how many they are", async (t) => {
  const many = Array.from({ length: 40 }, (_, k) => ({
    net: "a",
    width: k + 1,
    rate: 1.1 ** k,
    loss: (k * 7) % 40
  }))
  for (const [best, kept] of [
    ["smallest", [0, 1, 2, 3]],
    ["largest", [36, 37, 38, 39]]
  ] as const) {
    const data = Slices.of({ ...figure, best }, source(many))
    t.strictSame(data.series, ["others", `the 4 ${best} of 40`])
    for (const facet of data.facets.keys()) {
      const marked = data.marks.filter((mark) => mark.series === 1 && mark.facet === facet)
      t.strictSame(
        marked.map(({ y }) => y).sort((a, b) => a - b),
        kept
      )
    }
    t.strictSame(data.lines, [], "points that a search draws are no grid")
  }
  t.strictSame(Slices.of({ ...figure, best: "smallest" }, source(many.slice(0, 1))).facets, [])
})

t.test("repeats are one mark; series have a colour each, unless they are too many", async (t) => {
  const twice = grid.flatMap((row) => [0, 1].map((repeat) => ({ ...row, repeat, loss: row.loss + repeat })))
  const pooled = Slices.of({ ...figure, over: ["repeat"] }, source(twice))
  t.equal(pooled.marks.length, 3 * grid.length)
  t.equal(pooled.marks[0]!.y, grid[0]!.loss + 0.5)
  t.equal(Slices.of(figure, source(twice)).marks.length, 6 * grid.length)
  t.strictSame(Slices.of({ ...figure, series: ["net"] }, source(grid)).series, ["b", "a"])
  const nets = Array.from({ length: 7 }, (_, k) => ({ ...grid[k]!, net: `net ${k}` }))
  t.strictSame(Slices.of({ ...figure, series: ["net"] }, source(nets)).series, [""])
})

t.test("what is missing is said", async (t) => {
  const [first, second, ...others] = grid
  const rows = [{ ...first, rate: null }, { ...second, loss: null }, ...others] as ReadonlyArray<Row>
  const data = Slices.of(figure, source(rows))
  t.match(data.notes[0], "Points without a value of rate are not in that panel.")
  t.match(data.notes[1], "1 row without a value")
  const names = Array.from({ length: 15 }, (_, k) => `p${k}`)
  const wide = {
    columns: { ...Object.fromEntries(names.map((name) => parameter(name, "real"))), loss: columns.loss! },
    rows: [1, 2, 3].map((n) => ({ ...Object.fromEntries(names.map((name) => [name, n])), loss: n })),
    swept: names
  }
  const cut = Slices.of(figure, wide)
  t.equal(cut.facets.length, 12)
  t.match(cut.notes[0], "The study sweeps 15 parameters: the first 12 are shown.")
})

t.test("drawn with names as people print them, and described panel by panel", async (t) => {
  const rows = grid.map((row, k) => ({ ...row, lambda: k }))
  const { svg, description } = Picture.of(figure, () => source(rows))
  t.match(svg, />λ</)
  t.match(svg, />width \(neurons\)</)
  t.match(
    description,
    /^Dot charts of loss \(\S+ to \S+\) against net \(2 categories\); width \(neurons\) \(2 to 200\); rate \(0\.001 to 0\.1\); λ \(0 to 17\)\. lines median$/
  )
  t.match(
    svg,
    "<title>net: b\nwidth (neurons): 2\nrate: 0.001\nλ: 0\nloss: 0.501</title>",
    "a mark says all of its point, whichever panel it is in"
  )
  const none = Picture.of(figure, () => source([]))
  t.equal(none.svg, undefined)
})

t.test("an axis is logarithmic where its values grow by factors", async (t) => {
  t.equal(Data.spread([1, 10, 100]), "log")
  t.equal(Data.spread([2, 5, 10, 20, 50, 100]), "log")
  t.equal(Data.spread(Array.from({ length: 40 }, (_, k) => k + 1)), "linear", "1 to 40, evenly")
  t.equal(Data.spread([1, 2, 4, 8]), "linear", "no factor of twenty")
  t.equal(Data.spread([0, 1, 10, 100]), "linear")
  t.equal(Data.spread([-1, 100]), "linear")
  t.equal(Data.spread([]), "linear")
})
