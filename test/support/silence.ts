/** How long a kernel computes without looking whether it shall stop, in processor time of its thread. */
import * as Schema from "effect/Schema"
import { open } from "../../src/accelerator/open.ts"
import { nothingLeft } from "../../src/domain/exhaustive.ts"
import * as Interruption from "../../src/domain/interruption.ts"
import type { Checkpoint, Reply } from "../../src/engine/job.ts"
import * as Rounds from "../../src/engine/thread/rounds.ts"
import { sample } from "../../src/engine/thread/sample.ts"
import { load, loadKernel } from "../../src/simulation/discover.ts"
import * as Prepared from "../../src/simulation/prepared.ts"

/** Seconds of the processor that this thread has taken. */
export const processor = (): number => {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1e6
}

export interface Heard {
  /** The longest time between two looks, seconds. */
  readonly silence: number
  /** Where the look that ended it was made. */
  readonly where: string
  readonly seconds: number
  readonly reply: Reply
}

/** Runs a point as a job until it has taken so many seconds, then stops it. */
export const listen = async (
  simulation: string,
  given: Readonly<Record<string, unknown>>,
  seconds: number,
  after?: Checkpoint
): Promise<Heard> => {
  const described = await load(simulation)
  const config = Schema.decodeUnknownSync(described.config)(given)
  const faults = described.faults?.(config) ?? []
  if (faults.length > 0) throw new RangeError(faults[0]!.message)
  const kernel = await loadKernel(simulation)
  const backend = await open("simd")
  const common = { simulation, config, backend: "simd", key: [1, 2], after } as const
  const started = processor()
  let last = started
  let silence = 0
  let where = ""
  const isStopped = (): boolean => {
    const now = processor()
    if (now - last > silence) {
      silence = now - last
      where = new Error("a look").stack ?? ""
    }
    last = now
    return now - started > seconds
  }
  const channel = { report: () => {}, begin: () => {}, isStopped }
  const run = async (): Promise<Reply> => {
    const prepared = await Prepared.of(kernel, config, backend)
    switch (described.kind) {
      case "sampling": {
        if (kernel.kind !== "sampling") throw new TypeError("The kernel is of another kind.")
        const [to, grain] = [described.replicates(config), described.grain(config)]
        return sample(kernel, prepared, { kind: "sample", ...common, from: 0, to, grain }, channel)
      }
      case "training": {
        if (kernel.kind !== "training") throw new TypeError("The kernel is of another kind.")
        const job = { kind: "train", ...common, seconds: Infinity, to: 1, team: undefined } as const
        return Rounds.train(kernel, prepared, job, channel)
      }
      default:
        return nothingLeft(described, "kind of simulation")
    }
  }
  const answer = await Interruption.orNothing(() => Interruption.during(isStopped, run))
  isStopped()
  const reply: Reply = answer === undefined ? { _tag: "Stopped" } : answer.value
  return { silence, where, seconds: last - started, reply }
}
