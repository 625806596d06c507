import fc from "fast-check"
import t from "tap"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Layout from "../../../src/domain/diagram/layout.ts"
import * as Orientation from "../../../src/domain/diagram/orientation.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { random, words } from "../../support/braid.ts"

/**
 * What is wrong with a layout as a drawing of a diagram, read off the points alone: strands meet at crossings and nowhere else,
 * come to these in the order of the diagram, and cross there with the diagram's signs. All of that together says which
 * diagram it is.
 */
const fault = (diagram: Planar.Diagram): string | undefined => {
  const layout = Layout.of(diagram)
  const { components, to, signs } = Orientation.orient(diagram)
  const crossingAt = new Map(layout.crossings.map(({ x, y }, i) => [`${x} ${y}`, i]))
  if (crossingAt.size < layout.crossings.length) return "two crossings at a point"
  if (layout.components.length !== components.length + diagram.circles) return "components are missing"
  const visits = new Map<string, number>()
  const ways: Array<Partial<Record<Layout.Stop["what"], readonly [number, number]>>> = layout.crossings.map(
    () => ({})
  )
  for (const [k, stops] of layout.components.entries()) {
    const passes = stops.filter(({ what }) => what !== "bend")
    const wanted = (components[k] ?? []).map(
      (arc) => `${to[arc] >> 2} ${(to[arc] & 1) === 0 ? "below" : "above"}`
    )
    const found = passes.map(({ x, y, what }) => `${crossingAt.get(`${x} ${y}`)} ${what}`)
    if (found.join() !== wanted.join()) return `component ${k} passes ${found}, not ${wanted}`
    for (const [i, stop] of stops.entries()) {
      const next = stops[(i + 1) % stops.length]
      const [dx, dy] = [Math.sign(next.x - stop.x), Math.sign(next.y - stop.y)]
      if (Math.abs(dx) + Math.abs(dy) !== 1) return "a stretch is neither horizontal nor vertical"
      if (stop.what !== "bend") ways[crossingAt.get(`${stop.x} ${stop.y}`)!][stop.what] = [dx, dy]
      for (let { x, y } = stop; x !== next.x || y !== next.y; x += dx, y += dy) {
        if (x < 0 || y < 0 || x > layout.width || y > layout.height) return "outside the picture"
        visits.set(`${x} ${y}`, (visits.get(`${x} ${y}`) ?? 0) + 1)
      }
    }
  }
  for (const [point, count] of visits)
    if (count !== (crossingAt.has(point) ? 2 : 1)) return `strands meet at ${point}`
  for (const [i, { below, above }] of ways.entries()) {
    if (below === undefined || above === undefined) return `crossing ${i} lacks a strand`
    // To the right of the strand below goes the one above where the crossing is positive.
    if (below[1] * above[0] - below[0] * above[1] !== signs[i]) return `crossing ${i} has the other sign`
  }
  return undefined
}

t.test("a layout is a drawing of its diagram: closed braids, with circles beside them", async (t) => {
  fc.assert(
    fc.property(words(24, 6), fc.integer({ min: 0, max: 2 }), (word, more) => {
      const diagram = Planar.ofBraid(word, Word.strands(word) + more)
      t.equal(fault(diagram), undefined, Word.print(word))
    })
  )
})

t.test("and diagrams that are no braids, and large ones", async (t) => {
  const stream = Stream.make([1987, 16])
  for (let draw = 0; draw < 40; draw++) {
    const { crossings, circles } = toPlanar(Play.knot(stream, 4 + Stream.below(stream, 12)))
    t.equal(fault({ crossings, circles }), undefined)
  }
  t.equal(fault(Planar.ofBraid(random(stream, 300, 9), 9)), undefined)
})

t.test("a component that passes nowhere below runs as its arcs say, and has a place", async (t) => {
  t.equal(fault(Planar.ofBraid(Word.parse("1 -1 2 2"))), undefined)
  t.strictSame(Layout.of(Planar.of([], 1)), {
    width: 1,
    height: 1,
    components: [
      [
        { x: 0, y: 0, what: "bend" },
        { x: 1, y: 0, what: "bend" },
        { x: 1, y: 1, what: "bend" },
        { x: 0, y: 1, what: "bend" }
      ]
    ],
    crossings: []
  })
})

t.test("known knots take as few bends as is known, and little room", async (t) => {
  // Four corners and two turns more for the trefoil, as in every book.
  const { components, width, height } = Layout.of(Planar.ofBraid(Word.parse("1 1 1")))
  t.equal(components[0].filter(({ what }) => what === "bend").length, 8)
  t.ok(width <= 3 && height <= 3)
})
