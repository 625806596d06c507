/**
 * The share of words that the labels of `braids` and `classifiers` leave undecided, and the milliseconds that a label takes
 * (of the processor, mean and worst): unknots of the prior, their making not looked at, and words drawn as knots, some of
 * which are unknots as well.
 *
 *     node scripts/bench/undecided.ts [--count 200] [--moves 10] [--strands 5]
 */
import { parseArgs } from "node:util"
import * as Prior from "../../src/domain/braid/prior.ts"
import * as Finding from "../../src/domain/invariant/finding.ts"
import * as Subject from "../../src/domain/invariant/subject.ts"
import * as Key from "../../src/domain/random/key.ts"

const { values: flags } = parseArgs({
  options: {
    count: { type: "string", default: "200" },
    moves: { type: "string", default: "10" },
    strands: { type: "string", default: "5" }
  }
})
const count = Number(flags.count)
const moves = Number(flags.moves)

console.log(`${count} words each`)
console.log("kind    letters  undecided  unknots  mean ms  worst ms")
for (const kind of ["unknot", "knot"] as const)
  for (const letters of [24, 30, 48, 60, 96]) {
    const strands = kind === "knot" ? Number(flags.strands) : undefined
    const sampler = Prior.sampler(strands === undefined ? { letters, moves } : { letters, moves, strands })
    const labels: Record<Finding.Label["label"], number> = { knot: 0, unknot: 0, undecided: 0 }
    const times: Array<number> = []
    for (let k = 0; k < count; k++) {
      const word = Int16Array.from(sampler[kind](Key.child([18, letters], k)))
      const start = process.cpuUsage()
      labels[Finding.labelOf(Subject.of(word)).label]++
      const { user, system } = process.cpuUsage(start)
      times.push((user + system) / 1000)
    }
    const cells = [
      `${((100 * labels.undecided) / count).toFixed(1)} %`,
      `${((100 * labels.unknot) / count).toFixed(1)} %`,
      (times.reduce((sum, time) => sum + time, 0) / count).toFixed(1),
      Math.max(...times).toFixed(0)
    ]
    const widths = [9, 7, 7, 8]
    console.log(
      `${kind.padEnd(6)}  ${String(letters).padStart(7)}  ${cells.map((cell, i) => cell.padStart(widths[i])).join("  ")}`
    )
  }
