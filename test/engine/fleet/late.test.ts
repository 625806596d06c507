/**
 * A training in the order of arrival, whose actors share memory, runs whole on one station. One that was silent for longer than its
 * lease loses it to another one, and what it says of it later is refused: the point has the result of one of them.
 */
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import { unpack } from "../../../src/engine/wire.ts"
import { start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"
import { serve, skip } from "../../support/fleet.ts"
import type { State } from "../../support/simulations/descent/kernel.ts"

const rounds = 6000

/** Some twelve seconds, longer where the processors are few. */
const study = `
simulation: descent
seed: 3
base: { rate: 0.05, order: arrival, rounds: ${rounds}, batch: 4, slow: 4 }
`

const eventsOf = (folder: string): ReadonlyArray<Record<string, unknown>> => {
  try {
    const text = readFileSync(join(folder, "runs/study/log.ndjson"), "utf8")
    return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line)]))
  } catch {
    return []
  }
}

t.setTimeout(180_000)

t.test("a station that wakes up too late", { skip }, async (t) => {
  const folder = newFolder()
  const server = await serve()
  writeFileSync(join(folder, "study.yaml"), study)
  const work = (name: string) => start(folder, ["work", server.url, "--name", name, "--threads", "2"])
  const until = async (tag: string, more: Record<string, unknown> = {}): Promise<void> => {
    const isIt = (event: Record<string, unknown>): boolean =>
      Object.entries({ _tag: tag, ...more }).every(([name, value]) => event[name] === value)
    for (const late = performance.now() + 60_000; performance.now() < late; await setTimeout(100))
      if (eventsOf(folder).some(isIt)) return
    t.fail(`${tag} within a minute`)
  }
  const first = work("first")
  const flags = ["--fleet", server.url, "--lease", "3", "--backend", "cpu"]
  const run = start(folder, ["run", "study.yaml", ...flags])
  await until("StationJoined", { station: "first" })
  // A frame is home.
  await setTimeout(3000)
  const second = work("second")
  try {
    await until("StationJoined", { station: "second" })
    first.child.kill("SIGSTOP")
    await until("StationLeft", { station: "first" })
    await until("WorkerLost")
    first.child.kill("SIGCONT")
    await until("StationLate", { station: "first" })
    const { status, stderr } = await run.ended
    t.equal(status, 0, stderr)
    t.match(
      stderr,
      /the station first is late with point 0; repeat 0, 0 to 1, which was given to another one meanwhile: what it says of it is not used/
    )
    t.equal(first.child.exitCode, null, "it goes on, and takes new tasks")
  } finally {
    run.child.kill("SIGKILL")
    for (const { child } of [first, second]) {
      child.kill("SIGCONT")
      child.kill("SIGTERM")
    }
    await Promise.all([first.ended, second.ended])
    server.stop()
  }
  const database = new DatabaseSync(join(folder, "runs/study/run.sqlite"), { readOnly: true })
  const tallies = database.prepare("SELECT bytes FROM _tally").all()
  database.close()
  t.equal(tallies.length, 1)
  const state = unpack<State>(tallies[0]!.bytes as Uint8Array)
  t.equal(state.round, rounds)
  t.equal(state.losses.length, rounds)
})
