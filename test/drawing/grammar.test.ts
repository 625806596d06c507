import t from "tap"
import * as Grammar from "../../src/drawing/grammar.ts"

const within = (body: string): string | undefined =>
  Grammar.stranger(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">\n${body}\n</svg>\n`)

t.test("shapes and texts are what pictures are made of", async (t) => {
  for (const body of [
    "",
    '<g transform="translate(1 2) rotate(-3)" fill="rgb(1 2 3)"><path d="M0 0 L1,1e-3 Z"/></g>',
    "<title>a &lt; b &amp;&#39;&#x1f4a9;</title><desc>url(x) on\nload=</desc>",
    '<defs><clipPath id="a"><rect width="1" height="1"/></clipPath></defs><g clip-path="url(#a)"/>',
    '<text aria-label="url(x) &quot;\\" x="1">text <tspan dy="1em">more</tspan></text>',
    '<use href="#a"/><svg x="1" y="2"><circle r="1"/></svg>'
  ])
    t.equal(within(body), undefined, body)
})

t.test("what could do more than be looked at is named", async (t) => {
  for (const [body, named = body] of [
    ["<script></script>"],
    ["<style></style>"],
    ["<foreignObject></foreignObject>"],
    ["<b data-marker></b>"],
    ["<a></a>"],
    ['<image href="x"/>'],
    ['<animate attributeName="x"/>'],
    ["<SCRIPT></SCRIPT>"],
    ["<!-- -->"],
    ["<![CDATA[x]]>"],
    ["<?xml-stylesheet?>"],
    ["&nbsp;"],
    ["& "],
    ["< "],
    ["<g x='1'/>"],
    ["<g x=1 />"],
    ['<g x="1"y="2"/>'],
    ["<title><g/></title>", "<g/></title>"],
    ["<g></svg>", "</svg>"],
    ["</svg><g/><svg>", "<g/><svg>"],
    ["</svg><svg>", "<svg>"],
    ["</svg>text<svg>", "text<svg>"],
    ['<g onload="x"/>', 'onload="x"'],
    ['<g OnLoad="x"/>', 'OnLoad="x"'],
    ['<g style="x"/>', 'style="x"'],
    ['<g xml:base="x"/>', 'xml:base="x"'],
    ['<g xmlns="http://www.w3.org/1999/xhtml"/>', 'xmlns="http://www.w3.org/1999/xhtml"'],
    ['<use href="x.svg#a"/>', 'href="x.svg#a"'],
    ['<use xlink:href="data:,x"/>', 'xlink:href="data:,x"'],
    ['<g fill="url(x)"/>', 'fill="url(x)"'],
    ['<g fill="URL( x)"/>', 'fill="URL( x)"'],
    ['<g fill="u\\72l(x)"/>', 'fill="u\\72l(x)"'],
    ['<g fill="&#117;rl(x)"/>', 'fill="&#117;rl(x)"'],
    ["<g mask=\"image-set('x' 1x)\"/>", "mask=\"image-set('x' 1x)\""]
  ] as ReadonlyArray<readonly [body: string, named?: string]>)
    t.ok(within(body)?.startsWith(named), `${body}: ${within(body)}`)
  for (const text of ["", "x", "<g/>", "<svg>", "</svg>", '<?xml version="1.0"?><svg/>', "<svg/><svg/>"])
    t.type(Grammar.stranger(text), "string", text)
  t.equal(Grammar.stranger("<svg/>"), undefined)
})

t.test("a text as long as a book, and marks by the thousand", async (t) => {
  t.equal(within(`<text>${"&amp;x".repeat(500_000)}</text>${'<circle r="1"/>'.repeat(100_000)}`), undefined)
  t.type(within("<g>".repeat(100_000)), "string")
})
