import t from "tap"
import type { Part } from "../../../src/interface/page/html.ts"
import { html, picture, print, script } from "../../../src/interface/page/html.ts"

t.test("texts are escaped, pieces of pages are not, and what is left out is nothing", async (t) => {
  const nasty = `<b title="x">'&'</b>`
  const safe = "&lt;b title=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/b&gt;"
  t.equal(print(html`<p title="${nasty}">${nasty}</p>`), `<p title="${safe}">${safe}</p>`)
  t.equal(print(html`<ul>${[1, 2].map((n) => html`<li>${n}</li>`)}</ul>`), "<ul><li>1</li><li>2</li></ul>")
  t.equal(print(html`${[["a", [nasty]], html`<hr>`]}`), `a${safe}<hr>`)
  t.equal(print(html`a${false}b${undefined}c${0}${""}`), "abc0")
  t.equal(print(html`${picture("<svg/>")}`), "<svg/>")
  t.equal(
    print(html`<a title="${'"'}">${html`<b>`}${"<b>"}${[html`${1}`, html`${"&"}`]}</a>`),
    '<a title="&quot;"><b>&lt;b&gt;1&amp;</a>'
  )
})

t.test("nothing that was data can pass for a piece of a page", async (t) => {
  const bad = "<b data-marker></b>"
  const real = html`<b data-marker></b>`
  const keys = ["markup", "html", "text", "Symbol(markup)", "@@markup"]
  const forged: ReadonlyArray<unknown> = [
    null,
    ...keys.map((key) => JSON.parse(JSON.stringify({ [key]: bad }))),
    JSON.parse(JSON.stringify(real)),
    structuredClone(real),
    { [Symbol("markup")]: bad },
    { [Symbol.for("markup")]: bad },
    { toString: () => bad },
    JSON.parse('{ "toString": 1, "__proto__": { "markup": "<b data-marker></b>" } }'),
    Object.assign(Object.create(null), { bad }),
    true,
    [[bad], { bad }],
    { valueOf: () => bad, toJSON: () => bad },
    Object.create(real)
  ]
  for (const each of forged) t.notMatch(print(html`${each as Part}`), "<b", JSON.stringify(each))
  t.match(print(html`${real}`), "<b data-marker>", "unlike what is one")
})

t.test("of texts only pictures become pieces of a page", async (t) => {
  for (const text of ["", "text", "<b>x</b>", "<svg/><b/>", "<svg><style/></svg>"])
    t.throws(() => picture(text), TypeError, text)
})

t.test("a script stays in its element", async (t) => {
  t.equal(print(html`<script>${script('a < b && "c"')}</script>`), '<script>a < b && "c"</script>')
  for (const text of ["</script>", "</SCRIPT >", "<script", "<!--"]) t.throws(() => script(text), TypeError)
})
