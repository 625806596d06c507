/** What there is around runs on this machine, in sentences: the disk of their folder, processors, a batch system. */
import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync, readFileSync, statfsSync } from "node:fs"
import { availableParallelism, cpus } from "node:os"
import { delimiter, dirname, join, resolve } from "node:path"
import * as NetworkDisk from "../../engine/journal/network-disk.ts"

/** The first folder above a path that is there, or that itself. */
const thereOf = (path: string): string => (existsSync(path) ? path : thereOf(dirname(path)))

/** `12.3 GiB`, of what is left on a disk to whoever is not root. */
const freeOn = (folder: string): string => {
  const { bavail, bsize } = statfsSync(folder)
  return `${Number(((bavail * bsize) / 2 ** 30).toPrecision(3))} GiB free`
}

const inMemory: ReadonlySet<string> = new Set(["tmpfs", "ramfs"])

const gone = "in memory, gone when the machine is off"

/** Of the folder that holds runs, which need not be there yet. */
export const runs = (folder: string): string => {
  const there = thereOf(resolve(folder))
  const kind = NetworkDisk.nameOf(there)
  const what = `${folder} on ${kind ?? "a disk of unknown kind"}, ${freeOn(there)}`
  if (NetworkDisk.of(there) !== undefined)
    return (
      `${what}: hosts share it, so runs are written in SQLite's TRUNCATE mode (slower by some milliseconds a write), ` +
      "and one host at a time works on a run"
    )
  if (kind !== undefined && inMemory.has(kind)) return `${what}: ${gone}`
  return kind === undefined ? what : `${what}: a disk of this host`
}

/** Of folders for a moment, such as SQLite's and node's. */
export const temporary = (folder: string): string => {
  const kind = NetworkDisk.nameOf(folder)
  accessSync(folder, constants.W_OK)
  const where = kind === undefined ? "" : ` on ${kind}${inMemory.has(kind) ? ` (${gone})` : ""}`
  return `${folder}${where}, ${freeOn(folder)}`
}

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, "utf8")
  } catch {
    return undefined
  }
}

/**
 * Processors that control groups let this process have, the least of those of its group and all above it; undefined where they
 * set no limit, or are not mounted.
 *
 * Source: Linux, Documentation/admin-guide/cgroup-v2.rst (cpu.max) and scheduler/sched-bwc.rst (cpu.cfs_quota_us).
 */
const allowed = (): number | undefined => {
  const limits: Array<number> = []
  const add = (quota: number, period: number): void => {
    if (quota > 0 && period > 0) limits.push(quota / period)
  }
  for (const line of (textOf("/proc/self/cgroup") ?? "").split("\n")) {
    const [, controllers, group] = /^\d+:([^:]*):(.*)$/.exec(line) ?? []
    if (group === undefined) continue
    for (let at = group; ; at = dirname(at)) {
      if (controllers === "") {
        const [quota, period] = (textOf(join("/sys/fs/cgroup", at, "cpu.max")) ?? "").split(" ")
        add(Number(quota), Number(period))
      } else if (controllers!.split(",").includes("cpu")) {
        const of = (name: string) => Number(textOf(join("/sys/fs/cgroup/cpu", at, `cpu.cfs_${name}_us`)))
        add(of("quota"), of("period"))
      }
      if (at === "/" || at === ".") break
    }
  }
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** @param job `SLURM_CPUS_PER_TASK`, where a job of Slurm asks */
export const processors = (job = process.env.SLURM_CPUS_PER_TASK): string => {
  const [here, all, group] = [availableParallelism(), cpus().length, allowed()]
  return [
    String(here),
    ...(all > here ? [`${all} in the machine`] : []),
    ...(group === undefined ? [] : [`the control group allows ${Number(group.toPrecision(3))}`]),
    ...(job === undefined || job === "" ? [] : [`Slurm gave this job ${job}: say --threads ${job}`])
  ].join("; ")
}

/** By the command that submits a job. */
const systems = { bsub: "LSF", qsub: "PBS or Grid Engine", condor_submit: "HTCondor" } as const

const isInPath = (command: string, path: string): boolean =>
  path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, command), constants.X_OK)
      return folder !== ""
    } catch {
      return false
    }
  })

export const batch = (path = process.env.PATH ?? ""): string => {
  if (isInPath("sbatch", path)) {
    const { status, stdout } = spawnSync("sbatch", ["--version"], {
      encoding: "utf8",
      env: { ...process.env, PATH: path },
      timeout: 5000
    })
    return status === 0
      ? `${stdout.trim()} (sbatch): skein submit`
      : "Slurm (sbatch), which does not answer here: skein submit, where it does"
  }
  const found = Object.entries(systems).find(([command]) => isInPath(command, path))
  if (found !== undefined)
    return `${found[1]} (${found[0]}): skein part in scripts of your own (docs/batch.md)`
  return "none here: sbatch, bsub, qsub, condor_submit are not in the search path"
}
