/**
 * The way to a server of NATS with JetStream. The client is loaded here alone, and only by commands that have a fleet.
 */
import { setTimeout } from "node:timers/promises"
import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream"
import type { Msg, NatsConnection, NodeConnectionOptions } from "@nats-io/transport-node"
import * as Effect from "effect/Effect"
import { reasonOf } from "../reason.ts"
import * as Address from "./address.ts"
import * as Message from "./message.ts"
import * as Obstacle from "./obstacle.ts"
import * as Secret from "./secret.ts"

export interface Connection {
  readonly client: NatsConnection
  readonly streams: JetStreamManager
  readonly jetstream: JetStreamClient
  /** `host:port`, for sentences. */
  readonly server: string
  /** Bytes of a message that the server takes. */
  readonly limit: number
  /** When the server has heard all so far. Rejects with NoServer where it has forbidden any of it. */
  readonly settled: () => Promise<void>
}

/** What becomes of a connection in time; `why` in words, where the server says, each once. */
export type Change =
  | { readonly kind: "lost" | "back" }
  | { readonly kind: "refused"; readonly why: string }
  /** The permissions that this client has there are not enough, which does not pass by itself. */
  | { readonly kind: "denied"; readonly why: string }

/** What the server did not do. */
export const unable =
  (server: string) =>
  (cause: unknown): Address.NoServer => {
    if (cause instanceof Address.NoServer) return cause
    const forbidden = Obstacle.denial(cause)
    return Address.refuse(
      forbidden === undefined
        ? `the server ${server} does not keep a queue for this client: ${Obstacle.objection(cause) ?? reasonOf(cause)}`
        : `the server ${server} says: ${forbidden}`
    )
  }

/** A tick of the loop: what has arrived is told then. */
const told = (): Promise<void> => setTimeout(0)

/** Waits between attempts to come back. */
const patience = { milliseconds: 500, jitter: 500 }

const open = async (address: Address.Address, name: string): Promise<Connection> => {
  const url = Address.parsed(address.url)
  const place = { hostname: url.hostname, port: url.port === "" ? Address.defaultPort : Number(url.port) }
  const server = `${place.hostname}:${place.port}`
  const [transport, { jetstreamManager }] = await Promise.all([
    import("@nats-io/transport-node"),
    import("@nats-io/jetstream")
  ])
  const options: NodeConnectionOptions = {
    servers: server,
    name,
    timeout: 5000,
    pingInterval: 5000,
    maxReconnectAttempts: -1,
    reconnectTimeWait: patience.milliseconds,
    reconnectJitter: patience.jitter,
    reconnectJitterTLS: patience.jitter,
    ignoreAuthErrorAbort: true,
    ...Secret.identity(transport, address),
    ...Secret.secured(url, address)
  }
  const refuse = async (cause: unknown): Promise<never> => {
    throw Address.refuse(await Obstacle.sentenceOf(cause, place, address))
  }
  const client = await transport.connect(options).catch(refuse)
  if (url.protocol === "tls:" && client.info?.tls_required !== true && client.info?.tls_available !== true) {
    await client.close()
    return refuse(new Error("not available on this server"))
  }
  const limit = client.info?.max_payload ?? Message.usualLimit
  if (limit < Message.leastLimit) {
    await client.close()
    throw Address.refuse(
      `the server ${server} takes messages of ${limit} bytes at the most, and a fleet needs ${Message.leastLimit}: raise max_payload in its configuration`
    )
  }
  let forbidden: string | undefined
  const hear = async (): Promise<void> => {
    for await (const status of client.status())
      if (status.type === "error") forbidden ??= Obstacle.denial(status.error)
  }
  void hear()
  const streams = await jetstreamManager(client).catch(async (cause: unknown) => {
    await client.close()
    const denied = forbidden ?? Obstacle.denial(cause)
    if (denied !== undefined) throw Address.refuse(`the server ${server} says: ${denied}`)
    throw Address.refuse(
      /JetStreamNotEnabled|no ?responders|503|not enabled/i.test(Obstacle.causes(cause))
        ? `the server ${server} has no JetStream, which keeps the queue: start it with -js (jetstream: enabled in its configuration)`
        : `the server ${server} does not let this client use JetStream: ${reasonOf(cause)}`
    )
  })
  const settled = async (): Promise<void> => {
    await client.flush()
    await told()
    if (forbidden !== undefined) throw Address.refuse(`the server ${server} says: ${forbidden}`)
  }
  return { client, streams, jetstream: streams.jetstream(), server, limit, settled }
}

/** Until the scope closes; what was sent is on its way then. Fails with NoServer. */
export const make = (address: Address.Address, name: string) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => open(address, name),
      catch: (cause) => (cause instanceof Address.NoServer ? cause : Address.refuse(reasonOf(cause)))
    }),
    ({ client }) =>
      // A server that is away does not keep the process.
      Effect.promise(() =>
        Promise.race([client.drain().catch(() => {}), setTimeout(2000)]).then(() => client.close())
      )
  )

/** Tells what becomes of the connection, until it is about to be closed: nothing can be said there from then on. */
export const watch = async ({ client }: Connection, on: (change: Change) => void): Promise<void> => {
  const said = new Set<string>()
  // After attempts that the server has refused, the client says several times that it is back.
  let isLost = false
  for await (const status of client.status()) {
    if (client.isDraining() || client.isClosed()) return
    switch (status.type) {
      case "disconnect":
        isLost = true
        on({ kind: "lost" })
        break
      case "reconnect":
        said.clear()
        if (isLost) on({ kind: "back" })
        isLost = false
        break
      case "error": {
        const denied = Obstacle.denial(status.error)
        const why = denied ?? reasonOf(status.error)
        if (said.has(why)) break
        said.add(why)
        on({ kind: denied === undefined ? "refused" : "denied", why })
        break
      }
      default:
        break
    }
  }
}

/** What is said at a subject, by whomever. What the server forbids, {@link watch} and `settled` tell. */
export const hear = ({ client }: Connection, subject: string, on: (bytes: Uint8Array) => void): void => {
  client.subscribe(subject, { callback: (error, { data }) => (error === null ? on(data) : undefined) })
}

/** Answers what is asked at a subject. */
export const answer = (
  { client }: Connection,
  subject: string,
  answerTo: (bytes: Uint8Array) => Promise<Uint8Array>
): void => {
  const respond = async (message: Msg): Promise<void> => {
    const bytes = await answerTo(message.data)
    if (!client.isClosed()) message.respond(bytes)
  }
  client.subscribe(subject, {
    // One that cannot be sent is asked for again.
    callback: (error, message) => (error === null ? void respond(message).catch(() => {}) : undefined)
  })
}
