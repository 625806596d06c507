/** A thread that looks at knots: lines come, rows and faults go; nothing else ends it but the end. */
import { parentPort, workerData } from "node:worker_threads"
import * as Row from "../src/interface/cli/command/knot/row.ts"
import type { Portion, Setting } from "../src/interface/cli/command/knot/threads.ts"

const { told, wanted } = workerData as Setting
const make = Row.maker(told, wanted)

parentPort?.on("message", (portion: Portion | "end") => {
  if (portion === "end") parentPort?.close()
  else parentPort?.postMessage({ place: portion.place, outcomes: portion.lines.map(make) })
})
