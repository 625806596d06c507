/** Coordinators: several at once on one server, one that goes on where another one was, on another machine, and one that searches. */
import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import t, { type Test } from "tap"
import { skein, start } from "../../support/cli.ts"
import { journalled, newFolder } from "../../support/engine.ts"
import { resultsOf, serve, skip } from "../../support/fleet.ts"
import * as Hosts from "../../support/hosts.ts"

const flags = ["--backend", "cpu", "--no-reuse"]

const coins = `
simulation: coin
seed: 3
repeats: 8
base: { tosses: 500, grain: 10, slow: 10 }
sweep:
  - grid: { bias: [0.1, 0.2, 0.3] }
`

const trainings = `
simulation: descent
seed: 5
repeats: 3
base: { rounds: 200, batch: 3, slow: 1 }
sweep:
  - grid: { rate: [0.01, 0.02] }
`

const search = `
simulation: descent
seed: 7
base: { rounds: 18, batch: 2 }
search:
  minimise: loss
  trials: 18
  batch: 6
  space: { rate: { logUniform: [1.0e-4, 1.2] }, batch: { uniform: [1, 6] } }
  halving: { keep: 1/2, rungs: [1/3] }
`

/** The same as one thread has. */
const compare = async (t: Test, folder: string, name: string): Promise<void> => {
  const alone = ["run", `${name}.yaml`, "--threads", "1", "--name", `${name}-alone`, ...flags]
  const { status, stderr } = await start(folder, alone, { SKEIN_COIN_HASTE: "" }).ended
  t.equal(status, 0, stderr)
  const [found, expected] = [name, `${name}-alone`].map((run) =>
    resultsOf(join(folder, "runs", run, "run.sqlite"))
  )
  t.strictSame(found, expected, name)
}

const write = (folder: string, studies: Record<string, string>): void => {
  for (const [name, text] of Object.entries(studies)) writeFileSync(join(folder, `${name}.yaml`), text)
}

const stationsOf = (folder: string, url: string) =>
  ["a", "b", "c"].map((name) => start(folder, ["work", url, "--name", name, "--threads", "1"]))

const end = async (stations: ReturnType<typeof stationsOf>): Promise<void> => {
  for (const { child } of stations) child.kill("SIGTERM")
  await Promise.all(stations.map(({ ended }) => ended))
}

t.setTimeout(300_000)

t.test("several runs share the stations of one server", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  write(folder, { coins, trainings, study: coins.replace("seed: 3", "seed: 4") })
  const stations = stationsOf(folder, server.url)
  try {
    const runs = ["coins", "trainings", "study"].map((name) =>
      skein(folder, "run", `${name}.yaml`, "--fleet", server.url, ...flags)
    )
    for (const { status, stderr } of await Promise.all(runs)) t.equal(status, 0, stderr)
  } finally {
    await end(stations)
    server.stop()
  }
  for (const name of ["coins", "trainings", "study"]) await compare(t, folder, name)
})

t.test("a search decides as it does on one thread", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  write(folder, { search })
  const stations = stationsOf(folder, server.url)
  try {
    const { status, stderr } = await skein(folder, "run", "search.yaml", "--fleet", server.url, ...flags)
    t.equal(status, 0, stderr)
  } finally {
    await end(stations)
    server.stop()
  }
  await compare(t, folder, "search")
})

t.test(
  "another machine goes on with a run whose coordinator and server were lost",
  { skip: skip || Hosts.missing() },
  async (t) => {
    const { hosts, close } = await Hosts.make(["one", "two", "server", "worker"])
    const folder = newFolder()
    write(folder, { study: coins })
    const server = await serve([], true, hosts.server)
    const command = ["run", "study.yaml", "--fleet", server.url, "--backend", "cpu", "--lease", "3"]
    const station = Hosts.start(hosts.worker, folder, ["work", server.url, "--threads", "2"])
    const first = Hosts.start(hosts.one, folder, command)
    try {
      for (const late = Date.now() + 60_000; journalled(folder) < 5 && Date.now() < late; )
        await setTimeout(50)
      first.child.kill("SIGKILL")
      server.kill()
      await first.ended
      const before = journalled(folder)
      // Longer than a station believes in a coordinator that is silent.
      await setTimeout(16_000)
      await server.start()
      const { status, stderr } = await Hosts.start(hosts.two, folder, command).ended
      t.equal(status, 0, stderr)
      t.match(stderr, `24 tasks, ${before} of them done before`)
      t.match(stderr, "the station worker works for the run: 2 threads")
      station.child.kill("SIGTERM")
      const told = await station.ended
      t.equal(told.status, 0, told.stderr)
      t.match(told.stderr, /works for the run study on one.*works for the run study on two/s)
    } finally {
      station.child.kill("SIGKILL")
      server.stop()
      close()
    }
    await compare(t, folder, "study")
  }
)
