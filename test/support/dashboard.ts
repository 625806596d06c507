/** The pages' server inside a test, and readers of it that send whatever they like. */
import { once } from "node:events"
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from "node:http"
import { request } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { connect } from "node:net"
import { setTimeout as wait } from "node:timers/promises"
import type { Test } from "tap"
import type { Catalogue } from "../../src/interface/dashboard/catalogue.ts"
import * as Server from "../../src/interface/dashboard/server.ts"

export interface Reply {
  readonly status: number
  readonly headers: IncomingMessage["headers"]
  readonly text: string
}

export interface Site {
  readonly port: number
  /** What could not be shown. */
  readonly faults: ReadonlyArray<unknown>
  /** The path goes over the wire as it is. */
  readonly get: (path: string, headers?: OutgoingHttpHeaders, method?: string) => Promise<Reply>
  /** Any bytes, and all that comes back until the other side closes. */
  readonly raw: (bytes: string) => Promise<string>
  /** News, as they come; ends when `until` says so. */
  readonly follow: (path: string, until: (news: News) => boolean) => Follower
  readonly connections: () => Promise<number>
}

export interface News {
  readonly title?: string
  readonly sections: Readonly<Record<string, string>>
}

export interface Follower {
  readonly news: Array<News>
  /** What the page holds after all news so far. */
  readonly sections: Record<string, string>
  readonly ended: Promise<void>
  readonly vanish: () => void
}

/** Closed when the test ends. */
export const site = async (t: Test, catalogue: Catalogue): Promise<Site> => {
  const faults: Array<unknown> = []
  const server = Server.make({ catalogue, host: "127.0.0.1", onFault: (cause) => faults.push(cause) })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  const { port } = server.address() as AddressInfo
  const ask = (path: string, headers: OutgoingHttpHeaders = {}, method = "GET"): ClientRequest =>
    request({ port, host: "127.0.0.1", path, headers, method, agent: false }).end()

  return {
    port,
    faults,
    get: async (path, headers, method) => {
      const [response] = (await once(ask(path, headers, method), "response")) as [IncomingMessage]
      let text = ""
      for await (const chunk of response) text += chunk
      return { status: response.statusCode ?? 0, headers: response.headers, text }
    },
    raw: async (bytes) => {
      const socket = connect(port, "127.0.0.1")
      let text = ""
      socket.on("data", (chunk) => {
        text += chunk
      })
      socket.write(bytes)
      await once(socket, "close")
      return text
    },
    follow: (path, until) => {
      const news: Array<News> = []
      const sections: Record<string, string> = {}
      const asked = ask(path)
      asked.on("error", () => {})
      const ended = new Promise<void>((resolve) => {
        asked.on("response", (response) => {
          let text = ""
          response.on("error", () => {})
          response.on("data", (chunk) => {
            text += chunk
            const pieces = text.split("\n\n")
            text = pieces.pop()!
            for (const piece of pieces) {
              const data = /^event: news\ndata: (.*)$/.exec(piece)?.[1]
              if (data === undefined) continue
              const found: News = JSON.parse(data)
              news.push(found)
              Object.assign(sections, found.sections)
              if (!until(found)) continue
              asked.destroy()
              resolve()
            }
          })
        })
      })
      return { news, sections, ended, vanish: () => asked.destroy() }
    },
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error === null ? resolve(count) : reject(error)))
      )
  }
}

/** A connection that asks, and takes nothing of what comes unless it is told to. */
export const asking = async (port: number, text: string): Promise<Socket> => {
  const socket = connect(port, "127.0.0.1")
  socket.on("error", () => {})
  await once(socket, "connect")
  socket.pause()
  socket.write(text)
  return socket
}

/** A request, over the wire. */
export const get = (path: string): string => `GET ${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`

export const until = async (isSo: () => boolean): Promise<void> => {
  while (!isSo()) await wait(10)
}
