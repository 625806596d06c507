/** A run as reports see it, made up. */
import * as Picture from "../../src/interface/chart/picture.ts"
import type { Subject } from "../../src/interface/report/subject.ts"
import type { ResultTable } from "../../src/interface/run/table.ts"
import type { Simulation } from "../../src/simulation/contract.ts"
import type { Figure } from "../../src/simulation/figure.ts"
import type { Row } from "../../src/simulation/table.ts"
import { columns } from "./chart.ts"

export const table = (rows: ReadonlyArray<Row>, more: Partial<ResultTable> = {}): ResultTable => ({
  name: "deviations",
  description: "deviation of each net",
  columns,
  rows,
  count: rows.length,
  unfinished: 0,
  ...more
})

const figure: Figure = {
  kind: "line",
  name: "deviation",
  title: "Deviation against width",
  caption: "Falls as 1 / N.",
  table: "deviations",
  x: { column: "width", scale: "log" },
  y: { column: "m" },
  series: ["net"]
}

/** One table `deviations` with these rows, and a figure of it. */
export const subject = (rows: ReadonlyArray<Row>, more: Partial<Subject> = {}): Subject => {
  const tables = more.tables ?? [table(rows)]
  const source = (name: string) => {
    const found = tables.find((each) => each.name === name)
    return found && { columns: found.columns, rows: found.rows, swept: [] }
  }
  return {
    directory: "runs/try",
    name: "try",
    state: "done",
    points: 2,
    pointsFinished: 2,
    study: { name: "try", simulation: "nets", seed: 7, repeats: 3 },
    studyText: "name: try\nseed: 7\n",
    manifest: {
      name: "try",
      simulation: "nets",
      simulationVersion: 4,
      acceptedVersions: [],
      seed: 7,
      points: 2,
      repeats: 3,
      backend: "cpu",
      order: "assignment",
      skein: "0.1.0",
      node: "v24.0.0",
      commit: "0123456789abcdef0123456789abcdef01234567",
      machine: { system: "linux 6 x64", processor: "A processor", cores: 8 },
      dependencies: { effect: "4.1.0" },
      sessions: [
        {
          started: "2026-03-04T05:06:07.000Z",
          ended: "2026-03-04T05:07:08.000Z",
          outcome: "done",
          threads: 8,
          host: "here"
        }
      ],
      crashed: []
    },
    simulation: {
      summary: "networks of one layer",
      papers: [
        {
          title: "A paper",
          authors: [
            { given: "Ada", family: "Lovelace" },
            { given: "Emmy", family: "Noether" }
          ],
          year: 2020,
          arxiv: "2008.08601"
        }
      ]
    } as unknown as Simulation,
    parameters: [
      {
        name: "width",
        description: "neurons",
        unit: "neurons",
        values: ["2", "4", undefined],
        count: 3,
        swept: true
      }
    ],
    tables,
    pictures: () => [Picture.of(figure, source)],
    copyTo: () => {
      throw new Error("There is no file to copy.")
    },
    missed: undefined,
    cautions: [],
    problems: [],
    ...more
  }
}
