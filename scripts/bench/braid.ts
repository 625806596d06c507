/**
 * Words a second and thread of RANDOMUNKNOT and RANDOMKNOT, by the reference in TypeScript and by the WebAssembly module,
 * beside a plain Python program of the same algorithms. The three take turns within each row, and seconds are of processor time, so that a busy machine matters less.
 *
 * Usage: node scripts/bench/braid.ts [SECONDS a turn, default 1] [ROUNDS, default 3]
 */
import { execFileSync } from "node:child_process"
import * as Simd from "../../src/accelerator/simd/prior.ts"
import * as Prior from "../../src/domain/braid/prior.ts"
import * as Key from "../../src/domain/random/key.ts"
import * as Stream from "../../src/domain/random/stream.ts"

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

const seconds = Number(process.argv[2] ?? 1)
const rounds = Number(process.argv[3] ?? 3)
const peer = new URL("peers/braid-prior.py", import.meta.url).pathname
const rows: readonly Row[] = (["unknot", "knot"] as const).flatMap((kind) =>
  [9, 30, 96].map((letters) => ({ kind, letters, moves: 10, strands: 5, turn: letters < 96 ? 100 : 10 }))
)

/** The reference, a word for each key. */
function reference(row: Row): (key: Key.Key) => void {
  const draft = Prior.draft(row)
  const stream = Stream.make([0, 0])
  return (key) => {
    Stream.restart(stream, key)
    if (row.kind === "unknot") Prior.randomUnknot(draft, stream, row)
    else Prior.randomKnot(draft, stream, row)
  }
}

function module(row: Row): (key: Key.Key) => void {
  const sampler = Simd.open(row)
  return row.kind === "unknot" ? sampler.unknot : sampler.knot
}

function measure(row: Row, draw: (key: Key.Key) => void, seed: number): Count {
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

function theirs(row: Row): Count {
  const args = [peer, row.kind, row.letters, row.moves, row.strands, seconds].map(String)
  return JSON.parse(execFileSync("python3", args, { encoding: "utf8" })) as Count
}

function rate(counts: readonly Count[]): number {
  const words = counts.reduce((sum, count) => sum + count.words, 0)
  return words / counts.reduce((sum, count) => sum + count.seconds, 0)
}

console.log("kind    letters  moves  strands  TypeScript/s  module/s  Python/s  ratio  ratio of the module")
for (const row of rows) {
  const [plain, fast] = [reference(row), module(row)]
  const counts: [Count[], Count[], Count[]] = [[], [], []]
  measure(row, plain, 0)
  measure(row, fast, 0)
  for (let round = 1; round <= rounds; round++) {
    counts[0].push(measure(row, plain, round))
    counts[1].push(measure(row, fast, round))
    counts[2].push(theirs(row))
  }
  const [typescript, wasm, python] = counts.map(rate)
  const cells = [row.letters, row.moves, row.kind === "knot" ? row.strands : "-"]
  console.log(
    row.kind.padEnd(8),
    ...cells.map((cell) => String(cell).padEnd(7)),
    typescript.toFixed(0).padStart(12),
    wasm.toFixed(0).padStart(9),
    python.toFixed(2).padStart(9),
    (typescript / python).toFixed(0).padStart(6),
    (wasm / python).toFixed(0).padStart(6)
  )
}
