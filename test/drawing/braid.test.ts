import t from "tap"
import * as Permutation from "../../src/domain/braid/permutation.ts"
import * as Word from "../../src/domain/braid/word.ts"
import * as Stream from "../../src/domain/random/stream.ts"
import * as Diagram from "../../src/drawing/braid/diagram.ts"
import { palette } from "../../src/drawing/palette.ts"
import { random } from "../support/braid.ts"

type Point = readonly [number, number]

/** The paths of a picture: colour, and the runs of points between gaps. */
const paths = (svg: string) => {
  return [...svg.matchAll(/<path stroke="(#\w+)" d="([^"]*)"\/>/g)].map(([, colour, data]) => ({
    colour,
    isUnbroken: data.endsWith("Z"),
    runs: data
      .replace("Z", "")
      .split("M")
      .slice(1)
      .map((run) => run.split("L").map((point) => point.split(" ").map(Number) as unknown as Point))
  }))
}

/** The signs of all crossings of a picture, from nothing but where its lines run and where they are broken. */
const signs = (svg: string, isClosed: boolean): Array<number> => {
  const drawn = paths(svg)
  const segments = drawn.flatMap(({ runs }) =>
    runs.flatMap((run) => run.slice(1).map((b, k) => [run[k], b] as const))
  )
  const gaps = drawn.flatMap(({ runs, isUnbroken }) => {
    const last = isClosed && !isUnbroken ? runs.length : runs.length - 1
    return runs.slice(0, last).map((run, k) => [run[run.length - 1], runs[(k + 1) % runs.length][0]] as const)
  })
  return gaps.map((gap) => {
    const inside = [between(gap, 0.1), between(gap, 0.9)] as const
    const over = segments.filter((segment) => cross(inside, segment))
    if (over.length !== 1) return Number.NaN
    return -Math.sign(turn(minus(over[0][1], over[0][0]), minus(gap[1], gap[0])))
  })
}

const minus = (a: Point, b: Point): Point => [a[0] - b[0], a[1] - b[1]]
const between = ([a, b]: readonly [Point, Point], t: number): Point => [
  a[0] + t * (b[0] - a[0]),
  a[1] + t * (b[1] - a[1])
]
const turn = (a: Point, b: Point): number => a[0] * b[1] - a[1] * b[0]

const cross = ([a, b]: readonly [Point, Point], [c, d]: readonly [Point, Point]): boolean => {
  const side = (p: Point, q: Point, r: Point) => turn(minus(q, p), minus(r, p)) >= 0
  return side(a, b, c) !== side(a, b, d) && side(c, d, a) !== side(c, d, b)
}

t.test("both pictures show as many crossings as letters, with the signs of the letters", (t) => {
  const stream = Stream.make([41, 0])
  for (let k = 0; k < 300; k++) {
    const word = random(stream, Stream.below(stream, 31), 2 + Stream.below(stream, 6))
    for (const [isClosed, svg] of [
      [false, Diagram.open(word)],
      [true, Diagram.closed(word)]
    ] as const) {
      const seen = signs(svg, isClosed)
      t.equal(seen.length, word.length, `${Word.print(word)}, closed: ${isClosed}`)
      t.equal(
        seen.reduce((sum, sign) => sum + sign, 0),
        Word.writhe(word),
        Word.print(word)
      )
    }
  }
  t.same(signs(Diagram.open([1, -2]), false).sort(), [-1, 1])
  t.end()
})

t.test("a colour and a loop for each component, no background, nothing outside the picture", (t) => {
  const stream = Stream.make([42, 0])
  for (let k = 0; k < 100; k++) {
    const word = random(stream, 1 + Stream.below(stream, 20), 2 + Stream.below(stream, 5))
    const components = Permutation.components(word)
    const closed = paths(Diagram.closed(word))
    t.equal(closed.length, components, Word.print(word))
    t.equal(new Set(closed.map((path) => path.colour)).size, components)
    const open = paths(Diagram.open(word))
    t.equal(open.length, Word.strands(word))
    t.equal(new Set(open.map((path) => path.colour)).size, components)
    for (const svg of [Diagram.closed(word), Diagram.open(word)]) {
      const [x, y, width, height] = (/viewBox="([^"]*)"/.exec(svg)?.[1] ?? "").split(" ").map(Number)
      const points = paths(svg).flatMap((path) => path.runs.flat())
      t.ok(points.every((p) => p[0] >= x && p[0] <= x + width && p[1] >= y && p[1] <= y + height))
      t.notMatch(svg, /<rect|NaN|Infinity/)
    }
  }
  t.equal(paths(Diagram.closed([], { strands: 3 })).length, 3)
  t.match(Diagram.closed([]), "<title>The empty braid word</title>")
  t.match(Diagram.open([1], { title: "<&>" }), "<title>&lt;&amp;&gt;</title>")
  t.end()
})

t.test(
  "every colour has a contrast of 3 to 1 against white and against near black (WCAG 2.2, 1.4.11)",
  (t) => {
    const luminance = (colour: string) => {
      const channels = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
      const linear = channels.map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }
    for (const colour of palette) {
      t.ok(1.05 / (luminance(colour) + 0.05) >= 3, `${colour} on white`)
      t.ok((luminance(colour) + 0.05) / (luminance("#111111") + 0.05) >= 3, `${colour} on #111111`)
    }
    t.end()
  }
)
