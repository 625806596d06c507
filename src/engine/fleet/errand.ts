/** A job on its way to a station, and back: plain data, with configs as the texts that name points. */
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as Decoder from "../config/decoder.ts"
import * as Declared from "../config/parameter.ts"
import type { BundleJob, Checkpoint, Job, SampleJob, TrainJob } from "../job.ts"
import { canonical, type Json } from "../study.ts"
import type * as Message from "./message.ts"

/** What can be asked of a station. */
export type Travelling = SampleJob | BundleJob | TrainJob

export const travelling = (job: Job): Travelling => {
  switch (job.kind) {
    case "sample":
    case "bundle":
      return job
    case "train":
      if (job.team !== undefined) throw new TypeError("a train job with a team does not travel")
      return job
    case "help":
    case "share":
    case "act":
    case "read":
      throw new TypeError(`a job of the kind "${job.kind}" does not travel`)
    default:
      return nothingLeft(job, "kind of job")
  }
}

/** Of which simulation it is, on which backend. */
export const subjectOf = (job: Travelling) => (job.kind === "bundle" ? job.jobs[0]! : job)

/** The text of a config; tasks of a point share one object, whose text is made once. */
export const texts = ({ config: codec }: Simulation): ((config: unknown) => string) => {
  const encode = Schema.encodeSync(codec)
  let last: { readonly config: unknown; readonly text: string } = { config: undefined, text: "" }
  return (config) => {
    if (last.config !== config) last = { config, text: canonical(encode(config) as Json) }
    return last.text
  }
}

/** The job as it goes on after what its tasks have so far, by their places. */
export const after = (job: Travelling, latest: ReadonlyMap<number, Checkpoint>): Travelling => {
  switch (job.kind) {
    case "sample":
    case "train":
      return { ...job, after: latest.get(0) ?? job.after }
    case "bundle":
      return { ...job, jobs: job.jobs.map((each, at) => ({ ...each, after: latest.get(at) ?? each.after })) }
    default:
      return nothingLeft(job, "kind of job")
  }
}

export const pack = (job: Travelling, text: (config: unknown) => string): Message.Body => {
  const configs: Array<string> = []
  const sample = ({ config, key, from, to, grain, after = undefined }: SampleJob) => {
    const said = text(config)
    if (configs.at(-1) !== said) configs.push(said)
    return { config: configs.length - 1, key, from, to, grain, after: after ?? null }
  }
  switch (job.kind) {
    case "sample":
      return { work: { kind: "sample", job: sample(job) }, configs }
    case "bundle":
      return { work: { kind: "bundle", jobs: job.jobs.map(sample), seconds: job.seconds }, configs }
    case "train":
      return {
        configs: [text(job.config)],
        work: { kind: "train", key: job.key, after: job.after ?? null, to: job.to }
      }
    default:
      return nothingLeft(job, "kind of job")
  }
}

/** Configs that a station remembers. */
const most = 1000

/** A config from its text, as a run that is resumed reads it. Throws an Error for what is none of the simulation's. */
export const configs = (simulation: Simulation): ((text: string) => unknown) => {
  const { decode } = Decoder.make(simulation, Declared.list(simulation))
  const known = new Map<string, unknown>()
  return (text) => {
    const found = known.get(text)
    if (found !== undefined) return found
    const decoded = decode(JSON.parse(text))
    if (Result.isFailure(decoded))
      throw new RangeError(`a config is none of the simulation's: ${decoded.failure[0]?.message ?? ""}`)
    if (known.size >= most) known.clear()
    known.set(text, decoded.success.config)
    return decoded.success.config
  }
}

/** The job that an errand is. Throws as {@link configs} does. */
export const unpack = (
  { simulation, backend }: Pick<Message.Errand, "simulation" | "backend">,
  { configs: texts, work }: Message.Body,
  config: (text: string) => unknown
): Travelling => {
  const decoded = texts.map(config)
  const at = (place: number): unknown => {
    if (place >= decoded.length) throw new RangeError("an errand names a config that it does not have")
    return decoded[place]
  }
  const sample = (job: Extract<Message.Work, { kind: "sample" }>["job"]): SampleJob => ({
    kind: "sample",
    simulation,
    backend,
    ...job,
    config: at(job.config),
    after: job.after ?? undefined
  })
  switch (work.kind) {
    case "sample":
      return sample(work.job)
    case "bundle":
      return { kind: "bundle", jobs: work.jobs.map(sample), seconds: work.seconds }
    case "train":
      return {
        kind: "train",
        simulation,
        backend,
        config: at(0),
        key: work.key,
        after: work.after ?? undefined,
        seconds: Number.POSITIVE_INFINITY,
        to: work.to,
        team: undefined
      }
    default:
      return nothingLeft(work, "kind of work")
  }
}
