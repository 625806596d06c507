/**
 * Peak memory of a run, by its number of networks: `skein run` as a process of its own, direct 4-point functions of
 * relu on two threads, by the operating system's own count.
 *
 *     node scripts/bench/memory.ts [--json] [--repeats 3] [--networks 10000,1000000]
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
    networks: { type: "string", default: "10000,1000000" }
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
rmSync(folder, { recursive: true })

const measurements = sizes.map((networks, k) =>
  Measurement.of(`a run of ${networks} networks`, "MB", peaks[k])
)
if (flags.json) console.log(JSON.stringify({ measurements, missing: [] }))
else for (const { name, ours } of measurements) console.log(`${name.padEnd(32)}${ours} MB`)
