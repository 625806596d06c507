/** Time by operator of a compiled program, by onnxruntime's own profiler. */
import { mkdtemp, readdir, readFile, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { InferenceSession, Tensor } from "onnxruntime-node"
import { settings } from "../../src/accelerator/graph/session.ts"
import type * as Graph from "../../src/accelerator/graph.ts"
import * as Peer from "./peer.ts"

export interface Operator {
  readonly operator: string
  readonly nodes: number
  /** Of one run. */
  readonly microseconds: number
  readonly share: string
}

interface Event {
  readonly cat: string
  readonly name: string
  readonly dur: number
  readonly args: { readonly op_name?: string }
}

const arrays = { float32: Float32Array, int32: Int32Array, bool: Uint8Array }

const tensors = (specs: Graph.Specs): Record<string, Tensor> =>
  Object.fromEntries(
    Object.entries(specs).map(([name, { shape, type }]) => {
      const size = shape.reduce((product, each) => product * each, 1)
      const data = new arrays[type](size).fill(1)
      return [name, new Tensor(type, data as Float32Array, shape)] as const
    })
  )

/** The median over `runs` of what each node takes, summed by operator. */
export const operators = async (compiled: Graph.Compiled, runs: number): Promise<ReadonlyArray<Operator>> => {
  const folder = await mkdtemp(join(tmpdir(), "skein-profile-"))
  try {
    const session = await InferenceSession.create(compiled.onnx, {
      ...settings(1),
      enableProfiling: true,
      profileFilePrefix: join(folder, "profile")
    })
    const [feeds, fetches] = [tensors(compiled.inputs), tensors(compiled.outputs)]
    for (let run = 0; run < runs; run++) await session.run(feeds, fetches)
    session.endProfiling()
    await session.release()
    const [file] = await readdir(folder)
    const events = JSON.parse(await readFile(join(folder, file), "utf8")) as ReadonlyArray<Event>
    const nodes = new Map<string, { readonly operator: string; readonly times: Array<number> }>()
    for (const { cat, name, dur, args } of events) {
      if (cat !== "Node" || !name.endsWith("_kernel_time")) continue
      const node = nodes.get(name) ?? { operator: args.op_name!, times: [] }
      node.times.push(dur)
      nodes.set(name, node)
    }
    const found = new Map<string, { nodes: number; microseconds: number }>()
    for (const { operator, times } of nodes.values()) {
      const before = found.get(operator) ?? { nodes: 0, microseconds: 0 }
      found.set(operator, { nodes: before.nodes + 1, microseconds: before.microseconds + Peer.median(times) })
    }
    const total = [...found.values()].reduce((sum, { microseconds }) => sum + microseconds, 0)
    return [...found]
      .map(([operator, each]) => ({
        operator,
        ...each,
        share: `${((100 * each.microseconds) / total).toFixed(1)} %`
      }))
      .sort((a, b) => b.microseconds - a.microseconds)
  } finally {
    await rm(folder, { recursive: true })
  }
}
