/** What slides ask of runs is there: the tables that claims read, and the figures that are shown. */
import * as Effect from "effect/Effect"
import t from "tap"
import * as Studies from "../../src/interface/reproduction/runs/studies.ts"
import { verdicts } from "../../src/talk/claim.ts"
import { type SourceName, sources } from "../../src/talk/source.ts"
import { slides } from "../../src/talk/talk.ts"

t.setTimeout(120_000)

const claims = slides.flatMap((slide) => slide.claims)

t.test("claims read tables of the studies that they name, and say so much without any row", async (t) => {
  const studies = await Effect.runPromise(
    Studies.load(Object.keys(sources) as ReadonlyArray<SourceName>, "small")
  )
  const simulationOf = (source: SourceName) =>
    studies.find((study) => study.sources.includes(source))!.simulation
  // Those that read nothing compute what they need, and have tests of their own.
  for (const { id, from, judge } of claims.filter(({ from }) => from.length > 0)) {
    const faults: Array<string> = []
    const { verdict, because } = judge((source, table) => {
      if (!from.includes(source)) faults.push(`${source} is not among what it reads`)
      if (simulationOf(source).tables[table] === undefined) faults.push(`${source} has no table ${table}`)
      return []
    })
    t.same(faults, [], id)
    t.ok(verdicts.includes(verdict) && because !== "", id)
    t.not(verdict, "differs", `${id}: nothing speaks against it`)
  }
  for (const { id, figures } of slides)
    for (const { from, figure } of figures) {
      const known = (simulationOf(from).figures ?? []).map(({ name }) => name)
      t.ok(known.includes(figure), `${id}: ${from} has a figure ${figure}`)
    }
})

t.test("names of claims are unique", async (t) => {
  t.equal(new Set(claims.map(({ id }) => id)).size, claims.length)
})

t.test(
  "sentences are printed as they are, on paper, too: marks of Markdown mean nothing there",
  async (t) => {
    const computed = claims
      .filter(({ from }) => from.length === 0)
      .map(({ judge }) => judge(() => []).because)
    const sentences = [
      ...slides.flatMap(({ title, ours }) => [title, ...ours]),
      ...claims.map(({ says }) => says),
      ...computed
    ]
    t.same(
      sentences.filter((sentence) => sentence.includes("`")),
      []
    )
  }
)
