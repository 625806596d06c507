/** The entry point of a thread that computes what is known, for its bits. */
import { parentPort, workerData } from "node:worker_threads"
import * as BitProof from "../src/engine/thread/bit-proof.ts"

parentPort!.postMessage(await BitProof.of(workerData))
