/** Nodes as an ONNX model: bytes that onnxruntime, in any language, reads. */
import * as Elementwise from "./elementwise.ts"
import type { Attributes, Node } from "./node.ts"
import * as Proto from "./protobuf.ts"

/** Versions of the two operator sets that are used. */
const opset = 21
const irVersion = 10

/** Operators that onnxruntime adds to ONNX. */
const added = new Set(["FusedMatMul"])
const addedDomain = "com.microsoft"

export interface Parts {
  readonly inputs: ReadonlyMap<string, Node>
  readonly outputs: ReadonlyMap<string, Node>
  /** Text by name, kept in the model: the vocabulary, say. */
  readonly metadata?: Readonly<Record<string, string>>
  /** Inputs that are no longer asked for, but stored. */
  readonly stored?: ReadonlyMap<string, Float32Array | Int32Array | Uint8Array>
  /**
   * The name of a dimension: the inputs that are asked for and the outputs, of which the first dimension is 1 here, are then
   * of any size in that dimension, and the model takes one after the other.
   */
  readonly each?: string | undefined
}

const attribute = (name: string, value: Attributes[string], op: string): Uint8Array => {
  const named = Proto.string(1, name)
  if (typeof value === "string") return Proto.message(5, named, Proto.string(4, value), Proto.integer(20, 3))
  if (typeof value !== "number")
    return Proto.message(5, named, Proto.integers(8, value), Proto.integer(20, 7))
  if (floats.has(`${op}.${name}`)) return Proto.message(5, named, Proto.float(2, value), Proto.integer(20, 1))
  return Proto.message(5, named, Proto.integer(3, value), Proto.integer(20, 2))
}

const floats = new Set(["FusedMatMul.alpha", "Gemm.alpha", "Gemm.beta", "LayerNormalization.epsilon"])

const tensor = (
  field: number,
  name: string,
  node: Pick<Node, "shape" | "type">,
  data: ArrayBufferView
): Uint8Array =>
  Proto.message(
    field,
    Proto.integers(1, node.shape),
    Proto.integer(2, Elementwise.codes[node.type]),
    Proto.string(8, name),
    Proto.bytes(9, new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  )

/** @param shape a name is a dimension of any size */
const valueInfo = (
  field: number,
  name: string,
  { shape, type }: { shape: ReadonlyArray<number | string>; type: Node["type"] }
): Uint8Array => {
  const dimensions = shape.map((each) =>
    Proto.message(1, typeof each === "number" ? Proto.integer(1, each) : Proto.string(2, each))
  )
  const tensorType = Proto.message(
    1,
    Proto.integer(1, Elementwise.codes[type]),
    Proto.message(2, ...dimensions)
  )
  return Proto.message(field, Proto.string(1, name), Proto.message(2, tensorType))
}

/** The nodes that the outputs need, each after its inputs. */
export const reachable = (outputs: Iterable<Node>): ReadonlyArray<Node> => {
  const seen = new Set<Node>()
  const open = [...outputs]
  while (open.length > 0) {
    const node = open.pop()!
    if (seen.has(node)) continue
    seen.add(node)
    open.push(...node.inputs)
  }
  return [...seen].sort((a, b) => a.id - b.id)
}

/** How many outputs a node writes: as far as the last one that is used; of TopK both, which ONNX asks for. */
const widths = (nodes: ReadonlyArray<Node>): ReadonlyMap<Node, number> => {
  const wide = new Map<Node, number>()
  for (const node of nodes) if (node.op === "TopK") wide.set(node, 2)
  for (const { op, inputs, attributes } of nodes)
    if (op === "Output") wide.set(inputs[0], Math.max(wide.get(inputs[0]) ?? 1, Number(attributes.index) + 1))
  return wide
}

/** What one of a batch is called inside of {@link scan}: names of a graph within a graph are its own. */
const one = (name: string): string => `${name}/one`

const axis = "/axis"

type Named = ReadonlyArray<readonly [name: string, node: Node]>

/**
 * Nodes that do for each slice of the inputs what `body` does for a batch of one, by the operator Scan, and what they
 * need stored.
 */
const scan = (body: ReadonlyArray<Uint8Array>, inputs: Named, outputs: Named): ReadonlyArray<Uint8Array> => {
  const slice = ({ shape, type }: Node) => ({ shape: shape.slice(1), type })
  const through = (op: string, from: string, to: string) =>
    Proto.message(1, Proto.string(1, from), Proto.string(1, axis), Proto.string(2, to), Proto.string(4, op))
  const graph = Proto.message(
    6,
    ...inputs.map(([name]) => through("Unsqueeze", `${one(name)}/slice`, one(name))),
    ...body,
    ...outputs.map(([name]) => through("Squeeze", one(name), `${one(name)}/slice`)),
    Proto.string(2, "one"),
    ...inputs.map(([name, node]) => valueInfo(11, `${one(name)}/slice`, slice(node))),
    ...outputs.map(([name, node]) => valueInfo(12, `${one(name)}/slice`, slice(node)))
  )
  return [
    Proto.message(
      1,
      ...inputs.map(([name]) => Proto.string(1, name)),
      ...outputs.map(([name]) => Proto.string(2, name)),
      Proto.string(4, "Scan"),
      Proto.message(5, Proto.string(1, "body"), graph, Proto.integer(20, 5)),
      attribute("num_scan_inputs", inputs.length, "Scan")
    ),
    Proto.message(
      5,
      Proto.integers(1, [1]),
      Proto.integer(2, int64),
      Proto.string(8, axis),
      Proto.bytes(9, new Uint8Array(8))
    )
  ]
}

/** The type of axes, by its number in onnx.proto. */
const int64 = 7

export const encode = ({ inputs, outputs, metadata = {}, stored = new Map(), each }: Parts): Uint8Array => {
  const nodes = reachable([...outputs.values()])
  const wide = widths(nodes)
  const asked = [...inputs].filter(([name]) => !stored.has(name))
  const own = (name: string): string => (each === undefined || stored.has(name) ? name : one(name))
  const names = new Map<Node, string>([...inputs].map(([name, node]) => [node, own(name)]))
  const copies: Array<[string, Node]> = []
  for (const [output, node] of outputs)
    if (names.has(node) || node.op === "Constant" || node.op === "Output") copies.push([own(output), node])
    else names.set(node, own(output))
  const name = (node: Node): string => {
    if (node.op === "Output") return `${name(node.inputs[0])}.${node.attributes.index}`
    return names.get(node) ?? `/${node.id}`
  }
  const body: Array<Uint8Array> = []
  const kept: Array<Uint8Array> = []
  for (const node of nodes) {
    if (node.op === "Input" || node.op === "Output") continue
    if (node.op === "Constant") {
      kept.push(tensor(5, name(node), node, node.data!))
      continue
    }
    const extra = Array.from(
      { length: (wide.get(node) ?? 1) - 1 },
      (_, place) => `${name(node)}.${place + 1}`
    )
    body.push(
      Proto.message(
        1,
        ...node.inputs.map((each) => Proto.string(1, name(each))),
        ...[name(node), ...extra].map((each) => Proto.string(2, each)),
        Proto.string(4, node.op),
        ...Object.entries(node.attributes).map(([key, value]) => attribute(key, value, node.op)),
        ...(added.has(node.op) ? [Proto.string(7, addedDomain)] : [])
      )
    )
  }
  for (const [output, node] of copies)
    body.push(
      Proto.message(1, Proto.string(1, name(node)), Proto.string(2, output), Proto.string(4, "Identity"))
    )
  for (const [stores, values] of stored) kept.push(tensor(5, stores, inputs.get(stores)!, values))
  const shaped = ({ shape, type }: Node) => ({
    shape: each === undefined ? shape : [each, ...shape.slice(1)],
    type
  })
  const graph = Proto.message(
    7,
    ...(each === undefined ? body : scan(body, asked, [...outputs])),
    ...kept,
    Proto.string(2, "program"),
    ...asked.map(([name, node]) => valueInfo(11, name, shaped(node))),
    ...[...outputs].map(([name, node]) => valueInfo(12, name, shaped(node)))
  )
  return Proto.join([
    Proto.integer(1, irVersion),
    Proto.string(2, "skein"),
    graph,
    Proto.message(8, Proto.string(1, ""), Proto.integer(2, opset)),
    Proto.message(8, Proto.string(1, addedDomain), Proto.integer(2, 1)),
    ...Object.entries(metadata).map(([key, value]) =>
      Proto.message(14, Proto.string(1, key), Proto.string(2, value))
    )
  ])
}
