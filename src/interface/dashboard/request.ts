/** What a request asks for, and whether it may: the address is read once, here, and nothing of it is ever a path. */
import type { IncomingMessage } from "node:http"
import { isIP } from "node:net"

export type OfRun =
  | { readonly _tag: "Run"; readonly name: string }
  | { readonly _tag: "RunEvents"; readonly name: string }
  /** The moments that a replay steps through. */
  | { readonly _tag: "RunMoments"; readonly name: string }
  /** The sections as they were at a moment, in seconds since 1970. */
  | { readonly _tag: "RunThen"; readonly name: string; readonly at: number }

export type Asked =
  | OfRun
  | { readonly _tag: "Index" }
  | { readonly _tag: "IndexEvents" }
  | { readonly _tag: "Asset"; readonly name: string }
  | { readonly _tag: "Refused"; readonly status: 400 | 403 | 404 | 405; readonly why: string }

const refused = (status: 400 | 403 | 404 | 405, why: string): Asked => ({ _tag: "Refused", status, why })
const nowhere = refused(404, "There is no such page.")

/** `localhost:80`, `[::1]:80`, `example.org` without their ports. */
const nameOf = (host: string): string =>
  (/^\[([^\]]*)\](?::\d+)?$/.exec(host)?.[1] ?? host.replace(/:\d+$/, "")).toLowerCase()

/**
 * A page of somebody else's may point its own name at this machine, and then ask in that name (DNS rebinding). It cannot
 * ask in the name of an address, in that of this machine, or in one that the user gave.
 */
const isOurs = (host: string | undefined, own: ReadonlySet<string>): boolean => {
  if (host === undefined) return false
  const name = nameOf(host)
  return isIP(name) !== 0 || name === "localhost" || own.has(name)
}

/** Of what a Date can say, in seconds since 1970. */
const lastMoment = 8.64e12

/** The parts of a path, each decoded once; undefined for one that cannot be decoded. */
const partsOf = (path: string): ReadonlyArray<string> | undefined => {
  try {
    return path.slice(1).split("/").map(decodeURIComponent)
  } catch {
    return undefined
  }
}

/** `own`: names of this machine, in lower case, by which it may be asked beside its addresses and localhost. */
export const read = (
  { method, url = "", headers }: Pick<IncomingMessage, "method" | "url" | "headers">,
  own: ReadonlySet<string>
): Asked => {
  if (!isOurs(headers.host, own))
    return refused(
      403,
      "This server answers to localhost and to addresses; name it with --host to use another name."
    )
  // Nor may a page of somebody else's make this machine work, though it could not read what comes of it.
  if (headers["sec-fetch-site"] === "cross-site" && headers["sec-fetch-mode"] !== "navigate")
    return refused(403, "These pages are for themselves and for people.")
  if (method !== "GET" && method !== "HEAD")
    return refused(405, "This server only shows; it takes GET and HEAD.")
  const [path = "", query = ""] = url.split(/\?(.*)/s)
  if (!path.startsWith("/")) return refused(400, "An address of this server begins with a slash.")
  const parts = partsOf(path)
  if (parts === undefined) return refused(400, "The address cannot be decoded.")
  const [first, name, last] = parts
  if (parts.length === 1) {
    if (first === "") return { _tag: "Index" }
    if (first === "events") return { _tag: "IndexEvents" }
    return { _tag: "Asset", name: first! }
  }
  if (first !== "runs" || name === undefined || name === "" || parts.length > 3) return nowhere
  if (parts.length === 2) return { _tag: "Run", name }
  if (last === "events") return { _tag: "RunEvents", name }
  if (last === "moments") return { _tag: "RunMoments", name }
  if (last !== "then") return nowhere
  const at = Number(new URLSearchParams(query).get("at") ?? Number.NaN)
  return Math.abs(at) <= lastMoment
    ? { _tag: "RunThen", name, at }
    : refused(400, "A moment is a number of seconds since 1970: ?at=1700000000.")
}
