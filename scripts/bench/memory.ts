/**
 * Peak memory of a run, by its number of networks: `skein run` as a process of its own, direct 4-point functions of
 * relu on two threads, by the operating system's own count. And what every command takes that meets a sweep of many points, each of
 * them a toss of a coin: time of the processor, a tenth of the points beside all, and memory.
 *
 *     node scripts/bench/memory.ts [--json] [--repeats 3] [--networks 10000,1000000] [--points 100000]
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import * as Measurement from "./measurement.ts"
import * as Peak from "./peak.ts"

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "3" },
    networks: { type: "string", default: "10000,1000000" },
    points: { type: "string", default: "100000" }
  }
})

const folder = mkdtempSync(join(tmpdir(), "skein-bench-"))
const study = join(folder, "memory.yaml")
writeFileSync(
  study,
  "name: memory\nsimulation: correlators\nbase: { activation: relu, width: 100, order: 4, estimator: direct }\n"
)
let runs = 0
const peak = (networks: string): number => {
  const out = join(folder, String(runs++))
  return Peak.of([], "run", study, "--set", `nets=${networks}`, "--threads", "2", "--out", out)
}

const sizes = flags.networks.split(",")
const peaks = sizes.map((): Array<number> => [])
for (let repeat = 0; repeat < Number(flags.repeats); repeat++)
  for (const [k, networks] of sizes.entries()) peaks[k].push(peak(networks))

/** The commands that meet a sweep, in the order in which people give them. */
const sweep = (points: number): ReadonlyArray<readonly [command: string, taken: Peak.Taken]> => {
  const name = `sweep-${points}`
  const file = join(folder, `${name}.yaml`)
  writeFileSync(
    file,
    `name: ${name}\nsimulation: coin\nbase: { bias: 0.5, tosses: 1, grain: 1 }\n` +
      `sweep:\n  - grid:\n      bias: { linspace: [0.001, 0.999, ${points}] }\n`
  )
  const run = join(folder, name)
  const commands: ReadonlyArray<readonly [command: string, ...args: ReadonlyArray<string>]> = [
    ["plan", file],
    ["run", file, "--threads", "1", "--out", folder],
    ["resume", run],
    ["status", run],
    ["report", run],
    ["export", run, "--output", join(folder, `${name}.csv`)]
  ]
  return commands.map(([command, ...args]) => [command, Peak.taken([], command, ...args)] as const)
}

process.env.SKEIN_SIMULATIONS = join(import.meta.dirname, "../../test/support/simulations")
const points = Number(flags.points)
const many = sweep(points)
const sweeps = [
  ...sweep(points / 10).map((each) => [points / 10, each] as const),
  ...many.map((each) => [points, each] as const)
]
rmSync(folder, { recursive: true })

const measurements = [
  ...sizes.map((networks, k) => Measurement.of(`a run of ${networks} networks`, "MB", peaks[k])),
  ...sweeps.map(([size, [command, { seconds }]]) =>
    Measurement.of(`${command}, sweep of ${size} points`, "s", [seconds])
  ),
  ...many.map(([command, { megabytes }]) =>
    Measurement.of(`${command}, sweep of ${points} points, memory`, "MB", [megabytes])
  )
]
if (flags.json) console.log(JSON.stringify({ measurements, missing: [] }))
else for (const { name, ours, unit } of measurements) console.log(`${name.padEnd(44)}${ours} ${unit}`)
