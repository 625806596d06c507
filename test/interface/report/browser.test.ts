/** Pages in files in a real browser: on a telephone and on a screen, light, dark and on paper. */
import { existsSync } from "node:fs"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import type { Page } from "playwright-core"
import { chromium } from "playwright-core"
import t from "tap"
import { command } from "../../support/command.ts"
import { newFolder, run, studyOf } from "../../support/engine.ts"

const executablePath = process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium"
const skip = existsSync(executablePath)
  ? false
  : `there is no browser at ${executablePath}; SKEIN_CHROMIUM names another Chromium`

t.setTimeout(120_000)

/** What stands beyond the right edge of the page, in nothing that scrolls. */
const beyond = `
  [...document.querySelectorAll("body *")].filter((each) => {
    if (each.closest("svg") !== null || each.getBoundingClientRect().right <= innerWidth + 1) return false
    for (let at = each.parentElement; at !== null; at = at.parentElement)
      if (["auto", "scroll"].includes(getComputedStyle(at).overflowX)) return false
    return true
  }).map((each) => each.outerHTML.slice(0, 80))
`

/** Texts on a ground that they do not stand out from: less than 4.5 to 1, as WCAG 2.2 (1.4.3) asks. */
const faint = `(() => {
  const light = (color) => {
    const [r, g, b] = color.match(/[\\d.]+/g).map((each) => Number(each) / 255)
      .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  const ground = (element) => {
    for (let at = element; at !== null; at = at.parentElement) {
      const color = getComputedStyle(at).backgroundColor
      if (!color.endsWith(", 0)")) return color
    }
    return "rgb(255, 255, 255)"
  }
  return [...document.querySelectorAll("h1, h2, h3, p, th, td, a, summary, caption, figcaption, button, label")]
    .filter((each) => each.checkVisibility() && each.textContent.trim() !== "")
    .filter((each) => {
      const [a, b] = [light(getComputedStyle(each).color), light(ground(each))].sort((x, y) => y - x)
      return (a + 0.05) / (b + 0.05) < 4.5
    })
    .map((each) => each.outerHTML.slice(0, 80))
})()`

t.test("no page is wider than its window, and all of it can be read", { skip }, async (t) => {
  const folder = newFolder()
  const points = [-0.001, -0.01, -0.1].map((lambda) => ({ lambda }))
  const runs = ["first", "second"].map((name) => join(folder, name))
  for (const directory of runs) await run(await studyOf("moments", points), { directory })
  const compared = join(folder, "compared.html")
  for (const args of [["report"], ["compare", "-o", compared]])
    t.equal((await command(...args, ...runs)).status, 0)
  const browser = await chromium.launch({ executablePath, args: ["--no-sandbox"] })
  t.teardown(() => browser.close())
  const pages = [join(runs[0]!, "report.html"), join(folder, "report.html"), compared]
  for (const file of pages)
    for (const width of [380, 1280])
      for (const colorScheme of ["light", "dark"] as const) {
        const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
        const page = await context.newPage()
        const complaints: Array<string> = []
        page.on("console", (message) => complaints.push(message.text()))
        page.on("pageerror", ({ message }) => complaints.push(message))
        await page.goto(pathToFileURL(file).href)
        const what = `${file.slice(folder.length)} at ${width}, ${colorScheme}`
        t.equal(await page.evaluate("document.documentElement.scrollWidth"), width, what)
        t.strictSame(await page.evaluate(beyond), [], what)
        t.strictSame(await page.evaluate(faint), [], what)
        t.strictSame(complaints, [], what)
        await context.close()
      }

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
