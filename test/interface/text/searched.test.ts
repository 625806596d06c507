/** What people are told of a search. */
import * as Effect from "effect/Effect"
import t from "tap"
import { parse } from "../../../src/engine/config/parse.ts"
import * as SearchTable from "../../../src/engine/search/table.ts"
import * as Chart from "../../../src/interface/chart/chart.ts"
import * as RunPage from "../../../src/interface/dashboard/run-page.ts"
import * as Snapshot from "../../../src/interface/dashboard/snapshot.ts"
import * as Figures from "../../../src/interface/run/figures.ts"
import * as Discover from "../../../src/simulation/discover.ts"
import type { Chart as ChartFigure } from "../../../src/simulation/figure.ts"
import type { Row } from "../../../src/simulation/table.ts"
import * as Engine from "../../support/engine.ts"

t.test("pictures of a search show all its points, however many there are", async (t) => {
  const rates = Array.from({ length: 20 }, (_, k) => (k + 1) / 100)
  const text = `
simulation: descent
base: { rounds: 20 }
sweep: [{ grid: { rate: [${rates}] } }]
search: { minimise: loss, halving: { keep: 1/4, rungs: [0.25] } }
`
  const [study] = await Effect.runPromise(parse(text, "study.yaml", [], Discover))
  const { tables } = await Engine.run(study!)
  const { search = [] } = tables as Readonly<Record<string, ReadonlyArray<Row>>>
  const described = SearchTable.tablesOf(await Discover.load("descent"), study!)
  const { columns } = described.search!
  const drawn = Figures.of({ search: study!.search, tables: described, swept: ["rate"] }).map((figure) =>
    Chart.of(figure as ChartFigure, { columns, rows: search, swept: ["rate"] })
  )
  t.same(
    drawn.map(({ marks, series, notes }) => [marks.length, series, notes]),
    [
      [5, [""], []],
      [20, ["others", "the 2 smallest of 20"], []],
      [25, ["stopped", "went on", "finished"], []]
    ],
    "those that went on were judged at their ends, too"
  )
})

t.test("the page of a run says what was stopped, where, and what was best", async (t) => {
  const text = `
simulation: descent
base: { rounds: 20 }
sweep: [{ grid: { rate: [0, 0.001, 0.01, 0.3] } }]
search: { minimise: loss, halving: { keep: 1/4, rungs: [0.25] } }
`
  const [study] = await Effect.runPromise(parse(text, "study.yaml", [], Discover))
  const { directory } = await Engine.run(study!)
  const html = RunPage.page(await Snapshot.make(directory)(), "/run", true)
  t.match(html, "1 point went to the end; stopped, judged by loss: 3 at 25 % of the whole")
  t.match(html, /best: loss [^ ]+ of rate 0\.3</)
  t.equal(html.match(/>stopped at 25 %</g)?.length, 3)
  t.match(html, 'id="table-search"')
  t.match(html, 'id="figure-search-rungs"')
})
