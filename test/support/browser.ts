/** Pages in a real browser. */
import { existsSync } from "node:fs"
import { basename } from "node:path"
import { pathToFileURL } from "node:url"
import type { Browser } from "playwright-core"
import type { Test } from "tap"

export const executablePath = process.env.SKEIN_CHROMIUM ?? "/usr/bin/chromium"

export const skip = existsSync(executablePath)
  ? false
  : `there is no browser at ${executablePath}; SKEIN_CHROMIUM names another Chromium`

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

/** On a telephone and on a screen, light and dark: no wider than its window, all of it can be read, and no complaints. */
export const check = async (t: Test, browser: Browser, file: string): Promise<void> => {
  for (const width of [380, 1280])
    for (const colorScheme of ["light", "dark"] as const) {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme })
      const page = await context.newPage()
      const complaints: Array<string> = []
      page.on("console", (message) => complaints.push(message.text()))
      page.on("pageerror", ({ message }) => complaints.push(message))
      await page.goto(pathToFileURL(file).href)
      const what = `${basename(file)} at ${width}, ${colorScheme}`
      t.equal(await page.evaluate("document.documentElement.scrollWidth"), width, what)
      t.strictSame(await page.evaluate(beyond), [], what)
      t.strictSame(await page.evaluate(faint), [], what)
      t.strictSame(complaints, [], what)
      await context.close()
    }
}
