/** What a command of Skein takes, as a process of its own, by the operating system's own count. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"

const main = join(import.meta.dirname, "../../src/main.ts")

/** Says, when the process ends, how many KiB it held at most, and for how many microseconds its threads ran. */
const watch = `data:text/javascript,${encodeURIComponent(
  'import{isMainThread}from"node:worker_threads";isMainThread&&process.on("exit",()=>{const{maxRSS,userCPUTime,systemCPUTime}=process.resourceUsage();process.stderr.write("peak "+maxRSS+" "+(userCPUTime+systemCPUTime)+"\\n")})'
)}`

export interface Taken {
  readonly megabytes: number
  /** Of the processor. */
  readonly seconds: number
}

/** @param node flags of node's own */
export const taken = (node: ReadonlyArray<string>, ...args: ReadonlyArray<string>): Taken => {
  const { status, stderr } = spawnSync(process.execPath, [...node, "--import", watch, main, ...args], {
    encoding: "utf8"
  })
  const found = /^peak (\d+) (\d+)$/m.exec(stderr)
  if (status !== 0 || found === null) throw new Error(`skein ${args[0]} ended with ${status}: ${stderr}`)
  return { megabytes: (Number(found[1]) * 1024) / 1e6, seconds: Number(found[2]) / 1e6 }
}

/** MB. */
export const of = (node: ReadonlyArray<string>, ...args: ReadonlyArray<string>): number =>
  taken(node, ...args).megabytes
