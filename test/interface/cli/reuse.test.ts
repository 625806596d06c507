/** Results that another run has already, as people see them taken over. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

t.test("said by progress, summary, log, report and manifest, and turned off by --no-reuse", async (t) => {
  const folder = newFolder()
  writeFileSync(
    join(folder, "coin.yaml"),
    "simulation: coin\nbase: { tosses: 300 }\nsweep:\n  - grid: { bias: [0.1, 0.5] }\n"
  )
  const run = (...args: ReadonlyArray<string>) =>
    skein(folder, "run", "coin.yaml", "--backend", "cpu", "--threads", "0", ...args)
  await run()
  const second = await run("--name", "second")
  t.equal(second.status, 0)
  t.match(second.stderr, /2 tasks, 2 of them done before/)
  t.match(second.stderr, /\ntaken over from the run coin: 2 tasks of 2 points\n/)
  t.match(second.stderr, /done: 2 of 2 points in runs\/second, 2 tasks taken over from coin\n/)
  t.match(readFileSync(join(folder, "runs/second/log.ndjson"), "utf8"), /"TasksTaken","run":"coin"/)
  t.match(JSON.parse(readFileSync(join(folder, "runs/second/manifest.json"), "utf8")).reused, [
    { run: "coin", points: 2, tasks: 2 }
  ])
  const json = await run("--name", "third", "--json")
  t.match(JSON.parse(json.stdout), [{ reused: [{ points: 2, tasks: 2 }] }])
  const own = await run("--name", "own", "--no-reuse")
  t.notMatch(own.stderr, /taken over|done before/)
  await skein(folder, "report", "second")
  t.match(readFileSync(join(folder, "runs/second/report.html"), "utf8"), /2 tasks of 2 points from coin/)
})
