/** Errands on their way into the queue, and again into a new one where the server has lost it. */
import * as Errand from "./errand.ts"
import * as Message from "./message.ts"
import * as Obstacle from "./obstacle.ts"
import type { Posted } from "./posted.ts"
import type { Queue } from "./queue.ts"
import type { Session } from "./session.ts"
import type { Waiting } from "./waiting.ts"

export interface Setting {
  readonly queue: Queue
  /** All that are under way, by their ids. */
  readonly errands: ReadonlyMap<string, Posted>
  /** Bytes of a message. */
  readonly room: number
  /** What the server says against an errand, each reason once until it takes one. */
  readonly tell: (why: string) => void
  readonly session: () => Session | undefined
  /** For the server; ended when it is lost. */
  readonly waiting: Waiting
  /** Whether the server is not there. */
  readonly isAway: () => boolean
}

export interface Dispatch {
  readonly send: (errand: Posted) => Promise<void>
  /** The queue is there, and has what it should. */
  readonly look: () => Promise<void>
}

export const make = ({
  queue,
  errands,
  room,
  tell,
  session: sessionNow,
  waiting,
  isAway
}: Setting): Dispatch => {
  let isLooking = false
  let isToLook = false
  let told: string | undefined

  /** A server that is away, or has lost the queue, says nothing; the next look finds that out. */
  const hear = (cause: unknown): void => {
    const why = Obstacle.objection(cause)
    if (why === undefined || why === told) return
    told = why
    tell(`${why}; what is left waits until it takes it`)
  }

  /** What has been in a queue before is asked about first by whoever gets it, for somebody may be at it. */
  const send = async (errand: Posted): Promise<void> => {
    const session = sessionNow()
    if (errand.isSending || session === undefined) return
    errand.isSending = true
    const { id, isAsked, job } = errand
    const body = Errand.pack(job, session.text)
    const common = { id, session: session.id, simulation: session.name, backend: session.backend }
    let bytes = Message.pack({ ...common, isAsked, body })
    if (bytes.length > room) {
      errand.packed = Message.pack(body)
      bytes = Message.pack({ ...common, isAsked: true, body: null })
    }
    errand.isAsked = true
    try {
      const place = await waiting.on(queue.put(session.id, bytes))
      if (place === undefined) return
      told = undefined
      if (errands.get(id) === errand) errand.place = place
      else await queue.drop(place)
    } catch (cause) {
      hear(cause)
    } finally {
      errand.isSending = false
    }
  }

  const look = async (): Promise<void> => {
    isToLook = isLooking
    if (isLooking || isAway()) return
    isLooking = true
    try {
      if (await waiting.on(queue.ensure(sessionNow()?.id)))
        for (const errand of errands.values()) errand.place = undefined
      for (const errand of errands.values()) if (errand.place === undefined) await send(errand)
    } catch (cause) {
      hear(cause)
    } finally {
      isLooking = false
    }
    if (isToLook) await look()
  }
  return { send, look }
}
