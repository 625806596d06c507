/**
 * A training step's loss and gradients: micro-batches, of which each thread claims one after the other, as in a round of a
 * training. The main thread uses it as it is; as a thread it computes when it is told to.
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

/** What threads share: parameters are read, gradients are written. */
export interface Share {
  readonly setting: Setting
  readonly parameters: Float32Array
  /** Of each micro-batch. */
  readonly gradients: ReadonlyArray<Float32Array>
  /** (batch, length), 0 at padding. */
  readonly tokens: Int32Array
  readonly labels: Float32Array
  /** How many micro-batches of the step have been claimed. */
  readonly claims: Int32Array
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

/** Returns what makes gradients for as long as there are any to claim, and gives its part of the batch's mean loss. */
export const open = async (share: Share): Promise<() => Promise<number>> => {
  const { setting, parameters, gradients, tokens, labels, claims } = share
  const { micro, batch, length } = setting
  const model = modelOf(setting)
  const slopes = new Float32Array(parameters.length)
  const parts = Object.entries(Parameter.split(model.parameters, slopes))
  const memory = {
    ...Parameter.split(model.parameters, parameters),
    ...Object.fromEntries(parts.map(([name, values]) => [`gradient.${name}`, values]))
  }
  const session = await Graph.open(compile(setting), { memory })
  session.inputs.weights.fill(1 / batch)
  const claim = (): number => Atomics.add(claims, 0, 1)
  return async () => {
    let loss = 0
    for (let place = claim(); place < gradients.length; place = claim()) {
      const [from, to] = [place * micro, (place + 1) * micro]
      session.inputs.tokens.set(tokens.subarray(from * length, to * length))
      session.inputs.labels.set(labels.subarray(from, to))
      await session.run()
      loss += session.outputs.loss[0]
      gradients[place].set(slopes)
    }
    return loss
  }
}

if (!isMainThread) {
  const run = await open(workerData)
  parentPort!.on("message", async () => parentPort!.postMessage(await run()))
  parentPort!.postMessage("ready")
}
