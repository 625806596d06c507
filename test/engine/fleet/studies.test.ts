/** A file of several studies on one fleet: stations go from one to the next, and no errand is lost between them. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"

const studies = `
name: coins
simulation: coin
seed: 3
base: { tosses: 3000, grain: 10, bias: 0.5 }
---
name: moments
simulation: moments
seed: 4
base: { lambda: -0.01 }
---
name: coins-again
simulation: coin
seed: 5
base: { tosses: 3000, grain: 10, bias: 0.5 }
`

t.setTimeout(180_000)

t.test("studies of other simulations, one after the other", { skip }, async (t) => {
  const server = await serve()
  const folder = newFolder()
  writeFileSync(join(folder, "studies.yaml"), studies)
  const stations = ["a", "b"].map((name) =>
    start(folder, ["work", server.url, "--name", name, "--threads", "1"])
  )
  const run = ["run", "studies.yaml", "--backend", "cpu", "--no-reuse"]
  try {
    const alone = await skein(folder, ...run, "--threads", "0", "--out", "alone")
    t.equal(alone.status, 0, alone.stderr)
    const together = start(folder, [...run, "--fleet", server.url, "--out", "fleet"])
    const late = setTimeout(() => together.child.kill("SIGKILL"), 120_000)
    const { status, stderr } = await together.ended
    clearTimeout(late)
    t.equal(status, 0, stderr)
    for (const name of ["coins", "moments", "coins-again"])
      t.strictSame(
        resultsOf(join(folder, "fleet", name, "run.sqlite")),
        resultsOf(join(folder, "alone", name, "run.sqlite")),
        name
      )
  } finally {
    for (const { child } of stations) child.kill("SIGTERM")
    await Promise.all(stations.map(({ ended }) => ended))
    server.stop()
  }
})
