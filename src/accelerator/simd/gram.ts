/**
 * Sums of products of outputs by the module: two networks at once, in f64; rows of the Gram matrix meet columns in
 * tiles, so that a value once loaded is multiplied several times.
 *
 * Error: (n + 36 + count / 64) 2^-53 sum_i |prod| at most. The same machine gives the same bits; others as for outputs.
 */
import * as Gram from "../../domain/field/gram.ts"
import * as Interruption from "../../domain/interruption.ts"
import * as Module from "./module.ts"

interface Exports {
  readonly placeGram: (
    points: number,
    outputs: number,
    stride: number,
    rows: number,
    factors: number,
    products: number,
    groups: number,
    count: number,
    members: number
  ) => void
  readonly addGram: (networks: number) => void
}

/** Networks between two copies into the module's memory: a multiple of its chunk, so that batches do not matter. */
const stride = 1024
/** Bytes of a row: 64 networks, as the module has it. */
const row = 8 * 64

/** Cost: 0.12 ns a network and tuple; not reentrant. */
export const make = (module: object, points: number, order: number): Gram.Gram => {
  const { levels, groups, at, tuples } = Gram.plan(points, order)
  const { exports, place, memory } = Module.instantiate<Exports>(module)
  const starts = levels.map((_, depth) => levels.slice(0, depth).reduce((sum, { size }) => sum + size, 0))
  const rows = starts[starts.length - 1] + levels[levels.length - 1].size
  const half = starts[starts.length - 1]

  const rowsAt = place(rows * row)
  const sumsAt = place(16 * tuples)
  const outputsAt = place(4 * stride * points)
  const factors = levels.flatMap(({ parent, last }, depth) =>
    depth === 0
      ? []
      : Array.from(parent, (t, k) => [starts[depth - 1] + t, last[k]].map((r) => rowsAt + r * row))
  )
  const plan = groups.map(({ rows: list, start }) => [
    list.length,
    rowsAt + (half + start) * row,
    levels[levels.length - 1].size - start
  ])
  const members = groups.flatMap(({ rows: list }) =>
    list.map((s) => [rowsAt + (half + s) * row, sumsAt + 16 * at[s]])
  )
  const [factorsAt, groupsAt, membersAt] = [factors, plan, members].map((table) =>
    place(4 * table.flat().length)
  )
  const buffer = memory()
  const write = (to: number, table: ReadonlyArray<ReadonlyArray<number>>) =>
    new Uint32Array(buffer, to, table.flat().length).set(table.flat())
  write(factorsAt, factors)
  write(groupsAt, plan)
  write(membersAt, members)
  exports.placeGram(
    points,
    outputsAt,
    stride,
    rowsAt,
    factorsAt,
    factors.length,
    groupsAt,
    groups.length,
    membersAt
  )
  const lanes = new Float64Array(buffer, sumsAt, 2 * tuples)
  const inside = new Float32Array(buffer, outputsAt, stride * points)

  return {
    sums: (outputs, batch, from, count) => {
      Gram.check(points, outputs.length, batch, from, count)
      lanes.fill(0)
      for (let done = 0; done < count; done += stride) {
        Interruption.look()
        const some = Math.min(stride, count - done)
        for (let a = 0; a < points; a++) {
          const start = a * batch + from + done
          inside.set(outputs.subarray(start, start + some), a * stride)
        }
        exports.addGram(some)
      }
      const sums = new Float64Array(tuples)
      for (let t = 0; t < tuples; t++) sums[t] = lanes[2 * t] + lanes[2 * t + 1]
      return sums
    }
  }
}
