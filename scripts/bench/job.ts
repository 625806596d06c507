/** The job that all programs of the sampling benchmark do, and ours: on this thread, or asked of it by messages. */
import { parentPort } from "node:worker_threads"
import type { BackendName } from "../../src/accelerator/backend.ts"
import { open } from "../../src/accelerator/open.ts"
import * as Activation from "../../src/domain/field/activation/list.ts"
import * as Direct from "../../src/domain/field/estimator/direct.ts"
import type { NetworkShape } from "../../src/domain/field/network.ts"

export interface Job {
  readonly activation: Activation.Name
  readonly width: number
  readonly networks: number
  /** Whether the 126 products of four outputs are summed too. */
  readonly accumulate: boolean
}

export interface Timing {
  readonly seconds: number
  readonly networks: number
}

/** Six points on a line, with the bias that goes with the activation. */
const shapeOf = (activation: Activation.Name, width: number): NetworkShape => {
  const { biasStd, inputs } = Activation.of(activation)
  return { activation, width, weightStd: 1, biasStd, inputs: inputs.gaussianProcess(1)! }
}

/** A program of ours: `run` draws new networks on every call, so many in a batch. */
export const program = async (name: BackendName, batch = 1024) => {
  const backend = await open(name)
  let from = 0
  const run = async ({ activation, width, networks, accumulate }: Job): Promise<Timing> => {
    const shape = shapeOf(activation, width)
    const sampler = backend.networks(shape)
    const direct = Direct.make(shape, 4, backend.gram)
    const out = new Float32Array(6 * batch)
    const batches = Math.ceil(networks / batch)
    const start = performance.now()
    for (let k = 0; k < batches; k++) {
      await sampler.sample([1, 2], from, batch, out)
      if (accumulate) direct.add(out, batch, 0, batch)
      from = (from + batch) % 2 ** 31
    }
    if (accumulate) direct.take()
    return { seconds: (performance.now() - start) / 1000, networks: batches * batch }
  }
  return { run, close: backend.close }
}

if (parentPort !== null) {
  const port = parentPort
  const ours = await program("simd")
  port.on("message", async (job: Job) => port.postMessage(await ours.run(job)))
}
