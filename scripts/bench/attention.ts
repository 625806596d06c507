/**
 * Attention by hashing beside full attention, both compiled graphs of ours on one thread, microseconds a letter of one
 * word, interleaved, medians of repeats. Full attention's grow with the length of the word, hashing's as its logarithm.
 *
 *     node scripts/bench/attention.ts [--json] [--repeats 9] [--lengths 512,1024,2048,4096] [--rounds 1,4]
 */
import { parseArgs } from "node:util"
import * as Graph from "../../src/accelerator/graph.ts"
import type { Program } from "../../src/domain/learn/array.ts"
import * as Attention from "../../src/domain/learn/attention.ts"
import * as HashedAttention from "../../src/domain/learn/hashed-attention.ts"
import * as Distribution from "../../src/domain/random/distribution.ts"
import * as Measurement from "./measurement.ts"

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "9" },
    lengths: { type: "string", default: "512,1024,2048,4096" },
    rounds: { type: "string", default: "1,4" }
  }
})
const numbers = (text: string): ReadonlyArray<number> => text.split(",").map(Number)

const [heads, d, chunk] = [4, 16, 32]

/** Microseconds a letter of one run. */
const open = async (length: number, program: Program, rotations: ReadonlyArray<number>) => {
  const shape = [1, heads, length, d]
  const session = await Graph.open(
    Graph.compile(program, {
      q: { shape, type: "float32" },
      v: { shape, type: "float32" },
      mask: { shape: [1, length], type: "float32" },
      rotations: { shape: [...rotations], type: "float32" }
    })
  )
  for (const [index, [name, values]] of Object.entries(session.inputs).entries()) {
    const drawn = new Float64Array(values.length)
    Distribution.normals([1, length], index, drawn)
    if (name === "mask") values.fill(1)
    else values.set(drawn)
  }
  const runs = Math.max(1, Math.round(4096 / length))
  const run = async (): Promise<number> => {
    const start = performance.now()
    for (let k = 0; k < runs; k++) await session.run()
    return (1000 * (performance.now() - start)) / runs / length
  }
  return { run, close: session.close }
}

const rows: Array<Record<string, string | number>> = []
const measurements: Array<Measurement.Measurement> = []
for (const length of numbers(flags.lengths)) {
  const programs = [
    {
      name: "full",
      ...(await open(
        length,
        (arrays, { q, v, mask, rotations }) => ({
          out: Attention.full(arrays, q, undefined, v, mask),
          // Not read, so that all programs have the same inputs.
          rotations
        }),
        [1]
      ))
    }
  ]
  for (const rounds of numbers(flags.rounds)) {
    const hashing = { rounds, chunk }
    programs.push({
      name: `${rounds} ${rounds === 1 ? "hash" : "hashes"}`,
      ...(await open(
        length,
        (arrays, { q, v, mask, rotations }) => ({
          out: HashedAttention.hashed(arrays, q, v, mask, rotations, hashing)
        }),
        HashedAttention.rotationShape(hashing, length, heads, d)
      ))
    })
  }
  const times = programs.map((): Array<number> => [])
  for (let repeat = -1; repeat < Number(flags.repeats); repeat++)
    for (const [k, { run }] of programs.entries()) {
      const time = await run()
      if (repeat >= 0) times[k].push(time)
    }
  for (const { close } of programs) await close()
  const each = programs.slice(1).map(({ name }, k) =>
    Measurement.of(`${name}, ${length} letters`, "us a letter", times[k + 1], {
      name: "full attention",
      values: times[0]
    })
  )
  measurements.push(...each)
  rows.push({
    letters: length,
    "full, us a letter": each[0].theirs!,
    ...Object.fromEntries(
      each.flatMap(({ ours, ratio }, k) => [
        [`${programs[k + 1].name}, us a letter`, ours],
        [`full / ${programs[k + 1].name}`, ratio!]
      ])
    )
  })
}

if (flags.json) console.log(JSON.stringify({ rows, measurements, missing: [] }))
else console.table(rows)
