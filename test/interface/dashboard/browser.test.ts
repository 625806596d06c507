/** The pages in a real browser, with a real run behind them in another process. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import type { Page } from "playwright-core"
import { chromium } from "playwright-core"
import t from "tap"
import { start } from "../../support/cli.ts"
import { newFolder } from "../../support/engine.ts"

/** What the browser has of it. */
declare const document: {
  readonly title: string
  readonly querySelectorAll: (selector: string) => { readonly length: number }
}

const executablePath = process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium"
const skip = existsSync(executablePath)
  ? false
  : `there is no browser at ${executablePath}; SKEIN_CHROMIUM names another Chromium`

t.setTimeout(120_000)

t.test("a run in a browser: live, to its end, and again", { skip }, async (t) => {
  const folder = newFolder()
  writeFileSync(
    join(folder, "coins.yaml"),
    [
      "simulation: coin",
      "seed: 3",
      "base: { tosses: 200, grain: 1, slow: 10 }",
      "sweep:",
      "  - grid: { bias: [0.1, 0.5, 0.9] }"
    ].join("\n")
  )
  const serving = start(folder, ["serve", "--port", "0"])
  t.teardown(() => serving.child.kill("SIGTERM"))
  const [line] = await once(serving.child.stdout!, "data")
  const address = String(line).trim()
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  t.teardown(() => browser.close())
  const context = await browser.newContext()
  const complaints: Array<string> = []
  const elsewhere: Array<string> = []
  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage()
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") complaints.push(message.text())
    })
    page.on("pageerror", ({ message }) => complaints.push(message))
    page.on("request", (request) => {
      if (!request.url().startsWith(address)) elsewhere.push(request.url())
    })
    await page.goto(address + path)
    return page
  }

  const index = await open("")
  await index.getByText("There are no runs yet.").waitFor()
  const run = start(folder, ["run", "coins.yaml", "--threads", "2", "--backend", "cpu"])
  await index.getByRole("link", { name: "coins" }).waitFor()
  await index.getByRole("link", { name: "coins" }).click()
  const page = index
  await page.getByText("running").first().waitFor()
  t.ok((await page.getByRole("progressbar", { name: "of all tasks" }).count()) === 1)
  await page
    .getByRole("rowheader", { name: /^thread \d+$/ })
    .first()
    .waitFor()
  await page.waitForFunction(() => document.title.endsWith("% coins"))
  t.pass("the title tells how far it is")

  // The page fills in by itself until the run has ended.
  await page.waitForFunction(() => document.title === "coins: done", undefined, { timeout: 60_000 })
  t.equal((await run.ended).status, 0)
  t.equal(await page.locator("#tables tbody tr").count(), 3)
  t.match(await page.locator("#log").textContent(), /ended: done/)

  // What the reader closed stays closed when news come; what they look back to is what was then.
  const slider = page.getByRole("slider", { name: "moment" })
  await slider.fill("0")
  await page.getByText("no rows yet").waitFor()
  t.match(await page.locator("#summary").textContent(), /0 of 3/)
  await page.getByRole("button", { name: "Now" }).click()
  await page.waitForFunction(() => document.querySelectorAll("#tables tbody tr").length === 3)
  await page.getByRole("button", { name: "Replay" }).click()
  await page.getByRole("button", { name: "Pause" }).waitFor()
  await page.getByRole("button", { name: "Replay" }).waitFor()
  await page.waitForFunction(() => document.querySelectorAll("#tables tbody tr").length === 3)
  t.pass("a replay runs to its end")

  // On a phone nothing stands beside the screen.
  await page.setViewportSize({ width: 360, height: 740 })
  t.ok(await page.evaluate("document.documentElement.scrollWidth <= 360"))
  t.same(
    await page.evaluate(`
      [...document.querySelectorAll("button, input, progress, section, [tabindex], svg[role]")]
        .filter((each) => !each.getAttribute("aria-label") && !each.getAttribute("aria-labelledby") && !each.textContent)
        .filter((each) => !each.labels?.length)
        .map((each) => each.outerHTML)
    `),
    [],
    "everything that is not text has a name"
  )

  // The policy holds: what a script would be added by does not run.
  await page.evaluate(`{
    const script = document.createElement("script")
    script.textContent = "document.body.dataset.broken = 'yes'"
    document.body.append(script)
  }`)
  t.equal(await page.evaluate("document.body.dataset.broken"), undefined)
  t.match(complaints.splice(0), [/Content Security Policy/], "and that is the only complaint")
  t.same(elsewhere, [], "nothing is asked of any other machine")

  // The server goes away: the page says so.
  serving.child.kill("SIGTERM")
  t.equal((await serving.ended).signal, "SIGTERM")
  await page.getByRole("status").getByText("The connection is lost").waitFor()
})

t.test("what cannot be served is said in a sentence", async (t) => {
  const folder = newFolder()
  const taken = spawn(process.execPath, [
    "-e",
    "const s = require('net').createServer().listen(0, '127.0.0.1', () => console.log(s.address().port))"
  ])
  t.teardown(() => taken.kill())
  const [port] = await once(taken.stdout, "data")
  const [busy, missing, bad] = await Promise.all([
    start(folder, ["serve", "--port", String(port).trim()]).ended,
    start(folder, ["serve", "nothing"]).ended,
    start(folder, ["serve", "--port", "70000"]).ended
  ])
  t.equal(busy.status, 1)
  t.match(
    busy.stderr,
    /^Port \d+ is taken: choose another with --port, or --port 0 for any that is free\.\n$/m
  )
  t.equal(missing.status, 2)
  t.match(missing.stderr, /There is no run "nothing"/)
  t.equal(bad.status, 2)
})
