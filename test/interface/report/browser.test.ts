/** Pages in files in a real browser: on a telephone and on a screen, light, dark and on paper. */
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Page } from "playwright-core"
import { chromium } from "playwright-core"
import t from "tap"
import * as Browsing from "../../support/browser.ts"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

t.setTimeout(120_000)

t.test("no page is wider than its window, and all of it can be read", { skip: Browsing.skip }, async (t) => {
  const folder = newFolder()
  const points = [-0.001, -0.01, -0.1].map((lambda) => ({ lambda }))
  const runs = ["first", "second"].map((name) => join(folder, name))
  for (const directory of runs) await run(await studyOf("moments", points), { directory })
  const compared = join(folder, "compared.html")
  for (const args of [["report"], ["compare", "-o", compared]])
    t.equal((await command(...args, ...runs)).status, 0)
  const browser = await chromium.launch({ executablePath: Browsing.executablePath, args: ["--no-sandbox"] })
  t.teardown(() => browser.close())
  const pages = [join(runs[0]!, "report.html"), join(folder, "report.html"), compared]
  for (const file of pages) await Browsing.check(t, browser, file)

  await t.test("tables are sorted and filtered with the keyboard alone", async (t) => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(pages[0]!).href)
    const table = page.locator("#tables table").first()
    const heading = table.getByRole("columnheader", { name: "relativeError" })
    await heading.getByRole("button").focus()
    await page.keyboard.press("Enter")
    t.equal(await heading.getAttribute("aria-sort"), "ascending")
    await page.getByLabel("Filter").first().fill("moment=4 order<=2")
    t.equal(await table.locator("tbody tr:visible").count(), 9)
    t.equal(await page.getByRole("status").first().textContent(), "9 of 99")
  })

  await t.test("paper has no controls, and the first rows", async (t) => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(pages[0]!).href)
    await page.emulateMedia({ media: "print", colorScheme: "dark" })
    const visible = (of: Page, selector: string) => of.locator(`${selector}:visible`).count()
    t.equal(await visible(page, ".filter"), 0)
    t.equal(await visible(page, "#tables tbody tr"), 40)
    t.match(await page.locator(".on-paper").first().textContent(), "On paper the first 40 of these.")
    t.equal(await page.evaluate("getComputedStyle(document.body).backgroundColor"), "rgb(255, 255, 255)")
  })
})
