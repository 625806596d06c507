import t from "tap"
import * as HardUnknots from "../../../src/domain/braid/hard-unknots.ts"
import * as Word from "../../../src/domain/braid/word.ts"
import * as Planar from "../../../src/domain/diagram/planar.ts"
import * as Grid from "../../../src/domain/grid/diagram.ts"
import { fromPlanar } from "../../../src/domain/grid/from-planar.ts"
import * as Move from "../../../src/domain/grid/move.ts"
import * as Play from "../../../src/domain/grid/play.ts"
import { toPlanar } from "../../../src/domain/grid/to-planar.ts"
import * as Walk from "../../../src/domain/grid/walk.ts"
import * as Stream from "../../../src/domain/random/stream.ts"
import { stranger } from "../../../src/drawing/grammar.ts"
import * as Diagram from "../../../src/drawing/grid/diagram.ts"
import * as Strip from "../../../src/drawing/grid/strip.ts"

interface Line {
  readonly colour: string
  readonly isColumn: boolean
  /** Where it stands, and the ends, in pixels, x to the right and y down. */
  readonly at: number
  readonly from: number
  readonly to: number
}

/** The lines of a picture. */
const lines = (svg: string): ReadonlyArray<Line> =>
  [...svg.matchAll(/<path stroke="(#\w+)"[^>]* d="([^"]*)"\/>/g)].flatMap(([, colour, data]) =>
    [...data!.matchAll(/M(\S+) (\S+)([HV])(\S+?)(?=M|$)/g)].map(([, x, y, way, end]): Line => {
      const isColumn = way === "V"
      const ends = [Number(isColumn ? y : x), Number(end)].sort((a, b) => a - b)
      return { colour: colour!, isColumn, at: Number(isColumn ? x : y), from: ends[0]!, to: ends[1]! }
    })
  )

/** The diagram that a picture shows, from nothing but its lines: two ends of a row are those that touch a column's end. */
const readBack = (svg: string): Grid.Diagram => {
  const columns = lines(svg).filter(({ isColumn }) => isColumn)
  const xs = [...new Set(columns.map(({ at }) => at))].sort((a, b) => a - b)
  const ys = [...new Set(columns.flatMap(({ from, to }) => [from, to]))].sort((a, b) => b - a)
  return Grid.of(
    xs
      .map((x) => columns.filter(({ at }) => at === x).flatMap(({ from, to }) => [from, to]))
      .map((ends) => ends.map((y) => ys.indexOf(y)))
  )
}

t.test("a picture shows the diagram, and rows are broken where columns pass, there alone", async (t) => {
  const stream = Stream.make([12, 0])
  for (let draw = 0; draw < 100; draw++) {
    const diagram = Play.knot(stream, 3 + Stream.below(stream, 20))
    const svg = Diagram.draw(diagram, { title: "a < b" })
    t.equal(stranger(svg), undefined)
    t.strictSame(readBack(svg), diagram)
    const rows = lines(svg).filter(({ isColumn }) => !isColumn)
    const columns = lines(svg).filter(({ isColumn }) => isColumn)
    const touching = rows.flatMap((row) =>
      columns.filter(({ at, from, to }) => row.from < at && at < row.to && from < row.at && row.at < to)
    )
    t.equal(touching.length, 0, "no row runs through a column")
    const { crossings } = toPlanar(diagram)
    t.equal(rows.length, diagram.length + crossings.length, "a piece more for each crossing")
  }
})

t.test("components have colours, and lines that are shown one of their own", async (t) => {
  const { diagram } = fromPlanar(Planar.ofBraid(Word.parse("1 1 2 2")))
  const colours = (svg: string) => new Set(lines(svg).map(({ colour }) => colour))
  t.equal(colours(Diagram.draw(diagram, { title: "three rings" })).size, 3)
  const svg = Diagram.draw(diagram, { title: "three rings", shown: { of: "rows", places: [1, 2] } })
  const [, band] = svg.match(/<g fill="(#\w+)"/)!
  const shown = lines(svg).filter(({ colour }) => colour === band)
  t.ok(shown.length >= 2 && shown.every(({ isColumn }) => !isColumn))
  t.equal(new Set(shown.map(({ at }) => at)).size, 2)
  t.equal([...svg.matchAll(/<rect /g)].length, 2)
})

t.test(
  "a strip of few moves shows them all; of many, all joins and some exchanges, and says so",
  async (t) => {
    const start = fromPlanar(Planar.ofBraid(HardUnknots.all[4]!.word)).diagram
    const walk = Walk.make(start, [1, 2], 1 << 14)
    Walk.run(walk, 4000)
    const moves = Array.from(Walk.moves(walk))
    const few = Strip.strip(start, moves.slice(0, 12), "few")
    t.equal(stranger(few), undefined)
    t.equal([...few.matchAll(/<svg /g)].length, 14, "the moves, the end, and the whole")
    t.match(few, /<title>few<\/title>/)
    t.match(few, /<text [^>]*>1\. (exchange|join) (columns|rows) \d+, \d+<\/text>/)

    const shown = Strip.chosen(moves, 39)
    const joins = [...moves.keys()].filter((k) => !Move.isExchange(moves[k]!))
    t.ok(joins.length > 5 && moves.length > 100)
    t.strictSame(
      joins.filter((k) => !shown.includes(k)),
      [],
      "all joins"
    )
    t.strictSame([shown.length, shown[0]], [39, 0])
    t.strictSame(
      [...new Set(shown)].sort((a, b) => a - b),
      shown,
      "in order"
    )
    const strip = Strip.strip(start, moves, "many")
    t.equal(stranger(strip), undefined)
    t.ok(strip.includes(`<title>many; 39 moves drawn, ${moves.length - 39} left out between them</title>`))
    t.equal([...strip.matchAll(/<svg /g)].length, 41)
    const [, heading] = Strip.strip(start, moves, "1 ".repeat(500)).match(/<text [^>]*>([^<]*)<\/text>/)!
    t.ok(heading!.length < 170 && heading!.endsWith("left out between them"), "a line, and its end is there")
    t.notOk(/NaN|undefined/.test(strip))
    const most = Strip.chosen(new Array(200).fill(Move.join), 39)
    t.ok(most.length >= 38 && most.length <= 39, "joins are left out where there are too many")
  }
)

t.test("a strip of no moves is one picture; one of a large diagram has few", async (t) => {
  const none = Strip.strip(Grid.circle, [], "nothing to do")
  t.equal(stranger(none), undefined)
  t.equal([...none.matchAll(/<svg /g)].length, 2)
  t.match(none, /a circle/)
  const large = Play.knot(Stream.make([1, 1]), 1000)
  t.equal([...Strip.strip(large, [], "large").matchAll(/<svg /g)].length, 2)
})
