/**
 * Rounds of a training: by the thread that leads them, and by those that help it. Of a round that is stopped in its
 * middle nothing is kept, unless the kernel says that its first contributions stand for themselves.
 */
import * as Interruption from "../../domain/interruption.ts"
import type { Opaque, Standing } from "../../simulation/contract.ts"
import type { Checkpoint, HelpJob, Reply, TrainJob } from "../job.ts"
import { pack, unpack } from "../wire.ts"
import type { AnyTraining } from "./kernel.ts"
import type { ProgressChannel } from "./progress-channel.ts"
import { reporter } from "./progress-channel.ts"
import * as Team from "./team.ts"

/** Whether the state is one at which the training ends, or is to be judged. */
const isAt = (kernel: AnyTraining, config: unknown, state: unknown, to: number): boolean => {
  if (to === 1) return false
  if (kernel.progress === undefined) throw new TypeError("the kernel does not say how far a training is")
  return kernel.progress(config, state) >= to
}

/** The messages of the next round; none once done, or at the rung. */
const scatter = (kernel: AnyTraining, config: unknown, state: unknown, to: number) => {
  if (kernel.done(config, state) || isAt(kernel, config, state, to)) return []
  const messages = kernel.scatter(config, state)
  if (messages.length === 0)
    throw new RangeError("scatter returned no message although the training is not done")
  return messages
}

export const standing = ({ progress, tells }: AnyTraining, config: unknown, state: unknown): Standing =>
  tells?.(config, state) ?? (progress === undefined ? {} : { share: progress(config, state) })

export const train = async (
  kernel: AnyTraining,
  prepared: Opaque,
  job: TrainJob,
  channel: ProgressChannel
): Promise<Reply> => {
  const started = performance.now()
  const elapsed = () => (performance.now() - started) / 1000
  const report = reporter(channel)
  const leader = Team.lead(job.team, (message) => kernel.work(job.config, message, prepared))
  const share = async (messages: ReadonlyArray<Opaque>): Promise<ReadonlyArray<Opaque>> => {
    const contributions = await leader.round(messages)
    if (contributions.length < messages.length) throw new Interruption.Stopped()
    return contributions
  }
  try {
    let state = job.after === undefined ? kernel.start(job.config, job.key) : unpack(job.after.bytes)
    let next = job.after === undefined ? 0 : job.after.next
    const checkpoint = (): Checkpoint => ({ next, bytes: pack(state) })
    let messages = scatter(kernel, job.config, state, job.to)
    while (messages.length > 0 && !channel.isStopped() && elapsed() < job.seconds) {
      const { config } = job
      const contributions = await leader.round(messages)
      const isWhole = contributions.length === messages.length
      if (!isWhole && (contributions.length === 0 || kernel.isDivisible?.(config, state) !== true)) break
      const stepped = await Interruption.orNothing(() =>
        kernel.step(config, state, contributions, prepared, share)
      )
      if (stepped === undefined) break
      state = stepped.value
      next++
      messages = scatter(kernel, config, state, job.to)
      if (messages.length > 0)
        await report(() => ({ ...checkpoint(), standing: standing(kernel, config, state) }))
    }
    return { _tag: "Folded", checkpoint: checkpoint(), done: messages.length === 0, seconds: elapsed() }
  } finally {
    leader.end()
  }
}

export const help = async (
  kernel: AnyTraining,
  prepared: Opaque,
  { claims, config, leader, place }: HelpJob,
  channel: ProgressChannel
): Promise<Reply> => {
  await Team.help(claims, place, leader, (message) => kernel.work(config, message, prepared), channel)
  return { _tag: "Helped" }
}
