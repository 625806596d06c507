/** Which machine computes what is said by status, the log, the pages, the manifest and the report. */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { skein, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { freePort, serve, skip } from "../../support/fleet.ts"

const study = `
simulation: coin
seed: 3
repeats: 12
base: { tosses: 500, grain: 10, slow: 20 }
sweep:
  - grid: { bias: [0.1, 0.2] }
`

t.setTimeout(180_000)

t.test("two stations", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  writeFileSync(join(folder, "study.yaml"), study)
  const stations = [
    start(folder, ["work", server.url, "--name", "ada", "--threads", "2"]),
    start(folder, ["work", server.url, "--name", "bob", "--threads", "1"])
  ]
  const port = await freePort()
  const pages = start(folder, ["serve", "--port", String(port)])
  const page = () => fetch(`http://127.0.0.1:${port}/runs/study`).then((response) => response.text())
  const run = start(folder, ["run", "study.yaml", "--fleet", server.url, "--backend", "cpu"])
  try {
    for (const late = Date.now() + 60_000; journalled(folder) < 6 && Date.now() < late; ) await setTimeout(50)
    await setTimeout(1500)
    const { stdout } = await skein(folder, "status", "study")
    t.match(stdout, /^stations +.*ada \(\d of 2 threads at work\)/m)
    t.match(stdout, /^stations +.*bob \(\d of 1 thread at work\)/m)
    const running = await page()
    for (const thread of ["ada, thread 1", "ada, thread 2", "bob, thread 1"]) t.match(running, thread)
    const { status, stderr } = await run.ended
    t.equal(status, 0, stderr)
    const both = /ada \(2 threads\), bob \(1 thread\)|bob \(1 thread\), ada \(2 threads\)/
    const done = await skein(folder, "status", "study")
    t.match(done.stdout, /^state +done$/m)
    t.match(done.stdout, both)
    const after = await page()
    t.match(after, both)
    t.notMatch(after, />threads<\/dt>/, "and not that there were none")
    const directory = join(folder, "runs/study")
    const { sessions } = JSON.parse(readFileSync(join(directory, "manifest.json"), "utf8"))
    const found = sessions[0].stations.map(({ host, threads }: { host: string; threads: number }) => [
      host,
      threads
    ])
    t.same(found.sort(), [
      ["ada", 2],
      ["bob", 1]
    ])
    const log = readFileSync(join(directory, "log.ndjson"), "utf8")
    t.match(log, /"StationJoined","station":"ada"/)
    const report = await skein(folder, "report", "study")
    t.equal(report.status, 0, report.stderr)
    t.match(readFileSync(join(directory, "report.html"), "utf8"), both)
  } finally {
    for (const { child } of [...stations, pages, run]) child.kill("SIGTERM")
    await Promise.all([...stations, pages, run].map(({ ended }) => ended))
    server.stop()
  }
})
