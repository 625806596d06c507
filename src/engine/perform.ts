/**
 * What a thread does with a job, whichever thread it is. Free of Effect: workers load this module.
 *
 * A job is a fold that can be stopped between two steps and continued later from where it was, on any thread, with
 * the same bits: a sampling task folds grains, a training folds rounds. What it has so far is its frame.
 */
import type { MessagePort } from "node:worker_threads"
import type { BackendName } from "../accelerator/backend.ts"
import type { Key } from "../domain/random/key.ts"
import type { Kernel, Opaque, SamplingKernel, TrainingKernel } from "../simulation/contract.ts"
import * as Act from "./act.ts"
import type { Line } from "./beat.ts"
import { beat } from "./beat.ts"
import * as Team from "./team.ts"
import * as Ready from "./thread/ready.ts"
import { pack, unpack } from "./wire.ts"

type AnySampling = SamplingKernel<Opaque, Opaque, Opaque>
type AnyTraining = TrainingKernel<Opaque, Opaque, Opaque, Opaque, Opaque, Opaque>

export interface Common {
  readonly simulation: string
  readonly config: unknown
  readonly backend: BackendName
}

/** Replicates `from` to `to`, `grain` at a time, continuing after the frame `after` where there is one. */
export interface SampleJob extends Common {
  readonly kind: "sample"
  readonly key: Key
  readonly from: number
  readonly to: number
  readonly grain: number
  readonly after: Frame | undefined
}

/** Whole rounds of a training, led by one thread, until done or until `seconds` have passed. */
export interface TrainJob extends Common {
  readonly kind: "train"
  readonly key: Key
  readonly after: Frame | undefined
  readonly seconds: number
  readonly team: Team.Team
}

/** Messages of rounds that another thread leads, until it ends. */
export interface HelpJob extends Common {
  readonly kind: "help"
  readonly claims: Team.Claims
  readonly leader: MessagePort
}

export type Job = SampleJob | TrainJob | HelpJob | Act.Job

/** What of a job belongs to the thread that does it alone. */
export const transferred = (job: Job): ReadonlyArray<MessagePort> =>
  job.kind === "train" ? job.team.helpers : job.kind === "help" ? [job.leader] : []

/** What a fold has so far: the tally of replicates up to `next`, or the state after `next` rounds (or steps). */
export interface Frame {
  readonly next: number
  readonly bytes: Uint8Array
}

export type Reply =
  | { readonly _tag: "Folded"; readonly frame: Frame; readonly done: boolean; readonly seconds: number }
  | { readonly _tag: "Helped" }
  | Act.Reply
  | { readonly _tag: "Crashed"; readonly message: string; readonly stack: string }

const sample = async (kernel: AnySampling, prepared: Opaque, job: SampleJob, line: Line): Promise<Reply> => {
  const started = performance.now()
  const onBeat = beat(line)
  let tally = job.after === undefined ? kernel.empty : unpack(job.after.bytes)
  let next = job.after === undefined ? job.from : job.after.next
  const frame = (): Frame => ({ next, bytes: pack(tally) })
  while (next < job.to && !line.stopped()) {
    const to = Math.min(job.to, next + job.grain)
    tally = kernel.combine(tally, await kernel.sample(job.config, { key: job.key, from: next, to }, prepared))
    next = to
    if (next < job.to) await onBeat(frame)
  }
  return {
    _tag: "Folded",
    frame: frame(),
    done: next === job.to,
    seconds: (performance.now() - started) / 1000
  }
}

const train = async (kernel: AnyTraining, prepared: Opaque, job: TrainJob, line: Line): Promise<Reply> => {
  const started = performance.now()
  const elapsed = () => (performance.now() - started) / 1000
  const onBeat = beat(line)
  const leader = Team.lead(job.team, (message) => kernel.work(job.config, message, prepared))
  try {
    let state = job.after === undefined ? kernel.start(job.config, job.key) : unpack(job.after.bytes)
    let next = job.after === undefined ? 0 : job.after.next
    const frame = (): Frame => ({ next, bytes: pack(state) })
    let messages = scatter(kernel, job.config, state)
    while (messages.length > 0 && !line.stopped() && elapsed() < job.seconds) {
      state = await kernel.step(job.config, state, await leader.round(messages), prepared)
      next++
      messages = scatter(kernel, job.config, state)
      if (messages.length > 0) await onBeat(frame)
    }
    return { _tag: "Folded", frame: frame(), done: messages.length === 0, seconds: elapsed() }
  } finally {
    leader.end()
  }
}

const help = async (kernel: AnyTraining, prepared: Opaque, job: HelpJob, line: Line): Promise<Reply> => {
  await Team.help(job.claims, job.leader, (message) => kernel.work(job.config, message, prepared), line)
  return { _tag: "Helped" }
}

/** The messages of the next round; none once done. */
const scatter = (kernel: AnyTraining, config: unknown, state: unknown) => {
  if (kernel.done(config, state)) return []
  const messages = kernel.scatter(config, state)
  if (messages.length === 0)
    throw new RangeError("scatter returned no message although the training is not done")
  return messages
}

/** Whatever was thrown, as text; an object without a prototype has none of its own. */
const textOf = (cause: unknown): string => {
  try {
    return String(cause)
  } catch {
    return "an object that cannot be shown"
  }
}

/** The reply to a job that threw `cause`. */
export const crashed = (cause: unknown): Reply => {
  const error = cause instanceof Error ? cause : new Error(textOf(cause))
  return { _tag: "Crashed", message: `${error.name}: ${error.message}`, stack: error.stack ?? "" }
}

const wrongKind = (job: Job, kernel: Kernel): never => {
  throw new TypeError(
    `the kernel of "${job.simulation}" is a ${kernel.kind} kernel; the job is "${job.kind}"`
  )
}

/** One a thread: it keeps the kernels it has loaded, the backends it has opened, and what kernels have prepared. */
export const makePerformer = (): ((job: Job, line: Line) => Promise<Reply>) => {
  const ready = Ready.make()
  const dispatch = async (job: Job, line: Line): Promise<Reply> => {
    const { kernel, prepared } = await ready(job)
    if (job.kind === "sample") {
      return kernel.kind === "sampling" ? sample(kernel, prepared, job, line) : wrongKind(job, kernel)
    }
    if (kernel.kind !== "training") return wrongKind(job, kernel)
    if (job.kind === "train") return train(kernel, prepared, job, line)
    if (job.kind === "help") return help(kernel, prepared, job, line)
    return Act.perform(kernel, prepared, job, line)
  }
  // A crash is data: an error that crosses threads loses its class.
  return (job, line) => dispatch(job, line).catch(crashed)
}
