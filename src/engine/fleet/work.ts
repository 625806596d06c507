/** What a station does from its beginning to its end: which run it works for, and what it has to show before. */
import { setTimeout } from "node:timers/promises"
import * as Effect from "effect/Effect"
import { nothingLeft } from "../../domain/exhaustive.ts"
import type { Simulation } from "../../simulation/contract.ts"
import * as Discover from "../../simulation/discover.ts"
import * as BitProof from "../bit-proof.ts"
import * as Fingerprint from "../fingerprint.ts"
import * as Machine from "../machine.ts"
import { Pool } from "../pool.ts"
import { reasonOf } from "../reason.ts"
import type * as Address from "./address.ts"
import * as Asking from "./asking.ts"
import * as Connection from "./connection.ts"
import * as Errand from "./errand.ts"
import * as Lead from "./lead.ts"
import * as Message from "./message.ts"
import * as Posted from "./posted.ts"
import * as Station from "./station.ts"
import * as Waiting from "./waiting.ts"

export interface Options {
  readonly address: Address.Address
  /** How people call this machine. */
  readonly host: string
  readonly threads: number
  /** Seconds without work after which it ends by itself; absent: it does not. */
  readonly idle?: number
  readonly tell: (sentence: string) => void
}

/** Why a station ended. */
export type End =
  | { readonly kind: "asked" | "idle" }
  /** Every run that it heard of has sent it away. */
  | { readonly kind: "refused"; readonly why: string }

const pulseMilliseconds = 1000

/** In a message that every server takes. */
const threadsInPulse = 50

/** A coordinator that has not been heard for so long, while the server is there, is gone. */
const silentMilliseconds = 15_000

/** After so long with nothing but runs that refused it, it ends. */
const refusedMilliseconds = 4000

const pauseMilliseconds = 200

/** How long a station that shall end tries to hand over what it has. */
const lastMilliseconds = 4000

export const make = (
  { host, threads, idle, tell }: Options,
  connection: Connection.Connection,
  pool: Pool["Service"],
  leaving: AbortSignal
) => {
  const { client, server } = connection
  const id = Posted.nameOf()
  const lead = Lead.make(pool)
  const waiting = Waiting.make()
  const slots: ReadonlyArray<Station.Slot> = Array.from({ length: threads }, (_, at) => ({
    thread: at + 1,
    errand: null,
    at: 0,
    heard: null,
    jobs: 0
  }))
  const stops = new Map<string, () => void>()
  /** Runs that are called, and when they were last. */
  const called = new Map<string, { readonly run: Station.Run; readonly heard: number }>()
  /** Sessions that this station is not wanted in. */
  const refused = new Map<string, string>()
  /** What the server does not let it do. */
  let denied: string | undefined
  let serving: Station.Run | undefined
  let overSession: string | undefined
  let isLost = false
  let lastWork = performance.now()

  /** Of runs of other versions each is told of once. */
  const strangers = new Set<string>()
  const meet = (bytes: Uint8Array): void => {
    const { name, host } = Message.signature(bytes)
    const who = `the run ${name} on ${host}`
    if (name === undefined || host === undefined || strangers.has(who) || strangers.size > 100) return
    strangers.add(who)
    tell(`${who} has another version of Skein, and no work for this machine: install the same on both`)
  }

  const hear = (bytes: Uint8Array): void => {
    const call = Message.call(bytes)
    if (call === undefined) {
      meet(bytes)
      return
    }
    switch (call._tag) {
      case "Run":
        called.set(call.run, { run: call, heard: performance.now() })
        return
      case "Stop":
        stops.get(call.errand)?.()
        return
      case "End":
        called.delete(call.run)
        return
      default:
        nothingLeft(call, "call")
    }
  }

  /** Of runs that it may work for any: so several share the stations that there are. */
  const choose = (): Station.Run | undefined => {
    const now = performance.now()
    for (const [run, { heard }] of called) if (!isLost && now - heard > silentMilliseconds) called.delete(run)
    const open = [...called.values()].filter(({ run }) => !refused.has(run.session))
    return open[Math.floor(Math.random() * open.length)]?.run
  }

  let leftAt: number | undefined
  leaving.addEventListener("abort", () => {
    leftAt = performance.now()
  })

  const isOver = (run: Station.Run): boolean => {
    if (overSession === run.session || denied !== undefined) return true
    const found = called.get(run.run)
    if (found === undefined || found.run.session !== run.session) return true
    return !isLost && performance.now() - found.heard > silentMilliseconds
  }

  const turnAway = (run: Station.Run, why: string): void => {
    refused.set(run.session, why)
    tell(`the run ${run.name} on ${run.host} has no work for this machine: ${why}`)
  }

  /** It says who it is, with a proof of its bits: whether it is welcome. */
  const join = async (run: Station.Run, ask: Asking.Ask): Promise<Simulation | undefined> => {
    const { session, simulation: name } = run
    const found = await Discover.load(name).then(
      (simulation) => ({ simulation }),
      (cause: unknown) => ({ cause })
    )
    const fingerprint = "cause" in found ? null : await Fingerprint.of(name)
    const hello = (proof: BitProof.Proof | null, trouble: string | null): Promise<Message.Answer> =>
      ask({
        ...{
          _tag: "Hello",
          session,
          station: id,
          host,
          process: process.pid,
          threads,
          machine: Machine.here()
        },
        ...{ fingerprint, proof, trouble, clock: Date.now() }
      })
    /** Undefined where the coordinator has the subject no longer. */
    const prove = async (
      simulation: Simulation,
      { subject: said, bytes }: Extract<Message.Answer, { readonly _tag: "Prove" }>
    ): Promise<BitProof.Proof | undefined> => {
      const whole =
        said === null ? await Asking.pieces(ask, { session, station: id, errand: session }, bytes) : undefined
      const subject = said ?? (whole && Message.subject(whole))
      if (subject === undefined) return undefined
      const { backend, config: text, key } = subject
      const config = Errand.configs(simulation)(text)
      return BitProof.of(simulation, { simulation: name, backend, config, key }, leaving)
    }
    let proof: BitProof.Proof | null = null
    let trouble: string | null = null
    for (;;) {
      const answer = await hello(proof, trouble)
      if (answer._tag === "Prove" && "simulation" in found) {
        try {
          const made = await prove(found.simulation, answer)
          if (made === undefined) return undefined
          proof = made
        } catch (cause) {
          if (leaving.aborted) return undefined
          trouble = reasonOf(cause).slice(0, 1000)
        }
      } else if (answer._tag === "Welcome" && "simulation" in found) {
        if (answer.caution !== null) tell(answer.caution)
        return found.simulation
      } else if (answer._tag === "Wait") await setTimeout(pauseMilliseconds)
      else {
        if (answer._tag === "Refused") turnAway(run, answer.why)
        return undefined
      }
    }
  }

  const workFor = async (run: Station.Run): Promise<void> => {
    const over = () => isOver(run)
    // What goes home when the station ends is still answered, but not waited for for long.
    const ask = Asking.make(
      connection,
      run.run,
      () => over() || (leftAt !== undefined && performance.now() - leftAt > lastMilliseconds),
      waiting
    )
    const simulation = await join(run, ask)
    if (simulation === undefined) return
    tell(`works for the run ${run.name} on ${run.host}: ${run.simulation}, backend ${run.backend}`)
    serving = run
    await Station.serve({
      ...{ connection, pool, lead, simulation, run, id, slots, ask, waiting, leaving, stops },
      isOver: over,
      over: (why) => {
        overSession = run.session
        if (why !== "") turnAway(run, why)
      },
      onErrand: () => {
        lastWork = performance.now()
      }
    })
    serving = undefined
    if (leaving.aborted) await ask({ _tag: "Bye", session: run.session, station: id })
    else if (!refused.has(run.session)) tell(`the run ${run.name} has no more work for this machine`)
  }

  const pulse = (): void => {
    if (serving === undefined) return
    const now = performance.now()
    const threads = slots.map(({ thread, errand, at, heard, jobs }) => ({
      ...{ thread, errand, at, jobs },
      quiet: heard === null ? null : (now - heard) / 1000
    }))
    for (let from = 0; from < threads.length; from += threadsInPulse)
      client.publish(
        Message.subjectsOf(serving.run).pulse,
        Message.pack({
          ...{ session: serving.session, station: id },
          threads: threads.slice(from, from + threadsInPulse)
        })
      )
  }

  /** Ends what is under way for nothing. */
  const look = (): void => {
    waiting.look()
    if (serving !== undefined && isOver(serving) && !leaving.aborted)
      for (const stop of stops.values()) stop()
  }

  const onChange = (change: Connection.Change): void => {
    switch (change.kind) {
      case "lost":
        if (!isLost)
          tell(`the server ${server} is lost; this machine goes on with what it has, and keeps trying`)
        isLost = true
        waiting.end()
        return
      case "back":
        // Coordinators have some time to call again.
        for (const [run, { run: call }] of called) called.set(run, { run: call, heard: performance.now() })
        isLost = false
        waiting.end()
        tell(`the server ${server} is back`)
        return
      case "denied":
        denied = change.why
        tell(`the server ${server} says: ${change.why}`)
        return
      case "refused":
        tell(`the server ${server} says: ${change.why}`)
        return
      default:
        nothingLeft(change, "change of a connection")
    }
  }

  /** Rejects with NoServer. */
  const listen = async (): Promise<void> => {
    Connection.hear(connection, Message.calls, hear)
    await connection.settled()
    void Connection.watch(connection, onChange)
  }

  const run = async (): Promise<End> => {
    const timers = [setInterval(pulse, pulseMilliseconds), setInterval(look, pauseMilliseconds)]
    tell(`waits for runs at ${server}`)
    let sentAway: number | undefined
    try {
      while (!leaving.aborted) {
        if (denied !== undefined) return { kind: "refused", why: denied }
        const run = choose()
        if (run !== undefined) {
          await workFor(run)
          sentAway = undefined
          if (overSession === run.session && !refused.has(run.session)) overSession = undefined
        } else if (idle !== undefined && performance.now() - lastWork > 1000 * idle) return { kind: "idle" }
        else if (called.size > 0) {
          sentAway ??= performance.now()
          if (performance.now() - sentAway > refusedMilliseconds)
            return { kind: "refused", why: [...refused.values()].at(-1) ?? "" }
        } else sentAway = undefined
        await setTimeout(pauseMilliseconds)
      }
      return { kind: "asked" }
    } finally {
      for (const timer of timers) clearInterval(timer)
    }
  }

  return { listen, run }
}

/** Until it is interrupted, asked to end, or has nothing to do any more. Fails with NoServer. */
export const work = Effect.fnUntraced(function* (options: Options, leaving: AbortSignal) {
  const pool = yield* Pool
  const connection = yield* Connection.make(options.address, `skein work on ${options.host}`)
  const { listen, run } = make(options, connection, pool, leaving)
  yield* Effect.tryPromise({ try: listen, catch: Connection.unable(connection.server) })
  return yield* Effect.promise(run)
}, Effect.scoped)
