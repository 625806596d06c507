/** An errand at the coordinator: a job that was asked of the fleet, until its reply is home. */
import { randomBytes } from "node:crypto"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Checkpoint, Reply } from "../job.ts"
import type { Listener } from "../pool.ts"
import * as Errand from "./errand.ts"
import type * as Message from "./message.ts"

/** How it ended: by a reply; by the death of whoever was at it; or because it was asked to stop. */
export type End =
  | { readonly kind: "reply"; readonly reply: Reply }
  | { readonly kind: "lost"; readonly reason: string; readonly at: number }
  | { readonly kind: "stopped" }

export interface Posted {
  readonly id: string
  readonly listener: Listener
  /** As it goes on from what is known of it. */
  job: Errand.Travelling
  /** What its tasks have so far, by their places. */
  readonly latest: Map<number, Checkpoint>
  /** In the queue; undefined while it is not there. */
  place: number | undefined
  isSending: boolean
  /** Whoever gets it asks first: it has been in a queue before. */
  isAsked: boolean
  /** All of it, where it is too large for the queue. */
  packed: Uint8Array | undefined
  /** The station that was last heard of it. */
  holder: string | undefined
  /** The task of a bundle that the holder is at. */
  at: number
  isStopping: boolean
  readonly end: (end: End) => void
}

export const nameOf = (): string => randomBytes(12).toString("base64url")

export const make = (job: Errand.Travelling, listener: Listener, end: (end: End) => void): Posted => ({
  id: nameOf(),
  listener,
  job,
  latest: new Map(),
  place: undefined,
  isSending: false,
  isAsked: false,
  packed: undefined,
  holder: undefined,
  at: 0,
  isStopping: false,
  end
})

/** Tasks of it. */
const sizeOf = ({ job }: Posted): number => {
  switch (job.kind) {
    case "sample":
    case "train":
      return 1
    case "bundle":
      return job.jobs.length
    default:
      return nothingLeft(job, "kind of job")
  }
}

/** What a station says that a task has so far; whether it can be. */
export const note = (posted: Posted, at: number, checkpoint: Checkpoint): boolean => {
  if (at >= sizeOf(posted) || posted.listener.accepts?.(checkpoint, at) !== true) return false
  posted.latest.set(at, checkpoint)
  posted.at = at
  return true
}

/** Which task of it a station says that it is at. */
export const seen = (posted: Posted, station: string, at: number): void => {
  if (at >= sizeOf(posted)) return
  posted.holder = station
  posted.at = at
}

/** What it has so far, for those who asked for it: it is kept, whatever becomes of the rest. */
export const keep = ({ latest, listener }: Posted): void => {
  for (const [at, checkpoint] of latest) listener.onStopped(checkpoint, at)
}

/** It begins again, after what is known of it. */
export const again = (posted: Posted): void => {
  posted.job = Errand.after(posted.job, posted.latest)
  posted.packed = undefined
  posted.holder = undefined
  posted.place = undefined
}

type Folded = Extract<Message.Reply, { readonly _tag: "Folded" }>

const isFolded = ({ listener }: Posted, { checkpoint, done }: Folded, at: number): boolean =>
  done && listener.accepts?.(checkpoint, at) === true

/** How a reply ends it; undefined where it is none to this errand. */
export const endOf = (posted: Posted, reply: Message.Reply): End | undefined => {
  const { job } = posted
  switch (reply._tag) {
    case "Folded":
      return job.kind !== "bundle" && isFolded(posted, reply, 0) ? { kind: "reply", reply } : undefined
    case "Bundled": {
      const { replies } = reply
      const fits =
        job.kind === "bundle" &&
        replies.length > 0 &&
        replies.length <= job.jobs.length &&
        replies.every((each, at) => each._tag === "Crashed" || isFolded(posted, each, at))
      return fits ? { kind: "reply", reply } : undefined
    }
    case "Crashed":
      return (reply.at ?? 0) < sizeOf(posted) ? { kind: "reply", reply } : undefined
    case "Lost":
      return reply.at < sizeOf(posted) ? { kind: "lost", reason: reply.reason, at: reply.at } : undefined
    default:
      return nothingLeft(reply, "reply")
  }
}
