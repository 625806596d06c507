/** The pages of `serve`: for this machine alone, to be looked at, and of nothing but runs. */
import { once } from "node:events"
import { mkdirSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { join } from "node:path"
import t from "tap"
import * as Catalogue from "../../src/interface/dashboard/catalogue.ts"
import { start } from "../support/cli.ts"
import { site } from "../support/dashboard.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

const folder = newFolder()
const runs = join(folder, "runs")
mkdirSync(runs)
writeFileSync(join(folder, "private.txt"), "private")
await run(await studyOf("coin", [{ bias: 0.5 }]), { directory: join(runs, "a") })

const address = /^http:\/\/([\d.]+):(\d+)\/$/m

t.test("it listens where this machine alone can reach it, and ends when it is told to", async (t) => {
  const { child, ended } = start(folder, ["serve", "--port", "0"])
  const text = String((await once(child.stdout!, "data"))[0])
  const [, host, port] = address.exec(text) ?? []
  t.equal(host, "127.0.0.1")
  const elsewhere = connect(Number(port), "127.0.0.2")
  const [cause] = await once(elsewhere, "error")
  t.equal(cause.code, "ECONNREFUSED", "another address of the same machine")
  child.kill("SIGTERM")
  const { status, signal } = await ended
  t.ok(status !== null || signal !== null)
})

t.test("it answers in its own name, to its own pages, and writes nothing", async (t) => {
  const { get } = await site(t, Catalogue.ofFolder(runs))
  const status = async (headers: Record<string, string>, method?: string) =>
    (await get("/runs/a", headers, method)).status
  t.equal(await status({}), 200)
  t.equal(await status({ host: "example.org" }), 403)
  t.equal(await status({ "sec-fetch-site": "cross-site", "sec-fetch-mode": "no-cors" }), 403)
  for (const method of ["POST", "PUT", "DELETE"]) t.equal(await status({}, method), 405, method)
})

t.test("every page forbids scripts but the program's own", async (t) => {
  const { get } = await site(t, Catalogue.ofFolder(runs))
  for (const path of ["/", "/runs/a", "/runs/none", "/none"]) {
    const policy = String((await get(path)).headers["content-security-policy"])
    t.match(policy, /default-src 'none'/, path)
    t.notMatch(policy, /unsafe|https?:|\*/, path)
  }
})

t.test("no path leads out of the folder of runs", async (t) => {
  const { get } = await site(t, Catalogue.ofFolder(runs))
  const up = [
    "../private.txt",
    "..%2fprivate.txt",
    "%2e%2e/private.txt",
    "..%5cprivate.txt",
    "a/../../private.txt"
  ]
  for (const path of up.flatMap((each) => [`/${each}`, `/runs/${each}`])) {
    const { status, text } = await get(path)
    t.ok(status >= 400, path)
    t.notMatch(text, /^private$/)
  }
})
