/** Peak memory of a command of Skein, as a process of its own, by the operating system's own count. */
import { spawnSync } from "node:child_process"
import { join } from "node:path"

const main = join(import.meta.dirname, "../../src/main.ts")

/** Says, when the process ends, how many KiB it held at most. */
const watch = `data:text/javascript,${encodeURIComponent(
  'import{isMainThread}from"node:worker_threads";isMainThread&&process.on("exit",()=>process.stderr.write("peak "+process.resourceUsage().maxRSS+"\\n"))'
)}`

/**
 * MB.
 *
 * @param node flags of node's own
 */
export const of = (node: ReadonlyArray<string>, ...args: ReadonlyArray<string>): number => {
  const { status, stderr } = spawnSync(process.execPath, [...node, "--import", watch, main, ...args], {
    encoding: "utf8"
  })
  const found = /^peak (\d+)$/m.exec(stderr)
  if (status !== 0 || found === null) throw new Error(`skein ${args[0]} ended with ${status}: ${stderr}`)
  return (Number(found[1]) * 1024) / 1e6
}
