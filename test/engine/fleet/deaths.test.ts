/** Three stations, or their threads, dead at one task are the task's fault: its point fails, and the others are computed. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import t from "tap"
import { skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"

const lease = ["--lease", "3"]
const flags = ["--backend", "cpu", "--no-reuse"]

/** Tasks of some fifth of a second; that of the middle point is deadly. */
const study = (deadly: string): string => `
simulation: coin
seed: 3
repeats: 1
base: { tosses: 100, grain: 10, slow: 20 }
sweep:
  - list: [{ bias: 0.1 }, { bias: 0.2, ${deadly} }, { bias: 0.3 }]
`

t.setTimeout(240_000)

t.test("a task that kills its machine", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  writeFileSync(join(folder, "deadly.yaml"), study("killAt: 55"))
  writeFileSync(join(folder, "harmless.yaml"), study("tosses: 110"))
  const stations = ["a", "b", "c", "d", "e"].map((name) =>
    start(folder, ["work", server.url, "--name", name, "--threads", "1"])
  )
  try {
    const run = ["run", "deadly.yaml", "--fleet", server.url, ...lease, ...flags]
    const { status, stderr } = await skein(folder, ...run)
    t.equal(status, 1, "as a failed point ends a run on local threads")
    t.match(stderr, /has not been heard for 3 s\), number 1 of at most 3 at .*bias 0\.2, killAt 55/)
    t.match(
      stderr,
      /bias 0\.2, killAt 55[^;]*; repeat \d, 0 to 100 crashed: its worker died 3 times, the last time with: the station .* has not been heard for 3 s/
    )
    t.match(stderr, /failed: 2 of 3 points/)
    const alone = await skein(folder, "run", "harmless.yaml", "--threads", "1", ...flags)
    t.equal(alone.status, 0, alone.stderr)
    const rowsOf = (name: string) => {
      const exported = skein(folder, "export", name, "--table", "tosses", "--format", "ndjson")
      return exported.then(({ stdout }) =>
        stdout.split("\n").flatMap((line) => {
          if (line === "") return []
          const { bias, heads, weight } = JSON.parse(line)
          return bias === 0.2 ? [] : [[bias, heads, weight]]
        })
      )
    }
    const [found, expected] = [await rowsOf("deadly"), await rowsOf("harmless")]
    t.equal(expected.length, 2)
    t.strictSame(found, expected, "the others have their bytes")
  } finally {
    for (const { child } of stations) child.kill("SIGKILL")
    await Promise.all(stations.map(({ ended }) => ended))
    server.stop()
  }
})

t.test("a kernel that ends its thread, in the very first grain", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  const text = study("tosses: 100").replace("{ bias: 0.1 }", "{ bias: 0.1, dieAt: 3 }")
  writeFileSync(join(folder, "ending.yaml"), text)
  const stations = ["a", "b"].map((name) =>
    start(folder, ["work", server.url, "--name", name, "--threads", "1"])
  )
  try {
    const run = ["run", "ending.yaml", ...flags]
    const alone = await skein(folder, ...run, "--threads", "1", "--name", "alone")
    const fleet = await skein(folder, ...run, "--fleet", server.url, ...lease)
    for (const { status, stderr } of [alone, fleet]) {
      t.equal(status, 1, stderr)
      t.match(stderr, /bias 0\.1, dieAt 3[^;]*; repeat \d, 0 to 100 crashed: its worker died 3 times/)
      t.match(stderr, /failed: 2 of 3 points/)
    }
    const [found, expected] = ["ending", "alone"].map((name) =>
      resultsOf(join(folder, "runs", name, "run.sqlite"))
    )
    t.strictSame(found, expected)
    for (const { child } of stations) t.equal(child.exitCode, null, "the stations go on")
  } finally {
    for (const { child } of stations) child.kill("SIGTERM")
    await Promise.all(stations.map(({ ended }) => ended))
    server.stop()
  }
})
