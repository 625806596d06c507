/**
 * How long commands take that have next to nothing to do: `list`, `--help` and `knot 3_1` by the script `skein`, beside the least
 * that node can do, and beside a Python that loads the library which such questions are asked of, as it is typed:
 * `python -c "import snappy"`. What has been compiled is kept from the first, and the program is in one file, as on any second day.
 * Programs take turns.
 *
 *     node scripts/bench/start.ts [--repeats 21] [--json]
 */
import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { homedir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { parseArgs } from "node:util"
import * as Measurement from "./measurement.ts"
import * as Print from "./print.ts"
import * as Python from "./python.ts"

const { values: flags } = parseArgs({
  options: { repeats: { type: "string", default: "21" }, json: { type: "boolean", default: false } }
})
const repeats = Number(flags.repeats)

/** Seconds on the clock, and of the processor, all threads together. */
const kinds = ["on the clock", "of the processor"] as const
type Kind = (typeof kinds)[number]

const timeOf = (command: ReadonlyArray<string>): Readonly<Record<Kind, number>> => {
  const script = 'TIMEFORMAT="%3R %3U %3S"; time "$@" > /dev/null 2> /dev/null'
  const { stderr, status } = spawnSync("bash", ["-c", script, "time", ...command], { encoding: "utf8" })
  const [clock, user, system] = stderr.trim().split(" ").map(Number)
  if (status !== 0 || !(clock! > 0)) throw new Error(`${command.join(" ")} ended with ${status}: ${stderr}`)
  return { "on the clock": clock!, "of the processor": user! + system! }
}

const skein = join(import.meta.dirname, "../../skein")
const ours = ["list", "--help", "knot 3_1"]
const python = Python.having("snappy")
const peers: Readonly<Record<string, ReadonlyArray<string>>> = {
  "node -e 0": [process.execPath, "-e", "0"],
  ...(python === undefined ? {} : { "import snappy": [python.command, "-c", "import snappy"] })
}
const commands: Readonly<Record<string, ReadonlyArray<string>>> = {
  ...Object.fromEntries(ours.map((args) => [args, [skein, ...args.split(" ")]])),
  ...peers
}

// A process of its own makes the one file, a minute after the last edit; whoever comes next keeps what was compiled.
const settle = async () => {
  const packs = join(process.env.XDG_CACHE_HOME || join(homedir(), ".cache"), "skein/packed")
  const opened = join(packs, process.version, skein, "../src/open.cjs")
  for (let i = 0; i < 40 && !existsSync(opened); i++) {
    timeOf(commands.list!)
    await setTimeout(2000)
  }
}
await settle()
for (let i = 0; i < 2; i++) for (const command of Object.values(commands)) timeOf(command)
const times = Array.from({ length: repeats }, () =>
  Object.fromEntries(Object.entries(commands).map(([name, command]) => [name, timeOf(command)]))
)
const of = (name: string, kind: Kind): ReadonlyArray<number> => times.map((each) => each[name]![kind])

const measurements = ours.flatMap((args) =>
  kinds.flatMap((kind) =>
    Object.keys(peers).map((peer) =>
      Measurement.of(`${args}, ${kind}`, "s", of(args, kind), { name: peer, values: of(peer, kind) })
    )
  )
)
const missing = python === undefined ? [Python.missing("snappy")] : []

if (flags.json) console.log(JSON.stringify({ measurements, missing }))
else {
  console.log(
    Print.align([
      ["", "seconds", "beside", "its seconds", "times as fast", "spread"],
      ...measurements.map(({ name, ours, peer, theirs, ratio, spread }) => [
        name,
        Print.figure(ours),
        peer!,
        Print.figure(theirs!),
        Print.figure(ratio!),
        Print.percent(spread)
      ])
    ])
  )
  for (const sentence of missing) console.log(sentence)
}
