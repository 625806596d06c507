/** Fleets over a server of their own: the same bytes as one machine, whoever dies, stalls, leaves or comes. */
import { join } from "node:path"
import t from "tap"
import { type Running, skein, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"

const root = join(import.meta.dirname, "../../..")
const flags = ["--backend", "cpu"]

const station = (folder: string, url: string, name: string, ...more: ReadonlyArray<string>): Running =>
  start(folder, ["work", url, "--name", name, "--threads", "1", ...more])

/** Ends stations as people do, and waits for them. */
const end = async (...stations: ReadonlyArray<Running>): Promise<void> => {
  for (const { child } of stations) child.kill("SIGTERM")
  await Promise.all(stations.map(({ ended }) => ended))
}

const fileOf = (folder: string, run: string): string => join(folder, "runs", run, "run.sqlite")

t.setTimeout(600_000)

t.test("the smoke studies on three stations have the bytes of one thread", { skip }, async (t) => {
  const server = await serve()
  const folder = newFolder()
  const stations = ["a", "b", "c"].map((name) => station(folder, server.url, name))
  try {
    for (const simulation of ["braids", "correlators", "classifiers", "unknotters"]) {
      const study = join(root, "configs", simulation, "smoke.yaml")
      const alone = await skein(
        folder,
        "run",
        study,
        "--threads",
        "1",
        "--name",
        `${simulation}-alone`,
        ...flags
      )
      t.equal(alone.status, 0, alone.stderr)
      const name = `${simulation}-fleet`
      const together = await skein(
        folder,
        "run",
        study,
        "--fleet",
        server.url,
        "--no-reuse",
        "--name",
        name,
        ...flags
      )
      t.equal(together.status, 0, together.stderr)
      t.strictSame(
        resultsOf(fileOf(folder, name)),
        resultsOf(fileOf(folder, `${simulation}-alone`)),
        simulation
      )
    }
  } finally {
    await end(...stations)
    server.stop()
  }
})
