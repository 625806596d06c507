/** What every page in a file has to be. */
import { createHash } from "node:crypto"
import { parseHTML } from "linkedom"
import type { Test } from "tap"

/**
 * Nothing that a browser would fetch, run or stumble over; and if there were, the page forbids it.
 *
 * @param links where a page may lead to
 */
export const check = (
  t: Test,
  page: string,
  links = /^(#|figures\/|tables\/|https:\/\/arxiv\.org\/abs\/)/
): void => {
  const { document } = parseHTML(page)
  const [, style = ""] = /<style>(.*?)<\/style>/s.exec(page) ?? []
  const [, script = ""] = /<script>(.*?)<\/script>/s.exec(page) ?? []
  const digest = (text: string): string => createHash("sha256").update(text).digest("base64")
  const policies = [...document.querySelectorAll("meta[http-equiv]")].map((each) =>
    each.getAttribute("content")
  )
  t.strictSame(policies, [
    `default-src 'none'; script-src 'sha256-${digest(script)}'; style-src 'sha256-${digest(style)}'; require-trusted-types-for 'script'; trusted-types 'none'; base-uri 'none'; form-action 'none'`
  ])
  t.ok(page.indexOf("http-equiv") < page.indexOf("<style>"), "said before there is anything")
  t.notMatch(page, /<style.*<style|\sstyle=/s, "one style sheet, which the policy knows")
  t.equal(document.querySelectorAll("link, img, iframe, object, embed, base, form").length, 0)
  t.equal(document.querySelectorAll("script").length, 1, "the program's own")
  t.equal(document.querySelector("script")!.attributes.length, 0)
  t.notMatch(page, /\bsrc=|@import|url\(/)
  const attributes = [...document.querySelectorAll("*")].flatMap(({ attributes }) => [...attributes])
  t.strictSame(
    attributes.map(({ name }) => name).filter((name) => name.startsWith("on")),
    []
  )
  const addresses = [...document.querySelectorAll("[href]")].map((each) => each.getAttribute("href")!)
  t.strictSame(
    addresses.filter((address) => !links.test(address)),
    []
  )
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id)
  t.equal(new Set(ids).size, ids.length, "each id once")
  t.strictSame(
    addresses.filter((each) => each.startsWith("#") && !ids.includes(each.slice(1))),
    []
  )
  for (const figure of document.querySelectorAll("figure")) {
    t.ok(figure.querySelector("figcaption"))
    t.ok(figure.querySelector("svg")?.getAttribute("aria-label"))
  }
}
