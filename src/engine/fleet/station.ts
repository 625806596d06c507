/**
 * A machine that works for coordinators, one run after the other: it hears which runs there are, shows one of them that its
 * bits are the same, and takes errands from that run's queue, one for each of its threads. What it executes is its own: of a
 * simulation only the name, a config and a range of replicates come from elsewhere.
 *
 * It holds an errand by saying so to the queue three times a lease; it hands frames home every two seconds, and the reply at the end.
 * When it is asked to end, what it has so far goes home first, and it costs the task nothing.
 */
import { setTimeout } from "node:timers/promises"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type { Simulation } from "../../simulation/contract.ts"
import type { Checkpoint } from "../job.ts"
import type { Listener, Pool, WorkerLost } from "../pool.ts"
import { reasonOf } from "../reason.ts"
import * as Asking from "./asking.ts"
import type { Connection } from "./connection.ts"
import * as Delivery from "./delivery.ts"
import * as Errand from "./errand.ts"
import type * as Lead from "./lead.ts"
import * as Message from "./message.ts"
import type { Waiting } from "./waiting.ts"

export type Run = Extract<Message.Call, { readonly _tag: "Run" }>

/** What a thread is at. */
export interface Slot {
  readonly thread: number
  errand: string | null
  at: number
  heard: number | null
  jobs: number
}

export interface Serving {
  readonly connection: Connection
  readonly pool: Pool["Service"]
  readonly lead: ReturnType<typeof Lead.make>
  readonly simulation: Simulation
  readonly run: Run
  /** Its own name among stations. */
  readonly id: string
  readonly slots: ReadonlyArray<Slot>
  readonly ask: Asking.Ask
  readonly waiting: Waiting
  /** Whether the coordinator has ended, or knows this station no longer. */
  readonly isOver: () => boolean
  readonly over: (why: string) => void
  /** Aborted when the station shall end. */
  readonly leaving: AbortSignal
  /** What stops errands by their ids, while they are under way. */
  readonly stops: Map<string, () => void>
  /** Once for each errand. */
  readonly onErrand: () => void
}

/** Between two frames of an errand. */
const frameMilliseconds = 2000

/** A frame that takes long to carry home is followed by the next one after so many times that. */
const rest = 10

/** How long a fetch waits at the server before it asks anew; and so long it may take until a station ends that has nothing to do. */
const fetchMilliseconds = 1000

/** What came of a fiber: a reply, or nothing where it was stopped. */
const replyOf = (exit: Exit.Exit<Message.Reply, WorkerLost>): Message.Reply | undefined => {
  if (Exit.isSuccess(exit)) return exit.value
  if (Cause.hasInterruptsOnly(exit.cause)) return undefined
  const error = Cause.squash(exit.cause)
  if (error instanceof Error && "_tag" in error && error._tag === "WorkerLost")
    return {
      _tag: "Lost",
      reason: error.message || String((error as WorkerLost).reason),
      at: (error as WorkerLost).at
    }
  return {
    _tag: "Crashed",
    message: reasonOf(error),
    stack: error instanceof Error ? (error.stack ?? "") : ""
  }
}

/** Of a bundle, too: whatever a pool replies to what travels. */
const travelled = (reply: { readonly _tag: string }): Message.Reply => {
  if (reply._tag === "Folded" || reply._tag === "Bundled" || reply._tag === "Crashed")
    return reply as Message.Reply
  throw new TypeError(`a ${reply._tag} reply does not travel`)
}

const perform = async (
  serving: Serving,
  slot: Slot,
  delivered: Delivery.Delivered,
  config: (text: string) => unknown
): Promise<void> => {
  const { ask, id: station, leaving, lead, run, simulation, stops } = serving
  const { session, lease } = run
  const errand = Message.errand(delivered.bytes)
  if (errand === undefined || errand.session !== session) return delivered.drop()
  const { id } = errand
  const common = { session, station, errand: id }
  const giveBack = async (why: string | null, checkpoints: ReadonlyMap<number, Checkpoint> = new Map()) => {
    const answer = await ask({ _tag: "Left", ...common, why, checkpoints: [...checkpoints] })
    delivered.drop()
    if (answer._tag === "Stranger" || answer._tag === "Refused")
      serving.over(answer._tag === "Refused" ? answer.why : "")
  }
  if (leaving.aborted) return giveBack(null)
  const held = setInterval(() => delivered.working(), (1000 * lease) / 3)
  try {
    let { body } = errand
    // The queue has not heard of it for a while: another thread here is at it.
    if (stops.has(id)) return delivered.later(lease)
    if (errand.isAsked || delivered.isRedelivered) {
      const answer = await ask({ _tag: "Begin", ...common, isRedelivered: delivered.isRedelivered })
      if (answer._tag === "Later") return delivered.later(lease)
      if (answer._tag !== "Go") return delivered.drop()
      if (body === null) {
        const whole = await Asking.pieces(ask, common, answer.bytes)
        body = (whole && Message.body(whole)) ?? null
        if (body === null) return giveBack(null)
      }
    }
    if (body === null) return delivered.drop()
    const job = Errand.unpack(errand, body, config)
    const latest = new Map<number, Checkpoint>()
    const controller = new AbortController()
    const stop = (): void => controller.abort()
    leaving.addEventListener("abort", stop)
    stops.set(id, stop)
    let frame: Promise<void> | undefined
    let due = performance.now() + frameMilliseconds
    const sendFrame = async (at: number, checkpoint: Checkpoint): Promise<void> => {
      const began = performance.now()
      const answer = await ask(
        { _tag: "Frame", ...common, at, checkpoint },
        () => serving.isOver() || controller.signal.aborted
      )
      const now = performance.now()
      due = now + Math.max(frameMilliseconds, rest * (now - began))
      if (answer._tag !== "On") stop()
    }
    const keep = (checkpoint: Checkpoint, at: number): void => {
      latest.set(at, checkpoint)
      slot.at = at
      slot.heard = performance.now()
    }
    const listener: Listener = {
      task: () => id,
      onCheckpoint: (checkpoint, at) => {
        keep(checkpoint, at)
        if (frame !== undefined || performance.now() < due) return
        // One that is too large to be sent is left out: the reply, which is as large, says so.
        frame = sendFrame(at, checkpoint)
          .catch(() => {})
          .finally(() => {
            frame = undefined
          })
      },
      onStopped: keep
    }
    Object.assign(slot, { errand: id, at: 0, heard: performance.now() })
    const work = Effect.map(lead(simulation, job, listener), travelled)
    const exit = await Effect.runPromiseExit(work, { signal: controller.signal })
    leaving.removeEventListener("abort", stop)
    stops.delete(id)
    await frame
    const reply = replyOf(exit)
    if (reply === undefined) return await giveBack(null, latest)
    const answer = await ask({ _tag: "Done", ...common, reply })
    delivered.drop()
    slot.jobs++
    serving.onErrand()
    if (answer._tag === "Stranger" || answer._tag === "Refused")
      serving.over(answer._tag === "Refused" ? answer.why : "")
  } catch (cause) {
    await giveBack(`the station cannot do what it was asked for: ${reasonOf(cause)}`)
  } finally {
    clearInterval(held)
    Object.assign(slot, { errand: null, heard: null })
  }
}

/** One errand after the other, until the run is over or the station shall end. */
const take = async (serving: Serving, slot: Slot, config: (text: string) => unknown): Promise<void> => {
  const { connection, isOver, leaving, run, waiting } = serving
  while (!isOver() && !leaving.aborted) {
    try {
      const delivered = await Delivery.next(connection, run, fetchMilliseconds, waiting)
      if (delivered !== undefined) await perform(serving, slot, delivered, config)
    } catch {
      // The queue is not there: the server is away, or about to have a new one.
      await setTimeout(500)
    }
  }
}

/** On all threads. */
export const serve = async (serving: Serving): Promise<void> => {
  const config = Errand.configs(serving.simulation)
  await Promise.all(serving.slots.map((slot) => take(serving, slot, config)))
}
