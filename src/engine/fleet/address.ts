/** Where a fleet's server is, and who asks it. */
import * as Schema from "effect/Schema"

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

export const defaultPort = 4222

export const refuse = (message: string): NoServer => new NoServer({ message })

/** Throws {@link NoServer}. */
export const parsed = (url: string): URL => {
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
