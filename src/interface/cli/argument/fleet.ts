/** Flags about the server of a fleet: where it is, and the files that say who asks. */
import { statSync } from "node:fs"
import * as Argument from "effect/cli/Argument"
import * as Flag from "effect/cli/Flag"
import * as Option from "effect/Option"
import type { Address } from "../../../engine/fleet/address.ts"

const file = (name: string, description: string) =>
  Flag.String(name).pipe(Flag.withMetavar("FILE"), Flag.withDescription(description), Flag.optional)

/** The server, for `run` and `resume`. */
export const fleet = Flag.String("fleet").pipe(
  Flag.withMetavar("URL"),
  Flag.withDescription(
    "Let the machines compute that run skein work with the same server: nats://HOST:4222, or tls:// (docs/machines.md)"
  ),
  Flag.optional
)

export const lease = Flag.Int("lease").pipe(
  Flag.withMetavar("SECONDS"),
  Flag.withDescription("How long a station of a fleet may be silent before its task is given to another one"),
  Flag.filter(
    (n) => n >= 3 && n <= 3600,
    (n) => `Expected 3 to 3600 seconds, not ${n}`
  ),
  Flag.withDefault(10)
)

export const server = Argument.String("URL").pipe(
  Argument.withDescription("The server of the fleet: nats://HOST:4222, or tls:// for one that speaks TLS")
)

/** Secrets stand in files: arguments are seen by everybody on the machine. */
export const secrets = {
  tokenFile: file("token-file", "A file with the token that the server asks for"),
  nkeyFile: file("nkey-file", "A file with the seed of an nkey that the server knows"),
  credsFile: file("creds-file", "A file with credentials (JWT and seed), as nsc writes them"),
  tlsCa: file("tls-ca", "Certificates of the authorities that sign the server's (PEM)"),
  tlsCert: file("tls-cert", "This machine's own certificate (PEM), where the server asks for one"),
  tlsKey: file("tls-key", "The key of that certificate (PEM)")
}

export type Secrets = { readonly [Name in keyof typeof secrets]: Option.Option<string> }

export const addressOf = (
  url: string,
  { tokenFile, nkeyFile, credsFile, tlsCa, tlsCert, tlsKey }: Secrets
): Address => {
  const given = {
    token: tokenFile,
    nkey: nkeyFile,
    credentials: credsFile,
    authority: tlsCa,
    certificate: tlsCert,
    key: tlsKey
  }
  const files = Object.entries(given).flatMap(([name, value]) =>
    Option.isSome(value) ? [[name, value.value] as const] : []
  )
  return { url, ...Object.fromEntries(files) }
}

const isOpen = (file: string): boolean => {
  try {
    return process.platform !== "win32" && (statSync(file).mode & 0o004) !== 0
  } catch {
    // Whoever reads it says what is the matter.
    return false
  }
}

/** Which secrets everybody on this machine can read. */
export const cautions = ({ tokenFile, nkeyFile, credsFile, tlsKey }: Secrets): ReadonlyArray<string> =>
  [tokenFile, nkeyFile, credsFile, tlsKey]
    .flatMap((file) => Option.toArray(file))
    .filter(isOpen)
    .map((file) => `everybody on this machine can read ${file}, which is a secret: chmod 600 ${file}`)

/** Why the flags do not go together; undefined where they do. */
export const fault = (
  url: Option.Option<string>,
  threads: Option.Option<number>,
  { tokenFile, nkeyFile, credsFile, tlsCa, tlsCert, tlsKey }: Secrets
): string | undefined => {
  if (Option.isNone(url))
    return [tokenFile, nkeyFile, credsFile, tlsCa, tlsCert, tlsKey].some(Option.isSome)
      ? "the files of secrets and certificates are for a fleet's server: name it with --fleet"
      : undefined
  if (Option.isSome(threads))
    return "the threads of a run with --fleet are those of its stations: leave --threads out, and start skein work on this machine, too"
  if ([tokenFile, nkeyFile, credsFile].filter(Option.isSome).length > 1)
    return "one secret is enough: give one of --token-file, --nkey-file and --creds-file"
  if (Option.isSome(tlsCert) !== Option.isSome(tlsKey))
    return "a certificate and its key go together: give both --tls-cert and --tls-key"
  return undefined
}
