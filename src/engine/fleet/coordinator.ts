/**
 * A pool of which each worker is a thread of another machine. The coordinator puts jobs into the queue, answers what stations
 * ask, and is the only one who knows what is done: an errand is settled by its first good reply, and every later word of
 * it is answered with "gone". So a station that died, stalled or lost its way back does no harm.
 *
 * What it has of an errand it has in memory: a reply is acknowledged when it is here, before the journal has it. Nothing can be
 * lost by that, for the journal is the only truth. A coordinator that dies takes its queue with it, and the next one fills
 * a new one from the plan and the journal.
 */
import { hostname } from "node:os"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Simulation } from "../../simulation/contract.ts"
import type { Event } from "../event.ts"
import type { Job, Reply } from "../job.ts"
import type { Listener } from "../pool.ts"
import { WorkerLost } from "../pool.ts"
import { reasonOf } from "../reason.ts"
import * as Account from "./account.ts"
import type * as Address from "./address.ts"
import * as Connection from "./connection.ts"
import * as Dispatch from "./dispatch.ts"
import * as Errand from "./errand.ts"
import * as Message from "./message.ts"
import * as Parcel from "./parcel.ts"
import * as Posted from "./posted.ts"
import * as Queue from "./queue.ts"
import * as Rehearsal from "./rehearsal.ts"
import * as Roster from "./roster.ts"
import * as Session from "./session.ts"
import * as Stranger from "./stranger.ts"
import * as Waiting from "./waiting.ts"

export interface Options {
  readonly address: Address.Address
  /** Names the fleet's queue: that of the run's folder. */
  readonly run: string
  /** For people. */
  readonly name: string
  readonly simulations: ReadonlyMap<string, Simulation>
  /** Seconds that a station may be silent before its errands are given to others. */
  readonly lease: number
}

const tickMilliseconds = 1000

/** Ticks between two looks at whether the server still has the queue: it may have been lost without a word. */
const ticksBetweenLooks = 10

/** How long a station is waited for that shall stop, where one is known to be at it, and where none is. */
const stopMilliseconds = { known: 5000, unknown: 1200 }

export const make = (options: Options, connection: Connection.Connection) => {
  const { run, name, lease, simulations } = options
  const { client, server } = connection
  const subjects = Message.subjectsOf(run)
  const room = Message.roomOf(connection.limit)
  const queue = Queue.make(connection, run, lease)
  const roster = Roster.make()
  const parcels = Parcel.make()
  const waiting = Waiting.make()
  const errands = new Map<string, Posted.Posted>()
  /** Stations that have been sent away, and why. */
  const refused = new Map<string, string>()
  const listeners = new Set<(event: Event) => void>()
  const abort = new AbortController()
  let session: Session.Session | undefined
  let lostAt: number | undefined

  const tell = (event: Event): void => {
    for (const listener of listeners) listener(event)
  }

  const strangers = Stranger.make(tell)

  const call = (message: Message.Call): void => client.publish(Message.calls, Message.pack(message))

  const announce = (): void => {
    if (session === undefined) return
    const { id, name: simulation, backend } = session
    call({ _tag: "Run", run, session: id, name, host: hostname(), simulation, backend, lease })
  }

  const dispatch = Dispatch.make({
    ...{ queue, errands, room, waiting },
    tell: (why) => tell({ _tag: "ServerLost", server, why }),
    session: () => session,
    isAway: () => lostAt !== undefined
  })

  /** @param host of a station that has never been welcome */
  const dismiss = (station: string, why: string, host = station): Message.Answer => {
    const label = roster.leave(station)?.label ?? host
    refused.set(station, why)
    tell({ _tag: "StationRefused", station: label, why })
    return { _tag: "Refused", why }
  }

  const hello = async (
    message: Extract<Message.Told, { readonly _tag: "Hello" }>
  ): Promise<Message.Answer> => {
    const { station, host } = message
    const known = refused.get(station)
    if (known !== undefined) return { _tag: "Refused", why: known }
    if (session === undefined) return { _tag: "Wait" }
    const found = await Session.examined(session, message)
    switch (found.kind) {
      case "prove":
        return Session.asked(session, room)
      case "refused":
        return dismiss(station, found.why, host)
      case "welcome":
        break
      default:
        return nothingLeft(found, "finding about a station")
    }
    const { caution } = found
    const { label, threads, machine } = roster.join(message)
    tell({ _tag: "StationJoined", station: label, host, threads, machine, caution })
    return { _tag: "Welcome", caution }
  }

  const account = Account.make({ errands, roster, queue, dispatch, lease, dismiss })

  const pieceOf = (packed: Uint8Array | undefined, offset: number): Message.Answer => ({
    _tag: "Bytes",
    bytes: packed?.subarray(offset, offset + room) ?? new Uint8Array()
  })

  /** Of whatever the network brings. */
  const answer = async (bytes: Uint8Array): Promise<Message.Answer> => {
    const message = Message.told(bytes)
    if (message === undefined) return strangers.meet(bytes)
    if (message.session !== session?.id) return { _tag: "Stranger" }
    const { station } = message
    // Who says hello is not known yet, and may have more to say, or to hear, than goes into one message.
    if (message._tag === "Hello") return hello(message)
    if (message._tag === "Part") {
      const whole = parcels.take(message)
      return typeof whole === "string" ? { _tag: Parcel.said[whole] } : answer(whole)
    }
    if (message._tag === "Piece" && message.errand === session.id)
      return pieceOf(session.packed, message.offset)
    const heard = roster.hear(station)
    if (heard === undefined) {
      const why = refused.get(station)
      return why === undefined ? { _tag: "Stranger" } : { _tag: "Refused", why }
    }
    if (heard.isBack) back(heard.station)
    if (message._tag === "Bye") {
      roster.leave(station)
      tell({ _tag: "StationLeft", station: heard.station.label, why: "it was asked to end" })
      return { _tag: "On" }
    }
    const errand = errands.get(message.errand)
    if (errand === undefined) {
      const task = account.late(message.errand)
      if (task !== undefined) tell({ _tag: "StationLate", station: heard.station.label, task })
      return { _tag: "Gone" }
    }
    switch (message._tag) {
      case "Begin":
        return account.begin(errand, station, message.isRedelivered)
      case "Piece":
        return pieceOf(errand.packed, message.offset)
      case "Frame":
        return account.frame(errand, message)
      case "Left":
        return account.left(errand, message)
      case "Done":
        return account.done(errand, station, message.reply)
      default:
        return nothingLeft(message, "message of a station")
    }
  }

  const back = ({ label, threads, host, machine }: Roster.Station): void =>
    tell({ _tag: "StationJoined", station: label, host, threads, machine, caution: "it had been silent" })

  const hearPulse = (bytes: Uint8Array): void => {
    const pulse = Message.pulse(bytes)
    if (pulse === undefined || pulse.session !== session?.id) return
    const heard = roster.hear(pulse.station, pulse.threads)
    if (heard?.isBack) back(heard.station)
    if (heard === undefined) return
    for (const { errand: id, at } of pulse.threads) {
      const errand = id === null ? undefined : errands.get(id)
      if (errand !== undefined) Posted.seen(errand, pulse.station, at)
    }
  }

  /** A session for jobs like this one. Nothing of the one before is under way then. */
  const meet = (job: Errand.Travelling): Session.Session => {
    const { simulation: name, backend } = Errand.subjectOf(job)
    if (session?.name === name && session.backend === backend) return session
    const simulation = simulations.get(name)
    if (simulation === undefined) throw new RangeError(`the fleet was not told of the simulation ${name}`)
    roster.clear()
    refused.clear()
    session = Session.make(simulation, Errand.subjectOf(job), abort.signal)
    announce()
    return session
  }

  /** Asks whoever is at it to stop, and waits a while for what it has. */
  const recall = async (errand: Posted.Posted, ended: Promise<unknown>): Promise<void> => {
    if (!errands.has(errand.id)) return
    errand.isStopping = true
    if (session !== undefined && lostAt === undefined) {
      call({ _tag: "Stop", run, session: session.id, errand: errand.id })
      if (errand.place !== undefined) void queue.drop(errand.place)
    }
    const known = roster.isHeard(errand.holder)
    const patience = roster.width() === 0 ? 0 : known ? stopMilliseconds.known : stopMilliseconds.unknown
    const late = new Promise((resolve) => setTimeout(resolve, patience))
    await Promise.race([ended, late])
    if (!errands.has(errand.id)) return
    Posted.keep(errand)
    account.settle(errand, { kind: "stopped" })
  }

  const perform = (job: Job, listener: Listener): Effect.Effect<Reply, WorkerLost> =>
    Effect.callback<Reply, WorkerLost>((resume) => {
      const ended = Promise.withResolvers<void>()
      const errand = Posted.make(Errand.travelling(job), listener, (end) => {
        ended.resolve()
        switch (end.kind) {
          case "reply":
            if (errand.isStopping && end.reply._tag === "Folded") listener.onStopped(end.reply.checkpoint, 0)
            return resume(Effect.succeed(end.reply))
          case "lost":
            return resume(Effect.fail(new WorkerLost({ reason: end.reason, at: end.at })))
          case "stopped":
            return resume(Effect.interrupt)
          default:
            return nothingLeft(end, "end of an errand")
        }
      })
      meet(errand.job)
      errands.set(errand.id, errand)
      void dispatch.send(errand)
      return Effect.promise(() => recall(errand, ended.promise))
    })

  const onChange = (change: Connection.Change): void => {
    switch (change.kind) {
      case "lost":
        if (lostAt !== undefined) return
        lostAt = performance.now()
        waiting.end()
        tell({ _tag: "ServerLost", server, why: null })
        return
      case "back": {
        const seconds = lostAt === undefined ? 0 : (performance.now() - lostAt) / 1000
        lostAt = undefined
        waiting.end()
        tell({ _tag: "ServerBack", server, seconds })
        announce()
        void dispatch.look()
        return
      }
      case "refused":
      case "denied":
        tell({ _tag: "ServerLost", server, why: change.why })
        return
      default:
        nothingLeft(change, "change of a connection")
    }
  }

  let ticks = 0
  const tick = (): void => {
    if (lostAt !== undefined) return
    announce()
    for (const { label } of roster.missing(1000 * lease))
      tell({ _tag: "StationLeft", station: label, why: `it has not been heard for ${lease} s` })
    parcels.forget()
    if (++ticks % ticksBetweenLooks === 0) void dispatch.look()
  }

  const listen = async (): Promise<void> => {
    Connection.answer(connection, subjects.ask, async (bytes) => {
      const found = await answer(bytes).catch(
        (cause: unknown): Message.Answer => ({
          _tag: "Refused",
          why: `the coordinator could not answer: ${reasonOf(cause)}`
        })
      )
      return Message.pack(found)
    })
    Connection.hear(connection, subjects.pulse, hearPulse)
    await Rehearsal.hold(connection, run, queue)
    void Connection.watch(connection, onChange)
  }

  const timer = setInterval(tick, tickMilliseconds)
  const close = async (): Promise<void> => {
    clearInterval(timer)
    abort.abort()
    if (session !== undefined && lostAt === undefined) {
      call({ _tag: "End", run, session: session.id })
      await Promise.race([queue.remove(), new Promise((resolve) => setTimeout(resolve, 2000))])
    }
  }

  return {
    listen,
    close,
    perform,
    width: roster.width,
    workers: () =>
      roster.workers((id, at) => {
        const errand = errands.get(id)
        return errand?.listener.task(at)
      }),
    watch: (listener: (event: Event) => void) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    }
  }
}

/** Until the scope closes; then stations hear that the run has ended. Fails with NoServer. */
export const open = Effect.fnUntraced(function* (options: Options) {
  const connection = yield* Connection.make(options.address, `skein run ${options.name}`)
  const coordinator = make(options, connection)
  yield* Effect.acquireRelease(
    Effect.tryPromise({ try: coordinator.listen, catch: Connection.unable(connection.server) }),
    () => Effect.promise(coordinator.close)
  )
  return coordinator
})
