/** A thread that runs a compiled program until it is told to stop, and stops between two runs. */
import { parentPort, workerData } from "node:worker_threads"
import * as Graph from "../../src/accelerator/graph.ts"

const session = await Graph.open(workerData.compiled, { memory: workerData.memory })
let stopped = false
parentPort!.on("message", () => {
  stopped = true
})
let runs = 0
while (!stopped) {
  await session.run()
  if (++runs === 3) parentPort!.postMessage("running")
}
await session.close()
parentPort!.postMessage(runs)
parentPort!.close()
