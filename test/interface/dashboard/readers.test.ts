/** Readers that do not read, and connections that ask for nothing: what they may take from the others. */
import { once } from "node:events"
import type { ServerResponse } from "node:http"
import { createServer } from "node:http"
import type { AddressInfo, Socket } from "node:net"
import { join } from "node:path"
import { setTimeout as wait } from "node:timers/promises"
import type { Test } from "tap"
import t from "tap"
import * as Catalogue from "../../../src/interface/dashboard/catalogue.ts"
import * as Outbox from "../../../src/interface/dashboard/outbox.ts"
import * as Stream from "../../../src/interface/dashboard/stream.ts"
import type { Watch } from "../../../src/interface/dashboard/watch.ts"
import { start } from "../../support/cli.ts"
import { asking, get, site, until } from "../../support/dashboard.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.setTimeout(60_000)

const mebibyte = 2 ** 20

/** Answers every request with `answer`. */
const serving = async (t: Test, answer: (response: ServerResponse) => void): Promise<number> => {
  const server = createServer((_, response) => answer(response)).listen(0, "127.0.0.1")
  await once(server, "listening")
  t.teardown(() => {
    server.close()
    server.closeAllConnections()
  })
  return (server.address() as AddressInfo).port
}

t.test("a reader who is behind gets the newest state, and nothing is kept of those between", async (t) => {
  let state = 0
  const listeners = new Set<(event: Buffer) => void>()
  const event = (): Buffer => Buffer.from(`data: ${state} ${"x".repeat(2 * mebibyte)}\n\n`)
  const watch: Watch = {
    follow: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    whole: event
  }
  const outbox = Outbox.make({ bytes: 1000 * mebibyte, seconds: 60 })
  const responses: Array<ServerResponse> = []
  const port = await serving(t, (response) => {
    responses.push(response)
    Stream.serve(response, watch, outbox)
  })
  const socket = await asking(port, get("/"))
  await until(() => listeners.size === 1)
  for (; state < 30; state++) {
    const now = event()
    for (const listener of listeners) listener(now)
  }
  t.ok(responses[0]!.writableLength < 3 * mebibyte, `${responses[0]!.writableLength} bytes wait`)
  let text = ""
  socket.on("data", (piece: Buffer) => {
    text += piece.toString().replaceAll("x", "")
  })
  socket.resume()
  await until(() => /data: 30 /.test(text))
  t.ok(text.match(/data: \d+/g)!.length < 10, "and few states in all")
  socket.destroy()
  await until(() => listeners.size === 0)
})

t.test("whoever does not take a page in time is cut off", async (t) => {
  const outbox = Outbox.make({ bytes: 1000 * mebibyte, seconds: 2 })
  const page = Buffer.alloc(16 * mebibyte)
  const port = await serving(t, (response) => {
    outbox.write(response, page)
    response.end()
  })
  const reader = await asking(port, get("/"))
  reader.resume()
  await until(() => reader.bytesRead >= page.length)
  const socket = await asking(port, get("/"))
  await wait(3000)
  socket.resume()
  await once(socket, "close")
  t.ok(socket.bytesRead < page.length)
  t.equal(outbox.cut(), false, "nothing waits any more")
})

t.test("what all together leave is bounded; what they share counts once", async (t) => {
  const outbox = Outbox.make({ bytes: 40 * mebibyte, seconds: 60 })
  const shared = Buffer.alloc(16 * mebibyte)
  let isShared = true
  const open = new Set<ServerResponse>()
  const port = await serving(t, (response) => {
    open.add(response)
    response.on("close", () => open.delete(response))
    outbox.write(response, isShared ? shared : Buffer.alloc(16 * mebibyte))
  })
  const sockets: Array<Socket> = []
  for (let k = 0; k < 20; k++) sockets.push(await asking(port, get("/")))
  await until(() => open.size === 20)
  await wait(200)
  t.equal(open.size, 20, "one page for twenty readers")
  isShared = false
  for (let k = 0; k < 5; k++) sockets.push(await asking(port, get("/")))
  await until(() => open.size <= 2)
  const [last] = [...open].slice(-1)
  t.ok(last !== undefined && !last.destroyed, "those who came last stay")
  for (const socket of sockets) socket.destroy()
})

const runs = newFolder()
await run(await studyOf("coin", [{ bias: 0.5, tosses: 300 }]), { directory: join(runs, "coins") })

t.test("events behind another answer on one connection are not served", async (t) => {
  const { port, connections } = await site(t, Catalogue.ofFolder(runs))
  const socket = await asking(port, get("/events") + get("/events"))
  let answer = ""
  socket.on("data", (bytes) => {
    answer += bytes
  })
  socket.resume()
  await once(socket, "close")
  while ((await connections()) > 0) await wait(10)
  t.ok(
    answer.split("HTTP/1.1 ").length - 1 <= 1,
    "at most the first is answered, and the connection has ended"
  )
})

t.test("serve ends at once, whoever is connected", async (t) => {
  const { child, ended } = start(runs, ["serve", "--out", ".", "--port", "0"])
  let said = ""
  child.stdout!.on("data", (text) => {
    said += text
  })
  await until(() => /:\d+\//.test(said))
  const port = Number(/:(\d+)\//.exec(said)![1])
  for (let k = 0; k < 500; k++) await asking(port, "GET / HT")
  for (let k = 0; k < 100; k++) await asking(port, get(k % 2 === 0 ? "/runs/coins/events" : "/runs/coins"))
  const began = performance.now()
  child.kill("SIGTERM")
  await ended
  const took = performance.now() - began
  t.ok(took < 3000, `after ${took} ms`)
})
