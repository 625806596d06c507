/** Runs in lists, found by what they are and by their tags. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import * as Runs from "../../../../src/interface/cli/command/runs.ts"
import type { Line } from "../../../../src/interface/run/overview.ts"
import { skein } from "../../../support/cli.ts"
import { command } from "../../../support/command.ts"
import { newFolder, run, studyOf } from "../../../support/engine.ts"

const folder = newFolder()
const path = (name: string): string => join(folder, name)
await run(await studyOf("coin", [{ bias: 0.5 }, { bias: 0.1 }]), { directory: path("two"), tags: ["draft"] })
await run(await studyOf("coin", [{ bias: 0.5, crashAt: 3 }]), {
  directory: path("crashed"),
  tags: ["draft", "bad"]
})
await run(await studyOf("descent", [{ rate: 0.1 }]), { directory: path("alone") })
mkdirSync(path("garbage"))
writeFileSync(join(path("garbage"), "run.sqlite"), "no database")

const names = (text: string): ReadonlyArray<string> =>
  JSON.parse(text).map(({ name }: { name: string }) => name)

t.test("all, some, and in which order", async (t) => {
  const list = (...args: ReadonlyArray<string>) => command("runs", folder, ...args)
  const all = await list("--json")
  t.strictSame(names(all.stdout), ["alone", "crashed", "two", "garbage"], "the last one first")
  t.match(JSON.parse(all.stdout)[2], {
    simulation: "coin",
    state: "done",
    points: 2,
    pointsFinished: 2,
    tags: ["draft"]
  })
  t.match(JSON.parse(all.stdout)[3], { state: "unreadable", problem: /not a database/ })
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, ReadonlyArray<string>]> = [
    [
      ["--sort", "name"],
      ["alone", "crashed", "garbage", "two"]
    ],
    [
      ["--sort", "points"],
      ["two", "alone", "crashed", "garbage"]
    ],
    [
      ["--tag", "draft", "--sort", "name"],
      ["crashed", "two"]
    ],
    [["--tag", "draft", "--tag", "bad"], ["crashed"]],
    [["--simulation", "coin", "--state", "done"], ["two"]],
    [["--state", "unreadable"], ["garbage"]],
    [["--state", "running"], []]
  ]
  for (const [args, found] of cases)
    t.strictSame(names((await list(...args, "--json")).stdout), found, args.join(" "))
  t.match(
    (await list()).stdout,
    /^run +simulation +state +points +started \(UTC\) +tags\nalone +descent +done +1\/1 /
  )
  t.match((await list("--state", "running")).stderr, /^None of the 4 runs in .* is like this\.\n$/)
  const typo = await list("--tag", "draf")
  t.strictSame(typo.status, 2)
  t.match(typo.stderr, /has the tag "draf"\. Did you mean "draft"\? The tags are: bad, draft\.\n$/)
  t.match((await list("--simulation", "con")).stderr, /the simulation "con"\. Did you mean "coin"\?/)
  t.match(await command("runs", join(folder, "away")), {
    status: 2,
    stderr: /^There is no folder .*away\.\n$/
  })
  t.match(await command("runs", newFolder()), { status: 0, stderr: /^There are no runs in / })
})

t.test("tags come with run and with tag, and stay when the run is continued", async (t) => {
  const here = newFolder()
  writeFileSync(join(here, "coin.yaml"), "simulation: coin\nbase: { bias: 0.5, tosses: 10 }\n")
  const go = (...args: ReadonlyArray<string>) =>
    skein(here, "run", "coin.yaml", "--backend", "cpu", "--threads", "0", ...args)
  const tags = () => JSON.parse(readFileSync(join(here, "runs/coin/manifest.json"), "utf8")).tags
  await go("--tag", "draft", "--tag", "one")
  t.strictSame(tags(), ["draft", "one"])
  await go("--tag", "one", "--tag", "two")
  t.strictSame(tags(), ["draft", "one", "two"])
  const changed = await skein(here, "tag", "coin", "--remove", "draft", "--add", "paper")
  t.strictSame([changed.status, changed.stdout], [0, "one\ntwo\npaper\n"])
  t.equal((await skein(here, "tag", "coin")).stdout, "one\ntwo\npaper\n")
  const [wrong, unknown] = await Promise.all([
    go("--tag", "a b"),
    skein(here, "tag", "coin", "--remove", "papers")
  ])
  t.match(wrong, { status: 2, stderr: / Expected the letters a to z and A to Z, digits/ })
  t.match(unknown, { status: 2, stderr: /has no tag "papers"\. Did you mean "paper"\?\n$/ })
})

t.test("a terminal of 80 characters", (t) => {
  const line: Line = {
    name: "n".repeat(60),
    directory: "",
    simulation: "correlators",
    state: "interrupted",
    started: "2026-01-02T03:04:05.000Z",
    points: 16_000,
    pointsFinished: 12_345,
    tags: ["paper", "the-one-with-many-words"]
  }
  const lines = [line, { ...line, name: "short", tags: [] }]
  const today = new Date("2026-01-02T23:00:00Z")
  const text = Runs.table(lines, 80, today)
  for (const each of text.split("\n")) t.ok(each.length <= 80, each)
  t.match(text, /n… +correlators +interrupted +12345\/16000 +03:04 +paper the…/)
  t.match(Runs.table(lines, Number.POSITIVE_INFINITY), /n{60} .* 2026-01-02 +paper the-one-with-many-words\n/)
  t.end()
})

t.test("a run in whose folder one stands is called by the folder's name", async (t) => {
  const at = path("alone")
  t.match((await skein(at, "status", ".")).stdout, /^run +alone$/m)
  t.match((await skein(at, "tag", ".")).stderr, /^alone has no tags$/m)
  t.match(
    (await skein(path("two"), "drop", ".", "--point", "1")).stderr,
    /; two has 1 point, 1 of them finished$/m
  )
})
