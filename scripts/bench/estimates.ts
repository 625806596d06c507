/**
 * What `plan` says that studies take, beside what they took: processor time of a run on one thread, start and all, and the
 * seconds of its tasks alone.
 *
 *     node scripts/bench/estimates.ts                    all studies of configs/ that shall end within the limit
 *     node scripts/bench/estimates.ts --limit 30         seconds that a study may be said to take; 180 unless given
 *     node scripts/bench/estimates.ts FILE...            these alone
 *
 * Exit status 1 where an estimate is off by more than a factor of 2.
 */
import { spawnSync } from "node:child_process"
import { globSync, mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join, relative } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { parseArgs } from "node:util"

const root = join(import.meta.dirname, "../..")
const main = join(root, "src/main.ts")
const factor = 2

const { values, positionals } = parseArgs({
  options: { limit: { type: "string", default: "180" } },
  allowPositionals: true
})
const limit = Number(values.limit)
const files =
  positionals.length > 0
    ? positionals
    : globSync("configs/{*,*/*}.yaml", { cwd: root })
        .toSorted()
        .map((file) => join(root, file))

interface Planned {
  readonly name: string
  readonly seconds: number
  readonly secondsOnThreads: number
  readonly points: ReadonlyArray<{ readonly seconds: number }>
}

const skein = (...args: ReadonlyArray<string>): string => {
  const { stdout, stderr, status } = spawnSync(process.execPath, [main, ...args], { encoding: "utf8" })
  if (status !== 0) throw new Error(`skein ${args.join(" ")} ended with ${status}: ${stderr}`)
  return stdout
}

/** Seconds of the processor that a command takes, all its threads together. */
const processor = (args: ReadonlyArray<string>): number => {
  const script = 'TIMEFORMAT="%U %S"; time "$@" > /dev/null 2> /dev/null'
  const { stderr, status } = spawnSync("bash", ["-c", script, "time", process.execPath, main, ...args], {
    encoding: "utf8"
  })
  const [user, system] = stderr.trim().split(" ").map(Number)
  if (status !== 0 || !(user! > 0)) throw new Error(`skein ${args.join(" ")} ended with ${status}: ${stderr}`)
  return user! + system!
}

/** By the name of a study, what its tasks took on their threads, and the same of each of its points. */
const secondsOfTasks = (folder: string): ReadonlyMap<string, ReadonlyArray<number>> =>
  new Map(
    readdirSync(folder).map((name) => {
      const database = new DatabaseSync(join(folder, name, "run.sqlite"), { readOnly: true })
      const points = database
        .prepare(
          "SELECT ordinal, sum(seconds) AS seconds FROM _point JOIN _tally ON _tally.point = _point.id GROUP BY ordinal ORDER BY ordinal"
        )
        .all()
        .map(({ seconds }) => Number(seconds))
      database.close()
      return [name, points]
    })
  )

const sum = (values: ReadonlyArray<number>): number => values.reduce((a, b) => a + b, 0)
const digits = (value: number): string => (value >= 1000 ? value.toFixed(0) : value.toPrecision(3))

const lines: Array<ReadonlyArray<string>> = [
  ["", "time said", "processor", "ratio", "work said", "of tasks", "ratio", "ratios of points"]
]
let isOff = false
const show = (cells: ReadonlyArray<string>): void =>
  console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(10))).join(""))
show(lines[0]!)
for (const file of files) {
  const planned: ReadonlyArray<Planned> = JSON.parse(skein("plan", file, "--threads", "1", "--json"))
  const said = sum(planned.map(({ secondsOnThreads }) => secondsOnThreads))
  if (said > limit) continue
  const folder = mkdtempSync(join(tmpdir(), "skein-estimates-"))
  try {
    const measured = processor(["run", file, "--threads", "1", "--no-reuse", "--out", folder])
    const tasks = secondsOfTasks(folder)
    const work = sum(planned.map(({ seconds }) => seconds))
    const worked = sum([...tasks.values()].map(sum))
    const ratios = planned
      .flatMap(({ name, points }) =>
        (tasks.get(name) ?? []).map((seconds, i) => (points[i]?.seconds ?? Number.NaN) / seconds)
      )
      .filter(Number.isFinite)
      .toSorted((a, b) => a - b)
    const ratio = said / measured
    if (ratio > factor || ratio < 1 / factor) isOff = true
    show([
      relative(join(root, "configs"), file),
      ...[said, measured, ratio, work, worked, work / worked].map(digits),
      `  ${digits(ratios[0]!)} to ${digits(ratios.at(-1)!)}`
    ])
  } finally {
    rmSync(folder, { recursive: true })
  }
}
if (isOff) process.exitCode = 1
