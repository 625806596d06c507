/** What the bench runs on: figures of different machines are not the same figures. */
import { readFileSync } from "node:fs"
import { availableParallelism, cpus, loadavg, release, totalmem, type } from "node:os"
import { join } from "node:path"
import * as Python from "./python.ts"

export interface Machine {
  readonly cpu: string
  readonly cores: number
  readonly memoryGiB: number
  readonly system: string
  readonly node: string
  /** Backend of sampling kernels and of the game; graphs run in onnxruntime. */
  readonly backend: string
  /** Versions by name: our libraries, `python` and the peers'. */
  readonly libraries: Readonly<Record<string, string>>
  /** Processes that wanted a core in the minute before, others' included. */
  readonly load: number
}

/** Libraries of ours that have a part in what is measured. */
const ours = ["@jax-js/jax", "effect", "gpu.js", "msgpackr", "onnxruntime-node", "piscina"]

export const look = (): Machine => {
  const text = readFileSync(join(import.meta.dirname, "../../package.json"), "utf8")
  const { dependencies, devDependencies } = JSON.parse(text) as Record<string, Record<string, string>>
  const versions = { ...dependencies, ...devDependencies }
  const theirs = Python.all().toReversed()
  return {
    cpu: cpus()[0].model.trim(),
    cores: availableParallelism(),
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    system: `${type()} ${release()}`,
    node: process.version,
    backend: "simd",
    libraries: Object.assign(
      Object.fromEntries(ours.map((name) => [name, versions[name]])),
      ...theirs.map((each) => each.versions)
    ),
    load: Number(loadavg()[0].toFixed(1))
  }
}

/** Whether figures without a peer may be compared. */
export const isLike = (one: Machine, other: Machine): boolean =>
  one.cpu === other.cpu && one.cores === other.cores

export const print = (machine: Machine): string => {
  const libraries = Object.entries(machine.libraries).map(([name, version]) => `${name} ${version}`)
  return [
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, ${machine.system}, load ${machine.load}`,
    `node ${machine.node.slice(1)}, backend ${machine.backend}, ${libraries.join(", ")}`
  ].join("\n")
}
