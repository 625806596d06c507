/**
 * Kernels of infinite width: K and Theta of all pairs of 1000 points of 10 dimensions and three hidden layers, on one
 * thread, beside Theta alone by neural-tangents on one (peers/), in one go, interleaved, medians of repeats. Seconds are of
 * the processor.
 *
 *     node scripts/bench/kernels.ts [--json] [--repeats 9] [--points 1000]
 *
 * SKEIN_PYTHON names an interpreter that has neural-tangents; if it has not, the column is left out by name.
 */
import { parseArgs } from "node:util"
import { wide } from "../../src/accelerator/open.ts"
import * as Kernels from "../../src/domain/field/wide/kernels.ts"
import * as Measurement from "./measurement.ts"
import * as Peer from "./peer.ts"

interface Job {
  readonly activation: "relu" | "erf" | "gelu" | "cos"
  readonly depth: number
  readonly points: number
  readonly dimension: number
}

interface Answer {
  readonly seconds: number
  /** Theta of the first two points. */
  readonly corner: number
}

const { values: flags } = parseArgs({
  options: {
    json: { type: "boolean", default: false },
    repeats: { type: "string", default: "9" },
    points: { type: "string", default: "1000" }
  }
})

const steps = await wide()

const ours = ({ activation, depth, points, dimension }: Job): Answer => {
  const inputs = Array.from({ length: points }, (_, a) =>
    Array.from({ length: dimension }, (_, c) => Math.sin((a * dimension + c) ** 2))
  )
  const start = process.cpuUsage()
  const network = { activation, depth, weightStd: 1.4, biasStd: 0.1, inputs }
  const { Theta } = Kernels.of(network, undefined, undefined, steps)
  const { user, system } = process.cpuUsage(start)
  return { seconds: (user + system) / 1e6, corner: Theta[1] }
}

const size = { depth: 3, points: Number(flags.points), dimension: 10 }
const peer = await Peer.start<Job, Answer>("neural_tangents", "kernels_tangents.py", {
  activation: "relu",
  ...size
})

const measurements: Array<Measurement.Measurement> = []
for (const activation of ["relu", "erf", "gelu", "cos"] as const) {
  const job = { activation, ...size }
  const times: Readonly<Record<"ours" | "theirs", Array<number>>> = { ours: [], theirs: [] }
  // The first rounds are for the compilers.
  for (let repeat = -3; repeat < Number(flags.repeats); repeat++) {
    const our = ours(job)
    const their = typeof peer === "string" ? undefined : await peer.run(job)
    if (their !== undefined && Math.abs(our.corner / their.corner - 1) > 1e-12)
      throw new Error(`${activation}: ${our.corner} here, ${their.corner} there.`)
    if (repeat < 0) continue
    times.ours.push(our.seconds)
    if (their !== undefined) times.theirs.push(their.seconds)
  }
  measurements.push(
    Measurement.of(
      `${activation}, ${size.points} points`,
      "s",
      times.ours,
      typeof peer === "string" ? undefined : { name: "neural-tangents", values: times.theirs }
    )
  )
}
if (typeof peer !== "string") peer.close()

const missing = typeof peer === "string" ? [peer] : []
if (flags.json) console.log(JSON.stringify({ measurements, missing }))
else {
  console.table(measurements)
  for (const sentence of missing) console.log(sentence)
}
