import t from "tap"
import * as Diagram from "../../src/domain/field/diagram/diagram.ts"
import { quartic, sextic } from "../../src/domain/field/diagram/interaction.ts"
import * as Figure from "../../src/drawing/feynman.ts"

const count = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].length

t.test("every picture has its points, vertices, lines and factor", async (t) => {
  for (const points of [2, 4, 6])
    for (const interactions of [[], [quartic], [sextic], [quartic, quartic], [sextic, sextic]])
      for (const diagram of Diagram.all(points, interactions)) {
        const svg = Figure.svg([diagram], "one")
        t.equal(count(svg, /<circle /g), points + interactions.length)
        t.equal(count(svg, /<circle [^>]*r="4"/g), interactions.length)
        t.equal(count(svg, /stroke-dasharray/g), diagram.terms[0].lines.length)
        t.equal(count(svg, /<tspan/g), points)
        t.ok(svg.includes(`>${diagram.factor}<`))
        t.notOk(/NaN|undefined|Infinity/.test(svg))
      }
})

t.test("the document is well-formed: every element that opens closes", async (t) => {
  const svg = Figure.svg(Diagram.all(6, [sextic]), "6 points")
  const open: Array<string> = []
  for (const [, slash, name, end] of svg.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
    if (slash === "/") t.equal(open.pop(), name)
    else if (end !== "/") open.push(name)
  }
  t.same(open, [])
  t.equal(count(svg, />(kept|2-pt correction, dropped|vacuum, cancelled)</g), 4)
})
