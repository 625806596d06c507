/**
 * A run of a stranger, whose every text is a harmless element: it stays text wherever it is shown, and where there should
 * have been a text and is an object, nothing of that becomes an element either.
 */
import { appendFileSync, cpSync, existsSync, globSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { DatabaseSync } from "node:sqlite"
import { strFromU8, unzipSync } from "fflate"
import { parseHTML } from "linkedom"
import type { Page } from "playwright-core"
import { chromium } from "playwright-core"
import type { Test } from "tap"
import t from "tap"
import { parse } from "yaml"
import * as Grammar from "../../src/drawing/grammar.ts"
import * as Stored from "../../src/engine/journal/stored.ts"
import * as Log from "../../src/engine/log.ts"
import * as Manifest from "../../src/engine/manifest.ts"
import * as Catalogue from "../../src/interface/dashboard/catalogue.ts"
import { command } from "../support/command.ts"
import { site } from "../support/dashboard.ts"
import { newFolder, run, studyOf } from "../support/engine.ts"

t.setTimeout(120_000)

/** In a browser that ran it, it would be seen: the image is nowhere. */
const marker = `<b data-marker>"</b><img src=x onerror="globalThis.marked = true">'`
const objects: ReadonlyArray<unknown> = [
  { markup: marker, html: marker },
  { toString: marker, __html: marker },
  [marker, [{ markup: marker }]]
]

const folder = newFolder()
const original = join(folder, "original")
const points = [
  { bias: 0.25, tosses: 100 },
  { bias: 0.75, tosses: 100, crashAt: 10 }
]
await run(await studyOf("coin", points), { directory: original })

type Study = { name: unknown; until?: object }
type Signature = { tables: Record<string, { description: unknown; columns: Record<string, object> }> }

/** A copy of the run, its study and its tables described otherwise, with checksums that hold. */
const copy = (name: string, study: (found: Study) => Study, text: unknown): string => {
  const directory = join(folder, name)
  cpSync(original, directory, { recursive: true })
  const database = new DatabaseSync(join(directory, "run.sqlite"))
  const found = database.prepare("SELECT * FROM _study").get() as Record<string, string>
  const signature: Signature = JSON.parse(found.signature!)
  for (const table of Object.values(signature.tables)) {
    table.description = text
    for (const column of Object.values(table.columns))
      Object.assign(column, { description: text, unit: text })
  }
  const line = Stored.studyLine(
    JSON.stringify(study(JSON.parse(found.study!))),
    JSON.stringify(signature),
    Number(found.points)
  )
  database.prepare("UPDATE _study SET study = ?, signature = ?, points = ?, crc = ?").run(...line)
  database.prepare("UPDATE _crash SET message = ?, stack = ?").run(marker, marker)
  database.close()
  return directory
}

const at = "2026-03-04T05:06:07.000Z"
const manifest = Manifest.read(original)!
const machine = { architecture: marker, processor: marker, system: marker, node: marker }
const marked: Manifest.Manifest = {
  ...manifest,
  name: marker,
  tags: [marker],
  studies: [{ at, file: marker, digest: marker, seed: 1, points: 1, repeats: 1, text: marker }],
  reused: [{ run: marker, at, points: 1, tasks: 1 }],
  changes: [{ at, change: "drop", points: 1, which: marker }],
  skein: marker,
  node: marker,
  commit: marker,
  machine: { system: marker, processor: marker, cores: 1 },
  dependencies: { [marker]: marker },
  sessions: [{ started: at, ended: at, outcome: "failed", threads: 1, host: marker, machine }],
  crashed: [{ task: marker, point: 1, swept: { [marker]: marker }, message: marker }]
}

const strange = copy("strange", (found) => ({ ...found, name: marker }), marker)
Manifest.write(strange, marked)
appendFileSync(
  Log.fileIn(strange),
  [
    { at: 2e9, _tag: "WorkerLost", task: marker, reason: marker, attempt: 1 },
    { at: 2e9, _tag: "TaskCrashed", task: marker, message: marker, stack: marker },
    { at: 2e9, _tag: "PointsAmended", change: "drop", points: 1, which: marker },
    { at: 2e9, _tag: "RunNotSearched", run: marker, reason: marker },
    ...objects.map((reason) => ({ at: 2e9, _tag: "RunNotSearched", run: "a", reason }))
  ]
    .map((line) => `${JSON.stringify(line)}\n`)
    .join("")
)

/** No element of a page comes from the run; how often its text is there. */
const check = (t: Test, page: string, least: number): void => {
  const { document } = parseHTML(page)
  t.equal(document.querySelectorAll("[data-marker], img, [onerror]").length, 0, "no element")
  const said = document.querySelectorAll("html")[0]!.textContent.split("<b data-marker>").length - 1
  t.ok(said >= least, `the text, ${said} times`)
}

/** The policy that a page in a file says, before anything else. */
const policyOf = (page: string): string | undefined =>
  /^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="content-security-policy" content="([^"]*)">/.exec(
    page
  )?.[1]

const closed =
  /^default-src &#39;none&#39;; script-src &#39;sha256-[\w+/=]+&#39;; style-src &#39;sha256-[\w+/=]+&#39;; require-trusted-types-for &#39;script&#39;; trusted-types &#39;none&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;$/

t.test("a report and its files", async (t) => {
  t.equal((await command("report", strange)).status, 0)
  const page = readFileSync(join(strange, "report.html"), "utf8")
  check(t, page, 15)
  t.match(policyOf(page), closed)
  for (const file of globSync(join(strange, "figures/*.svg")))
    t.equal(
      Grammar.stranger(
        readFileSync(file, "utf8")
          .replace(/^<\?.*\n/, "")
          .replace(/ style="[^"]*"/, "")
      ),
      undefined
    )
})

t.test("a comparison", async (t) => {
  const page = join(folder, "compared.html")
  t.equal((await command("compare", original, strange, "--output", page)).status, 0)
  check(t, readFileSync(page, "utf8"), 0)
  t.match(policyOf(readFileSync(page, "utf8")), closed)
})

t.test("an archive", async (t) => {
  const zip = join(folder, "strange.zip")
  t.equal((await command("archive", strange, "--output", zip)).status, 0)
  const files = unzipSync(new Uint8Array(readFileSync(zip)))
  const text = (path: string): string => strFromU8(files[path]!)
  check(t, text("report.html"), 15)
  t.match(policyOf(text("report.html")), closed)
  t.notMatch(text("README.md").replaceAll(/`[^`]*`/g, ""), /(?<!\\)<(b|img)/, "no element of markdown")
  t.match(parse(text("CITATION.cff")).abstract, marker.slice(0, 12))
  const crate: { "@graph": ReadonlyArray<Record<string, unknown>> } = JSON.parse(
    text("ro-crate-metadata.json")
  )
  t.equal(crate["@graph"].find((each) => each["@id"] === "#skein")!.softwareVersion, marker)
})

t.test("live pages, their news and their replays", async (t) => {
  const { get, faults } = await site(t, Catalogue.ofFolder(folder))
  const index = await get("/")
  check(t, index.text, 0)
  const page = await get("/runs/strange")
  t.equal(page.status, 200)
  check(t, page.text, 8)
  for (const { headers } of [index, page])
    t.match(headers["content-security-policy"], /^default-src 'none'; script-src 'self'; style-src 'self'; /)
  const moments: ReadonlyArray<number> = JSON.parse((await get("/runs/strange/moments")).text)
  const then = JSON.parse((await get(`/runs/strange/then?at=${moments.at(-1)}`)).text).sections
  check(t, `<html>${Object.values(then).join("\n")}</html>`, 8)
  t.same(faults, [])
})

t.test("an object where a text belongs", async (t) => {
  const { get } = await site(t, Catalogue.ofFolder(folder))
  for (const [k, object] of objects.entries()) {
    const names = [
      "tags",
      "commit",
      "skein",
      "machine",
      "studies",
      "changes",
      "sessions",
      "crashed",
      "dependencies"
    ]
    for (const name of [...names, "backend", "order", "reused"]) {
      const directory = join(folder, "object")
      cpSync(strange, directory, { recursive: true })
      const list = Array.isArray(marked[name as keyof Manifest.Manifest])
      const value = list ? [object] : name === "dependencies" ? { [marker]: object } : object
      writeFileSync(join(directory, "manifest.json"), JSON.stringify({ ...marked, [name]: value }))
      for (const args of [["report"], ["archive"], ["status"], ["compare", original]]) {
        const told = await command(...args, directory)
        t.equal(told.status, 2, `${args[0]} with ${name}: ${told.stderr}`)
        t.match(told.stderr, new RegExp(`manifest\\.json is damaged: ${name}`))
        t.notMatch(told.stderr, /\n {4}at /, "no trace")
      }
    }
    const { status, text } = await get("/runs/object")
    t.equal(status, 500)
    t.match(text, /cannot be read now: .*manifest\.json is damaged: reused\[0\]/)
    check(t, (await get("/")).text, 0)
    const described = copy(`described-${k}`, (found) => ({ ...found, name: object }), object)
    for (const args of [["report"], ["archive"], ["compare", original]]) await command(...args, described)
    const page = join(described, "report.html")
    if (existsSync(page)) check(t, readFileSync(page, "utf8"), 0)
    const live = await get(`/runs/described-${k}`)
    // A sentence is no page, and no browser takes it for one.
    const isText = live.headers["content-type"]?.startsWith("text/plain") === true
    t.equal(live.headers["x-content-type-options"], "nosniff")
    if (!isText) check(t, live.text, 0)
    t.equal(isText, live.status === 500)
  }
})

const executablePath = process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium"
const skip = existsSync(executablePath)
  ? false
  : `there is no browser at ${executablePath}; SKEIN_CHROMIUM names another Chromium`

t.test("a browser shows it, complains of nothing and runs nothing", { skip }, async (t) => {
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox"]
  })
  t.teardown(() => browser.close())
  const complaints: Array<string> = []
  const open = async (file: string): Promise<Page> => {
    const page = await browser.newPage()
    page.on("console", (message) => complaints.push(message.text()))
    await page.goto(`file://${file}`)
    return page
  }
  const isMarked = (page: Page) => page.evaluate("globalThis.marked === true")
  const report = join(strange, "report.html")
  const whole = await open(report)
  t.equal(await isMarked(whole), false)
  t.same(complaints, [], "the policy knows style sheet and script, and nothing else asks for anything")
  const made = await whole.evaluate(
    `try { document.body.innerHTML = "<b>"; "made" } catch (error) { error.name }`
  )
  t.equal(made, "TypeError", "a script makes no HTML of a text, whoever wrote it")
  complaints.splice(0)
  // What no renderer of ours lets through the policy stops all the same.
  const broken = join(folder, "broken.html")
  const text = readFileSync(report, "utf8").replace(
    "<main>",
    () => `<main>${marker}<script>globalThis.marked = true</script>`
  )
  writeFileSync(broken, text)
  const page = await open(broken)
  t.equal(await page.locator("[data-marker]").count(), 1)
  t.equal(await isMarked(page), false)
  t.ok(complaints.length > 0)
})
