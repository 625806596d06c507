/** Why there is no connection to a fleet's server, or not the one that is needed, as a sentence. The client's own words are for programmers. */
import { connect } from "node:net"
import { reasonOf } from "../reason.ts"
import type { Address } from "./address.ts"
import * as Secret from "./secret.ts"

/** An error, its cause, the cause of that, and so on. */
const chain = (cause: unknown): ReadonlyArray<Error> =>
  cause instanceof Error ? [cause, ...chain(cause.cause)] : []

/** All that an error says, causes included. */
export const causes = (cause: unknown): string =>
  chain(cause)
    .map((each) => `${each.name} ${each.message} ${"code" in each ? String(each.code) : ""}`)
    .join(": ") || String(cause)

/** What the server forbids, where that is the cause. A client's own inbox has a name that nobody else knows. */
export const denial = (cause: unknown): string | undefined => {
  for (const each of chain(cause))
    if (each.name === "PermissionViolationError" && "operation" in each && "subject" in each) {
      const subject = String(each.subject).replace(/^_INBOX\..*/, "_INBOX.>")
      const what = each.operation === "publish" ? "publish to" : "subscribe to"
      return `this client must not ${what} ${JSON.stringify(subject)}: give it that permission in the server's configuration (docs/machines.md)`
    }
  return undefined
}

/** What the server has against a queue, or something in it; undefined where it is away, or has lost the queue. */
export const objection = (cause: unknown): string | undefined => {
  if (!(cause instanceof Error) || cause.name !== "JetStreamApiError") return undefined
  return /insufficient|exceed|no space|limit/i.test(cause.message)
    ? `there is no room for the queue (${cause.message}): give JetStream more memory in its configuration (max_memory_store), or delete what else is kept there`
    : cause.message
}

/** What whoever answers at a port says first; undefined where nobody does in time. */
const greeting = (hostname: string, port: number): Promise<string | undefined> =>
  new Promise((resolve) => {
    const socket = connect({ host: hostname, port, timeout: 2000 })
    const end = (said?: string): void => {
      socket.destroy()
      resolve(said)
    }
    socket.once("data", (data) => end(data.toString()))
    socket.once("error", () => end())
    socket.once("timeout", () => end())
    socket.once("close", () => end())
  })

const unanswered = async (server: string, { hostname, port }: Place, address: Address): Promise<string> => {
  const said = await greeting(hostname, port)
  if (said === undefined)
    return `no server answers at ${server}: start nats-server there (with -js), or look whether a firewall is between`
  if (!said.startsWith("INFO ")) return `what answers at ${server} is no server of NATS: look at the port`
  // It ends a connection without a word where it does not like the certificate.
  if (/"tls_verify": *true/.test(said))
    return address.certificate === undefined
      ? `the server ${server} asks for a certificate of this machine: give one that it knows with --tls-cert and --tls-key`
      : `the server ${server} does not take the certificate of --tls-cert, ${address.certificate}: give one that its authority has signed, and that has not ended`
  return `the server ${server} answers, and then says nothing more: look at its log`
}

/** The names in a server's certificate, where they are the matter. */
const namesIn = (cause: unknown): string => {
  for (const each of chain(cause))
    if (
      "cert" in each &&
      typeof each.cert === "object" &&
      each.cert !== null &&
      "subjectaltname" in each.cert
    )
      return ` (${String(each.cert.subjectaltname)})`
  return ""
}

export interface Place {
  readonly hostname: string
  readonly port: number
}

/** Why there is no connection. */
export const sentenceOf = async (cause: unknown, place: Place, address: Address): Promise<string> => {
  const { url, authority } = address
  const server = `${place.hostname}:${place.port}`
  const text = causes(cause)
  const isSecured = url.startsWith("tls:")
  if (/ENOTFOUND|EAI_AGAIN/.test(text)) return `there is no machine of the name in ${server}`
  if (/AuthorizationError|UserAuthentication|authorization violation/i.test(text)) {
    const end = Secret.expired(address)
    return end === undefined
      ? `the server ${server} does not know this secret: give the one that it was started with (--token-file, --nkey-file or --creds-file)`
      : `the credentials in ${address.credentials} ended at ${end.toISOString()}: make new ones for the server ${server}`
  }
  if (/CERT_NOT_YET_VALID|CERT_HAS_EXPIRED/.test(text))
    return `the certificate of the server ${server} is not valid at this time: renew it, or put the clock of this machine right, which says ${new Date().toISOString()}`
  if (/altname/i.test(text))
    return `the certificate of the server ${server} is that of another name${namesIn(cause)}: call the server as it does, or give it one for ${place.hostname}`
  if (/SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|CERT_/i.test(text))
    return `the certificate of the server ${server} is signed by nobody whom this machine knows: name ${authority === undefined ? "its authority's" : "the right"} file with --tls-ca`
  if (
    /not available on this server|does not support 'tls'/.test(text) ||
    (isSecured && /wrong version number|EPROTO|packet length/i.test(text))
  )
    return `the server ${server} does not speak TLS: use nats://, or start it with TLS`
  if (!isSecured && /tls|secure/i.test(text))
    return `the server ${server} speaks TLS alone: use tls://${server}`
  const absent =
    /ECONNREFUSED|ECONNRESET|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|TimeoutError|unexpected response|connection refused|timeout/i
  if (absent.test(text)) return unanswered(server, place, address)
  return `the server ${server} cannot be used: ${reasonOf(cause)}`
}
