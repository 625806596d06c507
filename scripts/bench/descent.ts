/**
 * Steps of gradient descent of random networks of one hidden layer, width 100, on ten points: backend `simd` on one thread
 * beside PyTorch on one thread (peers/), eager under vmap, compiled, and batched by hand, in one go, interleaved, medians of
 * repeats. Processor seconds, so that a busy machine slows both.
 *
 *     node scripts/bench/descent.ts [--json] [--repeats 5] [--steps 50]
 *
 * What the losses are at the end stands beside: it is the same learning. SKEIN_PYTHON names an interpreter that has torch; if
 * it has not, the columns are left out by name.
 */
import { parseArgs } from "node:util"
import { open } from "../../src/accelerator/open.ts"
import type { Lesson } from "../../src/domain/field/learning/descent.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

const programs = ["vmap", "compiled", "batched"] as const
type Program = (typeof programs)[number]

interface Job extends Omit<Lesson, "times"> {
  readonly program: Program
  readonly networks: number
  readonly steps: number
}

interface Answer {
  /** Of the processor. */
  readonly seconds: number
  /** Mean over networks of half the sum of squared errors, at the end. */
  readonly loss: number
}

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "5" },
    steps: { type: "string", default: "50" }
  }
})
const steps = Number(flags.steps)
const inputs = Array.from({ length: 10 }, (_, i) => [-1 + (2 * i) / 9])
const targets = inputs.map(([x]) => Math.sin(Math.PI * x))
/** Networks for a few tenths of a second. */
const networks: Readonly<Record<Program | "ours", number>> = {
  vmap: 400,
  compiled: 4000,
  batched: 400,
  ours: 8000
}

const jobOf = (activation: Job["activation"], program: Program): Job => ({
  program,
  activation,
  width: 100,
  weightStd: 1.5,
  biasStd: 0.5,
  inputs,
  targets,
  rate: 0.01,
  networks: networks[program],
  steps
})

const backend = await open("simd")
let stream = 0
const ours = ({ networks, steps, program, ...lesson }: Job): Answer => {
  const before = process.cpuUsage()
  const out = new Float64Array(networks * inputs.length)
  backend.descent({ ...lesson, times: [steps] }).outputs([++stream, 7], 0, networks, out)
  const { user, system } = process.cpuUsage(before)
  const loss =
    out.reduce((sum, f, at) => sum + (f - targets[Math.floor(at / networks)]) ** 2 / 2, 0) / networks
  return { seconds: (user + system) / 1e6, loss }
}

const torch = await Peer.start<Job, Answer>("torch", "descent_torch.py", {
  ...jobOf("relu", "batched"),
  networks: 100
})

const rows: Array<Record<string, string | number>> = []
const measurements: Array<Measurement.Measurement> = []
const missing = typeof torch === "string" ? [torch] : []
for (const activation of ["relu", "erf", "tanh"] as const) {
  const peers: Array<Program> = []
  if (typeof torch !== "string")
    for (const program of programs)
      try {
        await torch.run({ ...jobOf(activation, program), networks: 100, steps: 2 })
        peers.push(program)
      } catch {
        missing.push(`torch is missing, ${program}: it cannot run ${activation}.`)
        break
      }
  const job = { ...jobOf(activation, "vmap"), networks: networks.ours }
  ours(job)
  const rates = new Map<string, Array<number>>(["ours", ...peers].map((name) => [name, []]))
  const losses = new Map<string, number>()
  const note = (name: string, networks: number, { seconds, loss }: Answer): void => {
    rates.get(name)!.push((networks * steps) / seconds)
    losses.set(name, loss)
  }
  for (let repeat = 0; repeat < Number(flags.repeats); repeat++) {
    note("ours", networks.ours, ours(job))
    for (const program of peers)
      if (typeof torch !== "string") {
        const asked = jobOf(activation, program)
        note(program, asked.networks, await torch.run(asked))
      }
  }
  const name = `${activation}, width 100, 10 points`
  const unit = "network steps/s"
  const values = rates.get("ours")!
  if (peers.length === 0) measurements.push(Measurement.of(name, unit, values))
  for (const program of peers)
    measurements.push(
      Measurement.of(name, unit, values, { name: `torch ${program}`, values: rates.get(program)! })
    )
  for (const [program, each] of rates)
    rows.push({
      activation,
      program,
      "network steps/s": Number(Peer.median(each).toPrecision(3)),
      "s of 10^4 networks, 1000 steps": Number((1e7 / Peer.median(each)).toPrecision(3)),
      loss: Number(losses.get(program)!.toPrecision(3)),
      "ours / this": Number((Peer.median(values) / Peer.median(each)).toPrecision(3))
    })
}
backend.close()
if (typeof torch !== "string") torch.close()

if (flags.json) console.log(JSON.stringify({ rows, measurements, missing }))
else {
  console.table(rows)
  for (const sentence of missing) console.log(sentence)
}
