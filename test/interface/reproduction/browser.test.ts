/** The document's page in a real browser. */
import { join } from "node:path"
import { chromium } from "playwright-core"
import t from "tap"
import * as Document from "../../../src/interface/reproduction/document.ts"
import * as Browsing from "../../support/browser.ts"
import { newFolder } from "../../support/engine.ts"
import { judged } from "../../support/reproduction.ts"

t.setTimeout(120_000)

t.test("it is no wider than its window, and all of it can be read", { skip: Browsing.skip }, async (t) => {
  const place = newFolder()
  await Document.write(await judged(), place)
  const browser = await chromium.launch({ executablePath: Browsing.executablePath, args: ["--no-sandbox"] })
  t.teardown(() => browser.close())
  await Browsing.check(t, browser, join(place, "reproduction.html"))
})
