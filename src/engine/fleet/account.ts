/** What stations say of an errand, and what becomes of it by that: the first good word settles it. */
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Dispatch } from "./dispatch.ts"
import type * as Message from "./message.ts"
import * as Posted from "./posted.ts"
import type { Queue } from "./queue.ts"
import type { Roster } from "./roster.ts"

export interface Setting {
  /** All that are under way, by their ids. */
  readonly errands: Map<string, Posted.Posted>
  readonly roster: Roster
  readonly queue: Queue
  readonly dispatch: Dispatch
  /** Seconds that a station may be silent. */
  readonly lease: number
  /** Sends a station away. */
  readonly dismiss: (station: string, why: string) => Message.Answer
}

/** Errands that were taken from silent stations are remembered, so that it can be told when there is still a word of them. */
const mostLost = 1000

export const make = ({ errands, roster, queue, dispatch, lease, dismiss }: Setting) => {
  const settle = (errand: Posted.Posted, end: Posted.End): void => {
    if (!errands.delete(errand.id)) return
    errand.end(end)
  }

  /** The tasks of errands whose stations were silent for too long. */
  const lost = new Map<string, string>()

  /** Of such an errand, the first time: which task that was. */
  const late = (id: string): string | undefined => {
    const task = lost.get(id)
    lost.delete(id)
    return task
  }

  /** Whoever was at it is taken for dead: the task goes on elsewhere, as a new errand. */
  const lose = (errand: Posted.Posted, reason: string, at = errand.at): void => {
    Posted.keep(errand)
    const { place } = errand
    settle(errand, { kind: "lost", reason, at })
    if (place !== undefined) void queue.drop(place)
  }

  const begin = (errand: Posted.Posted, station: string, isRedelivered: boolean): Message.Answer => {
    const { holder } = errand
    if (holder !== undefined && holder !== station && roster.isHeard(holder)) return { _tag: "Later" }
    if (isRedelivered || (holder !== undefined && holder !== station)) {
      const label = holder === undefined ? undefined : roster.find(holder)?.label
      const who = label === undefined ? "the station that took it" : `the station ${label}`
      for (const oldest of lost.keys()) if (lost.size >= mostLost) lost.delete(oldest)
      lost.set(errand.id, errand.listener.task(errand.at))
      lose(errand, `${who} has not been heard for ${lease} s`)
      return { _tag: "Gone" }
    }
    errand.holder = station
    return { _tag: "Go", bytes: errand.packed?.length ?? 0 }
  }

  const left = (
    errand: Posted.Posted,
    { station, why, checkpoints }: Extract<Message.Told, { readonly _tag: "Left" }>
  ): Message.Answer => {
    for (const [at, checkpoint] of checkpoints) Posted.note(errand, at, checkpoint)
    if (errand.isStopping) {
      Posted.keep(errand)
      settle(errand, { kind: "stopped" })
      return { _tag: "On" }
    }
    Posted.keep(errand)
    Posted.again(errand)
    void dispatch.send(errand)
    return why === null ? { _tag: "On" } : dismiss(station, why)
  }

  const done = (errand: Posted.Posted, station: string, reply: Message.Reply): Message.Answer => {
    const end = Posted.endOf(errand, reply)
    if (end === undefined) {
      const label = roster.find(station)?.label
      const answer = dismiss(
        station,
        `the station ${label} sent a result that is none of the task that it was given`
      )
      lose(errand, `the station ${label} sent a result that is none`)
      return answer
    }
    switch (end.kind) {
      case "lost":
        lose(errand, end.reason, end.at)
        break
      case "reply":
      case "stopped":
        settle(errand, end)
        break
      default:
        nothingLeft(end, "end of an errand")
    }
    return { _tag: "On" }
  }

  const frame = (
    errand: Posted.Posted,
    { station, at, checkpoint }: Extract<Message.Told, { readonly _tag: "Frame" }>
  ): Message.Answer => {
    errand.holder = station
    if (Posted.note(errand, at, checkpoint)) errand.listener.onCheckpoint(checkpoint, at)
    return errand.isStopping ? { _tag: "Gone" } : { _tag: "On" }
  }

  return { settle, late, begin, left, done, frame }
}
