/** The studies that the talk's slides read are there, in both sizes, and each has a folder of its own. */
import * as Effect from "effect/Effect"
import t from "tap"
import * as Plan from "../../../../src/interface/reproduction/runs/plan.ts"
import * as Slides from "../../../../src/interface/reproduction/runs/slides.ts"
import * as Studies from "../../../../src/interface/reproduction/runs/studies.ts"
import type { Size, SourceName } from "../../../../src/talk/source.ts"
import { sources } from "../../../../src/talk/source.ts"
import { slides } from "../../../../src/talk/talk.ts"
import { slideOf } from "../../../support/talk.ts"

t.setTimeout(120_000)

const names = Object.keys(sources) as ReadonlyArray<SourceName>
const sizes: ReadonlyArray<Size> = ["full", "small"]

const load = (names: ReadonlyArray<SourceName>, size: Size) => Effect.runPromise(Studies.load(names, size))

for (const size of sizes)
  t.test(`every source has its study, ${size}`, async (t) => {
    const studies = await load(names, size)
    t.same(new Set(studies.flatMap(({ sources }) => sources)), new Set(names))
    const runs = studies.map(({ study }) => study.name)
    t.equal(new Set(runs).size, runs.length, "each of them has a folder of its own")
    // Left and rest are counted of neither, and a judgement knows when a run is whole.
    for (const { study } of studies) t.same([study.search, study.until], [undefined, undefined], study.name)
    const ordered = Plan.ordered(studies)
    t.same(new Set(ordered), new Set(studies))
  })

t.test("both sizes stand in one folder, where they are not the same", async (t) => {
  const [full, small] = [await load(names, "full"), await load(names, "small")]
  for (const { study, file } of small) {
    const other = full.find((each) => each.study.name === study.name)
    t.ok(other === undefined || other.file === file, study.name)
  }
})

t.test("slides and claims have names of their own", async (t) => {
  t.equal(new Set(Slides.ids).size, Slides.ids.length)
  for (const id of [...Slides.ids, ...slides.flatMap(({ claims }) => claims.map(({ id }) => id))])
    t.match(id, /^[a-z0-9-]+$/)
})

t.test("slides are named as they are, in the order of the talk", async (t) => {
  const talk = ["hashes", "agents", "couplings"].map((id) => slideOf(id, ["moments"]))
  const ids = (only?: string) => {
    const found = Slides.named(talk, only)
    return "fault" in found ? found.fault : found.map(({ id }) => id)
  }
  t.same(ids(), ["hashes", "agents", "couplings"])
  t.same(ids("couplings, hashes"), ["hashes", "couplings"])
  t.equal(ids("hahses"), 'The talk has no slide "hahses"; did you mean "hashes"?')
  t.equal(ids("hashes,coupling"), 'The talk has no slide "coupling"; did you mean "couplings"?')
  t.equal(ids("zebra"), 'The talk has no slide "zebra"; its slides: hashes, agents, couplings.')
  t.match(ids(""), "its slides: hashes")
})

t.test("a source is named once, in the order of the slides", async (t) => {
  t.same(Studies.sourcesOf([slideOf("a", ["moments", "exact"]), slideOf("b", ["exact", "flow"])]), [
    "moments",
    "exact",
    "flow"
  ])
})
