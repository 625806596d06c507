/**
 * Words a second and thread of RANDOMUNKNOT and RANDOMKNOT, beside a plain Python program of the same algorithms.
 * The two take turns within each row, and seconds are of processor time, so that a busy machine matters less.
 *
 * Usage: node scripts/bench/braid.ts [SECONDS a turn, default 1] [ROUNDS, default 3]
 */
import { execFileSync } from "node:child_process"
import * as Prior from "../../src/domain/braid/prior.ts"
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

function ours(row: Row, seed: number): Count {
  const draft = Prior.draft(row)
  const stream = Stream.make([seed, row.letters])
  const begin = process.cpuUsage()
  const spent = () => {
    const { user, system } = process.cpuUsage(begin)
    return (user + system) / 1e6
  }
  let words = 0
  while (spent() < seconds) {
    for (const end = words + row.turn; words < end; words++) {
      if (row.kind === "unknot") Prior.randomUnknot(draft, stream, row)
      else Prior.randomKnot(draft, stream, row)
    }
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

console.log("kind    letters  moves  strands   words/s  Python words/s  ratio")
for (const row of rows) {
  const mine: Count[] = []
  const python: Count[] = []
  ours(row, 0)
  for (let round = 1; round <= rounds; round++) {
    mine.push(ours(row, round))
    python.push(theirs(row))
  }
  const [fast, slow] = [rate(mine), rate(python)]
  const cells = [row.letters, row.moves, row.kind === "knot" ? row.strands : "-"]
  console.log(
    row.kind.padEnd(8),
    ...cells.map((cell) => String(cell).padEnd(7)),
    fast.toFixed(0).padStart(8),
    slow.toFixed(2).padStart(15),
    (fast / slow).toFixed(0).padStart(6)
  )
}
