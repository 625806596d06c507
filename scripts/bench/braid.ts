/**
 * Words a second and thread of RANDOMUNKNOT and RANDOMKNOT, by the reference in TypeScript and by the WebAssembly module, and
 * of unknots that come with their moves from the empty word ("traced": a certificate, not checked), beside a Python program of the same algorithms: as they are printed (plain), and with the quickest collapse that Python
 * has (quick, which wants NumPy). All take turns within each row, and seconds are of processor time, so that a busy machine
 * matters less.
 *
 * Usage: node scripts/bench/braid.ts [SECONDS a turn, default 1] [ROUNDS, default 3] [--json]
 * SKEIN_PYTHON names a Python.
 */
import { execFileSync } from "node:child_process"
import { parseArgs } from "node:util"
import * as Simd from "../../src/accelerator/simd/prior.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Measurement from "./measurement.ts"
import * as Python from "./python.ts"

interface Row {
  readonly kind: "unknot" | "knot"
  readonly letters: number
  readonly moves: number
  readonly strands: number
  /** Words between two looks at the clock. */
  readonly turn: number
}

interface Count {
  readonly words: number
  readonly seconds: number
}

const { values: flags, positionals } = parseArgs({
  options: { json: { type: "boolean", default: false } },
  allowPositionals: true
})
const [seconds, rounds] = [Number(positionals[0] ?? 1), Number(positionals[1] ?? 3)]
const pythons = { plain: Python.having(), quick: Python.having("numpy") }
type Collapse = keyof typeof pythons
const collapses = (["plain", "quick"] as const).filter((collapse) => pythons[collapse] !== undefined)
const peer = new URL("peers/braid-prior.py", import.meta.url).pathname
const rows: ReadonlyArray<Row> = (["unknot", "knot"] as const).flatMap((kind) =>
  [9, 30, 96].map((letters) => ({ kind, letters, moves: 10, strands: 5, turn: letters < 96 ? 100 : 10 }))
)

const prior = { unknot: Prior.randomUnknot, knot: Prior.randomKnot }

/** The reference, a word for each key. */
const reference = (row: Row): ((key: Key.Key) => void) => {
  const draft = Prior.draft(row)
  const stream = Stream.make([0, 0])
  return (key) => {
    Stream.restart(stream, key)
    prior[row.kind](draft, stream, row)
  }
}

const module = (row: Row): ((key: Key.Key) => void) => {
  return Simd.open(row)[row.kind]
}

const traced = (row: Row): ((key: Key.Key) => void) => {
  return Simd.open(row).traced
}

const measure = (row: Row, draw: (key: Key.Key) => void, seed: number): Count => {
  const begin = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(begin)
    return (user + system) / 1e6
  }
  let words = 0
  while (spent() < seconds) {
    for (const end = words + row.turn; words < end; words++) draw(Key.child([seed, row.letters], words))
  }
  return { words, seconds: spent() }
}

const theirs = (collapse: Collapse, row: Row): Count => {
  const args = [peer, row.kind, row.letters, row.moves, row.strands, seconds, collapse].map(String)
  return JSON.parse(execFileSync(pythons[collapse]!.command, args, { encoding: "utf8" })) as Count
}

const rate = (counts: ReadonlyArray<Count>): number => {
  const words = counts.reduce((sum, count) => sum + count.words, 0)
  return words / counts.reduce((sum, count) => sum + count.seconds, 0)
}

const say = (line: string) => flags.json || console.log(line)
const measurements: Array<Measurement.Measurement> = []
say(
  "kind    letters  moves  strands  TypeScript/s  module/s  traced/s   plain/s   quick/s  module / plain  module / quick"
)
for (const row of rows) {
  const [plain, fast] = [reference(row), module(row)]
  const certain = { unknot: traced(row), knot: undefined }[row.kind]
  const counts = {
    typescript: [] as Array<Count>,
    module: [] as Array<Count>,
    traced: [] as Array<Count>,
    plain: [] as Array<Count>,
    quick: [] as Array<Count>
  }
  measure(row, plain, 0)
  measure(row, fast, 0)
  for (let round = 1; round <= rounds; round++) {
    counts.typescript.push(measure(row, plain, round))
    counts.module.push(measure(row, fast, round))
    if (certain !== undefined) counts.traced.push(measure(row, certain, round))
    for (const collapse of collapses) counts[collapse].push(theirs(collapse, row))
  }
  const each = (name: keyof typeof counts) => counts[name].map((count) => rate([count]))
  const job = `${row.kind}s of ${row.letters} letters`
  for (const [name, what] of [
    ["typescript", "TypeScript"],
    ["module", "module"],
    ["traced", "module, with certificates"]
  ] as const) {
    if (counts[name].length === 0) continue
    for (const collapse of collapses)
      measurements.push(
        Measurement.of(`${job}, ${what}`, "words/s", each(name), {
          name: `${collapse} Python`,
          values: each(collapse)
        })
      )
    if (collapses.length === 0) measurements.push(Measurement.of(`${job}, ${what}`, "words/s", each(name)))
  }
  const cells = [row.letters, row.moves, { knot: row.strands, unknot: "-" }[row.kind]]
  const fixed = (value: number, digits: number) => (Number.isNaN(value) ? "-" : value.toFixed(digits))
  const wasm = rate(counts.module)
  say(
    [
      row.kind.padEnd(8),
      ...cells.map((cell) => String(cell).padEnd(7)),
      fixed(rate(counts.typescript), 0).padStart(12),
      fixed(wasm, 0).padStart(9),
      fixed(rate(counts.traced), 0).padStart(9),
      fixed(rate(counts.plain), 2).padStart(9),
      fixed(rate(counts.quick), 2).padStart(9),
      fixed(wasm / rate(counts.plain), 0).padStart(15),
      fixed(wasm / rate(counts.quick), 0).padStart(15)
    ].join(" ")
  )
}
const missing = [
  ...(pythons.plain === undefined ? [Python.missing("python")] : []),
  ...(pythons.quick === undefined ? [Python.missing("numpy")] : [])
]
for (const sentence of missing) say(sentence)
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
