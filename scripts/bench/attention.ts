/**
 * One layer of attention alone, forward, full against hashed, over the length of the word: full attention's time a
 * letter grows as the length, hashed attention's as its logarithm (the sort), or slower. On one thread; the least of
 * several runs, interleaved, so that only ratios within one table mean anything.
 *
 *     node scripts/bench/attention.ts [longest] [--repeats 5] [--json]
 */
import { parseArgs } from "node:util"
import * as Graph from "../../src/accelerator/graph.ts"
import type { Program } from "../../src/domain/learn/array.ts"
import * as Attention from "../../src/domain/learn/attention.ts"
import * as HashedAttention from "../../src/domain/learn/hashed-attention.ts"
import * as Measurement from "./measurement.ts"

const [heads, d] = [4, 16]
const hashing = { rounds: 2, chunk: 16 }
const { values: flags, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false }, repeats: { type: "string", default: "5" } },
  allowPositionals: true
})
const longest = Number(positionals[0] ?? 4096)
const runs = Number(flags.repeats)

/** One word of so many letters, in a session of its own. */
const timer = async (kind: "full" | "hashed", length: number): Promise<() => Promise<number>> => {
  const programs: Readonly<Record<typeof kind, Program>> = {
    full: (arrays, { q, v, mask }) => ({ out: Attention.full(arrays, q!, undefined, v!, mask!) }),
    hashed: (arrays, { q, v, mask, rotations }) => ({
      out: HashedAttention.hashed(arrays, q!, v!, mask!, rotations!, hashing)
    })
  }
  const program = programs[kind]
  const vectors = { shape: [1, heads, length, d], type: "float32" } as const
  const session = await Graph.open(
    Graph.compile(program, {
      q: vectors,
      v: vectors,
      mask: { shape: [1, length], type: "float32" },
      rotations: { shape: HashedAttention.rotationShape(hashing, length, heads, d), type: "float32" }
    })
  )
  for (const [name, values] of Object.entries(session.inputs)) {
    for (let i = 0; i < values.length; i++) values[i] = name === "mask" ? 1 : Math.sin(i * 12.9898) * 2
  }
  await session.run()
  return async () => {
    const started = performance.now()
    await session.run()
    return performance.now() - started
  }
}

const say = (line: string) => flags.json || console.log(line)
const measurements: Array<Measurement.Measurement> = []
say("letters  full us/letter  hashed us/letter  full / hashed")
for (let length = 128; length <= longest; length *= 2) {
  const [full, hashed] = [await timer("full", length), await timer("hashed", length)]
  const times: [Array<number>, Array<number>] = [[], []]
  for (let run = 0; run < runs; run++) {
    times[0].push((1000 * (await full())) / length)
    times[1].push((1000 * (await hashed())) / length)
  }
  measurements.push(
    Measurement.of(`hashed attention, ${length} letters`, "us a letter", times[1], {
      name: "full attention",
      values: times[0]
    })
  )
  const least = times.map((each) => Math.min(...each))
  const cells = [least[0]!.toFixed(2), least[1]!.toFixed(2), (least[0]! / least[1]!).toFixed(2)]
  say(`${String(length).padStart(7)}  ${cells.map((cell, i) => cell.padStart([14, 16, 13][i]!)).join("  ")}`)
}
if (flags.json) console.log(JSON.stringify({ measurements, missing: [] }))
