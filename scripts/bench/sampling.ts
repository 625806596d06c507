/**
 * Drawing random networks, evaluating them on 6 inputs, summing all products of four outputs: ours on one thread and
 * on two, beside PyTorch, NumPy and JAX on one thread (peers/), in one go, interleaved, medians of repeats. Ratios are
 * medians too, of neighbours in time, because a busy machine is slow by turns.
 *
 *     node scripts/bench/sampling.ts [--json] [--repeats 7] [--draw-only] [--webasm]
 *
 * SKEIN_PYTHON names interpreters that have torch, numpy and jax; a peer that does not start is left out by name.
 */
import { once } from "node:events"
import { parseArgs } from "node:util"
import { Worker } from "node:worker_threads"
import { type Job, program, type Timing } from "./job.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

interface Program {
  readonly name: string
  /** Neurons it is given a repeat: about a quarter of a second. */
  readonly neurons: number
  readonly run: (job: Job) => Promise<Timing>
  readonly close: () => void
}

const peer = async (name: string, file: string, neurons: number): Promise<Program | string> => {
  const first = { activation: "relu", width: 10, networks: 1000, accumulate: true } as const
  const started = await Peer.start<Job, Timing>(name, file, first)
  return typeof started === "string" ? started : { name, neurons, ...started }
}

const threads = (name: string, count: number, neurons: number): Program => {
  const workers = Array.from({ length: count }, () => new Worker(new URL("job.ts", import.meta.url)))
  const ask = async (worker: Worker, job: Job): Promise<Timing> => {
    worker.postMessage(job)
    return (await once(worker, "message"))[0]
  }
  return {
    name,
    neurons,
    run: async (job) => {
      const each = { ...job, networks: Math.ceil(job.networks / count) }
      const start = performance.now()
      const timings = await Promise.all(workers.map((worker) => ask(worker, each)))
      const networks = timings.reduce((sum, timing) => sum + timing.networks, 0)
      return { seconds: (performance.now() - start) / 1000, networks }
    },
    close: () => {
      for (const worker of workers) void worker.terminate()
    }
  }
}

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "7" },
    "draw-only": { type: "boolean", default: false },
    webasm: { type: "boolean", default: false }
  }
})
const accumulate = !flags["draw-only"]

const found = [
  { name: "simd", neurons: 5e7, ...(await program("simd")) },
  await peer("torch", "sampling_torch.py", 2e7),
  await peer("numpy", "sampling_numpy.py", 1e7),
  await peer("jax", "sampling_jax.py", 1e7),
  threads("simd, 2 threads", 2, 1e8),
  ...(flags.webasm ? [{ name: "webasm", neurons: 3e6, ...(await program("webasm")) }] : [])
]
const programs = found.filter((one) => typeof one !== "string")
const missing = found.filter((one) => typeof one === "string")

const rows: Array<Record<string, string | number>> = []
const measurements: Array<Measurement.Measurement> = []
for (const width of [100, 1000])
  for (const activation of ["relu", "erf", "gauss"] as const) {
    const rates = new Map(programs.map(({ name }) => [name, [] as Array<number>]))
    for (let repeat = -1; repeat < Number(flags.repeats); repeat++)
      for (const { name, neurons, run } of programs) {
        const job = { activation, width, networks: Math.ceil(neurons / width), accumulate }
        const { seconds, networks } = await run(job)
        if (repeat >= 0) rates.get(name)!.push(networks / seconds)
      }
    const rate = (name: string) => Peer.median(rates.get(name)!)
    const row: Record<string, string | number> = { activation, width }
    for (const { name } of programs) row[`${name}, networks/s`] = Math.round(rate(name))
    for (const { name } of programs.slice(1)) {
      const pairs = rates.get(name)!.map((one, repeat) => one / rates.get("simd")![repeat])
      const reversed = name.startsWith("simd")
      const ratio = reversed ? Peer.median(pairs) : 1 / Peer.median(pairs)
      row[reversed ? `${name} / simd` : `simd / ${name}`] = Number(ratio.toFixed(2))
      const [ours, theirs] = [rates.get("simd")!, rates.get(name)!]
      const job = `${activation}, width ${width}`
      measurements.push(
        reversed
          ? Measurement.of(`${job}, ${name}`, "networks/s", theirs, { name: "one thread", values: ours })
          : Measurement.of(job, "networks/s", ours, { name, values: theirs })
      )
    }
    rows.push(row)
  }
for (const { close } of programs) close()

if (flags.json) console.log(JSON.stringify({ accumulate, rows, measurements, missing }))
else {
  const names = Object.keys(rows[0])
  const lines = [names, ...rows.map((row) => names.map((name) => String(row[name])))]
  const widths = names.map((_, column) => Math.max(...lines.map((line) => line[column].length)))
  for (const line of lines) console.log(line.map((cell, column) => cell.padStart(widths[column])).join("  "))
  for (const line of missing) console.log(line)
}
