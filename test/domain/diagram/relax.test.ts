import t from "tap"
import * as Riddle from "../../../src/domain/decision/riddle.ts"
import * as Layout from "../../../src/domain/diagram/layout.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import { relax } from "../../../src/domain/diagram/relax/relax.ts"
import * as Subject from "../../../src/domain/invariant/subject.ts"

type Point = Layout.Point

const cross = (a: Point, b: Point, c: Point) => (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x)

/** Segments of all strands that meet elsewhere than at an end that they share. */
const meetings = ({ components }: Layout.Layout): number => {
  const segments = components.flatMap((stops) =>
    stops.map((stop, k) => [stop, stops[(k + 1) % stops.length]] as const)
  )
  const same = (p: Point, q: Point) => p.x === q.x && p.y === q.y
  let count = 0
  segments.forEach(([a, b], i) => {
    for (const [c, d] of segments.slice(i + 1)) {
      if (same(a, c) || same(a, d) || same(b, c) || same(b, d)) continue
      const isBeside = (axis: "x" | "y") =>
        Math.max(a[axis], b[axis]) < Math.min(c[axis], d[axis]) ||
        Math.max(c[axis], d[axis]) < Math.min(a[axis], b[axis])
      if (isBeside("x") || isBeside("y")) continue
      if (cross(a, b, c) * cross(a, b, d) <= 0 && cross(c, d, a) * cross(c, d, b) <= 0) count++
    }
  })
  return count
}

/** Along the knot: which crossing, above or below, and to which side the strand above goes. */
const visits = ({ components, crossings }: Layout.Layout): ReadonlyArray<string> => {
  const directions = new Map<string, { above?: Point; below?: Point }>()
  for (const stops of components)
    stops.forEach((stop, k) => {
      if (stop.what === "bend") return
      const [a, b] = [stops[(k + stops.length - 1) % stops.length], stops[(k + 1) % stops.length]]
      const key = `${stop.x} ${stop.y}`
      directions.set(key, { ...directions.get(key), [stop.what]: { x: b.x - a.x, y: b.y - a.y } })
    })
  const index = new Map(crossings.map(({ x, y }, k) => [`${x} ${y}`, k]))
  return components.flatMap((stops) =>
    stops.flatMap((stop) => {
      if (stop.what === "bend") return []
      const { above, below } = directions.get(`${stop.x} ${stop.y}`)!
      const sign = Math.sign(above!.x * below!.y - above!.y * below!.x)
      return [`${index.get(`${stop.x} ${stop.y}`)} ${stop.what} ${sign}`]
    })
  )
}

const turned = (list: ReadonlyArray<string>): string =>
  list.map((_, k) => [...list.slice(k), ...list.slice(0, k)].join(",")).toSorted()[0] ?? ""

t.test("strands give way, and the diagram stays the same one", async (t) => {
  for (const crossings of [3, 4, 5, 8, 12, 20, 30, 40]) {
    const { origin } = Riddle.draw({ generator: "grid", crossings }, [11, crossings])
    const before = Layout.of(Subject.diagram(Riddle.subjectOf(origin)))
    const after = relax(before)
    t.equal(meetings(after), 0, `${crossings} crossings: strands meet at them alone`)
    t.equal(
      turned(visits(after)),
      turned(visits(before)),
      "as they did, above and below, from the same sides"
    )
    const all = after.components.flat()
    t.ok(
      all.every(({ x, y }) => x >= 0 && y >= 0 && x <= after.width && y <= after.height),
      "within its frame"
    )
    t.ok(after.width > 1 && after.width < 2 * before.width + 4, "neither a point nor all over the place")
    t.same(relax(before), after, "the same each time")
  }
})

t.test("closed braids, whose strands run beside each other for long", async (t) => {
  const { origin } = Riddle.draw({ generator: "paper", crossings: 20 }, [2, 2])
  const before = Layout.of(Subject.diagram(Riddle.subjectOf(origin)))
  const after = relax(before)
  t.equal(meetings(after), 0)
  t.equal(turned(visits(after)), turned(visits(before)))
})

t.test("links, and circles beside them", async (t) => {
  const hopf = Layout.of({ ...Planar.ofBraid(Int16Array.of(1, 1)), circles: 2 })
  const after = relax(hopf)
  t.equal(after.components.length, 4)
  t.equal(meetings(after), 0, "none in the way of another")
  t.ok(after.components.flat().every(({ x, y }) => x >= 0 && y >= 0 && x <= after.width && y <= after.height))
  const circle = Layout.of({ crossings: [], circles: 1 })
  t.same(relax(circle), circle)
})
