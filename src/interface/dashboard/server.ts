/** The pages over HTTP, read-only: nothing that is asked for changes anything. */
import { readFileSync } from "node:fs"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer } from "node:http"
import { hostname } from "node:os"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Fault from "../../engine/journal/fault.ts"
import { Unfit } from "../../engine/unfit.ts"
import type { Catalogue } from "./catalogue.ts"
import * as History from "./history.ts"
import * as IndexPage from "./index-page.ts"
import * as Page from "./page.ts"
import * as Reply from "./reply.ts"
import * as Request from "./request.ts"
import * as RunPage from "./run-page.ts"
import * as Snapshot from "./snapshot.ts"
import * as Stream from "./stream.ts"
import * as Watch from "./watch.ts"

/** By their names; nothing else in the folder can be had. */
const assets: ReadonlyMap<string, string> = new Map([
  ["page.css", "text/css; charset=utf-8"],
  ["page.js", "text/javascript; charset=utf-8"],
  ["page.svg", "image/svg+xml"]
])

const assetReply = (name: string): Reply.Reply => {
  const type = assets.get(name)
  if (type === undefined) return Reply.refusal(404, "There is no such page.")
  return { status: 200, type, text: readFileSync(new URL(`./asset/${name}`, import.meta.url), "utf8") }
}

/** Those who watch at the same time; each holds a connection. */
const mostReaders = 512

/** A page that is asked for again at once is the same one. */
const freshMilliseconds = 500

/** What the pages of one run need, kept while the server runs. */
interface Shown {
  readonly now: () => Promise<Snapshot.Snapshot>
  readonly past: (at: number) => Promise<Snapshot.Snapshot>
  readonly watch: Watch.Watch
}

const show = (directory: string, onFault: (cause: unknown) => void): Shown => {
  const snapshot = Snapshot.make(directory)
  let latest: { readonly since: number; readonly found: Promise<Snapshot.Snapshot> } | undefined
  const now = (): Promise<Snapshot.Snapshot> => {
    const since = performance.now()
    if (latest === undefined || since - latest.since > freshMilliseconds)
      latest = { since, found: snapshot() }
    return latest.found
  }
  let marks = ""
  const source: Watch.Source = async () => {
    const before = Snapshot.marks(directory)
    // A run that has ended changes nothing; one that goes on at least tells how long it has been silent.
    if (marks === before) return undefined
    const found = await now()
    marks = found.state === "running" ? "" : before
    return { title: RunPage.title(found), sections: Page.printed(RunPage.sections(found)) }
  }
  return { now, past: snapshot, watch: Watch.make(source, onFault) }
}

interface Options {
  readonly catalogue: Catalogue
  /** The name that the user gave; the server may be asked by this name. */
  readonly host: string
  readonly onFault: (cause: unknown) => void
}

/** What is asked of one run. */
const answerOfRun = async (
  asked: Request.OfRun,
  { now, past, watch }: Shown,
  isAlone: boolean
): Promise<Reply.Reply | Watch.Watch> => {
  switch (asked._tag) {
    case "Run": {
      const path = `/runs/${encodeURIComponent(asked.name)}`
      return Reply.html(RunPage.page(await now(), path, isAlone))
    }
    case "RunEvents":
      return watch
    case "RunMoments":
      return Reply.json(History.moments((await now()).history))
    case "RunThen":
      return Reply.json({ sections: Page.printed(RunPage.sections(await past(asked.at))) })
    default:
      return nothingLeft(asked, "request")
  }
}

/** Of a file that is damaged or held people are told; what else it may be is for the log alone. */
const unreadable = (cause: unknown): string =>
  cause instanceof Fault.Damaged ||
  cause instanceof Fault.Held ||
  cause instanceof Unfit ||
  Fault.isRefused(cause)
    ? `This run cannot be read now: ${cause.message}`
    : "This run cannot be read now."

/** Not listening yet. */
export const make = ({ catalogue, host, onFault }: Options): Server => {
  const own = new Set([host, hostname()].map((name) => name.toLowerCase()))
  const index = IndexPage.make(catalogue)
  const indexWatch = Watch.make(async () => ({ sections: Page.printed(index()) }), onFault)
  const runs = new Map<string, Shown>()
  let readers = 0

  const shown = (directory: string): Shown => {
    const found = runs.get(directory) ?? show(directory, onFault)
    runs.set(directory, found)
    return found
  }

  const ofRun = async (asked: Request.OfRun): Promise<Reply.Reply | Watch.Watch> => {
    const directory = catalogue.find(asked.name)
    if (directory === undefined) return Reply.refusal(404, "There is no such run.")
    return answerOfRun(asked, shown(directory), catalogue.only !== undefined)
  }

  /** A reply, or whatever there is to watch. */
  const answer = async (asked: Request.Asked): Promise<Reply.Reply | Watch.Watch> => {
    const events = asked._tag === "IndexEvents" || asked._tag === "RunEvents"
    if (events && readers >= mostReaders) return Reply.refusal(503, "Too many watch already.")
    switch (asked._tag) {
      case "Refused":
        return Reply.refusal(asked.status, asked.why)
      case "Asset":
        return assetReply(asked.name)
      case "Index":
        return catalogue.only === undefined
          ? Reply.html(IndexPage.page(index()))
          : Reply.elsewhere(`/runs/${encodeURIComponent(catalogue.only)}`)
      case "IndexEvents":
        return indexWatch
      case "Run":
      case "RunEvents":
      case "RunMoments":
      case "RunThen":
        return ofRun(asked)
      default:
        return nothingLeft(asked, "request")
    }
  }

  const stream = (request: IncomingMessage, response: ServerResponse, watch: Watch.Watch): void => {
    Reply.begin(response)
    readers++
    response.on("close", () => readers--)
    if (request.method === "HEAD") response.end()
    else Stream.serve(response, watch)
  }

  const server = createServer((request, response) => {
    answer(Request.read(request, own)).then(
      (found) =>
        "follow" in found ? stream(request, response, found) : Reply.send(request, response, found),
      (cause) => {
        onFault(cause)
        Reply.send(request, response, Reply.refusal(500, unreadable(cause)))
      }
    )
  })
  // Whoever sends half a request is not waited for; connections that watch are open for as long as they like.
  server.headersTimeout = 10_000
  server.maxConnections = 2 * mostReaders
  return server
}
