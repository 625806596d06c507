/** The pictures themselves: whole, self-contained, and harmless whatever the names. */
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { DOMParser } from "linkedom"
import type { Test } from "tap"
import t from "tap"
import * as Grammar from "../../../src/drawing/grammar.ts"
import { escaped } from "../../../src/drawing/markup.ts"
import { palette } from "../../../src/drawing/palette.ts"
import { legible } from "../../../src/drawing/text.ts"
import * as Chart from "../../../src/interface/chart/chart.ts"
import * as Draw from "../../../src/interface/chart/draw.ts"
import * as Picture from "../../../src/interface/chart/picture.ts"
import * as Ticks from "../../../src/interface/chart/ticks.ts"
import * as Pdf from "../../../src/interface/report/pdf.ts"
import braids from "../../../src/simulation/braids/picture.ts"
import couplings from "../../../src/simulation/couplings/picture.ts"
import type { Chart as ChartFigure, Figure } from "../../../src/simulation/figure.ts"
import moments from "../../../src/simulation/moments/picture.ts"
import type { Row } from "../../../src/simulation/table.ts"
import { nastyNames, source } from "../../support/chart.ts"

const sourceFolder = fileURLToPath(new URL("../../../src", import.meta.url))

const titled = { name: "a", title: `m < 1 & "n"`, caption: "", table: "table" }
const figures: ReadonlyArray<Exclude<ChartFigure, { kind: "slices" }>> = [
  {
    ...titled,
    kind: "line",
    x: { column: "width", scale: "log" },
    y: { column: "m", scale: "log" },
    lines: [{ column: "exact", label: "<exact>", style: "theory" }],
    levels: [{ value: 1, label: "one & only" }],
    series: ["net"]
  },
  { ...titled, kind: "dot", x: { column: "net" }, y: { column: "m" }, facet: ["net"], band: ["low", "high"] },
  { ...titled, kind: "bar", x: { column: "net" }, y: { column: "m", scale: "log" }, series: ["width"] },
  { ...titled, kind: "stack", x: { column: "width" }, y: { column: "m" }, series: ["net"] },
  { ...titled, kind: "histogram", x: { column: "m" }, series: ["net"] }
]

const rows = nastyNames.flatMap((net, k) =>
  [2, 10, 1000].map((width) => ({
    net,
    width,
    m: (k + 1) / width,
    mError: 0.1,
    exact: 1 / width,
    low: 0.01,
    high: 2
  }))
)

/** What any viewer must accept. */
const check = async (t: Test, svg: string): Promise<void> => {
  t.ok(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg" '))
  t.notMatch(svg, /NaN|Infinity|undefined|\[object/)
  t.notMatch(svg, /<script|<style|<image|<foreignObject|href=|url\(|\son\w+=/i)
  t.equal(Grammar.stranger(svg), undefined, "nothing that a picture must not hold")
  t.equal(svg, legible(svg), "no character that XML forbids")
  t.notMatch(svg, /&(?!amp;|lt;|gt;|quot;|apos;|#\d+;|#x[\da-f]+;)/i, "no entity that XML does not know")
  const parsed = new DOMParser().parseFromString(svg, "image/svg+xml")
  t.equal(parsed.querySelector("title")?.textContent, titled.title)
  // The converter has a parser of its own, and complains of what it does not understand.
  const pdf = Buffer.from(await Pdf.of(svg, "a", new Date(0))).toString("latin1")
  t.ok(pdf.startsWith("%PDF-1.") && pdf.trimEnd().endsWith("%%EOF"))
}

t.test("every kind of chart, names of every kind", async (t) => {
  for (const figure of figures)
    await t.test(figure.kind, async (t) => {
      const data = Chart.of(figure, source(rows))
      t.ok(data.marks.length > 0)
      await check(t, Draw.svg(data, figure.title))
    })
})

t.test("one row, one value, extreme values", async (t) => {
  const extremes = [1e-300, 5e-324, 1e-149, 1e149, 1e300, 1.7e308].map((m, k) => ({
    net: "a",
    width: k + 1,
    m,
    mError: m
  }))
  const cases = { one: rows.slice(0, 1), zero: [{ net: "a", width: 1, m: 0 }], extremes }
  for (const [name, found] of Object.entries(cases))
    await t.test(name, async (t) => {
      for (const figure of figures) {
        const picture = Picture.of(figure, () => source(found))
        if (picture.svg !== undefined) await check(t, picture.svg)
      }
    })
})

t.test("thousands of names do not overlap", async (t) => {
  const many = Array.from({ length: 5000 }, (_, k) => ({ net: `net ${k}`, width: k, m: k + 1 }))
  for (const figure of figures.slice(1, 4)) {
    const svg = Draw.svg(Chart.of({ ...figure, series: [], facet: [] }, source(many)), figure.title)
    t.ok((svg.match(/<text/g) ?? []).length < 80)
    t.ok(svg.length < 1_000_000)
  }
})

t.test("long names are shortened where they would leave the picture", async (t) => {
  const long = "[0.1,0.2]".repeat(40)
  for (const figure of figures) {
    const facet = figure.kind === "dot" ? ["net"] : []
    const rows = [1, 2].map((width) => ({ net: long + width, width, m: width }))
    const svg = Draw.svg(Chart.of({ ...figure, facet }, source(rows)), figure.title)
    const texts = [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text!.length)
    t.ok(Math.max(...texts) <= 100, figure.kind)
  }
})

t.test("nothing to draw is said, not drawn", async (t) => {
  for (const figure of figures) {
    const picture = Picture.of(figure, () => source([{ net: "a", m: Number.NaN }]))
    t.strictSame([picture.svg, picture.notes], [undefined, ["No row of the table table has a value for it."]])
  }
  t.match(Picture.of(figures[0]!, () => undefined).notes, ["There is no table table."])
})

t.test("the description says what there is to see", async (t) => {
  const data = Chart.of(
    figures[0]!,
    source([
      { net: "a", width: 2, m: 0.5 },
      { net: "b", width: 8, m: 0.125 }
    ])
  )
  t.equal(
    Draw.description(data),
    "Line chart of m (0.125 to 1) against width (neurons) (2 to 8). series a; b"
  )
})

t.test("colours and symbols tell a dozen series apart", async (t) => {
  const many = Array.from({ length: 12 }, (_, k) => ({ net: `net ${k}`, width: 2, m: k + 1 }))
  const svg = Draw.svg(Chart.of({ ...figures[0]!, lines: [], levels: [] } as ChartFigure, source(many)), "a")
  const marks = [
    ...svg.matchAll(
      /<path[^>]* d="([^"]+)"[^>]*fill="(#[0-9a-f]{6})"|<path[^>]*fill="(#[0-9a-f]{6})"[^>]* d="([^"]+)"/g
    )
  ]
  const looks = new Set(marks.map(([, d, fill, other, shape]) => `${d ?? shape} ${fill ?? other}`))
  t.ok(looks.size >= 12, `${looks.size} looks`)
})

t.test("what a simulation draws itself", async (t) => {
  const words: Figure = { ...titled, kind: "picture", picture: "words" }
  const all = Picture.of(
    words,
    () =>
      source([
        { word: "1 1 1", label: "knot" },
        { word: "1 -2 1 -2", label: "<b>" },
        { word: null, label: "unknot" },
        { word: "e", label: null }
      ]),
    braids
  )
  await check(t, all.svg!)
  t.equal(all.description, "3 closed braids: 1 1 1 (knot); 1 -2 1 -2 (<b>); e ()")
  t.same(all.notes, [])
  const many = Array.from({ length: 30 }, () => ({ word: "1 1 1", label: "knot" }))
  t.same(Picture.of(words, () => source(many), braids).notes, ["24 of 30 words."])
  const some = Picture.of(
    { ...words, where: { label: "knot" } },
    () => source([{ word: "1", label: "unknot" }, ...many.slice(0, 2)]),
    braids
  )
  t.equal(some.description, "2 closed braids: 1 1 1 (knot); 1 1 1 (knot)", "only the rows that it is about")
  const rolfsen: Figure = { ...titled, kind: "picture", picture: "rolfsen" }
  const knots = Picture.of(
    rolfsen,
    () =>
      source([
        { name: "3_1", count: 3 },
        { name: "9_42", count: 1 },
        { name: "<b>", count: 3 },
        { name: null, count: 1 }
      ]),
    braids
  )
  await check(t, knots.svg!)
  t.match(knots.svg!, />38 %<\/text>/)
  t.match(knots.svg!, />13 %<\/text>/, "of all names, also those without a picture")
  t.match(knots.notes[0]!, /^50 % are not in the picture/)
})

t.test("a picture whose simulation forgets to escape a text is left out, and says why", async (t) => {
  const draw = (rows: ReadonlyArray<Row>) => ({
    svg: `<svg xmlns="http://www.w3.org/2000/svg"><text>${rows[0]!.word}</text></svg>`,
    description: "a word",
    notes: []
  })
  const words: Figure = { ...titled, kind: "picture", picture: "words" }
  const of = (word: string) => Picture.of(words, () => source([{ word }]), { words: draw })
  t.match(of("1 1 1").svg, "<text>1 1 1</text>")
  const { svg, notes } = of("<b data-marker>1</b>")
  t.equal(svg, undefined)
  t.match(notes, [/left out: it holds "<b data-marker>/])
})

t.test("a picture that is not there, or of no table, says so", async (t) => {
  const figure: Figure = { ...titled, kind: "picture", picture: "words" }
  t.match(
    Picture.of(figure, () => undefined),
    { svg: undefined, notes: ["The simulation has no picture words."] }
  )
  t.match(Picture.of(figure, () => undefined, braids).notes, ["There is no table table."])
})

t.test("ticks are round, inside, and not too many", async (t) => {
  t.strictSame(Ticks.of({ kind: "linear" }, [0, 1], 5), [0, 0.2, 0.4, 0.6, 0.8, 1])
  t.strictSame(Ticks.of({ kind: "linear" }, [-0.35, 0.12], 5), [-0.3, -0.2, -0.1, 0, 0.1])
  t.strictSame(Ticks.of({ kind: "linear", whole: true }, [-0.1, 2.1], 5), [0, 1, 2], "no half words")
  t.strictSame(Ticks.of({ kind: "log" }, [2, 1000], 6), [2, 5, 10, 20, 50, 100, 200, 500, 1000])
  t.strictSame(Ticks.of({ kind: "log" }, [1e-25, 1e-5], 8), [1e-24, 1e-21, 1e-18, 1e-15, 1e-12, 1e-9, 1e-6])
  t.strictSame(Ticks.of({ kind: "log" }, [3, 4], 4), [3, 3.5, 4])
  const beside = (domain: readonly [number, number], length: number) =>
    Ticks.beside({ kind: "log" }, domain, 9, length, (label) => 6 * (label.length + 1)).labels
  const upTo = ["100", "200", "500", "1000", "2000", "5000", "10000", "20000", "50000", "100000"]
  t.strictSame(beside([100, 1e5], 600), upTo)
  // 50000 and 100000 would be 36 apart, and are 33 and a blank wide.
  t.strictSame(beside([100, 1e5], 360), ["100", "1000", "10000", "100000"])
  t.strictSame(beside([1, 1e5], 130), ["1", "100", "10000"])
  t.strictSame([0, 0.001, 1e-12, 123456, -2.5e9].map(Ticks.text), [
    "0",
    "0.001",
    "10⁻¹²",
    "123456",
    "-2.5×10⁹"
  ])
})

t.test("an axis has one notation", async (t) => {
  t.strictSame(Ticks.texts([0.001, 0.1, 10], "log"), ["0.001", "0.1", "10"])
  t.strictSame(Ticks.texts([1e-4, 1e-2, 1], "log"), ["10⁻⁴", "10⁻²", "10⁰"])
  t.strictSame(Ticks.texts([2e-4, 5e-4], "log"), ["2×10⁻⁴", "5×10⁻⁴"])
  t.strictSame(Ticks.texts([0, 50_000, 100_000], "linear"), ["0", "50000", "100000"])
  t.strictSame(Ticks.texts([-5e5, 0, 5e5, 1e6], "linear"), ["-0.5×10⁶", "0", "0.5×10⁶", "1×10⁶"])
  t.strictSame(Ticks.texts([0, 2e-4, 1.2e-3], "linear"), ["0", "0.2×10⁻³", "1.2×10⁻³"])
  const drawn = Draw.svg(
    Chart.of(
      figures[0]!,
      source([
        { net: "a", width: 1, m: 1e-7 },
        { net: "a", width: 1e6, m: 1 }
      ])
    ),
    titled.title
  )
  t.match(drawn, "10⁻⁶")
  t.notMatch(drawn, />[^<]*\de-?\d[^<]*</, "no number as programs write it")
})

t.test(
  "a colour is a number, or a word that the writer of PDF knows: others it would draw in black",
  async (t) => {
    const folders = ["drawing", "interface/chart", "interface/page", "simulation"]
    const files = folders.flatMap((folder) =>
      globSync(`${folder}/**/*.ts`, { cwd: sourceFolder }).map((file) => join(sourceFolder, file))
    )
    const known = /^(#[\da-f]{3}|#[\da-f]{6}|none|black|white|currentColor)$/i
    const colours = files.flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(/\b(?:fill|stroke|color|stop-color)(?:="|: ")([^"$]+)"/g)].map(
        ([, said]) => said!
      )
    )
    t.ok(colours.length > 15, `${colours.length} colours`)
    // Of these `colour` is the name of a channel: Plot looks the colour up.
    t.strictSame(
      colours.filter((said) => said !== "colour" && !known.test(said)),
      []
    )
    for (const said of palette) t.match(said, known)
  }
)

t.test("series that lie on each other are told apart", async (t) => {
  const both = rows.slice(0, 3).flatMap((row) => ["a", "b"].map((net) => ({ ...row, net })))
  for (const figure of figures.slice(0, 1)) {
    const svg = Draw.svg(Chart.of({ ...figure, lines: [] } as ChartFigure, source(both)), titled.title)
    await check(t, svg)
    t.match(svg, /<g[^>]*fill="none" aria-label="dot">/, "hollow marks")
    t.match(svg, /stroke-dasharray="4 4"/, "and a broken line")
  }
})

t.test("a chart is laid out for its width: nothing leaves it, and letters keep their size", async (t) => {
  const wide = rows.map((row, k) => ({ ...row, net: `network number ${k % 4}` }))
  const long = "accuracy on words that a regression on all counts of letters gets wrong"
  for (const figure of figures)
    for (const width of [200, 320, 1000]) {
      const look = { width, fontSize: 10 }
      const data = Chart.of(figure, source(wide))
      const svg = Draw.svg(
        { ...data, y: { ...data.y, label: long }, x: { ...data.x, label: long } },
        titled.title,
        look
      )
      await check(t, svg)
      const [, height] = /viewBox="0 0 [\d.]+ ([\d.]+)"/.exec(svg)!
      t.match(svg, `viewBox="0 0 ${width} `)
      const names = [
        ...svg.matchAll(/<text x="([-\d.]+)" y="([-\d.]+)" font-size="10"( transform)?[^>]*>([^<]+)<\/text>/g)
      ]
      t.ok(names.length >= 2)
      for (const [, x, y, turned, name] of names) {
        const half = (name!.length * 6.2 * (10 / 11)) / 2
        if (turned === undefined)
          t.ok(Number(x) + half <= width + 20 && Number(y) <= Number(height), `${name} at ${width}`)
        else t.ok(2 * half <= Number(height), `${name} beside ${height}`)
      }
    }
})

t.test("escaping", async (t) => {
  t.equal(escaped(`<a href="x">'&'</a>`), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;")
  t.equal(escaped("\u0000\ud800\n\t"), "\ufffd\ufffd\n\t")
})

t.test("what is known of an error is seen: as a band, and where a mark stands alone as a bar", async (t) => {
  const line: ChartFigure = { ...titled, kind: "line", x: { column: "width" }, y: { column: "m" } }
  const drawn = (errors: ReadonlyArray<number | null>): string =>
    Draw.svg(
      Chart.of(line, source(errors.map((mError, k) => ({ width: k + 1, m: 1 + k, mError })))),
      titled.title
    )
  const within = (svg: string, label: string): string =>
    new RegExp(`<g [^>]*aria-label="${label}"[^>]*>(.*?)</g>`, "s").exec(svg)?.[1] ?? ""
  const bars = (svg: string): number => within(svg, "rule").split("<line").length - 1
  const areas = (svg: string): number => within(svg, "area").split("Z").length - 1
  t.equal(bars(drawn([0.1])), 1, "one mark")
  t.equal(bars(drawn([0.1, 0.1, 0.1])), 0)
  t.equal(areas(drawn([0.1, 0.1, 0.1])), 1)
  t.equal(areas(drawn([0.1, 0.1, null, 0.1, 0.1])), 2, "no band passes by a mark whose error is unknown")
  t.equal(bars(drawn([0.1, null, 0.1, 0.1])), 1)
})

t.test("diagrams say what becomes of those that correct the 2-point function", async (t) => {
  const { table: _, ...rest } = titled
  const figure: Figure = { ...rest, kind: "picture", picture: "diagrams" }
  for (const [pictures, becomes] of [
    [moments, "kept"],
    [couplings, "dropped"]
  ] as const) {
    const drawn = Picture.of(figure, () => undefined, pictures)
    await check(t, drawn.svg!)
    t.match(drawn.svg!, `2-pt correction, ${becomes}`)
  }
})

t.test("values without a label are drawn, and not in the legend", async (t) => {
  const drawn = (labels: ReadonlyArray<string>): string => {
    const levels = labels.map((label, k) => ({ value: k, label }))
    return Draw.svg(Chart.of({ ...figures[1]!, levels } as ChartFigure, source(rows)), titled.title)
  }
  const links = (svg: string): number => svg.split('aria-label="link"').length - 1
  t.equal(links(drawn(["zero and one", ""])), 1)
  t.equal(links(drawn(["", ""])), 0)
})
