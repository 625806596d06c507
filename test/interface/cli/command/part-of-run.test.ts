/** Parts of runs that are there: begun by an older version, which named points otherwise, and amended ones. */
import { hash } from "node:crypto"
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { canonical, type Study } from "../../../../src/engine/study.ts"
import { command } from "../../../support/command.ts"
import { newFolder, run, studyOf, tablesOf } from "../../../support/engine.ts"

t.setTimeout(120_000)

const points = [{ bias: 0.25 }, { bias: 0.5 }, { bias: 0.75 }]
const file =
  "name: coins\nsimulation: coin\nseed: 7\nrepeats: 2\nsweep:\n  - grid: { bias: [0.25, 0.5, 0.75] }\n"

/** The study as the first version named its points: by their whole configs. */
const older = async (): Promise<Study> => {
  const study = await studyOf("coin", points, { name: "coins", repeats: 2 })
  const { simulation, seed } = study
  const idOf = (config: Study["points"][number]["encoded"]): string =>
    hash("sha256", canonical({ simulation, seed, config }), "hex").slice(0, 32)
  return { ...study, points: study.points.map((point) => ({ ...point, id: idOf(point.encoded) })) }
}

/** A folder with a run that has some of its tasks, and the file that asks for the same today. */
const begun = async (study: Study): Promise<string> => {
  const folder = newFolder()
  const stop = new AbortController()
  await run(study, {
    directory: join(folder, "runs/coins"),
    signal: stop.signal,
    onEvent: ({ _tag }) => _tag === "TaskFinished" && stop.abort()
  }).catch(() => undefined)
  writeFileSync(join(folder, "study.yaml"), file)
  return folder
}

const flags = ["--backend", "cpu", "--threads", "0"]

t.test("a run that an older version has begun", async (t) => {
  const study = await older()
  const whole = await run(study)
  const folder = await begun(study)
  process.chdir(folder)
  for (const [k, which] of ["coins", "runs/coins/study.yaml"].entries()) {
    const { status, stderr } = await command("part", which, `${k + 1}/2`, "-o", `${k + 1}.part`, ...flags)
    t.equal(status, 0, stderr)
  }
  const today = await command("part", "study.yaml", "1/1", "-o", "today.part", ...flags)
  t.equal(today.status, 0, today.stderr)
  for (const which of ["coins", "study.yaml"]) {
    const { status, stderr } = await command("merge", which, "today.part", "1.part")
    t.equal(status, 2)
    t.match(stderr, "today.part is a part of the study coins as it is another one")
    t.match(stderr, /runs\/coins was begun by an older version: 3 points .* part runs\/coins 1\/2/)
  }
  const submitted = await command("submit", "study.yaml", "--dry-run")
  t.equal(submitted.status, 2)
  t.match(submitted.stderr, /runs\/coins was begun by an older version.*part runs\/coins 1\/16.*--name/)
  const merged = await command("merge", "study.yaml", "1.part", "2.part")
  t.equal(merged.status, 0, merged.stderr)
  t.same(tablesOf("runs/coins"), whole.tables)
  const { status, stderr } = await command("part", "coins", "1/2", "--set", "tosses=3", ...flags)
  t.equal(status, 2)
  t.match(stderr, "coins is a run, whose study stands in its folder")
})

t.test("a run that was amended, and goes on", async (t) => {
  const study = await studyOf("coin", points, { name: "coins", repeats: 2 })
  const left = await run(await studyOf("coin", points.slice(1), { repeats: 2 }))
  const folder = await begun(study)
  process.chdir(folder)
  t.equal((await command("drop", "coins", "--where", "bias=0.25")).status, 0)
  for (const part of [1, 2])
    t.equal((await command("part", "coins", `${part}/2`, "-o", `${part}.part`, ...flags)).status, 0)
  const before = await command("part", "study.yaml", "1/1", "-o", "whole.part", ...flags)
  t.equal(before.status, 0)
  const refused = await command("merge", "coins", "whole.part")
  t.equal(refused.status, 2)
  t.match(refused.stderr, /3 points of 2 repeats, seed 7\) than coins is here \(2 points/)
  const merged = await command("merge", "coins", "1.part", "2.part")
  t.equal(merged.status, 0, merged.stderr)
  t.same(
    tablesOf("runs/coins").tosses!.map(({ heads }) => heads),
    left.tables.tosses!.map(({ heads }) => heads)
  )
  t.equal((await command("retry", "coins", "--where", "bias=0.5")).status, 0)
  const again = await command("merge", "coins", "1.part", "2.part")
  t.equal(again.status, 0, again.stderr)
  t.match(
    again.stderr,
    /taken in/,
    "what was put aside is what the parts have, who asks for it gets it again"
  )
  t.same(
    tablesOf("runs/coins").tosses!.map(({ heads }) => heads),
    left.tables.tosses!.map(({ heads }) => heads)
  )
})
