/**
 * Drawing random networks on a GPU: the backend `webgpu` beside PyTorch with CUDA on the same card, and beside one
 * thread of `simd`; the same job as in sampling.ts, in turns, medians of repeats. Names the adapter and the driver that
 * were found, and ends with a sentence where there is no GPU.
 *
 *     node scripts/bench/gpu.ts [--json] [--repeats 5]
 */
import { spawnSync } from "node:child_process"
import { parseArgs } from "node:util"
import * as Gpu from "../../src/accelerator/gpu/gpu.ts"
import { type Job, program, type Timing } from "./job.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

const { values: flags } = parseArgs({
  options: { json: { type: "boolean", default: false }, repeats: { type: "string", default: "5" } }
})

const adapter = await Gpu.adapter()
if (adapter === undefined || adapter.software) {
  console.log(`no GPU answers${adapter === undefined ? "" : `, only ${adapter.name}`}: nothing was measured`)
  process.exit(0)
}
const { stdout: driver } = spawnSync(
  "nvidia-smi",
  ["--query-gpu=name,driver_version", "--format=csv,noheader"],
  {
    encoding: "utf8"
  }
)

const jobOf = (activation: Job["activation"], width: number, neurons: number, accumulate: boolean): Job => ({
  activation,
  width,
  networks: Math.ceil(neurons / width),
  accumulate
})

const webgpu = await program("webgpu", 2 ** 14)
const simd = await program("simd")
const torch = await Peer.start<Job, Timing>(
  "torch",
  "sampling_torch.py",
  jobOf("relu", 10, 1e4, true),
  "cuda"
)
const measurements: Array<Measurement.Measurement> = []
for (const accumulate of [true, false])
  for (const width of [100, 1000])
    for (const activation of ["relu", "erf", "gauss"] as const) {
      const rates = { webgpu: [] as Array<number>, simd: [] as Array<number>, torch: [] as Array<number> }
      const rate = ({ seconds, networks }: Timing): number => networks / seconds
      for (let repeat = -1; repeat < Number(flags.repeats); repeat++) {
        const ours = rate(await webgpu.run(jobOf(activation, width, 2e8, accumulate)))
        const thread = rate(await simd.run(jobOf(activation, width, 2e7, accumulate)))
        const theirs =
          typeof torch === "string"
            ? Number.NaN
            : rate(await torch.run(jobOf(activation, width, 2e9, accumulate)))
        if (repeat < 0) continue
        rates.webgpu.push(ours)
        rates.simd.push(thread)
        rates.torch.push(theirs)
      }
      const job = `${activation}, width ${width}${accumulate ? "" : ", drawn alone"}`
      if (typeof torch !== "string")
        measurements.push(
          Measurement.of(job, "networks/s", rates.webgpu, { name: "PyTorch with CUDA", values: rates.torch })
        )
      measurements.push(
        Measurement.of(job, "networks/s", rates.webgpu, { name: "one thread of simd", values: rates.simd })
      )
    }
const missing = typeof torch === "string" ? [torch] : []
if (flags.json) console.log(JSON.stringify({ adapter, driver: driver?.trim(), measurements, missing }))
else {
  console.log(`${adapter.name}; ${driver?.trim()}`)
  for (const { name, ours, theirs, peer, ratio } of measurements)
    console.log(`${name}: ${ours} networks/s, ${peer} ${theirs}, ratio ${ratio}`)
  for (const line of missing) console.log(line)
}
if (typeof torch !== "string") torch.close()
webgpu.close()
simd.close()
