/** What a thread does with a job, whichever thread it is. Free of Effect: workers load this module. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Interruption from "../../domain/interruption.ts"
import type { Kernel } from "../../simulation/contract.ts"
import type { BundleJob, Crashed, Folded, Job, Reply, SampleJob, Stopped } from "../job.ts"
import { crashed } from "../job.ts"
import * as Actors from "./actors.ts"
import type { AnySampling, AnyTraining } from "./kernel.ts"
import type { ProgressChannel } from "./progress-channel.ts"
import * as Ready from "./ready.ts"
import * as Rounds from "./rounds.ts"
import { sample } from "./sample.ts"
import * as Stray from "./stray.ts"

const wrongKind = (job: Exclude<Job, BundleJob>, kernel: Kernel): TypeError =>
  new TypeError(`the kernel of "${job.simulation}" is a ${kernel.kind} kernel; the job is "${job.kind}"`)

const sampling = (kernel: Kernel, job: SampleJob): AnySampling => {
  if (kernel.kind !== "sampling") throw wrongKind(job, kernel)
  return kernel
}

const training = (kernel: Kernel, job: Exclude<Job, BundleJob>): AnyTraining => {
  if (kernel.kind !== "training") throw wrongKind(job, kernel)
  return kernel
}

const ended = (cause: unknown): Crashed | Stopped =>
  cause instanceof Interruption.Stopped ? { _tag: "Stopped" } : crashed(cause)

/** Resolves with a crash where the simulation throws; never rejects. Whatever it calls hears of the wish to stop. */
export type Perform = (job: Job, channel: ProgressChannel) => Promise<Reply>

/** One a thread: it keeps the kernels it has loaded, the backends it has opened, and what kernels have prepared. */
export const make = (): Perform => {
  const ready = Ready.make()
  const fold = async (job: SampleJob, channel: ProgressChannel): Promise<Folded> => {
    const { kernel, prepared } = await ready(job)
    return sample(sampling(kernel, job), prepared, job, channel)
  }
  /** One task after the other. One that throws is the last: it may have left behind what the next is not to blame for. */
  const bundle = async ({ jobs, seconds }: BundleJob, channel: ProgressChannel): Promise<Reply> => {
    const started = performance.now()
    const elapsed = () => (performance.now() - started) / 1000
    const replies: Array<Folded | Crashed> = []
    for (const [at, job] of jobs.entries()) {
      if (at > 0 && (channel.isStopped() || elapsed() > seconds)) break
      channel.begin(at)
      const reply = await Stray.owned(job, () => fold(job, channel)).catch(ended)
      if (reply._tag === "Stopped") break
      replies.push(reply)
      if (reply._tag === "Crashed") break
    }
    return { _tag: "Bundled", replies, seconds: elapsed() }
  }
  const perform = async (job: Exclude<Job, BundleJob>, channel: ProgressChannel): Promise<Reply> => {
    const { kernel, prepared } = await ready(job)
    switch (job.kind) {
      case "sample":
        return sample(sampling(kernel, job), prepared, job, channel)
      case "train":
        return Rounds.train(training(kernel, job), prepared, job, channel)
      case "help":
        return Rounds.help(training(kernel, job), prepared, job, channel)
      case "share":
        return Actors.share(training(kernel, job), prepared, job)
      case "act":
        return Actors.act(training(kernel, job), prepared, job, channel)
      case "read":
        return Actors.read(training(kernel, job), job)
      default:
        return nothingLeft(job, "kind of job")
    }
  }
  const any = (job: Job, channel: ProgressChannel): Promise<Reply> => {
    switch (job.kind) {
      case "bundle":
        return bundle(job, channel)
      case "sample":
      case "train":
      case "help":
      case "share":
      case "act":
      case "read":
        return Stray.owned(job, () => perform(job, channel))
      default:
        return nothingLeft(job, "kind of job")
    }
  }
  return (job, channel) => Interruption.during(channel.isStopped, () => any(job, channel)).catch(ended)
}
