/**
 * The way to a server of NATS with JetStream: its address, the secrets in files, TLS, and why there is none, as a sentence.
 * The client is loaded here alone, and only by commands that have a fleet.
 */
import { readFileSync } from "node:fs"
import { setTimeout } from "node:timers/promises"
import type { JetStreamClient, JetStreamManager } from "@nats-io/jetstream"
import type { Msg, NatsConnection, NodeConnectionOptions } from "@nats-io/transport-node"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { reasonOf } from "../reason.ts"
import * as Message from "./message.ts"

/** Where the server is, and the files that say who asks. Secrets are never in arguments, which others see. */
export interface Address {
  /** `nats://host:4222`, or `tls://host:4222` for a server that is spoken to in TLS alone. */
  readonly url: string
  readonly token?: string
  /** The seed of an nkey. */
  readonly nkey?: string
  /** What `nsc` writes for a user: a JWT and a seed. */
  readonly credentials?: string
  /** Certificates of authorities, PEM. */
  readonly authority?: string
  /** This client's own certificate and its key, where the server asks for one. */
  readonly certificate?: string
  readonly key?: string
}

/** There is no way to the server, or it is not one for this: for the user to mend. */
export class NoServer extends Schema.TaggedError<NoServer>()("NoServer", { message: Schema.String }) {}

export interface Connection {
  readonly client: NatsConnection
  readonly streams: JetStreamManager
  readonly jetstream: JetStreamClient
  /** `host:port`, for sentences. */
  readonly server: string
  /** Bytes of a message that the server takes. */
  readonly limit: number
  /** When the server has heard all so far. Rejects with {@link NoServer} where it has forbidden any of it. */
  readonly settled: () => Promise<void>
}

/** What becomes of a connection in time; `why` in words, where the server says, each once. */
export type Change =
  | { readonly kind: "lost" | "back" }
  | { readonly kind: "refused"; readonly why: string }
  /** The permissions that this client has there are not enough, which does not pass by itself. */
  | { readonly kind: "denied"; readonly why: string }

const defaultPort = 4222

const refuse = (message: string): NoServer => new NoServer({ message })

const parsed = (url: string): URL => {
  const found = URL.parse(url)
  const protocols = ["nats:", "tls:"]
  if (found === null || !protocols.includes(found.protocol) || found.hostname === "")
    throw refuse(
      `a fleet's server is nats://HOST:${defaultPort} or tls://HOST:${defaultPort}, not ${JSON.stringify(url)}`
    )
  if (found.username !== "" || found.password !== "")
    throw refuse(
      "the server's address has a secret in it, which everybody on this machine can see: write it into a file, and name that with --token-file"
    )
  return found
}

const contents = (file: string, what: string): string => {
  try {
    const text = readFileSync(file, "utf8").trim()
    if (text !== "") return text
  } catch (cause) {
    throw refuse(`${what} cannot be read: ${reasonOf(cause)}`)
  }
  throw refuse(`${what}, ${file}, is empty`)
}

const secretOf = async ({ token, nkey, credentials }: Address): Promise<NodeConnectionOptions> => {
  const { credsAuthenticator, nkeyAuthenticator } = await import("@nats-io/transport-node")
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
  if (token !== undefined) return { token: contents(token, "the token's file") }
  if (nkey !== undefined)
    return { authenticator: nkeyAuthenticator(bytes(contents(nkey, "the nkey's file"))) }
  if (credentials !== undefined)
    return { authenticator: credsAuthenticator(bytes(contents(credentials, "the credentials' file"))) }
  return {}
}

/** Undefined in the place of what is not given would count as given. */
const secured = (
  { protocol, hostname }: URL,
  { authority, certificate, key }: Address
): NodeConnectionOptions => {
  const files = {
    ...(authority === undefined ? {} : { ca: contents(authority, "the file of --tls-ca") }),
    ...(certificate === undefined ? {} : { cert: contents(certificate, "the file of --tls-cert") }),
    ...(key === undefined ? {} : { key: contents(key, "the file of --tls-key") })
  }
  // Of an address without a name the client tells TLS nothing, which then asks for a certificate of "localhost".
  const named = { host: hostname, ...files }
  return protocol === "tls:" || Object.keys(files).length > 0 ? { tls: named } : { tls: null }
}

/** All that an error says, causes included. */
const causes = (cause: unknown): string => {
  const parts: Array<string> = []
  for (let each: unknown = cause; each instanceof Error; each = each.cause)
    parts.push(`${each.name} ${each.message} ${"code" in each ? String(each.code) : ""}`)
  return parts.length === 0 ? String(cause) : parts.join(": ")
}

/** What the server forbids, where that is the cause. A client's own inbox has a name that nobody else knows. */
const denial = (cause: unknown): string | undefined => {
  for (let each: unknown = cause; each instanceof Error; each = each.cause)
    if (each.name === "PermissionViolationError" && "operation" in each && "subject" in each) {
      const subject = String(each.subject).replace(/^_INBOX\..*/, "_INBOX.>")
      const what = each.operation === "publish" ? "publish to" : "subscribe to"
      return `this client must not ${what} ${JSON.stringify(subject)}: give it that permission in the server's configuration (docs/machines.md)`
    }
  return undefined
}

/** Why there is no connection. The client's own words are for programmers. */
const sentenceOf = (cause: unknown, server: string, { url, authority }: Address): string => {
  const text = causes(cause)
  const isSecured = url.startsWith("tls:")
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return `there is no machine of the name in ${server}`
  if (/AuthorizationError|UserAuthentication|authorization violation/i.test(text))
    return `the server ${server} does not know this secret: give the one that it was started with (--token-file, --nkey-file or --creds-file)`
  if (/CERT_NOT_YET_VALID|CERT_HAS_EXPIRED/.test(text))
    return `the certificate of the server ${server} is not valid at this time: renew it, or put the clock of this machine right, which says ${new Date().toISOString()}`
  if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_|altname/i.test(text))
    return `the certificate of the server ${server} is ${/altname/i.test(text) ? "that of another name" : "signed by nobody whom this machine knows"}: ${authority === undefined ? "name its authority's file with --tls-ca" : "name the right file with --tls-ca"}`
  if (
    /not available on this server|does not support 'tls'/.test(text) ||
    (isSecured && /wrong version number|EPROTO|packet length/i.test(text))
  )
    return `the server ${server} does not speak TLS: use nats://, or start it with TLS`
  if (!isSecured && /tls|secure/i.test(text))
    return `the server ${server} speaks TLS alone: use tls://${server}`
  if (
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|connection refused|timeout/i.test(
      text
    )
  )
    return `no server answers at ${server}: start nats-server there (with -js), or look whether a firewall is between`
  return `the server ${server} cannot be used: ${reasonOf(cause)}`
}

/** What the server did not do. */
export const unable =
  (server: string) =>
  (cause: unknown): NoServer => {
    if (cause instanceof NoServer) return cause
    const forbidden = denial(cause)
    return refuse(
      forbidden === undefined
        ? `the server ${server} does not keep a queue for this client: ${reasonOf(cause)}`
        : `the server ${server} says: ${forbidden}`
    )
  }

/** A tick of the loop: what has arrived is told then. */
const told = (): Promise<void> => setTimeout(0)

/** Waits between attempts to come back. */
const patience = { milliseconds: 500, jitter: 500 }

const open = async (address: Address, name: string): Promise<Connection> => {
  const url = parsed(address.url)
  const { protocol, hostname, port } = url
  const server = `${hostname}:${port === "" ? defaultPort : port}`
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
    ...(await secretOf(address)),
    ...secured(url, address)
  }
  const [{ connect }, { jetstreamManager }] = await Promise.all([
    import("@nats-io/transport-node"),
    import("@nats-io/jetstream")
  ])
  const client = await connect(options).catch((cause: unknown) => {
    throw refuse(sentenceOf(cause, server, address))
  })
  if (protocol === "tls:" && client.info?.tls_required !== true && client.info?.tls_available !== true) {
    await client.close()
    throw refuse(sentenceOf(new Error("not available on this server"), server, address))
  }
  const limit = client.info?.max_payload ?? Message.usualLimit
  if (limit < Message.leastLimit) {
    await client.close()
    throw refuse(
      `the server ${server} takes messages of ${limit} bytes at the most, and a fleet needs ${Message.leastLimit}: raise max_payload in its configuration`
    )
  }
  let forbidden: string | undefined
  const hear = async (): Promise<void> => {
    for await (const status of client.status())
      if (status.type === "error") forbidden ??= denial(status.error)
  }
  void hear()
  const streams = await jetstreamManager(client).catch(async (cause: unknown) => {
    await client.close()
    const denied = forbidden ?? denial(cause)
    if (denied !== undefined) throw refuse(`the server ${server} says: ${denied}`)
    throw refuse(
      /JetStreamNotEnabled|no ?responders|503|not enabled/i.test(causes(cause))
        ? `the server ${server} has no JetStream, which keeps the queue: start it with -js (jetstream: enabled in its configuration)`
        : `the server ${server} does not let this client use JetStream: ${reasonOf(cause)}`
    )
  })
  const settled = async (): Promise<void> => {
    await client.flush()
    await told()
    if (forbidden !== undefined) throw refuse(`the server ${server} says: ${forbidden}`)
  }
  return { client, streams, jetstream: streams.jetstream(), server, limit, settled }
}

/** Until the scope closes; what was sent is on its way then. Fails with {@link NoServer}. */
export const make = (address: Address, name: string) =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => open(address, name),
      catch: (cause) => (cause instanceof NoServer ? cause : refuse(reasonOf(cause)))
    }),
    ({ client }) =>
      // A server that is away does not keep the process.
      Effect.promise(() =>
        Promise.race([client.drain().catch(() => {}), setTimeout(2000)]).then(() => client.close())
      )
  )

/** Tells what becomes of the connection, until it is closed. */
export const watch = async ({ client }: Connection, on: (change: Change) => void): Promise<void> => {
  const said = new Set<string>()
  for await (const status of client.status()) {
    switch (status.type) {
      case "disconnect":
        on({ kind: "lost" })
        break
      case "reconnect":
        said.clear()
        on({ kind: "back" })
        break
      case "error": {
        const denied = denial(status.error)
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
