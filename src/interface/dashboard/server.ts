/** The pages over HTTP, read-only: nothing that is asked for changes anything. */
import { readFileSync } from "node:fs"
import type { IncomingMessage, Server, ServerResponse } from "node:http"
import { createServer } from "node:http"
import { hostname } from "node:os"
import { setImmediate as immediate } from "node:timers/promises"
import { nothingLeft } from "../../domain/exhaustive.ts"
import * as Fault from "../../engine/journal/fault.ts"
import { Unfit } from "../../engine/unfit.ts"
import type { Catalogue } from "./catalogue.ts"
import * as Connections from "./connections.ts"
import * as History from "./history.ts"
import * as IndexPage from "./index-page.ts"
import * as Outbox from "./outbox.ts"
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
  return { status: 200, type, bytes: readFileSync(new URL(`./asset/${name}`, import.meta.url)) }
}

/** Those who watch at the same time; each holds a connection. */
const mostReaders = 512

/** Bytes that readers may leave where they are, all together, and how long each may take over a page or an event. */
const untaken: Outbox.Limits = { bytes: 64 * 2 ** 20, seconds: 30 }

/** Whoever says nothing, or a request byte by byte, is not waited for; those who watch stay for as long as they like. */
const patience = {
  headersTimeout: 10_000,
  requestTimeout: 15_000,
  keepAliveTimeout: 5000,
  connectionsCheckingInterval: 1000
}

/** A page that is asked for again at once is the same one, and so are its bytes. */
const freshMilliseconds = 500

const kept = <A>(make: () => A): (() => A) => {
  let latest: { readonly since: number; readonly found: A } | undefined
  return () => {
    const since = performance.now()
    if (latest === undefined || since - latest.since > freshMilliseconds) latest = { since, found: make() }
    return latest.found
  }
}

/** One after the other, and what else there is to do in between: many moments of the past keep nobody waiting. */
const inTurn = <A, B>(make: (asked: A) => Promise<B>): ((asked: A) => Promise<B>) => {
  let last: Promise<unknown> = Promise.resolve()
  return (asked) => {
    const next = last.then(() => immediate()).then(() => make(asked))
    last = next.catch(() => {})
    return next
  }
}

/** What the pages of one run need, kept while the server runs. */
interface Shown {
  readonly now: () => Promise<Snapshot.Snapshot>
  readonly page: () => Promise<Reply.Reply>
  readonly past: (at: number) => Promise<Snapshot.Snapshot>
  readonly watch: Watch.Watch
}

/** `path`: the address of its page. */
const show = (
  directory: string,
  path: string,
  isAlone: boolean,
  onFault: (cause: unknown) => void
): Shown => {
  const snapshot = Snapshot.make(directory)
  const now = kept(() => snapshot())
  let marks = ""
  const source: Watch.Source = async () => {
    const before = Snapshot.marks(directory)
    // A run that has ended changes nothing; one that goes on at least tells how long it has been silent.
    if (marks === before) return undefined
    const found = await now()
    marks = found.state === "running" ? "" : before
    return { title: RunPage.title(found), sections: Page.printed(RunPage.sections(found)) }
  }
  const page = kept(async () => Reply.html(RunPage.page(await now(), path, isAlone)))
  return { now, page, past: inTurn((at: number) => snapshot(at)), watch: Watch.make(source, onFault) }
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
  { now, page, past, watch }: Shown
): Promise<Reply.Reply | Watch.Watch> => {
  switch (asked._tag) {
    case "Run":
      return page()
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

/** Of a file that is damaged, held or not the run's own people are told; what else it may be is for the log alone. */
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
  const indexPage = kept(() => Reply.html(IndexPage.page(index())))
  const runs = new Map<string, Shown>()
  const outbox = Outbox.make(untaken)
  let readers = 0

  const addressOf = (name: string): string => `/runs/${encodeURIComponent(name)}`

  const shown = (name: string, directory: string): Shown => {
    const isAlone = catalogue.only !== undefined
    const found = runs.get(directory) ?? show(directory, addressOf(name), isAlone, onFault)
    runs.set(directory, found)
    return found
  }

  const ofRun = async (asked: Request.OfRun): Promise<Reply.Reply | Watch.Watch> => {
    const directory = catalogue.find(asked.name)
    if (directory === undefined) return Reply.refusal(404, "There is no such run.")
    return answerOfRun(asked, shown(asked.name, directory))
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
        return catalogue.only === undefined ? indexPage() : Reply.elsewhere(addressOf(catalogue.only))
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
    // It waits for an answer before it, and so would hear of nothing, not even of its own end.
    if (response.socket === null) return void request.socket.destroy()
    Reply.begin(response)
    readers++
    response.on("close", () => readers--)
    if (request.method === "HEAD") response.end()
    else Stream.serve(response, watch, outbox)
  }

  const server = createServer(patience, (request, response) => {
    const send = (reply: Reply.Reply): void => Reply.send(request, response, reply, outbox)
    answer(Request.read(request, own)).then(
      (found) => ("follow" in found ? stream(request, response, found) : send(found)),
      (cause) => {
        onFault(cause)
        send(Reply.refusal(500, unreadable(cause)))
      }
    )
  })
  Connections.limit(server, 2 * mostReaders, outbox.cut)
  return server
}
