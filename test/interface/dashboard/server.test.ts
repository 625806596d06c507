/** The server behind the pages, with real runs behind it: what it shows, and what nobody gets out of it. */
import { once } from "node:events"
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync
} from "node:fs"
import { join } from "node:path"
import t from "tap"
import { escaped } from "../../../src/drawing/markup.ts"
import { typeset } from "../../../src/drawing/typeset.ts"
import * as Catalogue from "../../../src/interface/dashboard/catalogue.ts"
import * as Location from "../../../src/interface/run/location.ts"
import { load } from "../../../src/simulation/discover.ts"
import { start } from "../../support/cli.ts"
import { site } from "../../support/dashboard.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const folder = newFolder()
const runs = join(folder, "runs")
const coins = [0.25, 0.5, 0.75].map((bias) => ({ bias, tosses: 300 }))
await run(await studyOf("coin", coins, { repeats: 2 }), { directory: join(runs, "coins") })

/** Every file of a folder and what is in it. */
const contents = (directory: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(directory, { recursive: true, encoding: "utf8" })
      .filter((name) => existsSync(join(directory, name)) && !/-shm$|-wal$/.test(name))
      .map((name): [string, string] => {
        try {
          return [name, readFileSync(join(directory, name), "base64")]
        } catch {
          return [name, "a folder"]
        }
      })
  )

t.test("the list of runs, and a page a run", async (t) => {
  const { get, faults } = await site(t, Catalogue.ofFolder(runs))
  const index = await get("/")
  t.equal(index.status, 200)
  t.match(index.text, /<a href="\/runs\/coins">coins<\/a>.*✓|<span class="badge done">done<\/span>/)
  const page = await get("/runs/coins")
  t.equal(page.status, 200)
  t.match(page.text, /<dt>points<\/dt><dd>3 of 3<\/dd>/)
  t.match(page.text, /<dt>tasks<\/dt><dd>6 of 6<\/dd>/)
  t.equal(
    page.text.match(/<td class="number">0\.\d+\(\d+\)<\/td>/g)?.length,
    3,
    "a row a point, with its error"
  )
  t.match(page.text, /bias 0\.75, tosses 300: done, 2 repeats, 1 row/, "the log")
  for (const name of ["page.css", "page.js", "page.svg"]) t.equal((await get(`/${name}`)).status, 200)
  t.same(faults, [])
  const { headers } = page
  t.match(headers["content-security-policy"], /default-src 'none'; script-src 'self'; style-src 'self'/)
  t.equal(headers["x-content-type-options"], "nosniff")
  t.equal(headers["access-control-allow-origin"], undefined)
  t.notMatch(
    page.text,
    /https?:\/\/|\sstyle=|<style|\son[a-z]+=/,
    "nothing from elsewhere, nothing the policy forbids"
  )
})

t.test("the figures of its simulation are on a page", async (t) => {
  const there = newFolder()
  const study = await studyOf("moments", [{ lambda: -0.01 }, { lambda: -0.1 }])
  await run(study, { directory: join(there, "drawn") })
  const { get, faults } = await site(t, Catalogue.ofFolder(there))
  const { text } = await get("/runs/drawn")
  const { figures = [] } = await load("moments")
  t.ok(figures.length > 0)
  for (const { name, title } of figures) {
    const [, figure = ""] = new RegExp(`<figure id="figure-${name}"(.*?)</figure>`, "s").exec(text) ?? []
    t.ok(figure.includes(`<b>${escaped(typeset(title))}</b>`), title)
    t.match(figure, /<svg .*<title>/s, "with a title")
    t.notMatch(figure, /\sstyle=|<style|<script|href=/, "nothing that the policy forbids")
  }
  t.same(faults, [])
})

t.test("one run alone is the whole site", async (t) => {
  const { get } = await site(t, Catalogue.ofRun(join(runs, "coins")))
  t.match(await get("/"), { status: 302, headers: { location: "/runs/coins" } })
  t.equal((await get("/runs/coins")).status, 200)
  t.equal((await get("/runs/other")).status, 404)
})

t.test("a replay shows what was known then", async (t) => {
  const { get } = await site(t, Catalogue.ofFolder(runs))
  const moments: ReadonlyArray<number> = JSON.parse((await get("/runs/coins/moments")).text)
  t.ok(moments.length >= 2)
  const at = async (moment: number) => JSON.parse((await get(`/runs/coins/then?at=${moment}`)).text).sections
  const first = await at(moments[0]! - 1)
  t.match(first.summary, /<dd>0 of 3<\/dd>/)
  t.match(first.tables, /no rows yet/)
  const last = await at(moments.at(-1)!)
  t.match(last.summary, /<dd>3 of 3<\/dd>/)
  t.equal(last.tables, JSON.parse((await get("/runs/coins/then?at=1e12")).text).sections.tables)
})

t.test("a link to a run is a run, and one that leads nowhere is not", async (t) => {
  const elsewhere = newFolder()
  cpSync(join(runs, "coins"), join(elsewhere, "scratch"), { recursive: true })
  const linked = join(elsewhere, "runs")
  mkdirSync(linked)
  symlinkSync("../scratch", join(linked, "link"))
  symlinkSync("link", join(linked, "again"))
  symlinkSync("nowhere", join(linked, "dangling"))
  symlinkSync("circle", join(linked, "circle"))
  t.same(Location.namesIn(linked), ["again", "link"])
  const { get } = await site(t, Catalogue.ofFolder(linked))
  const { text } = await get("/")
  for (const name of ["again", "link"]) {
    t.ok(text.includes(`>${name}<`), name)
    t.equal((await get(`/runs/${name}`)).status, 200)
  }
  for (const name of ["dangling", "circle"]) {
    t.notOk(text.includes(`>${name}<`), name)
    t.equal((await get(`/runs/${name}`)).status, 404)
  }
})

t.test("a path or a name never leaves the folder of runs", async (t) => {
  const secret = join(folder, "secret")
  cpSync(join(runs, "coins"), secret, { recursive: true })
  writeFileSync(join(folder, "secret.txt"), "the secret")
  mkdirSync(join(runs, "inside"))
  symlinkSync(join(secret, "run.sqlite"), join(runs, "inside", "run.sqlite"))
  cpSync(join(runs, "coins"), join(runs, "logged"), { recursive: true })
  renameSync(join(runs, "logged", "log.ndjson"), join(runs, "logged", "old"))
  symlinkSync(join(folder, "secret.txt"), join(runs, "logged", "log.ndjson"))
  const { get, raw, port } = await site(t, Catalogue.ofFolder(runs))
  const index = await get("/")
  t.notOk(index.text.includes(">secret<"), "it is not listed")
  t.match(index.text, /done<\/span>/, "the others are")
  for (const [name, file] of [
    ["inside", "run.sqlite"],
    ["logged", "log.ndjson"]
  ]) {
    const said = new RegExp(`${name}/${file} is a symbolic link, where a run has a file of its own`)
    t.match(index.text, said, "what is wrong with it is listed")
    const page = await get(`/runs/${name}`)
    t.equal(page.status, 500)
    t.match(page.text, said)
    t.notMatch(page.text, /the secret|heads/)
  }
  const up = ["..", "%2e%2e", "%2E.", "%252e%252e", "..%00", "coins/..", "coins%2f..", "..%5c", "....//"]
  const names = [
    ...up.flatMap((each) => [each, `${each}/secret`, `${each}%2fsecret`, `${each}%2Fsecret.txt`]),
    ".",
    "%2e",
    "coins%00",
    "coins/../secret",
    encodeURIComponent(secret),
    `${secret}`,
    encodeURIComponent(`file://${secret}`),
    "%c0%ae%c0%ae",
    "__proto__",
    "constructor"
  ]
  for (const name of names) {
    for (const path of [`/runs/${name}`, `/runs/${name}/events`, `/runs/${name}/then?at=1`, `/${name}`]) {
      const { status, text } = await get(path)
      t.ok(status === 404 || status === 400, `${path}: ${status}`)
      t.notMatch(text, /the secret|heads/)
    }
  }
  // Over the wire as no client would send it.
  const host = `Host: localhost:${port}\r\nConnection: close\r\n\r\n`
  for (const path of [
    "/../secret.txt",
    "/runs/../../secret",
    "../secret.txt",
    "//secret",
    "/runs/coins/../../../secret.txt"
  ]) {
    const answer = await raw(`GET ${path} HTTP/1.1\r\n${host}`)
    t.match(answer, /^HTTP\/1\.1 40[04] /, path)
    t.notMatch(answer, /the secret/)
  }
  t.match(await raw(`GET /runs/coins\u0000 HTTP/1.1\r\n${host}`), /^HTTP\/1\.1 400 /)
})

t.test("names with quotes and angle brackets are text", async (t) => {
  const there = newFolder()
  const name = `<img src=x onerror=alert(1)>"'&`
  const study = await studyOf("coin", [{ bias: 0.5, diary: `<script>alert("x")</script>'&` }], {
    name: `</title><i>"`
  })
  await run(
    {
      ...study,
      points: study.points.map((point) => ({ ...point, config: { ...(point.config as object), diary: "" } }))
    },
    { directory: join(there, name) }
  )
  const { get } = await site(t, Catalogue.ofFolder(there))
  const index = await get("/")
  t.match(index.text, /&lt;img src=x onerror=alert\(1\)&gt;&quot;&#39;&amp;<\/a>/)
  const [, address] = /<a href="([^"]+)">/.exec(index.text) ?? []
  const page = await get(address!.replaceAll("&#39;", "'"))
  t.equal(page.status, 200)
  t.match(page.text, /&lt;script&gt;alert\(&quot;x&quot;\)&lt;\/script&gt;&#39;&amp;/)
  for (const { text } of [index, page]) {
    t.notMatch(text, /<img|<script>|<i>/)
    t.equal(text.match(/<\/title>/g)?.length, 1)
  }
})

t.test("only GET and HEAD, and only in our own name; nothing is changed", async (t) => {
  const before = contents(runs)
  const { get } = await site(t, Catalogue.ofFolder(runs))
  for (const method of ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"]) {
    const { status, headers } = await get("/runs/coins", {}, method)
    t.strictSame([status, headers.allow], [405, "GET, HEAD"], method)
  }
  for (const path of ["/", "/runs/coins", "/runs/coins/events", "/page.css"]) {
    const { status, text } = await get(path, {}, "HEAD")
    t.strictSame([status, text], [200, ""], path)
  }
  t.equal((await get("/runs/coins", { host: "rebound.example.org" })).status, 403)
  t.equal((await get("/runs/coins", { host: "localhost:1" })).status, 200, "as behind a tunnel")
  t.same(contents(runs), before)
})

t.test("an interrupted run, a failed one, and files that are no run", async (t) => {
  const there = newFolder()
  const stop = new AbortController()
  const slow = await studyOf("coin", [{ bias: 0.5, tosses: 2000, grain: 10, slow: 5 }], { repeats: 2 })
  await run(slow, {
    directory: join(there, "cut"),
    signal: stop.signal,
    onEvent: ({ _tag }) => _tag === "TaskFinished" && stop.abort()
  }).catch(() => undefined)
  await run(await studyOf("coin", [{ bias: 0.5, crashAt: 7 }]), { directory: join(there, "broken") })
  writeFileSync(join(there, "slow.yaml"), "simulation: coin\nbase: { bias: 0.5, tosses: 60000, slow: 20 }\n")
  mkdirSync(join(there, "garbage"))
  writeFileSync(join(there, "garbage", "run.sqlite"), "no database")
  const { get, faults } = await site(t, Catalogue.ofFolder(there))
  const index = await get("/")
  t.match(index.text, /broken.*failed/)
  t.match(index.text, /garbage.*unreadable.*not a database/)
  const cut = await get("/runs/cut")
  // It was stopped from within, without the word that a signal leaves.
  t.match(
    cut.text,
    /its process ended without a word; to continue: <code>[^<]*skein\S* resume [^<]*cut<\/code>/
  )
  t.match(cut.text, /<dd>0 of 1<\/dd>/)
  t.match(cut.text, /1 row<\/span>.*1 of them is of points that are not finished/s)
  t.match((await get("/runs/broken")).text, /toss 7 fell off the table/)
  const signalled = start(there, ["run", "slow.yaml", "--threads", "0", "--backend", "cpu", "--out", "."])
  await once(signalled.child.stderr!, "data")
  signalled.child.kill("SIGINT")
  t.equal((await signalled.ended).status, 75)
  const slowPage = (await get("/runs/slow")).text
  t.match(slowPage, /badge interrupted.*to continue: <code>[^<]*skein\S* resume [^<]*slow<\/code>/s)
  t.match(slowPage, /ended: interrupted/)
  t.same(faults, [])
  t.equal((await get("/runs/garbage")).status, 500)
  t.match(faults, [{ message: /not a database/ }])
})

t.test("a run that is thrown away and made again is shown from its beginning", async (t) => {
  const there = newFolder()
  const directory = join(there, "again")
  const { get } = await site(t, Catalogue.ofFolder(there))
  await run(await studyOf("coin", coins), { directory })
  t.match((await get("/runs/again")).text, /bias 0\.75, tosses 300: done/)
  rmSync(directory, { recursive: true })
  t.equal((await get("/runs/again")).status, 404)
  await run(await studyOf("coin", [{ bias: 0.9, tosses: 300 }]), { directory })
  const { text } = await get("/runs/again/then?at=1e12")
  t.match(text, /bias 0\.9, tosses 300: done/)
  t.equal(text.match(/started: /g)?.length, 1, "nothing is left of the first one")
})

t.test("a training shows its steps, and what it has so far", async (t) => {
  const there = newFolder()
  const { get } = await site(t, Catalogue.ofFolder(there))
  const stop = new AbortController()
  const begun = Promise.withResolvers<void>()
  const running = run(await studyOf("descent", [{ rate: 0.1, rounds: 100_000, batch: 2, slow: 5 }]), {
    directory: join(there, "training"),
    threads: 1,
    signal: stop.signal,
    onEvent: ({ _tag }) => _tag === "TaskProgress" && begun.resolve()
  }).catch(() => undefined)
  await begun.promise
  let text = ""
  while (!/badge running.*[1-9]\d* steps/s.test(text) || /no rows yet/.test(text))
    text = (await get("/runs/training")).text
  t.match(text, /<td class="number">\d+ steps<\/td>/, "of the point")
  t.match(text, /losses <span class="note">loss by round; \d+ rows<\/span>/)
  t.match(text, /are of points that are not finished/)
  stop.abort()
  await running
})

t.test("many points: those that matter are shown", async (t) => {
  const there = newFolder()
  const points = Array.from({ length: 300 }, (_, k) => ({ bias: k / 300, tosses: 1 }))
  await run(await studyOf("coin", [...points, { bias: 0.5, tosses: 1, crashAt: 0 }]), {
    directory: join(there, "many")
  })
  const { get } = await site(t, Catalogue.ofFolder(there))
  const { text } = await get("/runs/many")
  const [, list = ""] = /aria-label="points">(.*?)<\/table>/s.exec(text) ?? []
  t.equal(list.match(/<th scope="row">/g)?.length, 200)
  t.match(
    list,
    /^.*?<tbody><tr><th scope="row">bias 0\.5, crashAt 0, tosses 1<\/th>.*?crashed/s,
    "a crashed one first"
  )
  t.match(text, /the first 50 of 300 rows/)
})

t.test("of a log of any length the end is told, and that it is the end", async (t) => {
  const directory = join(newFolder(), "coins")
  cpSync(join(runs, "coins"), directory, { recursive: true })
  const log = join(directory, "log.ndjson")
  const lines = readFileSync(log, "utf8")
  const page = async () => (await site(t, Catalogue.ofRun(directory))).get("/runs/coins")
  t.notMatch((await page()).text, /too long to be told whole|more than/)
  // It takes no room on the disk.
  rmSync(log)
  writeFileSync(log, "")
  truncateSync(log, 2 ** 32)
  appendFileSync(log, `\n${lines}`)
  const before = process.memoryUsage().rss
  const { status, text } = await page()
  t.equal(status, 200)
  t.match(text, /bias 0\.75, tosses 300: done, 2 repeats, 1 row/)
  t.match(text, /the log is too long to be told whole: what is here begins with the event of 20/)
  t.match(text, /<dt>time worked<\/dt><dd>more than /)
  t.ok(process.memoryUsage().rss - before < 5e8, "in little memory")
})
