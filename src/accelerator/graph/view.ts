/**
 * A tensor as a strided view of another: what a chain of reshapes and transpositions amounts to.
 */
import type { Node, Shape } from "./node.ts"

/** A run of entries `stride` apart in the base. */
export interface Run {
  readonly size: number
  readonly stride: number
}

export interface View {
  readonly base: Node
  /** For each axis of the view the runs that it goes through, the slowest first; none for an axis of size 1. */
  readonly axes: ReadonlyArray<ReadonlyArray<Run>>
}

const contiguous = (base: Node): View => {
  let stride = 1
  const axes = base.shape.toReversed().map((size) => {
    const runs = size === 1 ? [] : [{ size, stride }]
    stride *= size
    return runs
  })
  return { base, axes: axes.reverse() }
}

/** The runs dealt out to axes of other sizes; nothing where a run would have to be cut unevenly. */
const deal = (runs: ReadonlyArray<Run>, shape: Shape): ReadonlyArray<ReadonlyArray<Run>> | undefined => {
  const left = [...runs]
  const axes: Array<ReadonlyArray<Run>> = []
  for (const size of shape) {
    const taken: Array<Run> = []
    let need = size
    while (need > 1) {
      const run = left.shift()
      if (run === undefined) return undefined
      if (need % run.size === 0) {
        taken.push(run)
        need /= run.size
      } else if (run.size % need === 0) {
        const rest = run.size / need
        taken.push({ size: need, stride: run.stride * rest })
        left.unshift({ size: rest, stride: run.stride })
        need = 1
      } else return undefined
    }
    axes.push(taken)
  }
  return axes
}

export const of = (node: Node): View => {
  if (node.op === "Transpose") {
    const { base, axes } = of(node.inputs[0])
    return { base, axes: (node.attributes.perm as ReadonlyArray<number>).map((axis) => axes[axis]) }
  }
  if (node.op === "Reshape") {
    const { base, axes } = of(node.inputs[0])
    const dealt = deal(axes.flat(), node.shape)
    if (dealt !== undefined) return { base, axes: dealt }
  }
  return contiguous(node)
}

/** Runs that continue one another, as one. */
export const merge = (runs: ReadonlyArray<Run>): ReadonlyArray<Run> => {
  const merged: Array<Run> = []
  for (const run of runs) {
    const last = merged.at(-1)
    if (last !== undefined && last.stride === run.size * run.stride)
      merged[merged.length - 1] = { size: last.size * run.size, stride: run.stride }
    else merged.push(run)
  }
  return merged
}
