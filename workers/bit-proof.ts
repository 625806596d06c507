/** The entry point of a thread that computes what is known, for its bits. */
import { parentPort, workerData } from "node:worker_threads"
import * as BitProof from "../src/engine/thread/bit-proof.ts"

// One after the other: a kernel may end the thread.
parentPort!.postMessage({ math: BitProof.math() })
parentPort!.postMessage({ grain: await BitProof.grain(workerData) })
