/**
 * How connected sums come apart, and whether flypes are worth their while in the walk that unties.
 *
 *     node scripts/bench/apart.ts [FILE] [--repeats 5] [--keys 20]
 *
 * FILE is JSON: a list of PD codes of unknots, or an object with one as `diagrams`. To it come the hard unknots by name. Times
 * are of the processor.
 */
import { readFileSync } from "node:fs"
import { parseArgs } from "node:util"
import * as HardUnknots from "../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Planar from "../../src/domain/diagram/planar.ts"
import * as Pieces from "../../src/domain/grid/apart/pieces.ts"
import type * as Diagram from "../../src/domain/grid/diagram.ts"
import * as Flype from "../../src/domain/grid/flype.ts"
import { fromPlanar } from "../../src/domain/grid/from-planar.ts"
import * as Marks from "../../src/domain/grid/marks.ts"
import * as Untie from "../../src/domain/grid/untie.ts"
import * as ConnectedSum from "../../src/domain/invariant/connected-sum.ts"
import * as Rolfsen from "../../src/domain/invariant/rolfsen.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Peer from "./peer.ts"

const { values: flags, positionals } = parseArgs({
  options: { repeats: { type: "string", default: "5" }, keys: { type: "string", default: "20" } },
  allowPositionals: true
})

/** Milliseconds of the processor. */
const clock = (): number => {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1000
}

const budget = { trials: 200_000 }

console.log("sums of knots of the table")
console.log("  of  columns  joined again  pieces  untied, ms  apart, ms")
for (const [crossings, count] of [
  [3, 2],
  [7, 3],
  [10, 2],
  [10, 4],
  [9, 12],
  [8, 21]
] as const) {
  const primes = Rolfsen.primes.filter((prime) => prime.crossings === crossings)
  const word = ConnectedSum.word(
    Array.from({ length: count }, (_, k) => ({ prime: primes[(7 * k) % primes.length], mirror: k % 2 === 1 }))
  )
  const times = Array.from({ length: Number(flags.repeats) }, (_, repeat) => {
    const start = clock()
    const untied = Untie.untie({ word: Array.from(word), strands: Word.strands(word) }, [1, repeat], budget)
    const middle = clock()
    const { pieces } = Untie.apart(untied, [2, repeat], budget)
    const end = clock()
    const sizes = [untied.diagram.length, Pieces.joined(pieces).length, Pieces.sums(pieces).flat().length]
    return { sizes, spent: [middle - start, end - middle] }
  })
  const median = (of: (one: (typeof times)[number]) => number) => Peer.median(times.map(of))
  const cells = [
    `${count} x ${crossings}`,
    ...[0, 1, 2].map((k) => median(({ sizes }) => sizes[k])),
    ...[0, 1].map((k) => median(({ spent }) => spent[k]).toFixed(0))
  ]
  console.log(cells.map((cell, k) => String(cell).padStart([6, 7, 12, 6, 10, 9][k])).join("  "))
}

const read = (file: string): ReadonlyArray<Planar.Diagram> => {
  const data = JSON.parse(readFileSync(file, "utf8"))
  const codes: ReadonlyArray<ReadonlyArray<ReadonlyArray<number>>> = data.diagrams ?? data
  return codes.map((code) => Planar.of(code))
}

const diagrams = [...positionals.flatMap(read), ...HardUnknots.all.map(({ word }) => Planar.ofBraid(word))]

/** How a walk chooses: which share of its trials are flypes, of blocks of at most so many lines. */
interface Way {
  readonly share: number
  readonly first: number
  readonly second: number
}

/** Pairs of lines that a walk looks at until it has come to a circle. */
const looks = (start: Diagram.Diagram, stream: Stream.Stream, { share, first, second }: Way): number => {
  const marks = Marks.of(start)
  let count = 0
  while (marks.n > 2) {
    const smaller = Marks.smaller(marks)
    if (smaller !== undefined) {
      Marks.apply(marks, smaller)
      continue
    }
    const of = Stream.below(stream, 2) === 0 ? "columns" : "rows"
    const at = Stream.below(stream, marks.n)
    const isFlype = Stream.below(stream, 100) < 100 * share
    const one = isFlype ? 1 + Stream.below(stream, Math.min(first, marks.n - 1)) : 1
    const other = isFlype ? 1 + Stream.below(stream, Math.min(second, marks.n - one)) : 1
    const exchanges = Flype.exchanges(marks, { of, at, first: one, second: other })
    // One that is not allowed is seen to be that after some of its pairs; to count one makes flypes look better than they are.
    count += exchanges?.length ?? 1
    for (const move of exchanges ?? []) Marks.apply(marks, move)
  }
  return count
}

console.log(`\nunknots: pairs of lines looked at until a circle, geometric means of ${flags.keys} walks each`)
for (const [name, way] of [
  ["exchanges alone", { share: 0, first: 1, second: 1 }],
  ["every tenth a flype of 3 and 3", { share: 0.1, first: 3, second: 3 }],
  ["every tenth a flype of 8 and 8", { share: 0.1, first: 8, second: 8 }],
  ["every second one of 3 and 3", { share: 0.5, first: 3, second: 3 }],
  ["every second one of 1 and 4", { share: 0.5, first: 1, second: 4 }]
] as const) {
  const logs = diagrams.flatMap((diagram, i) =>
    Array.from({ length: Number(flags.keys) }, (_, k) =>
      Math.log(1 + looks(fromPlanar(diagram).diagram, Stream.make([i, k]), way))
    )
  )
  const mean = Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
  console.log(`  ${name.padEnd(31)}  ${mean.toFixed(0).padStart(6)}`)
}
