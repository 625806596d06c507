/** Claims are held against runs that are whole, of the points that the study has today, and against no others. */
import { readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import t from "tap"
import type { Study } from "../../../../src/engine/study.ts"
import * as Judge from "../../../../src/interface/reproduction/runs/judge.ts"
import * as Studies from "../../../../src/interface/reproduction/runs/studies.ts"
import type { Slide } from "../../../../src/talk/slide.ts"
import type { Size, SourceName } from "../../../../src/talk/source.ts"
import { newFolder, run } from "../../../support/engine.ts"
import { slideOf } from "../../../support/talk.ts"

t.setTimeout(120_000)

const studyOf = async (source: SourceName, size: Size): Promise<Study> => {
  const [found] = await Effect.runPromise(Studies.load([source], size))
  return found!.study
}

const judged = async (folder: string, slides: ReadonlyArray<Slide>, size: Size = "full") =>
  Effect.runPromise(Judge.of({ slides, size, folder }))

const ours = ({ judged }: Judge.Found): ReadonlyArray<number | undefined> =>
  judged.flatMap(({ claims }) => claims.map(({ judgement }) => judgement?.comparisons[0]?.ours))

const moments = [slideOf("fields", ["moments"])]
/** Thirty-three a point. */
const rows = 165
const couplings = [slideOf("tables", ["sampledCouplings"])]

t.test("none while the run is not whole, and how far it is", async (t) => {
  const folder = newFolder()
  const none = await judged(folder, moments)
  t.same([ours(none), none.problems], [[undefined], []])
  t.match(none.judged[0]!.runs, [{ source: "moments", points: 5, finished: 0, seconds: 0, size: "full" }])
  const study = await studyOf("moments", "full")
  const directory = join(folder, study.name)
  await run({ ...study, points: study.points.slice(0, 2) }, { directory })
  const begun = await judged(folder, moments)
  t.same(ours(begun), [undefined])
  t.match(begun.judged[0]!.runs, [{ points: 5, finished: 2, directory }])
  await run(study, { directory })
  const whole = await judged(folder, moments)
  t.same(ours(whole), [rows])
  t.match(whole.judged[0]!.runs, [{ points: 5, finished: 5 }])
  t.ok(whole.judged[0]!.runs[0]!.seconds > 0)
})

t.test("rows are those of the study, whatever else its run has", async (t) => {
  const folder = newFolder()
  const study = await studyOf("moments", "full")
  const [first] = study.points
  const other = { ...(first!.config as object), lambda: -0.5 }
  const more = { config: other, encoded: { ...first!.encoded, lambda: -0.5 }, swept: { lambda: -0.5 } }
  await run({ ...study, points: [more, ...study.points] }, { directory: join(folder, study.name) })
  t.same(ours(await judged(folder, moments)), [rows])
})

t.test("fewer repeats than the study asks for are not the whole of it", async (t) => {
  const folder = newFolder()
  const study = await studyOf("sampledCouplings", "small")
  const directory = join(folder, study.name)
  await run({ ...study, repeats: 2 }, { directory })
  t.same(ours(await judged(folder, couplings, "small")), [undefined])
  await run(study, { directory })
  t.not(ours(await judged(folder, couplings, "small"))[0], undefined)
})

t.test("where a full run is not whole, a small one in its folder speaks", async (t) => {
  const folder = newFolder()
  const small = await studyOf("sampledCouplings", "small")
  const before = await judged(folder, couplings)
  t.match(before.judged[0]!.runs, [{ size: "full", study: "couplings-paper", finished: 0 }])
  await run(small, { directory: join(folder, small.name) })
  const after = await judged(folder, couplings)
  t.match(after.judged[0]!.runs, [{ size: "small", study: "couplings-table-small" }])
  t.not(ours(after)[0], undefined)
})

t.test("a run of another version, or one that is damaged, is left out with a word", async (t) => {
  const folder = newFolder()
  const study = await studyOf("moments", "full")
  const directory = join(folder, study.name)
  await run(study, { directory })
  const manifest = join(directory, "manifest.json")
  const text = readFileSync(manifest, "utf8")
  writeFileSync(manifest, text.replace(/"simulationVersion": \d+/, '"simulationVersion": 99'))
  const old = await judged(folder, moments)
  t.same(ours(old), [undefined])
  t.match(old.problems, [/^moments-smoke is left out: it was computed by version 99 of moments, and this is/])
  writeFileSync(manifest, text)
  writeFileSync(
    join(directory, "run.sqlite"),
    "this is no database, but it is as long as its header".repeat(9)
  )
  const damaged = await judged(folder, moments)
  t.same(ours(damaged), [undefined])
  t.match(damaged.problems, [/^moments-smoke is left out: /])
})

t.test("what else stands in a run's place is left out with a word", async (t) => {
  const folder = newFolder()
  const study = await studyOf("moments", "full")
  const directory = join(folder, study.name)
  const problems = async () => {
    const found = await judged(folder, moments)
    t.same(ours(found), [undefined])
    return found.problems
  }
  writeFileSync(directory, "notes")
  t.match(await problems(), [/^moments-smoke is left out: \S+ is no folder$/])
  rmSync(directory)
  await run({ ...study, seed: 7 }, { directory })
  t.same(await problems(), ["moments-smoke is left out: it has the seed 7, and not 0"])
  writeFileSync(join(directory, "run.sqlite"), readFileSync(join(directory, "run.sqlite")).subarray(0, 3000))
  t.match(await problems(), [/^moments-smoke is left out: \S+ has no results, although its manifest/])
  rmSync(join(directory, "run.sqlite"))
  t.match(await problems(), [/^moments-smoke is left out: \S+ has no results, although its manifest/])
  rmSync(directory, { recursive: true })
  await run(await studyOf("sampledCouplings", "small"), { directory })
  t.same(await problems(), ["moments-smoke is left out: it is a run of couplings, and not of moments"])
})

t.test("a judgement that fails does not hide the others", async (t) => {
  const folder = newFolder()
  const study = await studyOf("moments", "full")
  await run(study, { directory: join(folder, study.name) })
  const slides = [
    slideOf("broken", ["moments"], () => {
      throw new TypeError("no such column")
    }),
    slideOf("secret", ["moments"], (rows) => {
      rows("exact", "correlators")
      throw new Error("it never comes to this")
    }),
    slideOf("misspelt", ["moments"], (rows) => {
      rows("moments", "momnts")
      throw new Error("it never comes to this")
    }),
    ...moments
  ]
  const { judged: all, problems } = await judged(folder, slides)
  t.same(
    all.map(({ claims }) => claims[0]!.judgement?.verdict),
    [undefined, undefined, undefined, "agrees"]
  )
  t.match(problems, [
    "the claim broken-rows could not be judged, which is a bug: no such column",
    "the claim secret-rows could not be judged, which is a bug: it does not say that it reads exact",
    'the claim misspelt-rows could not be judged, which is a bug: moments-smoke has no table "momnts"'
  ])
})

t.test("a claim that reads nothing is judged at once", async (t) => {
  const claim = slideOf("plain", [], () => ({ verdict: "agrees", because: "It is so.", comparisons: [] }))
  const { judged: all } = await judged(join(newFolder(), "nothing"), [claim])
  t.equal(all[0]!.claims[0]!.judgement?.verdict, "agrees")
})
