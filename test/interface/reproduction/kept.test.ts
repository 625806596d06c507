/** What is kept of a reproduction with the program: small, exact, the same every time. */
import { spawnSync } from "node:child_process"
import { readdirSync, readFileSync, statSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Kept from "../../../src/interface/reproduction/kept.ts"
import type { Judgement } from "../../../src/talk/claim.ts"
import { newFolder, tablesOf } from "../../support/engine.ts"
import { judged as made } from "../../support/reproduction.ts"

const judged = await made()
const place = join(newFolder(), "kept")
const reads = new Map([
  ["agents", new Set(["evaluation"])],
  ["kernel", new Set(["kernel"])]
] as const)
const written = await Kept.write(judged, reads, place)
const text = (path: string): string => readFileSync(join(place, path), "utf8")

t.test("tables that judges and figures read, with every digit", async (t) => {
  t.strictSame(written, [
    "tables/flow/flow.csv",
    "tables/agents/evaluation.csv",
    "verdicts.csv",
    "manifest.json",
    "README.md"
  ])
  const files = readdirSync(place, { recursive: true, encoding: "utf8" })
  t.strictSame(files.filter((file) => statSync(join(place, file)).isFile()).sort(), [...written].sort())
  const [head, ...lines] = text("tables/flow/flow.csv").trimEnd().split("\n")
  const rows = tablesOf(judged[0]!.runs[0]!.directory).flow!
  const column = head!.split(",").indexOf("value")
  t.ok(column > 0)
  t.strictSame(
    lines.map((line) => Number(line.split(",")[column])),
    rows.map(({ value }) => value)
  )
  for (const path of written) t.notMatch(text(path), "\r")
})

t.test("the README has the talk slide by slide, and leads to what is there", async (t) => {
  const readme = text("README.md")
  for (const { slide, claims } of judged)
    for (const { claim } of claims) t.ok(readme.split(claim.says).length > 2, slide.id)
  t.match(readme, "| **agrees in trend** | The coupling falls as a power. | [flow](#slide-flow) |")
  t.match(readme, "| accuracy | about 0.9 | 91.2 | 88.8 to 92.9 | % |")
  t.match(readme, "## Couplings run \\<b>with\\</b> the cutoff")
  t.notMatch(readme, "\u00a0")
  t.notMatch(readme, "Not drawn")
  t.notMatch(readme, judged[0]!.runs[0]!.directory, "no paths of a machine")
  const links = [...readme.matchAll(/\]\(([^)]*)\)/g)].map(([, to]) => to!)
  const inside = links.filter((to) => !to.startsWith("https://arxiv.org/"))
  for (const to of inside)
    if (to.startsWith("#")) t.match(readme, `<a id="${to.slice(1)}"></a>`)
    else t.ok(written.includes(to), to)
  t.ok(inside.length > 6)
})

t.test("the same runs give the same bytes", async (t) => {
  const before = written.map(text)
  await Kept.write(judged, reads, place)
  t.strictSame(written.map(text), before)
})

t.test("what judges read is heard", async (t) => {
  const judge = (rows: (source: "flow", table: string) => ReadonlyArray<unknown>): Judgement => ({
    verdict: rows("flow", "flow").length > 0 ? "agrees" : "undecided",
    because: "",
    comparisons: []
  })
  const slide = { id: "a", title: "a", figures: [], ours: [] }
  const heard = Kept.recorded([{ ...slide, claims: [{ id: "b", says: "c", from: ["flow"], judge }] }])
  t.equal(heard.reads.size, 0)
  t.equal(heard.slides[0]!.claims[0]!.judge(() => [{}]).verdict, "agrees")
  t.strictSame(heard.reads, new Map([["flow", new Set(["flow"])]]))
})

t.test("runs that have less than what is kept are told", async (t) => {
  t.strictSame(Kept.lost(judged, place), [])
  t.strictSame(Kept.lost(judged, newFolder()), [], "nothing is kept there")
  t.strictSame(Kept.lost(judged.slice(1), place), ["flow"])
  const unfinished = judged.map((each) => ({
    ...each,
    runs: each.runs.map((run) => ({ ...run, finished: Math.min(run.finished, 1) }))
  }))
  t.strictSame(Kept.lost(unfinished, place), ["hashes"])
})

t.test("the script writes nothing where results would be lost, unless it is told to", async (t) => {
  const manifest = join(place, "manifest.json")
  const before = readFileSync(manifest, "utf8")
  const script = (...flags: ReadonlyArray<string>) =>
    spawnSync(process.execPath, ["scripts/talk.ts", newFolder(), "--output", place, ...flags], {
      encoding: "utf8"
    })
  const { status, stderr } = script()
  t.equal(status, 2)
  t.match(stderr, "has flow, agents and hashes, and ")
  t.equal(readFileSync(manifest, "utf8"), before)
  t.equal(script("--fewer").status, 0)
  t.not(readFileSync(manifest, "utf8"), before)
})
