/** The files that say to a fleet's server who asks, and to this machine who the server is: read, and held against what they should be. */
import { createPrivateKey, X509Certificate } from "node:crypto"
import { readFileSync } from "node:fs"
import type * as Nats from "@nats-io/transport-node"
import { reasonOf } from "../reason.ts"
import { type Address, refuse } from "./address.ts"

const contents = (file: string, what: string): string => {
  try {
    const text = readFileSync(file, "utf8").trim()
    if (text !== "") return text
  } catch (cause) {
    throw refuse(`${what} cannot be read: ${reasonOf(cause)}`)
  }
  throw refuse(`${what}, ${file}, is empty`)
}

/** What the client says who it is. Throws NoServer. */
export const identity = (
  { credsAuthenticator, nkeyAuthenticator }: Pick<typeof Nats, "credsAuthenticator" | "nkeyAuthenticator">,
  { token, nkey, credentials }: Address
): Nats.NodeConnectionOptions => {
  const signing = (
    file: string,
    what: string,
    form: string,
    make: (seed: Uint8Array) => Nats.Authenticator
  ) => {
    const bytes = new TextEncoder().encode(contents(file, what))
    try {
      const authenticator = make(bytes)
      authenticator("some words, to see that it can sign")
      return { authenticator }
    } catch {
      // Its words may quote the secret.
      throw refuse(`${what}, ${file}, holds no ${form}`)
    }
  }
  if (token !== undefined) return { token: contents(token, "the token's file") }
  if (nkey !== undefined)
    return signing(nkey, "the nkey's file", "seed of an nkey: SU and 56 letters more", nkeyAuthenticator)
  if (credentials !== undefined)
    return signing(
      credentials,
      "the credentials' file",
      "JWT with a seed, as nsc writes them",
      // They are read by lines, of which the last must have its end, too.
      (bytes) => credsAuthenticator(Uint8Array.of(...bytes, 10))
    )
  return {}
}

/** What is in PEM in a file, as it is, where it is what it should be. */
const pem = (file: string, flag: string, what: string, read: (text: string) => unknown): string => {
  const text = contents(file, `the file of ${flag}`)
  try {
    read(text)
    return text
  } catch {
    throw refuse(`the file of ${flag}, ${file}, holds no ${what} in PEM`)
  }
}

const certificateIn = (file: string, flag: string): string =>
  pem(file, flag, "certificate", (text) => new X509Certificate(text))

/** TLS, as the address and the files have it. Throws NoServer. Undefined in the place of what is not given would count as given. */
export const secured = (
  { protocol, hostname }: URL,
  { authority, certificate, key }: Address
): Nats.NodeConnectionOptions => {
  const files = {
    ...(authority === undefined ? {} : { ca: certificateIn(authority, "--tls-ca") }),
    ...(certificate === undefined ? {} : { cert: certificateIn(certificate, "--tls-cert") }),
    ...(key === undefined ? {} : { key: pem(key, "--tls-key", "key without a passphrase", createPrivateKey) })
  }
  const { cert, key: own } = files
  if (cert !== undefined && own !== undefined)
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(own)))
      throw refuse(
        "the files of --tls-cert and --tls-key do not belong together: give a certificate and its own key"
      )
  // Of an address without a name the client tells TLS nothing, which then asks for a certificate of "localhost".
  const named = { host: hostname, ...files }
  return protocol === "tls:" || Object.keys(files).length > 0 ? { tls: named } : { tls: null }
}

/** When the JWT of credentials ended, where it has. */
export const expired = ({ credentials }: Address): Date | undefined => {
  if (credentials === undefined) return undefined
  try {
    const [, claims = ""] = /\.([\w-]+)\./.exec(readFileSync(credentials, "utf8")) ?? []
    const { exp } = JSON.parse(Buffer.from(claims, "base64url").toString())
    return typeof exp === "number" && 1000 * exp < Date.now() ? new Date(1000 * exp) : undefined
  } catch {
    return undefined
  }
}
