/**
 * A part of a training step: loss and gradients of `batch` words in micro-batches, summed in their order. The main
 * thread uses it as it is; as a thread it computes when it is told to.
 */
import { isMainThread, parentPort, workerData } from "node:worker_threads"
import * as Graph from "../../src/accelerator/graph.ts"
import * as Model from "../../src/domain/learn/model.ts"
import * as Parameter from "../../src/domain/learn/parameter.ts"

export interface Setting {
  readonly vocabulary: number
  readonly width: number
  readonly heads: number
  readonly blocks: number
  readonly length: number
  readonly batch: number
  readonly micro: number
}

/** What a thread computes with: parameters are read, the gradient is written. */
export interface Share {
  readonly setting: Setting
  readonly parameters: Float32Array
  readonly gradient: Float32Array
  /** (batch, length), 0 at padding. */
  readonly tokens: Int32Array
  readonly labels: Float32Array
}

export const modelOf = ({ vocabulary, width, heads, blocks, length }: Setting): Model.Model =>
  Model.make(
    { kind: "encoder", width, heads, blocks, positions: "learned", shared: false, reversible: false },
    { length, generators: (vocabulary - 2) / 2 }
  )

export const compile = (setting: Setting): Graph.Compiled => {
  const model = modelOf(setting)
  const program = Graph.gradient(Model.loss(model, 0), "loss", Object.keys(model.parameters))
  return Graph.compile(program, Model.lossInputs(model, setting.micro, setting.length, 0))
}

/** Returns what sums the gradient over the words of the share, and gives their mean loss. */
export const open = async ({
  setting,
  parameters,
  gradient,
  tokens,
  labels
}: Share): Promise<() => Promise<number>> => {
  const { micro, batch, length } = setting
  const model = modelOf(setting)
  const slopes = new Float32Array(gradient.length)
  const gradients = Object.entries(Parameter.split(model.parameters, slopes))
  const memory = {
    ...Parameter.split(model.parameters, parameters),
    ...Object.fromEntries(gradients.map(([name, values]) => [`gradient.${name}`, values]))
  }
  const session = await Graph.open(compile(setting), { memory })
  session.inputs.weights.fill(1 / batch)
  return async () => {
    let loss = 0
    for (let from = 0; from < batch; from += micro) {
      session.inputs.tokens.set(tokens.subarray(from * length, (from + micro) * length))
      session.inputs.labels.set(labels.subarray(from, from + micro))
      await session.run()
      loss += session.outputs.loss[0]
      if (from === 0) gradient.set(slopes)
      else for (let k = 0; k < slopes.length; k++) gradient[k] += slopes[k]
    }
    return loss
  }
}

if (!isMainThread) {
  const run = await open(workerData)
  parentPort!.on("message", async () => parentPort!.postMessage(await run()))
  parentPort!.postMessage("ready")
}
