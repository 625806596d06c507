/**
 * What the figures of the project's simulations show after their smoke run, to four digits, against what it was when
 * somebody looked at them: golden/figures.json. Written anew, to be looked at again, by
 * `node test/interface/chart/simulations.test.ts --write`.
 */
import { readFileSync, writeFileSync } from "node:fs"
import t from "tap"
import { thinned } from "../../../src/drawing/text.ts"
import * as Chart from "../../../src/interface/chart/chart.ts"
import type { Data, Mark } from "../../../src/interface/chart/data.ts"
import * as Picture from "../../../src/interface/chart/picture.ts"
import { load, loadPictures } from "../../../src/simulation/discover.ts"
import { run, studyOf } from "../../support/engine.ts"

type Encoded = Parameters<typeof studyOf>[1][number]

const file = new URL("../../golden/figures.json", import.meta.url)
const golden: Readonly<Record<string, unknown>> = JSON.parse(readFileSync(file, "utf8"))

const rounded = (value: unknown): unknown => {
  if (typeof value === "number") return Number(value.toPrecision(4))
  if (Array.isArray(value)) return value.map(rounded)
  return value
}

/** Marks of a figure that are written down. */
const most = 24

const line = ({ series, facet, x, y, low, high }: Mark) =>
  rounded([series, facet, x, y, ...(low === undefined ? [] : [low, high])])

const shown = ({ x, y, series, facets, marks, lines, notes }: Data) => ({
  x: rounded([x.label, x.kind, ...(x.kind === "category" ? [x.domain] : x.domain)]),
  y: rounded([y.label, y.kind, ...y.domain]),
  series,
  facets,
  count: marks.length,
  marks: thinned(marks, most).map(line),
  lines: lines.map(({ label, marks }) => [label, ...thinned(marks, most).map(line)]),
  notes
})

const figuresOf = async (name: string): Promise<unknown> => {
  const simulation = await load(name)
  const pictures = await loadPictures(name)
  const { tables } = await run(await studyOf(name, [simulation.smoke as Encoded], { repeats: 2 }))
  const source = (table: string) => ({
    columns: simulation.tables[table]!.columns,
    rows: tables[table]!,
    swept: []
  })
  const entries = (simulation.figures ?? []).map((figure) => {
    if (figure.kind !== "picture") return [figure.name, shown(Chart.of(figure, source(figure.table)))]
    const { description, notes } = Picture.of(figure, source, pictures)
    return [figure.name, { description, notes }]
  })
  return Object.fromEntries(entries)
}

const found: Record<string, unknown> = {}
for (const name of Object.keys(golden)) {
  t.test(name, async (t) => {
    found[name] = await figuresOf(name)
    if (!process.argv.includes("--write")) t.strictSame(found[name], golden[name])
  })
}

if (process.argv.includes("--write")) {
  t.teardown(() => {
    const figures = Object.entries(found).map(([name, each]) => {
      const lines = Object.entries(each as object).map(
        ([figure, data]) => `    ${JSON.stringify(figure)}: ${JSON.stringify(data)}`
      )
      return `  ${JSON.stringify(name)}: {\n${lines.join(",\n")}\n  }`
    })
    writeFileSync(file, `{\n${figures.join(",\n")}\n}\n`)
  })
}
