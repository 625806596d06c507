/**
 * All that crosses between the main thread and those that work for it: what is asked for, what comes back on the way
 * and at the end. Data and its constructors, free of Effect: workers load this module.
 *
 * A job is a fold that can be stopped between two steps and continued later from where it was, on any thread, with
 * the same bits: a sampling task folds grains, a training folds rounds. What it has so far is its checkpoint.
 */
import type { MessagePort } from "node:worker_threads"
import type { BackendName } from "../accelerator/backend.ts"
import { nothingLeft } from "../domain/exhaustive.ts"
import type { Key } from "../domain/random/key.ts"
import { Uncomputable } from "../domain/uncomputable.ts"
import type { Opaque, Standing } from "../simulation/contract.ts"
import type { Control } from "./control.ts"

/** Of which simulation a job is, at which config, on which backend. */
export interface Subject {
  readonly simulation: string
  readonly config: unknown
  readonly backend: BackendName
}

/** What a fold has so far: the tally of replicates up to `next`, or the state after `next` rounds (or updates). */
export interface Checkpoint {
  readonly next: number
  /** Packed; empty where actors only say how far they are, for their state is in the memory that they share. */
  readonly bytes: Uint8Array
  /** For those who watch; it is kept nowhere. */
  readonly standing?: Standing
}

/** Replicates `from` to `to`, `grain` at a time, continuing after the checkpoint `after` where there is one. */
export interface SampleJob extends Subject {
  readonly kind: "sample"
  readonly key: Key
  readonly from: number
  readonly to: number
  readonly grain: number
  readonly after: Checkpoint | undefined
}

/**
 * Small tasks, one after the other: a message of its own for each would cost more than the tasks. When `seconds` have
 * passed, those that have not begun are left.
 */
export interface BundleJob {
  readonly kind: "bundle"
  readonly jobs: ReadonlyArray<SampleJob>
  readonly seconds: number
}

/** Whole rounds of a training, led by one thread, until done or at its rung, or until `seconds` have passed. */
export interface TrainJob extends Subject {
  readonly kind: "train"
  readonly key: Key
  readonly after: Checkpoint | undefined
  readonly seconds: number
  /** The share of the training behind which it ends; 1: its end. */
  readonly to: number
  /** Undefined where nobody helps; the job is then plain data, as a sample job is. */
  readonly team: Team | undefined
}

/** Messages of rounds that another thread leads, until it ends. */
export interface HelpJob extends Subject {
  readonly kind: "help"
  readonly claims: Claims
  /** Which of the helpers it is, from 0. */
  readonly place: number
  readonly leader: MessagePort
}

/** Starts a training, or continues it after a checkpoint, in memory that threads share. */
export interface ShareJob extends Subject {
  readonly kind: "share"
  readonly key: Key
  readonly after: Checkpoint | undefined
}

/** Milliseconds of a clock that all threads of this process share and that nobody sets. */
export const steady = (): number => Number(process.hrtime.bigint() / 1_000_000n)

/** The actors named, in turn, until there is nothing left to do or the time is up. */
export interface ActJob extends Subject {
  readonly kind: "act"
  readonly shared: Shared
  readonly actors: ReadonlyArray<number>
  /** By {@link steady}. */
  readonly until: number
}

/** The state that the memory holds, as a checkpoint. */
export interface ReadJob extends Subject {
  readonly kind: "read"
  readonly shared: Shared
}

export type Job = SampleJob | BundleJob | TrainJob | HelpJob | ShareJob | ActJob | ReadJob

/** What all actors of a training have in common. */
export interface Shared {
  /** The kernel's. */
  readonly memory: Opaque
  /** One number: the updates so far, from the start of the training. */
  readonly updates: BigInt64Array<SharedArrayBuffer>
  readonly actors: number
}

/**
 * Of all messages since a team began, how many have been claimed; then for each helper the number of the message that it is at,
 * and 1: 0 is none.
 */
export type Claims = Int32Array<SharedArrayBuffer>

/** The leader's end of a team: one port a helper. */
export interface Team {
  readonly claims: Claims
  readonly helpers: ReadonlyArray<MessagePort>
}

/** Messages `from`, `from` + 1, ... since the team began: a round, from the leader to its helpers. */
export interface Round {
  readonly from: number
  readonly messages: ReadonlyArray<Opaque>
}

/** What a helper has made of a message, for its leader. */
export interface Contribution {
  readonly number: number
  /** Undefined where the helper failed. */
  readonly value: Opaque
}

/** To a sample or a train job. */
export interface Folded {
  readonly _tag: "Folded"
  readonly checkpoint: Checkpoint
  readonly done: boolean
  readonly seconds: number
}

export type Reply =
  | Folded
  /** To a bundle: of each task that was begun. */
  | { readonly _tag: "Bundled"; readonly replies: ReadonlyArray<Folded | Crashed>; readonly seconds: number }
  | { readonly _tag: "Helped" }
  | { readonly _tag: "Shared"; readonly shared: Shared }
  /** Whether there is more for actors to do. */
  | { readonly _tag: "Acted"; readonly more: boolean }
  | { readonly _tag: "Read"; readonly checkpoint: Checkpoint }
  | Stopped
  | Crashed

/** To any job that was stopped before it had anything to hand home. */
export interface Stopped {
  readonly _tag: "Stopped"
}

/** The simulation threw. As data, because an error that crosses threads loses its class. */
export interface Crashed {
  readonly _tag: "Crashed"
  readonly message: string
  readonly stack: string
  /** It is no bug: the values of the point have no answer. */
  readonly uncomputable?: true
  /** Where all of a bundle came to nothing: the place of the task that it was at, if it had begun. */
  readonly at?: number | undefined
}

/** A job on its way to a worker. */
export interface Call {
  readonly job: Job
  /** Names the job in its messages. */
  readonly id: number
  readonly control: Control
}

/** From a worker, before its reply: a checkpoint of a running job, packed; or that it has loaded its modules. */
export type Message =
  | {
      readonly kind: "checkpoint"
      readonly job: number
      /** The place of the task in a bundle. */
      readonly at: number
      readonly bytes: Uint8Array<ArrayBuffer>
    }
  | { readonly kind: "up"; readonly thread: number }

export const claims = (helpers = 0): Claims =>
  new Int32Array(new SharedArrayBuffer((1 + helpers) * Int32Array.BYTES_PER_ELEMENT))

/** What of a job belongs to the thread that does it alone. */
export const transferred = (job: Job): ReadonlyArray<MessagePort> => {
  switch (job.kind) {
    case "train":
      return job.team?.helpers ?? []
    case "help":
      return [job.leader]
    case "sample":
    case "bundle":
    case "share":
    case "act":
    case "read":
      return []
    default:
      return nothingLeft(job, "kind of job")
  }
}

/** Whatever was thrown, as text; an object without a prototype has none of its own. */
const textOf = (cause: unknown): string => {
  try {
    return String(cause)
  } catch {
    return "an object that cannot be shown"
  }
}

interface Thrown {
  readonly name: string
  readonly message: string
  readonly stack: string
  readonly uncomputable: boolean
}

/** Name, message and stack as they are: code of a simulation may have made them anything, and reading them may throw. */
const errorOf = (cause: unknown): Thrown => {
  try {
    if (cause instanceof Error) {
      const { name, message, stack = "" } = cause
      const uncomputable = cause instanceof Uncomputable
      return { name: String(name), message: String(message), stack: String(stack), uncomputable }
    }
  } catch {
    // As any other object.
  }
  const { name, message, stack = "" } = new Error(textOf(cause))
  return { name, message, stack, uncomputable: false }
}

/** The reply to a job that threw `cause`. */
export const crashed = (cause: unknown): Crashed => {
  const { name, message, stack, uncomputable } = errorOf(cause)
  if (uncomputable) return { _tag: "Crashed", message, stack: "", uncomputable }
  // Of a DOMException that has crossed threads (what could not be cloned) nothing but the stack is left.
  const said = message === "" ? stack.split("\n", 1)[0] : ""
  return { _tag: "Crashed", message: said || `${name}: ${message}`, stack }
}
