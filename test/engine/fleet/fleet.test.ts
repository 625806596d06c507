/** Fleets of hosts with a network between them: the same bytes as one machine. */
import { join } from "node:path"
import t from "tap"
import { type Running, skein } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"
import * as Hosts from "../../support/hosts.ts"

const root = join(import.meta.dirname, "../../..")
const flags = ["--backend", "cpu"]

/** Ends stations as people do, and waits for them. */
const end = async (...stations: ReadonlyArray<Running>): Promise<void> => {
  for (const { child } of stations) child.kill("SIGTERM")
  await Promise.all(stations.map(({ ended }) => ended))
}

const fileOf = (folder: string, run: string): string => join(folder, "runs", run, "run.sqlite")

t.setTimeout(600_000)

t.test(
  "the smoke studies on three stations have the bytes of one thread",
  { skip: skip || Hosts.missing() },
  async (t) => {
    const names = ["a", "b", "c"] as const
    const { hosts, close } = await Hosts.make([...names, "coordinator", "server"])
    const server = await serve([], true, hosts.server)
    const folder = newFolder()
    const stations = names.map((name) =>
      Hosts.start(hosts[name], folder, ["work", server.url, "--threads", "1"])
    )
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
        const fleet = ["run", study, "--fleet", server.url, "--no-reuse", "--name", name, ...flags]
        const together = await Hosts.start(hosts.coordinator, folder, fleet).ended
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
      close()
    }
  }
)
