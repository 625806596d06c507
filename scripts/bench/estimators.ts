/**
 * Time to a standard error of 1 % of kappa4, the median over the 126 tuples of 6 inputs: every estimator, on one thread,
 * beside the direct estimator in PyTorch on one thread (peers/), in one go, interleaved, medians of repeats.
 *
 *     node scripts/bench/estimators.ts [--json] [--repeats 5]
 *
 * A program runs for a fraction of a second, and what it takes to 1 % is `seconds (standardError / (1 % kappa4))^2`.
 * SKEIN_PYTHON names an interpreter that has torch; if it has not, the column is left out by name.
 */
import { parseArgs } from "node:util"
import * as Schema from "effect/Schema"
import { open } from "../../src/accelerator/open.ts"
import * as Cumulant from "../../src/domain/field/cumulant.ts"
import * as Moments from "../../src/domain/stats/moments.ts"
import type * as Config from "../../src/simulation/correlators/config.ts"
import simulation from "../../src/simulation/correlators/index.ts"
import * as Inputs from "../../src/simulation/correlators/inputs.ts"
import kernel from "../../src/simulation/correlators/kernel.ts"
import * as Prepared from "../../src/simulation/prepared.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

interface Job {
  readonly activation: "relu" | "erf"
  readonly width: number
  readonly networks: number
}

interface Answer {
  readonly seconds: number
  readonly networks: number
  readonly standardErrors: ReadonlyArray<number>
}

const { values: flags } = parseArgs({
  options: { json: { type: "boolean", default: false }, repeats: { type: "string", default: "5" } }
})

const backend = await open("simd")
const configOf = ({ activation, width, networks }: Job, estimator: string): Config.Config =>
  Schema.decodeUnknownSync(simulation.config)({ activation, width, nets: networks, order: 4, estimator })

let stream = 0
const ours =
  (estimator: string) =>
  async (job: Job): Promise<Answer> => {
    const config = configOf(job, estimator)
    const grain = simulation.grain(config)
    let tally = kernel.empty
    stream++
    const start = performance.now()
    const prepared = await Prepared.of(kernel, config, backend)
    for (let from = 0; from < job.networks; from += grain) {
      const shard = { key: [stream, 1] as const, from, to: Math.min(job.networks, from + grain) }
      tally = kernel.combine(tally, await kernel.sample(config, shard, prepared))
    }
    const seconds = (performance.now() - start) / 1000
    return {
      seconds,
      networks: job.networks,
      standardErrors: [...Moments.standardErrors(tally).subarray(126)]
    }
  }

const torch = await Peer.start<Job, Answer>("torch", "estimators_torch.py", {
  activation: "relu",
  width: 10,
  networks: 1000
})

/** Neurons that take about a quarter of a second. */
const programs = [
  ...(typeof torch === "string" ? [] : [{ name: "torch direct", neurons: 2e7, run: torch.run }]),
  { name: "direct", neurons: 2e7, run: ours("direct") },
  ...["rao-blackwell", "centred"].map((name) => ({ name, neurons: 5e6, run: ours(name) })),
  { name: "single-neuron", neurons: 2e6, run: ours("single-neuron") }
]

const rows: Array<Record<string, string | number>> = []
const measurements: Array<Measurement.Measurement> = []
for (const [activation, width] of [
  ["relu", 100],
  ["erf", 5]
] as const) {
  const shape = Inputs.shape(configOf({ activation, width, networks: 16 }, "direct"))
  const kappa4 = Cumulant.correlators(shape, 4).connected
  const times = new Map(programs.map(({ name }) => [name, [] as Array<number>]))
  for (let repeat = -1; repeat < Number(flags.repeats); repeat++)
    for (const { name, neurons, run } of programs) {
      const networks = 16 * Math.ceil(neurons / (5 + width) / 16)
      const { seconds, standardErrors } = await run({ activation, width, networks })
      const each = standardErrors.map((error, t) => seconds * (error / (0.01 * kappa4[t])) ** 2)
      if (repeat >= 0) times.get(name)!.push(Peer.median(each))
    }
  const reference = Peer.median(times.get(programs[0].name)!)
  const direct = times.get("torch direct")
  for (const { name } of programs) {
    const seconds = Peer.median(times.get(name)!)
    const peer = direct === undefined ? undefined : { name: "torch", values: direct }
    if (name !== "torch direct")
      measurements.push(
        Measurement.of(`${name}, ${activation}, width ${width}`, "s to 1 %", times.get(name)!, peer)
      )
    rows.push({
      activation,
      width,
      program: name,
      "seconds to 1 %": Number(seconds.toPrecision(3)),
      [`${programs[0].name} / this`]: Number((reference / seconds).toPrecision(3))
    })
  }
}
backend.close()
if (typeof torch !== "string") torch.close()

const missing = typeof torch === "string" ? [torch] : []
if (flags.json) console.log(JSON.stringify({ rows, measurements, missing }))
else {
  console.table(rows)
  for (const sentence of missing) console.log(sentence)
}
