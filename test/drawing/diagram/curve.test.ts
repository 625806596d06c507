import t from "tap"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Curve from "../../../src/drawing/diagram/curve.ts"
import * as Grammar from "../../../src/drawing/grammar.ts"

const trefoil = Planar.ofBraid(Int16Array.of(1, 1, 1))

t.test("a knot is one round line, interrupted at each crossing", async (t) => {
  const svg = Curve.svg(trefoil, { title: "a <loop>" })
  t.equal(Grammar.stranger(svg), undefined)
  t.equal(svg.match(/M/g)?.length, 3, "three lines for three crossings")
  t.match(svg, "<title>a &lt;loop&gt;</title>")
  t.match(svg, 'stroke="currentColor"')
  t.notMatch(svg, /NaN|Infinity/)
  t.equal(Curve.svg(trefoil, { title: "a <loop>" }), svg)
})

t.test("a circle is one, and a loop above all others is closed", async (t) => {
  const circle = Curve.svg({ crossings: [], circles: 1 }, { title: "a circle" })
  t.match(circle, /d="M\d+ \d+a(\d+) \1 0 1 0 \d+ 0a\1 \1 0 1 0 -\d+ 0Z"/)
  const above = Curve.svg(Planar.ofBraid(Int16Array.of(1, -1)), { title: "two circles" })
  t.match(above, /Z/)
  t.equal(Grammar.stranger(above), undefined)
})

t.test("in a square of another picture", async (t) => {
  t.match(
    Curve.svg(trefoil, { title: "t", square: { x: 5, y: 6, size: 70 } }),
    'x="5" y="6" width="70" height="70"'
  )
})
