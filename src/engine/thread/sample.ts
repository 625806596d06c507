/** A sampling job: grains of replicates, folded in order. Of a grain that is stopped in its middle nothing is kept. */
import * as Interruption from "../../domain/interruption.ts"
import type { Opaque } from "../../simulation/contract.ts"
import type { Checkpoint, Folded, SampleJob } from "../job.ts"
import { pack, unpack } from "../wire.ts"
import type { AnySampling } from "./kernel.ts"
import type { ProgressChannel } from "./progress-channel.ts"
import { reporter } from "./progress-channel.ts"

export const sample = async (
  kernel: AnySampling,
  prepared: Opaque,
  job: SampleJob,
  channel: ProgressChannel
): Promise<Folded> => {
  const started = performance.now()
  const report = reporter(channel)
  let tally = job.after === undefined ? kernel.empty : unpack(job.after.bytes)
  let next = job.after === undefined ? job.from : job.after.next
  const checkpoint = (): Checkpoint => ({ next, bytes: pack(tally) })
  while (next < job.to && !channel.isStopped()) {
    const to = Math.min(job.to, next + job.grain)
    const grain = await Interruption.orNothing(() =>
      kernel.sample(job.config, { key: job.key, from: next, to }, prepared)
    )
    if (grain === undefined) break
    tally = kernel.combine(tally, grain.value)
    next = to
    if (next < job.to) await report(checkpoint)
  }
  return {
    _tag: "Folded",
    checkpoint: checkpoint(),
    done: next === job.to,
    seconds: (performance.now() - started) / 1000
  }
}
