/** Connections that ask for nothing: they lock nobody out, and are not waited for. */
import type { Socket } from "node:net"
import { join } from "node:path"
import t from "tap"
import * as Catalogue from "../../../src/interface/dashboard/catalogue.ts"
import { asking, get, site, until } from "../../support/dashboard.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.setTimeout(60_000)

const runs = newFolder()
await run(await studyOf("coin", [{ bias: 0.5, tosses: 300 }]), { directory: join(runs, "coins") })

t.test("connections that ask for nothing lock nobody out, and are not waited for", async (t) => {
  const { port, get: read, connections, faults } = await site(t, Catalogue.ofFolder(runs))
  const texts = [
    "",
    "GET / HT",
    "GET / HTTP/1.1\r\nHost: loc",
    `POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n`
  ]
  const idle: Array<Socket> = []
  for (let k = 0; k < 1400; k++) {
    idle.push(await asking(port, texts[k % texts.length]!))
    idle[k]!.resume()
  }
  const slow = await asking(port, get("/").slice(0, -4))
  slow.resume()
  const drip = setInterval(() => slow.write("x"), 500)
  const began = performance.now()
  t.equal((await read("/runs/coins")).status, 200)
  const took = performance.now() - began
  t.ok(took < 1000, `a page in ${took} ms`)
  t.ok((await connections()) <= 1024, "the oldest went first")
  t.ok(idle[0]!.destroyed && !idle.at(-1)!.destroyed)
  await until(() => slow.destroyed && idle.every(({ destroyed }) => destroyed))
  clearInterval(drip)
  const waited = (performance.now() - began) / 1000
  t.ok(waited < 25, `all are gone after ${waited} s`)
  t.same(faults, [])
})
