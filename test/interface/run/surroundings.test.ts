/** What the doctor says of the machine around runs. */
import { chmodSync, existsSync, mkdirSync, writeFileSync } from "node:fs"
import { availableParallelism } from "node:os"
import { join } from "node:path"
import t from "tap"
import * as NetworkDisk from "../../../src/engine/journal/network-disk.ts"
import * as Surroundings from "../../../src/interface/run/surroundings.ts"
import { newFolder } from "../../support/engine.ts"

const withCommand = (name: string, script: string): string => {
  const folder = join(newFolder(), "bin")
  mkdirSync(folder)
  writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`)
  chmodSync(join(folder, name), 0o755)
  return folder
}

t.test("a batch system, by the command that submits", async (t) => {
  const path = `${withCommand("sbatch", "echo slurm 22.05.8")}:${process.env.PATH}`
  t.equal(Surroundings.batch(path), "slurm 22.05.8 (sbatch): skein submit")
  t.match(
    Surroundings.batch(withCommand("sbatch", "exit 1")),
    "does not answer here",
    "a controller that is away"
  )
  t.match(Surroundings.batch(withCommand("qsub", "")), /^PBS or Grid Engine \(qsub\): skein part/)
  t.match(Surroundings.batch(newFolder()), /^none here: sbatch/)
})

t.test("processors, and what Slurm gave", async (t) => {
  t.match(Surroundings.processors(""), new RegExp(`^${availableParallelism()}\\b`))
  t.match(Surroundings.processors("4"), /; Slurm gave this job 4: say --threads 4$/)
})

t.test("disks", { skip: process.platform !== "linux" && "no Linux" }, async (t) => {
  const folder = newFolder()
  const kind = NetworkDisk.nameOf(folder)
  t.match(Surroundings.runs(join(folder, "runs", "that", "are", "not")), `on ${kind}, `)
  t.match(Surroundings.temporary(folder), / GiB free$/)
  if (existsSync("/dev/shm") && NetworkDisk.nameOf("/dev/shm") === "tmpfs")
    t.match(Surroundings.runs("/dev/shm"), /tmpfs, .*: in memory, gone when the machine is off$/)
  if (NetworkDisk.of("/proc") === undefined) t.equal(NetworkDisk.nameOf("/proc"), "proc")
})
