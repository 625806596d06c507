/** Runs as somebody sees them who may only read their folder: nobody, where the tests are root's. */
import { spawnSync } from "node:child_process"
import { once } from "node:events"
import { chmodSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { setTimeout } from "node:timers/promises"
import t from "tap"
import * as Lock from "../../../src/engine/journal/lock.ts"
import * as Pulse from "../../../src/engine/pulse.ts"
import * as RunState from "../../../src/interface/run/state.ts"
import { environment, plain, program, start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

const canBeNobody =
  process.getuid?.() === 0 &&
  spawnSync("setpriv", ["--reuid=65534", "--regid=65534", "--clear-groups", "true"]).status === 0

/** The command line as somebody who owns nothing here. */
const nobody = (cwd: string, ...args: ReadonlyArray<string>) =>
  spawnSync(
    "setpriv",
    [
      ...["--reuid=65534", "--regid=65534", "--clear-groups", "env"],
      ...plain,
      process.execPath,
      program,
      ...args
    ],
    { cwd, env: environment({ HOME: "/nonexistent", XDG_CACHE_HOME: "/nonexistent" }), encoding: "utf8" }
  )

t.setTimeout(120_000)

t.test("who may only read sees what is so", { skip: !canBeNobody && "needs root" }, async (t) => {
  const folder = newFolder()
  chmodSync(folder, 0o755)
  writeFileSync(
    join(folder, "coins.yaml"),
    "simulation: coin\nbase: { bias: 0.5, tosses: 60000, slow: 20 }\n"
  )
  const { child, ended } = start(folder, ["run", "coins.yaml", "--threads", "1", "--backend", "cpu"])
  await once(child.stderr!, "data")
  await setTimeout(1500)
  const stateNow = (): unknown => JSON.parse(nobody(folder, "status", "--json").stdout)[0].state
  t.equal(stateNow(), "running")
  t.match(nobody(folder, "export", "coins", "--partial").stdout, /^bias,.*\r\n0\.5,/)
  const lock = join(folder, "runs/coins/run.lock")
  chmodSync(lock, 0o600)
  t.equal(stateNow(), "running", "by its pulse")
  child.kill("SIGKILL")
  await ended
  const pulse = join(folder, "runs/coins/pulse.json")
  writeFileSync(pulse, JSON.stringify({ ...Pulse.read(join(folder, "runs/coins")), at: 1 }))
  t.equal(stateNow(), "unknown")
  t.match(
    nobody(folder, "status", "coins").stdout,
    /state +unknown: cannot tell whether it runs: its run.lock cannot be read; its process was last heard of/
  )
  t.match(nobody(folder, "runs", "--state", "unknown").stdout, /\ncoins +coin +unknown /)
  chmodSync(lock, 0o644)
  t.equal(stateNow(), "stopped")
  // The file asks for an index of its log, which nobody can make.
  rmSync(join(folder, "runs/coins/run.sqlite-shm"))
  t.match(nobody(folder, "status").stdout, /unreadable .*run\.sqlite-wal, whose index cannot be made/)
  const database = new DatabaseSync(join(folder, "runs/coins/run.sqlite"))
  database.exec("PRAGMA wal_checkpoint(TRUNCATE)")
  database.close()
  t.equal(stateNow(), "stopped", "where there is no log it is read without")
})

t.test("a lock that cannot be read is unknown, not free", async (t) => {
  const directory = newFolder()
  t.equal(Lock.isHeld(directory), false)
  const lock = Lock.acquire(directory)!
  t.equal(Lock.isHeld(directory), true)
  t.equal(Lock.acquire(directory), undefined)
  lock.close()
  t.equal(Lock.isHeld(directory), false)
  writeFileSync(join(directory, "run.lock"), "no lock of ours".repeat(1000))
  t.equal(Lock.isHeld(directory), undefined)
  const reader = { active: () => undefined }
  t.equal(RunState.now(directory, reader), "unknown")
  const none = { tasks: 1, tasksDone: 0, fraction: 0, rate: 0, secondsLeft: null, workersLost: 0, crashes: 0 }
  const beat = { ...none, at: Date.now() / 1000, process: 1, megabytes: 1, workers: [], running: {} }
  Pulse.write(directory, { ...beat, secondsLeft: "soon" } as unknown as Pulse.Pulse)
  t.equal(RunState.now(directory, reader), "unknown", "a pulse that is none says nothing")
  Pulse.write(directory, beat)
  t.equal(RunState.now(directory, reader), "running", "heard of just now")
})
