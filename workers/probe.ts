/** The entry point of a thread that tries some points of a study, and says of each what it takes. */
import { parentPort, workerData } from "node:worker_threads"
import * as Probe from "../src/engine/thread/probe.ts"

await Probe.all(workerData, (found) => parentPort!.postMessage(found))
