/**
 * A model compiled: for training, its gradients on a micro-batch; for answers, its logits on a batch.
 */
import * as Graph from "../../accelerator/graph.ts"
import type * as Adam from "../../domain/learn/adam.ts"
import * as Model from "../../domain/learn/model.ts"
import * as Parameter from "../../domain/learn/parameter.ts"
import type * as Randomness from "../../domain/learn/randomness.ts"
import * as Vocabulary from "../../domain/learn/vocabulary.ts"
import type { Config } from "./config.ts"
import * as Point from "./config.ts"
import * as Training from "./training.ts"

export interface Net {
  readonly model: Model.Model
  readonly batch: number
  /** Token of word w at place p at `w * length + p`, to be written before a run. */
  readonly tokens: Int32Array
  /** One a word, filled by a run. */
  readonly logits: Float32Array
  /** Copies parameters in. */
  readonly load: (parameters: Float32Array) => void
  /** Copies other inputs in, by name. */
  readonly write: (named: Readonly<Record<string, Float32Array>>) => void
  readonly run: () => Promise<void>
  readonly close: () => Promise<void>
}

export interface Slopes extends Net {
  readonly labels: Float32Array
  readonly weights: Float32Array
  /** Masks of dropout, in the model's order. */
  readonly masks: ReadonlyArray<Uint8Array>
  /** A copy of the gradient, packed as the parameters are. */
  readonly gradient: () => Float32Array
}

/** Words that a compiled model answers at once. */
const answered = 64

/** @param outputs memory of the caller's own for outputs, by name */
const open = async (
  model: Model.Model,
  batch: number,
  program: Parameters<typeof Graph.compile>[0],
  specs: Model.Specs,
  outputs: Readonly<Record<string, Float32Array>> = {}
): Promise<{ readonly net: Net; readonly session: Graph.Session }> => {
  const packed = new Float32Array(Parameter.count(model.parameters))
  const memory = { ...Parameter.split(model.parameters, packed), ...outputs }
  const session = await Graph.open(Graph.compile(program, specs), { memory })
  const net: Net = {
    model,
    batch,
    tokens: session.inputs.tokens as Int32Array,
    logits: session.outputs.logits as Float32Array,
    load: (parameters) => packed.set(parameters),
    write: (named) => {
      for (const [name, values] of Object.entries(named)) (session.inputs[name] as Float32Array).set(values)
    },
    run: session.run,
    close: session.close
  }
  return { net, session }
}

const openOutputs = async (config: Config): Promise<Net> => {
  const reading = Point.reading(config)
  const model = Model.make(Point.architecture(config), reading)
  const specs = Model.outputInputs(model, answered, reading.length)
  return (await open(model, answered, Model.outputs(model), specs)).net
}

const openSlopes = async (config: Config): Promise<Slopes> => {
  const { microBatch, dropout } = config
  const reading = Point.reading(config)
  const model = Model.make(Point.architecture(config), reading)
  const names = Object.keys(model.parameters)
  const program = Graph.gradient(Model.loss(model, dropout), "loss", names)
  const specs = Model.lossInputs(model, microBatch, reading.length, dropout)
  const gradient = new Float32Array(Parameter.count(model.parameters))
  const parts = Object.entries(Parameter.split(model.parameters, gradient))
  const outputs = Object.fromEntries(parts.map(([name, part]) => [`gradient.${name}`, part]))
  const { net, session } = await open(model, microBatch, program, specs, outputs)
  const masks = Object.keys(specs).filter((name) => name.startsWith("dropout."))
  return {
    ...net,
    labels: session.inputs.labels as Float32Array,
    weights: session.inputs.weights as Float32Array,
    masks: masks.map((name) => session.inputs[name] as Uint8Array),
    gradient: () => gradient.slice()
  }
}

/** The nets of a config, each opened when it is first asked for. */
export interface Nets {
  /** The model's answers. */
  readonly outputs: () => Promise<Net>
  /** The model's gradients in training. */
  readonly slopes: () => Promise<Slopes>
  /** What moves its parameters. */
  readonly optimiser: () => Adam.Optimiser
  /** Frees the memory of those that are open, which the garbage collector does not know. */
  readonly close: () => Promise<void>
}

export const make = (config: Config): Nets => {
  let outputs: Promise<Net> | undefined
  let slopes: Promise<Slopes> | undefined
  let optimiser: Adam.Optimiser | undefined
  return {
    outputs: () => {
      outputs ??= openOutputs(config)
      return outputs
    },
    slopes: () => {
      slopes ??= openSlopes(config)
      return slopes
    },
    optimiser: () => {
      optimiser ??= Training.optimiser(config, Graph.optimiser)
      return optimiser
    },
    close: async () => {
      for (const opened of [outputs, slopes]) await (await opened?.catch(() => undefined))?.close()
    }
  }
}

/**
 * The trained model as an ONNX file: `tokens` int32 (batch, length) in, `logits` float32 (batch) out, a positive one for a
 * knot. Its metadata says which token stands for which letter, that token 0 is padding, and which point it is.
 */
export const file = (config: Config, parameters: Float32Array, rotations: Randomness.Drawn): Uint8Array => {
  const { length, generators } = Point.reading(config)
  const { data } = config
  const model = Model.make(Point.architecture(config), { length, generators })
  const stored = { ...Parameter.split(model.parameters, parameters), ...rotations }
  const metadata = {
    vocabulary: JSON.stringify(Vocabulary.letters(generators)),
    letters: String(config.letters),
    // Of the words of a file, the name and the digest.
    config: JSON.stringify(data === undefined ? config : { ...config, data: data.split("\n", 1)[0] })
  }
  return Graph.bake(Model.outputs(model), Model.outputInputs(model, 1, length), stored, metadata, "batch")
}
